import { Field, ObjectType } from "type-graphql";

import { ReadGiven, Reads, column, value } from "./reads";

const named = {
  person_id: "uuid",
  portal_id: "uuid",
  recipient_post_id: "uuid",
  recipient_office_id: "uuid",
  part_ids: "uuid[]",
};

@ObjectType({ description: "Somebody who would come to read parts by a proposed circulation, and did not before." })
@ReadGiven({ ...named, paragraphs: "text[]" })
export class CirculationGain {
  @Field(() => [String], { description: "The paragraphs of the access policy that would give them." })
  @Reads(column("paragraphs"))
  paragraphs!: string[];
}

@ObjectType({ description: "Somebody named in a proposed circulation who would still not read parts of it, and why." })
@ReadGiven({ ...named, paragraph: "text", why: "text" })
export class CirculationWithheld {
  @Field({ description: "The paragraph of the access policy that keeps them back." })
  @Reads(column("paragraph"))
  paragraph!: string;

  @Field({ description: "Why, in a sentence." })
  @Reads(value((row) => `${row}.why`))
  why!: string;
}

@ObjectType({
  description: "What a proposed circulation would give, by the same rules over the rows that it would write.",
})
@ReadGiven({ gains: "jsonb", withheld: "jsonb" })
export class PreviewCirculationPayload {}
