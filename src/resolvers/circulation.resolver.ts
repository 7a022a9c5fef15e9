import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { circulationFilter, newestProposals } from "../access/filters";
import {
  Circulation,
  CirculationAct,
  CirculationPermissions,
  Recipient,
  circulationPermissions,
  seesPaper,
} from "../entities/circulation";
import { PaperSignature, Signature } from "../entities/signature";
import { PageArguments } from "../entities/connection";
import { CirculationConnection } from "../entities/connections";
import { Access } from "../entities/marking";
import { Person, Post } from "../entities/organisation";
import { PartReference } from "../entities/part";
import { HoldsAbout, Reads, because, choices, connection, many, oneBy } from "../entities/reads";
import { Report } from "../entities/report";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { CirculationFilter } from "./filters";

@ArgsType()
class CirculationsArguments extends PageArguments {
  @Field(() => CirculationFilter, { nullable: true, description: "Which circulations." })
  filter?: CirculationFilter;
}

const ofThis = (target: string, row: string) => `${target}.circulation_id = ${row}.id`;

@Resolver(() => Circulation)
export class CirculationResolver {
  @Query(() => CirculationConnection, {
    nullable: true,
    description:
      "The circulations that the reader may see, the newest proposal first; those whose papers the reader does not see come last, in no order that tells of them.",
  })
  @Reads(
    connection({
      type: "Circulation",
      filter: circulationFilter,
      order: newestProposals,
    }),
  )
  circulations(@Args() _args: CirculationsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Report, { nullable: true, description: "The report, by its cover." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PartReference], {
    nullable: true,
    description:
      "Its parts as outline: for a recipient, those that the recipient may read. Of a full circulation, the parts that it covers now.",
  })
  @Reads(
    many(
      "PartReference",
      (target, row, { may }) => `${target}.report_id = ${row}.report_id and covers_part(${row}, ${target}.id)
        and (${seesPaper(row, { may } as never)} or ${may("read", "Part", target)})`,
      (row) => `${row}.position`,
    ),
  )
  @HoldsAbout(50)
  parts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Recipient], { description: "Its recipients; a recipient sees itself among them." })
  @Reads(
    choices({
      source: { table: "circulation_recipient", subject: "CirculationRecipient" },
      on: ofThis,
      types: { Post: "post_id", Office: "office_id" },
    }),
  )
  recipients(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Signature], { nullable: true, description: "The signatures that count; null for a recipient." })
  @Reads(many("Signature", ofThis, (row) => `${row}.signed_at`, seesPaper))
  signatures(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PaperSignature], {
    nullable: true,
    description: "Signatures on paper that were recorded; null for a recipient.",
  })
  @Reads(many("PaperSignature", ofThis, (row) => `${row}.recorded_at`, seesPaper))
  paperSignatures(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Post], {
    nullable: true,
    description: "The posts of the reporting line in force whose signature it awaits; null for a recipient.",
  })
  @Reads(
    many(
      "Post",
      (target, row, { now }) => `circulation_state(${row}, ${now}) in ('PROPOSED', 'PARTLY_SIGNED')
        and exists (select from reporting_line_post l where l.post_id = ${target}.id and l.reporting_line_code = line_in_force(${now}))
        and not exists (select from circulation_signature s where s.circulation_id = ${row}.id and s.post_id = ${target}.id)`,
      (row) => `${row}.code`,
      seesPaper,
    ),
  )
  awaiting(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [CirculationAct], {
    nullable: true,
    description: "What was done to it, in order of time; null for a recipient.",
  })
  @Reads(many("CirculationAct", ofThis, (row) => `${row}.done_at, ${row}.id`, seesPaper))
  acts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Access, { description: "Why the reader sees this circulation." })
  @Reads(because("Circulation"))
  access(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => CirculationPermissions, { description: "What the reader may do to it now." })
  @Reads(circulationPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Signature)
export class SignatureResolver {
  @FieldResolver(() => Post, { description: "The post that signed." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who signed; null for who does not read persons." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => PaperSignature)
export class PaperSignatureResolver {
  @FieldResolver(() => Post, { description: "The post that signed on paper." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => CirculationAct)
export class CirculationActResolver {
  @FieldResolver(() => Person, { nullable: true, description: "Who did it; null for who does not read persons." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "In which post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
