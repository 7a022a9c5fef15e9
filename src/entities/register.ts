import { Field, ID, ObjectType } from "type-graphql";

import { Node } from "./node";
import { type ReadContext, ReadFrom, Reads, type RowExpression, column, globalIdSql, instant, value } from "./reads";
import { InstantScalar } from "./scalars";
import { RegisterKind } from "./terms";

type Kind = "part" | "report";
const SUBJECT: Record<Kind, string> = { part: "PartReference", report: "Report" };

/** Whether a reader of an entry sees an id that it names: an auditor all, each person in the own entries, others what they may see. */
export const isSeenInEntry = (kind: Kind, id: string, row: string, context: ReadContext): string => {
  const { may, parameter, viewer } = context;
  if (viewer.isAuditor) return "true";
  const seen = context.row();
  return `(${row}.person_id = ${parameter(viewer.personId, "uuid")}
    or exists (select from ${kind} ${seen} where ${seen}.id = ${id} and ${may("read", SUBJECT[kind], seen)}))`;
};

const idsSeen =
  (kind: Kind): RowExpression =>
  (row, context) => {
    const id = context.row();
    return `(select coalesce(json_agg(${globalIdSql(kind, `${id}.id`)}), '[]') from unnest(${row}.${kind}s) ${id} (id)
      where ${isSeenInEntry(kind, `${id}.id`, row, context)})`;
  };

@ObjectType({
  implements: Node,
  description: "An entry of the register: append-only, chained to the one before by its hash.",
})
@ReadFrom({ table: "register_entry", subject: "RegisterEntry", prefix: "entry" })
export class RegisterEntry extends Node {
  @Field(() => InstantScalar, { description: "When it was recorded, by the real clock." })
  @Reads(instant("recorded_at"))
  recordedAt!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "The registry's own time of what it records; the demonstration may live in the past.",
  })
  @Reads(value((row) => `${row}.entry::json ->> 'instant'`))
  instant!: string | null;

  @Field(() => RegisterKind, { description: "What it records." })
  @Reads(column("kind"))
  kind!: RegisterKind;

  @Field(() => [String], { description: "The fields that were asked for, or the act that was done." })
  @Reads(value((row) => `${row}.entry::json -> 'operation'`))
  operation!: string[];

  @Field(() => String, { nullable: true, description: "Of a refusal: its code." })
  @Reads(value((row) => `${row}.entry::json ->> 'code'`))
  code!: string | null;

  @Field(() => [String], { description: "The paragraphs of the access policy that were applied." })
  @Reads(value((row) => `coalesce(${row}.entry::json -> 'paragraphs', '[]')`))
  paragraphs!: string[];

  @Field(() => [ID], {
    description:
      "The ids of the parts that an answer delivered, or that an act changed, as far as the reader sees them.",
  })
  @Reads(value(idsSeen("part")))
  partIds!: string[];

  @Field(() => [ID], {
    description:
      "The ids of the reports whose cover an answer delivered, or that an act changed, as far as the reader sees them.",
  })
  @Reads(value(idsSeen("report")))
  reportIds!: string[];

  @Field({ description: "The hash of the entry before it." })
  @Reads(column("previous"))
  previous!: string;

  @Field({ description: "Its hash: SHA-256, in hexadecimal." })
  @Reads(column("hash"))
  hash!: string;
}
