import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, Mutation, Query, Resolver } from "type-graphql";

import { AccessExplanation, AudienceMember, TriedRule } from "../entities/audience";
import { ProposeCirculationInput } from "../entities/inputs/circulation.inputs";
import { Portal } from "../entities/entries";
import { Office, Person, Post } from "../entities/organisation";
import { PartReference } from "../entities/part";
import { CirculationGain, CirculationWithheld, PreviewCirculationPayload } from "../entities/preview";
import { Answered, HoldsAbout, Reads, given, many, oneBy } from "../entities/reads";
import { InstantScalar } from "../entities/scalars";
import { askedInstant, audienceOf } from "../operations/audience";
import { explainAccess } from "../operations/explain-access";
import { previewCirculation } from "../operations/preview-circulation";
import type { Context } from "./context";
import { delivered } from "./delivered";

const PAST = "it is computed from the law in memory, over rows as they were at the instant";
const THEN = "The instant: now where none is given, else one of the past.";

@ArgsType()
class ExplanationArguments {
  @Field(() => ID, { description: "The part." })
  partId!: string;

  @Field(() => ID, { description: "The post." })
  postId!: string;

  @Field(() => InstantScalar, { nullable: true, description: THEN })
  at?: Date;
}

@Resolver(() => AudienceMember)
export class AudienceResolver {
  @Query(() => [AudienceMember], {
    nullable: true,
    description:
      "Who can read a part, by which rules and until when; now or at an instant of the past (access policy § 7.4). Null for a part that is hidden or absent.",
  })
  @Answered(PAST)
  @HoldsAbout(50)
  async audience(
    @Arg("partId", () => ID, { description: "The part." }) partId: string,
    @Arg("at", () => InstantScalar, { nullable: true, description: THEN }) at: Date | undefined,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    const members = await audienceOf(registry, partId, askedInstant(registry, at));
    return members && registry.rows(info, members as never);
  }

  @FieldResolver(() => Person, { nullable: true, description: "The person; null for a portal." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal; null for a person." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Post], { description: "The posts held at the instant." })
  @Reads(
    many(
      "Post",
      (target, row) => `${target}.id = any(${row}.post_ids)`,
      (row) => `${row}.code`,
    ),
  )
  posts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => AccessExplanation)
export class ExplanationResolver {
  @Query(() => AccessExplanation, {
    nullable: true,
    description:
      "Why who holds just one post can or cannot read a part: every rule tried, and what would have to change (access policy § 7.4). Null for a part or a post that is hidden or absent.",
  })
  @Answered(PAST)
  async explainAccess(
    @Args() { partId, postId, at }: ExplanationArguments,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    const explanation = await explainAccess(registry, partId, postId, askedInstant(registry, at));
    return explanation && registry.rows(info, [explanation]);
  }

  @FieldResolver(() => Post, { description: "The post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PartReference, { description: "The part, by outline." })
  @Reads(oneBy("PartReference", "part_id"))
  part(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [TriedRule], { description: "Every rule on reading parts, in the order of the access policy." })
  @Reads(given("TriedRule", (row) => `${row}.tried`))
  tried(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => PreviewCirculationPayload)
export class PreviewResolver {
  @Mutation(() => PreviewCirculationPayload, {
    description:
      "Shows what a proposal would give if it were complete now: who gains which parts, and who named in it would still not see them, and why (access policy § 4.5). It changes nothing.",
  })
  @Answered("it foresees, by the law in memory, and changes nothing")
  previewCirculation(
    @Arg("input", () => ProposeCirculationInput, { description: "The proposal." }) input: ProposeCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(previewCirculation, input, info);
  }

  @FieldResolver(() => [CirculationGain], { description: "Who would come to read parts, and did not before." })
  @Reads(given("CirculationGain", (row) => `${row}.gains`))
  gains(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [CirculationWithheld], { description: "Who is named and would still not read parts." })
  @Reads(given("CirculationWithheld", (row) => `${row}.withheld`))
  withheld(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => CirculationGain)
export class CirculationGainResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person; null for a portal." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal; null for a person." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, {
    nullable: true,
    description: "The recipient post by which; null where it is an office.",
  })
  @Reads(oneBy("Post", "recipient_post_id"))
  recipientPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, {
    nullable: true,
    description: "The recipient office by which; null where it is a post.",
  })
  @Reads(oneBy("Office", "recipient_office_id"))
  recipientOffice(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PartReference], { description: "The parts, by outline." })
  @Reads(
    many(
      "PartReference",
      (target, row) => `${target}.id = any(${row}.part_ids)`,
      (row) => `${row}.position`,
    ),
  )
  parts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => CirculationWithheld)
export class CirculationWithheldResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person; null for a portal." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal; null for a person." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, {
    nullable: true,
    description: "The recipient post by which; null where it is an office.",
  })
  @Reads(oneBy("Post", "recipient_post_id"))
  recipientPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, {
    nullable: true,
    description: "The recipient office by which; null where it is a post.",
  })
  @Reads(oneBy("Office", "recipient_office_id"))
  recipientOffice(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PartReference], { description: "The parts, by outline." })
  @Reads(
    many(
      "PartReference",
      (target, row) => `${target}.id = any(${row}.part_ids)`,
      (row) => `${row}.position`,
    ),
  )
  parts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
