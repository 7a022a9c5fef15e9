import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Marking } from "./marking";
import { Node } from "./node";
import { type ReadContext, ReadFrom, ReadWithin, Reads, column, embedded, value } from "./reads";
import { DayScalar } from "./scalars";
import { Level, ReportStatus, ReviewKind } from "./terms";

/** A column of the row beside the cover that is read under the right to the title. */
const ofTitle =
  (name: string) =>
  (row: string, { may }: ReadContext) =>
    `case when ${may("read", "ReportTitle", row)} then (select t.${name} from report_title t where t.report_id = ${row}.id) end`;

/** Text that may be sealed: as it is in its column, or as what the key opens, and of that the word that is asked for. */
export const sealedSql = (row: string, { text, id, word }: { text: string; id: string; word: string }) =>
  `case when ${row}.ciphertext is null then to_json(${row}.${text}) else ${closedSql(row, { id, word })} end`;

/** A word of a text that is sealed. */
export const closedSql = (row: string, { id, word }: { id: string; word: string }) =>
  `json_build_object('word', '${word}', 'id', ${row}.${id}, 'version', ${row}.version,
    'ciphertext', encode(${row}.ciphertext, 'base64'), 'wrappedKey', encode(${row}.wrapped_key, 'base64'), 'keyId', ${row}.key_id)`;

const levelOf = (row: string, name: string) =>
  `(select l.${name} from classification_level l where l.code = ${row}.level)`;

/** The day on which the level ends by itself, or is due for review. */
export const declassifyOnSql = (row: string, submittedOn: string) =>
  `(select (${submittedOn} + make_interval(years => coalesce(l.declassified_after_years, l.reviewed_after_years)))::date
    from classification_level l where l.code = ${row}.level)`;

@Entity("report")
@ObjectType({ implements: Node, description: "A report of the Office, as far as the reader may see it." })
@ReadFrom({ table: "report", subject: "Report", prefix: "report", registeredAs: "report" })
export class Report extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The symbol: unique, random, given once." })
  @Reads(column("symbol"))
  symbol!: string;

  @Field(() => String, {
    nullable: true,
    description: "The title; null for who does not read it (access policy § 3.7a to § 3.10a).",
  })
  @Reads(
    value(
      (row, { may }) =>
        `case when ${may("read", "ReportTitle", row)} then (select ${sealedSql("t", { text: "title", id: "report_id", word: "title" })} from report_title t where t.report_id = ${row}.id) end`,
      "open",
    ),
  )
  title!: string | null;

  @Column("uuid")
  reviewId!: string;

  @Column("text")
  @Field(() => ReportStatus, { description: "Whether it is still being written." })
  @Reads(column("status"))
  status!: ReportStatus;

  @Column("text")
  level!: Level;

  @Column("timestamptz", { nullable: true })
  submittedAt!: Date | null;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The day on which it was submitted; null for a draft." })
  @Reads(column("submitted_on"))
  submittedOn!: string | null;

  @Field(() => ReviewKind, { description: "How far its review went." })
  @Reads(column("review_kind"))
  reviewKind!: ReviewKind;

  @Column("integer")
  @Field(() => Int, {
    nullable: true,
    description: "The version of a draft, which an edit must name; null once it is submitted.",
  })
  @Reads(value((row) => `case when ${row}.status = 'DRAFT' then ${row}.version end`))
  version!: number;

  @Field(() => Marking, { description: "Its marking." })
  @Reads(
    embedded({
      level: column("level"),
      text: value((row) => levelOf(row, "marking")),
      grounds: value(ofTitle("grounds")),
      thirdParty: value(ofTitle("third_party")),
      declassifyOn: value((row) => declassifyOnSql(row, `${row}.submitted_on`)),
      isExtract: value((row, { may }) => `not ${may("holdInFull", "Report", row)}`),
      copiesAllowed: value((row, { may, row: fresh }) => {
        const part = fresh();
        return `coalesce((select bool_and(${may("copy", "Part", part)}) from part ${part} where ${part}.report_id = ${row}.id and ${part}.withdrawn_at is null and ${may("read", "Part", part)}), false)`;
      }),
    }),
  )
  marking!: Marking;
}

@Entity("report_title")
export class ReportTitle {
  @PrimaryColumn("uuid")
  reportId!: string;

  @Column("text")
  level!: Level;

  @Column("text", { nullable: true })
  title!: string | null;

  @Column("bytea", { nullable: true })
  ciphertext!: Buffer | null;

  @Column("bytea", { nullable: true })
  wrappedKey!: Buffer | null;

  @Column("text", { nullable: true })
  keyId!: string | null;

  @Column("bytea")
  sha256!: Buffer;

  @Column("integer")
  version!: number;

  @Column("text", { array: true })
  grounds!: string[];

  @Column("text", { nullable: true })
  thirdParty!: string | null;

  @Column("text", { nullable: true })
  thirdPartyConsent!: string | null;
}

/** Whether an act would be done, by the same rules that do it. */
const mayDo = (act: string, subject = "Report") =>
  value((row, context) => `coalesce(${context.may(act, subject, row)} and ${context.inStateFor(act, row)}, false)`);

@ObjectType({ description: "What the reader may do to a report now." })
@ReadWithin()
export class ReportPermissions {
  @Field({ description: "Edit the draft and its parts." })
  write!: boolean;

  @Field({ description: "Submit it to the Under-Secretaries-General." })
  submit!: boolean;

  @Field({ description: "Add a corrigendum." })
  addCorrigendum!: boolean;

  @Field({ description: "Raise or lower its level, or that of a part." })
  reclassify!: boolean;

  @Field({ description: "Record the consent of a third party to declassification." })
  recordThirdPartyConsent!: boolean;

  @Field({ description: "Propose a circulation of it." })
  proposeCirculation!: boolean;

  @Field({ description: "Ask who can read its parts, and why." })
  explainAccess!: boolean;
}

/** How the permissions of a report are read: the right and the state of each act. */
export const reportPermissions = embedded({
  write: mayDo("write"),
  submit: mayDo("submit"),
  addCorrigendum: mayDo("correct"),
  reclassify: mayDo("reclassify"),
  recordThirdPartyConsent: mayDo("recordConsent"),
  proposeCirculation: mayDo("propose"),
  explainAccess: value((row, { may }) => may("audit", "Report", row)),
});
