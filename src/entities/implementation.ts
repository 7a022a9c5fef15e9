import { Field, Int, ObjectType } from "type-graphql";

import { Office } from "./organisation";
import {
  HoldsAbout,
  type ReadContext,
  ReadFrom,
  ReadWithin,
  Reads,
  column,
  embedded,
  instant,
  many,
  one,
  value,
} from "./reads";
import { sealedSql } from "./report";
import { DayScalar, InstantScalar } from "./scalars";
import { ImplementationStatus, Matter, ProgressKind, SignedDecision } from "./terms";

/** What was said in words, read by whom its row names them: in clear, or sealed with the recommendation. */
const said = (key: string) =>
  value(
    (row) =>
      `(select ${sealedSql("w", { text: "text", id: "id", word: "text" })} from recommendation_words w where w.id = ${row}.${key})`,
    "open",
  );

@ObjectType({
  description: "What a post of the reporting line signed of a recommendation: each post once for each matter.",
})
@ReadFrom({ table: "recommendation_signature", subject: "Implementation" })
export class RecommendationSignature {
  @Field(() => Matter, { description: "What it is about." })
  @Reads(column("matter"))
  matter!: Matter;

  @Field(() => SignedDecision, { description: "What it says." })
  @Reads(column("decision"))
  decision!: SignedDecision;

  @Field(() => InstantScalar, { description: "When it was given." })
  @Reads(instant("signed_at"))
  signedAt!: string;

  @Field({ description: "Whether who signed acted in the post." })
  @Reads(column("acting"))
  acting!: boolean;

  @Field({ description: "The reporting line of its day." })
  @Reads(column("reporting_line_code"))
  reportingLineCode!: string;

  @Field({ description: "Whether it decided: every post of that line had signed then, or this one declined." })
  @Reads(column("is_last"))
  decided!: boolean;

  @Field(() => String, { nullable: true, description: "Why; an endorsement gives no reason." })
  @Reads(said("words_id"))
  reason!: string | null;
}

@ObjectType({
  description: "A file that shows what was reported: its name, its media type and the digest of its content.",
})
@ReadFrom({ table: "recommendation_words", subject: "Implementation" })
export class Evidence {
  @Field({ description: "The name of the file." })
  @Reads(value((row) => sealedSql(row, { text: "file_name", id: "id", word: "fileName" }), "open"))
  fileName!: string;

  @Field({ description: "Its media type." })
  @Reads(value((row) => sealedSql(row, { text: "media_type", id: "id", word: "mediaType" }), "open"))
  mediaType!: string;

  @Field({ description: "The SHA-256 of the file, in hexadecimal." })
  @Reads(value((row) => sealedSql(row, { text: "file_sha256", id: "id", word: "fileSha256" }), "open"))
  fileSha256!: string;
}

@ObjectType({ description: "A step of an implementation: what an office reported, and what the Office made of it." })
@ReadFrom({ table: "recommendation_progress", subject: "Implementation" })
export class Progress {
  @Field(() => ProgressKind, { description: "What was done." })
  @Reads(column("done"))
  done!: ProgressKind;

  @Field(() => ImplementationStatus, { description: "The status from then on." })
  @Reads(column("status"))
  status!: ImplementationStatus;

  @Field(() => InstantScalar, { description: "When." })
  @Reads(instant("done_at"))
  doneAt!: string;

  @Field({ description: "Whether who did it acted in the post." })
  @Reads(column("acting"))
  acting!: boolean;

  @Field(() => String, { nullable: true, description: "The note, or the reason." })
  @Reads(said("words_id"))
  note!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "The new target date; null where none was given." })
  @Reads(column("target_on"))
  targetOn!: string | null;

  @Field(() => String, { nullable: true, description: "Why the target date is a new one." })
  @Reads(said("target_words_id"))
  targetReason!: string | null;

  @Field(() => [Evidence], { description: "The files that show it." })
  @Reads(
    many(
      "Evidence",
      (target, row) =>
        `${target}.id in (select e.words_id from recommendation_evidence e where e.progress_id = ${row}.id)`,
      (row) => `${row}.id`,
    ),
  )
  @HoldsAbout(3)
  evidence!: Evidence[];
}

@ObjectType({ description: "A consultation with the leadership of the mission that implements a recommendation." })
@ReadFrom({ table: "recommendation_consultation", subject: "Implementation" })
export class ImplementationConsultation {
  @Field(() => DayScalar, { description: "The day on which it was held, after the endorsement." })
  @Reads(column("held_on"))
  heldOn!: string;

  @Field(() => InstantScalar, { description: "When it was recorded." })
  @Reads(instant("recorded_at"))
  recordedAt!: string;

  @Field({ description: "What was said." })
  @Reads(said("words_id"))
  note!: string;
}

@ObjectType({ description: "How far the implementation of a recommendation is." })
@ReadWithin()
export class Implementation {
  @Field(() => ImplementationStatus, { description: "Its status." })
  status!: ImplementationStatus;

  @Field({ description: "Whether its target date has passed and it is not implemented." })
  overdue!: boolean;

  @Field(() => DayScalar, { nullable: true, description: "The target date that counts: the last one that was given." })
  targetOn!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Whole months by the calendar since the endorsement, in UTC; null where it is not endorsed.",
  })
  ageInMonths!: number | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The day on which it was verified or closed, in UTC; null while it is neither.",
  })
  endedOn!: string | null;

  @Field(() => Office, {
    nullable: true,
    description: "The office that implements it now: to which it was transferred last.",
  })
  implementer!: Office | null;

  @Field(() => [Office], { description: "The offices that support it." })
  @HoldsAbout(3)
  supportingOffices!: Office[];

  @Field(() => Office, { nullable: true, description: "The office that coordinates it now." })
  coordinator!: Office | null;

  @Field(() => [Progress], { description: "What was done about it, the newest last." })
  @HoldsAbout(10)
  progress!: Progress[];

  @Field(() => [ImplementationConsultation], {
    description: "Consultations with the mission's leadership, the newest last.",
  })
  @HoldsAbout(2)
  consultations!: ImplementationConsultation[];

  @Field(() => [RecommendationSignature], {
    description: "What the Under-Secretaries-General signed to close or to transfer it, the newest last.",
  })
  @HoldsAbout(2)
  signatures!: RecommendationSignature[];
}

/** The day by which a recommendation is to be implemented, and by whom, as its last change says. */
export const targetSql = (row: string) => `coalesce(${row}s.target_on, ${row}c.target_on)`;
export const implementerSql = (row: string) => `coalesce(${row}s.office_id, ${row}c.office_id)`;

/** Past its target date and not implemented: computed, never stored. */
export const pastDueSql = ({ due, status }: { due: string; status: string }, now: string) =>
  `(${due} < (${now} at time zone 'UTC')::date and ${status} in ('NOT_STARTED', 'IN_PROGRESS'))`;
export const overdueSql = (row: string, now: string) =>
  pastDueSql({ due: targetSql(row), status: `${row}s.implementation` }, now);

const ofThis = (target: string, row: string) => `${target}.part_id = ${row}.id`;

/** The signatures of one matter or several. */
export const signaturesOf = (...matters: Matter[]) =>
  many(
    "RecommendationSignature",
    (target, row) => `${ofThis(target, row)} and ${target}.matter in (${matters.map((one) => `'${one}'`).join(", ")})`,
    (row) => `${row}.signed_at, ${row}.id`,
  );

/** How the implementation of a recommendation is read, from the row of its part. */
export const implementationReads = embedded({
  status: value((row) => `${row}s.implementation`),
  overdue: value((row, { now }) => `coalesce(${overdueSql(row, now)}, false)`),
  targetOn: value(targetSql),
  ageInMonths: value(
    (row, { now }) =>
      `case when ${row}s.decision = 'ENDORSED' then whole_months(${row}s.decided_on, (${now} at time zone 'UTC')::date) end`,
  ),
  endedOn: value(
    (row) => `(select (ended.at at time zone 'UTC')::date from (
      select p.done_at as at from recommendation_progress p where p.part_id = ${row}.id and p.done = 'VERIFIED'
      union all
      select g.signed_at from recommendation_signature g where g.part_id = ${row}.id and g.matter = 'CLOSING' and g.is_last) ended)`,
  ),
  implementer: one("Office", (target, row) => `${target}.id = ${implementerSql(row)}`),
  supportingOffices: many(
    "Office",
    (target, row) =>
      `${target}.id in (select b.office_id from recommendation_office b where b.part_id = ${row}.id and b.task = 'SUPPORTS')`,
    (row) => `${row}.code`,
  ),
  coordinator: one("Office", (target, row) => `${target}.id = coordinator_of(${row}.id)`),
  progress: many("Progress", ofThis, (row) => `${row}.number`),
  consultations: many("ImplementationConsultation", ofThis, (row) => `${row}.recorded_at, ${row}.id`),
  signatures: signaturesOf(Matter.CLOSING, Matter.TRANSFER),
});

/** Whether an act on a recommendation would be done, by the same rules that do it. */
const mayDo = (act: string) =>
  value(
    (row: string, context: ReadContext) =>
      `coalesce(${context.may(act, "Recommendation", row)} and ${context.inStateFor(act, row)}, false)`,
  );

@ObjectType({ description: "What the reader may do to a recommendation now." })
@ReadWithin()
export class RecommendationPermissions {
  @Field({ description: "Endorse it." })
  endorse!: boolean;

  @Field({ description: "Decline to endorse it." })
  decline!: boolean;

  @Field({ description: "Name an office that supports or coordinates its implementation." })
  nameImplementationOffice!: boolean;

  @Field({ description: "Record a consultation with the leadership of the mission that implements it." })
  recordImplementationConsultation!: boolean;

  @Field({ description: "Report its progress." })
  reportProgress!: boolean;

  @Field({ description: "Verify its implementation." })
  verifyImplementation!: boolean;

  @Field({ description: "Send its implementation back." })
  sendBackImplementation!: boolean;

  @Field({ description: "Sign that it is closed." })
  close!: boolean;

  @Field({ description: "Sign that it is transferred to another office." })
  transfer!: boolean;
}

/** How the permissions of a recommendation are read: the right and the state of each act. */
export const recommendationPermissions = embedded({
  endorse: mayDo("endorse"),
  decline: mayDo("notEndorse"),
  nameImplementationOffice: mayDo("nameImplementer"),
  recordImplementationConsultation: mayDo("consultMission"),
  reportProgress: mayDo("reportProgress"),
  verifyImplementation: mayDo("verifyImplementation"),
  sendBackImplementation: mayDo("sendBack"),
  close: mayDo("closeImplementation"),
  transfer: mayDo("transferImplementation"),
});
