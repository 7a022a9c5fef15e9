import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { circulationFilter, newestProposals, placeOfPart, reportFilter, reportOrder } from "../access/filters";
import { Circulation } from "../entities/circulation";
import { PageArguments } from "../entities/connection";
import {
  CirculationConnection,
  FindingConnection,
  PartConnection,
  RecommendationConnection,
  ReportConnection,
} from "../entities/connections";
import { ReportEvent } from "../entities/history";
import { Access } from "../entities/marking";
import { Mission } from "../entities/organisation";
import { PartReference } from "../entities/part";
import { HoldsAbout, type ListFilter, Reads, because, connection, many, one, oneBy } from "../entities/reads";
import { Report, ReportPermissions, reportPermissions } from "../entities/report";
import { Review } from "../entities/review";
import { PartKind } from "../entities/terms";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { CirculationFilter, ReportFilter, ReportOrder } from "./filters";

@ArgsType()
class ReportsArguments extends PageArguments {
  @Field(() => ReportFilter, { nullable: true, description: "Which reports." })
  filter?: ReportFilter;

  @Field(() => ReportOrder, { nullable: true, description: "In which order; the newest first where none is given." })
  orderBy?: ReportOrder;
}

@ArgsType()
class PartsArguments extends PageArguments {
  @Field(() => PartKind as never, { nullable: true, description: "Only parts of this kind." })
  kind?: PartKind;
}

@ArgsType()
class ReportCirculationsArguments extends PageArguments {
  @Field(() => CirculationFilter, { nullable: true, description: "Which circulations." })
  filter?: CirculationFilter;
}

const ofThisReport = (target: string, row: string) => `${target}.report_id = ${row}.id`;
const inOrder = () => [placeOfPart];
const ofKind: ListFilter = {
  ofRow: ({ kind }, target, { parameter }) => (kind ? [`${target}.kind = ${parameter(kind, "text")}`] : []),
};

@Resolver(() => Report)
export class ReportResolver {
  @Query(() => Report, {
    nullable: true,
    description:
      "The report with this symbol, as far as the reader may see it; null where there is none for the reader.",
  })
  @Reads(one("Report", (target, _row, { parameter }, { symbol }) => `${target}.symbol = ${parameter(symbol, "text")}`))
  report(
    @Arg("symbol", () => String, { description: "The symbol: OPSP/2016/R-K7QF." }) _symbol: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    return registry.read(info);
  }

  @Query(() => ReportConnection, { description: "The reports that the reader may see." })
  @Reads(connection({ type: "Report", filter: reportFilter, order: reportOrder }))
  reports(@Args() _args: ReportsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => [PartReference], {
    nullable: true,
    description:
      "The outline of all its parts, for those who may read it (access policy § 3.2 to § 3.6, § 3.10b, § 3.11); null for others.",
  })
  @Reads(
    many(
      "PartReference",
      ofThisReport,
      (row) => `${row}.position`,
      (row, { may }) => may("readOutline", "Report", row),
    ),
  )
  @HoldsAbout(50)
  outline(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Mission], { description: "The missions that it is about; none for a review of Headquarters." })
  @Reads(
    many(
      "Mission",
      (target, row) =>
        `exists (select from review_mission rm where rm.review_id = ${row}.review_id and rm.mission_id = ${target}.id)`,
      (row) => `${row}.acronym`,
    ),
  )
  missions(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Review, {
    nullable: true,
    description: "Its review; null for who does not read reviews (access policy § 5.1).",
  })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PartConnection, { description: "Those of its parts that the reader may read, in their order." })
  @Reads(connection({ type: "Part", on: ofThisReport, filter: ofKind, order: inOrder }))
  parts(@Args() _args: PartsArguments, @Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => FindingConnection, {
    description: "Those of its findings that the reader may read, in their order.",
  })
  @Reads(connection({ type: "Finding", on: ofThisReport, order: inOrder }))
  findings(@Args() _args: PageArguments, @Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => RecommendationConnection, {
    description: "Those of its recommendations that the reader may read, in their order.",
  })
  @Reads(connection({ type: "Recommendation", on: ofThisReport, order: inOrder }))
  recommendations(@Args() _args: PageArguments, @Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => CirculationConnection, {
    nullable: true,
    description:
      "Those of its circulations that the reader may see, the newest proposal first; those whose papers the reader does not see come last, in no order that tells of them.",
  })
  @Reads(
    connection({
      type: Circulation.name,
      on: ofThisReport,
      filter: circulationFilter,
      order: newestProposals,
    }),
  )
  circulations(@Args() _args: ReportCirculationsArguments, @Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [ReportEvent], {
    description:
      "What was done to it, in the order of time; none for who does not read its title (access policy § 3.12).",
  })
  @Reads(
    many(
      "ReportEvent",
      (target, row) => `${target}.object_id = ${row}.id`,
      (row) => `${row}.done_at, ${row}.id`,
    ),
  )
  @HoldsAbout(4)
  history(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Access, { description: "Why the reader sees this report." })
  @Reads(because("Report"))
  access(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => ReportPermissions, { description: "What the reader may do to it now." })
  @Reads(reportPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
