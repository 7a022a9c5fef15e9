import { Field, ObjectType } from "type-graphql";

import { ReadGiven, Reads, column, value } from "./reads";
import { InstantScalar } from "./scalars";

@ObjectType({ description: "Somebody who can read a part at an instant, and by which rules." })
@ReadGiven({ person_id: "uuid", portal_id: "uuid", post_ids: "uuid[]", paragraphs: "text[]", until: "timestamptz" })
export class AudienceMember {
  @Field(() => [String], { description: "The paragraphs of the access policy that give it." })
  @Reads(column("paragraphs"))
  paragraphs!: string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: "Until when, as far as circulations give it; null where nothing recorded ends it.",
  })
  @Reads(value((row) => `iso_instant(${row}.until)`))
  until!: string | null;
}

@ObjectType({ description: "One rule of the access policy, tried for a post and a part at an instant." })
@ReadGiven({ paragraph: "text", holds: "boolean", missing: "text" })
export class TriedRule {
  @Field({ description: "Its paragraph in the access policy." })
  @Reads(column("paragraph"))
  paragraph!: string;

  @Field({ description: "The rule, as the access policy words it." })
  @Reads(value((row) => `${row}.paragraph`, "sentence"))
  rule!: string;

  @Field({ description: "The instrument that the paragraph rests on." })
  @Reads(value((row) => `${row}.paragraph`, "source"))
  source!: string;

  @Field({ description: "Whether it gives the part." })
  @Reads(column("holds"))
  holds!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "What would have to change for it to give the part; null where it gives it.",
  })
  @Reads(column("missing"))
  missing!: string | null;
}

@ObjectType({ description: "Why a post can or cannot read a part at an instant." })
@ReadGiven({ post_id: "uuid", part_id: "uuid", at: "timestamptz", allowed: "boolean", tried: "jsonb" })
export class AccessExplanation {
  @Field(() => InstantScalar, { description: "The instant asked about." })
  @Reads(value((row) => `iso_instant(${row}.at)`))
  at!: string;

  @Field({ description: "Whether who holds just that post could read the part then." })
  @Reads(column("allowed"))
  allowed!: boolean;
}
