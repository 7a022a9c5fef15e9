import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, InputType, Int, Query, Resolver } from "type-graphql";

import { among, filterBy } from "../access/filter-fields";
import { byColumn } from "../access/filters";
import { PageArguments } from "../entities/connection";
import { WorkPlanConnection } from "../entities/connections";
import { WorkPlanEvent } from "../entities/history";
import { Access } from "../entities/marking";
import { Mission, Office, Post } from "../entities/organisation";
import { HoldsAbout, Reads, anyOf, because, connection, many, one, oneBy } from "../entities/reads";
import { WorkPlanCompletion, WorkPlanStatus } from "../entities/terms";
import {
  PlannedOutcome,
  WorkPlan,
  WorkPlanItem,
  WorkPlanItemPermissions,
  WorkPlanPermissions,
  WorkPlanRevision,
  WorkPlanSharing,
  workPlanItemPermissions,
  workPlanPermissions,
} from "../entities/work-plan";
import type { Context } from "./context";
import { delivered } from "./delivered";

const several = (of: string) => ({ nullable: true, description: `Only ${of}; an empty list finds nothing.` });

@InputType({ description: "Which work plans." })
class WorkPlanFilter {
  @Field(() => [Int], several("work plans of these years"))
  years?: number[];

  @Field(() => [WorkPlanStatus as never], several("work plans of these statuses"))
  statuses?: WorkPlanStatus[];

  @Field(() => [WorkPlanCompletion as never], several("work plans that are complete in time, or not, in these ways"))
  completions?: WorkPlanCompletion[];
}

const workPlanFilter = filterBy({
  years: (years: number[], row, { parameter }) => `${row}.year = any(${parameter(years, "int[]")})`,
  statuses: among((row) => `${row}.status`),
  completions: (completions: string[], row, { now, parameter }) =>
    `work_plan_completion(${row}, ${now}) = any(${parameter(completions, "text[]")})`,
});

@ArgsType()
class WorkPlansArguments extends PageArguments {
  @Field(() => WorkPlanFilter, { nullable: true, description: "Which work plans." })
  filter?: WorkPlanFilter;
}

const ofThis = (target: string, row: string) => `${target}.work_plan_id = ${row}.id`;
const byQuarter = (row: string) => `${row}.quarter, ${row}.position, ${row}.id`;

@Resolver(() => WorkPlan)
export class WorkPlanResolver {
  @Query(() => WorkPlan, {
    nullable: true,
    description: "The work plan of this year; null where there is none for the reader.",
  })
  @Reads(one("WorkPlan", (target, _row, { parameter }, { year }) => `${target}.year = ${parameter(year, "int")}`))
  workPlan(
    @Arg("year", () => Int, { description: "The year." }) _year: number,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    return registry.read(info);
  }

  @Query(() => WorkPlanConnection, { description: "The work plans that the reader may see, of the latest year first." })
  @Reads(connection({ type: "WorkPlan", filter: workPlanFilter, order: byColumn("year", "int", "desc") }))
  workPlans(@Args() _args: WorkPlansArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => [WorkPlanItem], { description: "Its items in force, by quarter." })
  @Reads(
    many("WorkPlanItem", (target, row) => `${ofThis(target, row)} and ${target}.until_revision is null`, byQuarter),
  )
  @HoldsAbout(20)
  items(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [WorkPlanRevision], {
    description: "The plan as it was adopted, and its revisions, in their order.",
  })
  @Reads(many("WorkPlanRevision", ofThis, (row) => `${row}.number`))
  @HoldsAbout(5)
  revisions(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [WorkPlanSharing], {
    description: "With whom it was shared, as far as the reader sees that: an office sees its own sharing alone.",
  })
  @Reads(many("WorkPlanSharing", ofThis, (row) => `${row}.starts_at, ${row}.id`))
  @HoldsAbout(5)
  sharedWith(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [WorkPlanEvent], {
    description:
      "What was done to it, in the order of time, as far as it concerns the reader (access policy § 13.1 to § 13.4).",
  })
  @Reads(
    many(
      "WorkPlanEvent",
      (target, row) => `${target}.object_id = ${row}.id`,
      (row) => `${row}.done_at, ${row}.id`,
    ),
  )
  @HoldsAbout(10)
  history(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Access, { description: "Why the reader sees this work plan." })
  @Reads(because("WorkPlan"))
  access(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => WorkPlanPermissions, { description: "What the reader may do to it now." })
  @Reads(workPlanPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => WorkPlanRevision)
export class WorkPlanRevisionResolver {
  @FieldResolver(() => [WorkPlanItem], { description: "The items in force by it, by quarter." })
  @Reads(
    many(
      "WorkPlanItem",
      (target, row) =>
        `${target}.work_plan_id = ${row}.work_plan_id and ${target}.from_revision <= ${row}.number
          and (${target}.until_revision is null or ${row}.number < ${target}.until_revision)`,
      byQuarter,
    ),
  )
  @HoldsAbout(20)
  items(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => WorkPlanItem)
export class WorkPlanItemResolver {
  @FieldResolver(() => Mission, { nullable: true, description: "The mission; null for Headquarters." })
  @Reads(oneBy("Mission", "mission_id"))
  mission(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PlannedOutcome, {
    nullable: true,
    description: "What came of it; null where there is nothing that the reader may see.",
  })
  @Reads(
    anyOf(
      ["Review", "Visit", "Report"],
      (target, row) =>
        `exists (select from work_plan_link l where l.item_id = ${row}.id and l.superseded_at is null and ${target}.id in (l.review_id, l.visit_id, l.report_id))`,
    ),
  )
  outcome(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => WorkPlanItemPermissions, { description: "What the reader may do to it now." })
  @Reads(workPlanItemPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => WorkPlanSharing)
export class WorkPlanSharingResolver {
  @FieldResolver(() => Office, { description: "The office." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "The post in which it was shared." })
  @Reads(oneBy("Post", "by_post_id"))
  byPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
