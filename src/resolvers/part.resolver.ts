import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import {
  byRank,
  byTarget,
  excerptSql,
  findingFilter,
  newestParts,
  recommendationFilter,
  searchFilter,
} from "../access/filters";
import { PageArguments } from "../entities/connection";
import { FindingConnection, RecommendationConnection, SearchConnection } from "../entities/connections";
import { PartEvent } from "../entities/history";
import { RecommendationPermissions, recommendationPermissions } from "../entities/implementation";
import { Access } from "../entities/marking";
import { Mission, Office } from "../entities/organisation";
import { Corrigendum, Finding, Part, Recommendation } from "../entities/part";
import { HoldsAbout, Reads, because, connection, many, one, oneBy } from "../entities/reads";
import { Report } from "../entities/report";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { FindingFilter, RecommendationFilter } from "./filters";

@ArgsType()
class FindingsArguments extends PageArguments {
  @Field(() => FindingFilter, { nullable: true, description: "Which findings." })
  filter?: FindingFilter;
}

@ArgsType()
class RecommendationsArguments extends PageArguments {
  @Field(() => RecommendationFilter, { nullable: true, description: "Which recommendations." })
  filter?: RecommendationFilter;
}

@ArgsType()
class SearchArguments extends PageArguments {
  @Field(() => String, {
    description: 'Words; "in quotes" for a phrase, or between alternatives, - before what must not be there.',
  })
  text!: string;
}

@Resolver(() => Part)
export class PartResolver {
  @Query(() => FindingConnection, { description: "The findings that the reader may read, of the newest report first." })
  @Reads(connection({ type: "Finding", filter: findingFilter, order: newestParts }))
  findings(@Args() _args: FindingsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @Query(() => RecommendationConnection, {
    description: "The recommendations that the reader may read, by target date.",
  })
  @Reads(connection({ type: "Recommendation", filter: recommendationFilter, order: byTarget }))
  recommendations(
    @Args() _args: RecommendationsArguments,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    return registry.read(info);
  }

  @Query(() => SearchConnection, {
    description:
      "The readable parts that answer a search, the best first, with the words around the hit. Strictly confidential parts are never searched, for any reader.",
  })
  @Reads(connection({ type: "Part", filter: searchFilter, order: byRank, edge: { excerpt: excerptSql } }))
  search(@Args() _args: SearchArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Report, { description: "Its report, by the cover at least." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Mission], {
    description: "The missions that this part is about, where its report is about several; else none.",
  })
  @Reads(
    many(
      "Mission",
      (target, row) =>
        `exists (select from part_mission pm where pm.part_id = ${row}.id and pm.mission_id = ${target}.id and pm.is_current)`,
      (row) => `${row}.acronym`,
    ),
  )
  missions(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PartEvent], {
    description: "What was done to it, in the order of time (access policy § 2.12).",
  })
  @Reads(
    many(
      "PartEvent",
      (target, row) => `${target}.object_id = ${row}.id`,
      (row) => `${row}.done_at, ${row}.id`,
    ),
  )
  @HoldsAbout(10)
  history(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Access, { description: "Why the reader sees this part." })
  @Reads(because("Part"))
  access(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Corrigendum)
export class CorrigendumResolver {
  @FieldResolver(() => Part, {
    nullable: true,
    description: "The part that it corrects; null for who does not read it.",
  })
  @Reads(oneBy("Part", "corrects_id"))
  corrects(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Finding)
export class FindingResolver {
  @FieldResolver(() => [Recommendation], { description: "The readable recommendations that answer it." })
  @Reads(
    many(
      "Recommendation",
      (target, row) =>
        `exists (select from recommendation_finding rf where rf.finding_id = ${row}.id and rf.recommendation_id = ${target}.id and rf.is_current)`,
      (row) => `${row}.position`,
    ),
  )
  recommendations(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Recommendation)
export class RecommendationResolver {
  @FieldResolver(() => [Finding], { description: "The readable findings that it answers." })
  @Reads(
    many(
      "Finding",
      (target, row) =>
        `exists (select from recommendation_finding rf where rf.recommendation_id = ${row}.id and rf.finding_id = ${target}.id and rf.is_current)`,
      (row) => `${row}.position`,
    ),
  )
  findings(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, {
    nullable: true,
    description: "The office that is to implement it, as it was recommended.",
  })
  @Reads(one("Office", (target, row) => `${target}.id = ${row}c.office_id`))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => RecommendationPermissions, { description: "What the reader may do to it now." })
  @Reads(recommendationPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
