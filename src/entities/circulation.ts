import { Field, ObjectType, createUnionType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { Office, Post } from "./organisation";
import { type ReadContext, ReadFrom, ReadWithin, Reads, column, embedded, instant, value } from "./reads";
import { InstantScalar } from "./scalars";
import { CirculationState, Relevance } from "./terms";

@Entity("circulation")
@ObjectType({
  implements: Node,
  description:
    "The Under-Secretaries-General's authorization that named recipients read a report, in full or in listed parts.",
})
@ReadFrom({ table: "circulation", subject: "Circulation", prefix: "circulation" })
export class Circulation extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  reportId!: string;

  @Field(() => CirculationState, { description: "Its state at this instant." })
  @Reads(value((row, { now }) => `circulation_state(${row}, ${now})`))
  state!: CirculationState;

  @Column("boolean")
  isFull!: boolean;

  @Field({
    description:
      "Whether it gives the full report, with its later corrigenda; false from when something of it was raised to strictly confidential.",
  })
  @Reads(value((row) => `(${row}.is_full and ${row}.narrowed_at is null)`))
  full!: boolean;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "From when it is valid; null: from the last signature." })
  @Reads(instant("valid_from"))
  validFrom!: Date | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, {
    nullable: true,
    description: "Until when it is valid, that instant no longer; null: without end.",
  })
  @Reads(instant("valid_until"))
  validUntil!: Date | null;

  @Column("text")
  @Field({ description: "For what it is given." })
  @Reads(column("purpose"))
  purpose!: string;

  @Column("boolean")
  @Field({ description: "Whether the portals of recipient offices may fetch it." })
  @Reads(column("portals_allowed"))
  portalsAllowed!: boolean;

  @Column("boolean")
  @Field({ description: "Whether recipients may take copies." })
  @Reads(column("copies_allowed"))
  copiesAllowed!: boolean;

  @Column("timestamptz")
  proposedAt!: Date;

  @Column("uuid", { nullable: true })
  proposedBy!: string | null;

  @Column("uuid", { nullable: true })
  proposedByPostId!: string | null;

  @Column("timestamptz", { nullable: true })
  completedAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  withdrawnAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  declinedAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  revokedAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  narrowedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of report, scope, recipients, dates, purpose, portals and copies: what a signature is over. Null for a recipient.",
  })
  @Reads(
    value(
      (row, { may }) =>
        `case when ${may("read", "CirculationPaper", row)} then (select p.digest from circulation_paper p where p.circulation_id = ${row}.id) end`,
    ),
  )
  digest!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was proposed. Null for a recipient." })
  @Reads(
    value(
      (row, { may }) => `case when ${may("read", "CirculationPaper", row)} then iso_instant(${row}.proposed_at) end`,
    ),
  )
  proposedOn!: string | null;
}

/** Whether the reader sees the papers of a circulation. */
export const seesPaper = (row: string, { may }: ReadContext) => may("read", "CirculationPaper", row);

export const Recipient = createUnionType({
  name: "Recipient",
  description: "Who a circulation goes to: a post, or an office.",
  types: () => [Post, Office] as const,
});

@Entity("circulation_paper")
export class CirculationPaper {
  @PrimaryColumn("uuid")
  circulationId!: string;

  @Column("text")
  digest!: string;
}

@Entity("circulation_part")
export class CirculationPart {
  @PrimaryColumn("uuid")
  circulationId!: string;

  @Column("uuid")
  reportId!: string;

  @PrimaryColumn("uuid")
  partId!: string;
}

@Entity("circulation_recipient")
export class CirculationRecipient {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  circulationId!: string;

  @Column("uuid", { nullable: true })
  postId!: string | null;

  @Column("uuid", { nullable: true })
  officeId!: string | null;

  @Column("text")
  relevance!: Relevance;
}

@Entity("circulation_suspension")
export class CirculationSuspension {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  circulationId!: string;

  @Column("timestamptz", { nullable: true })
  liftedAt!: Date | null;
}

@Entity("circulation_act")
@ObjectType({ description: "What was done to a circulation, when, in which post, and why." })
@ReadFrom({ table: "circulation_act", subject: "Signature" })
export class CirculationAct {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  circulationId!: string;

  @Column("text")
  @Field({
    description:
      "What was done: PROPOSED, SIGNED, COMPLETED, DECLINED, WITHDRAWN, PAPER_RECORDED, PAPER_CONFIRMED, SUSPENDED, LIFTED, REVOKED, NARROWED.",
  })
  @Reads(column("act"))
  act!: string;

  @Column("timestamptz")
  @Field(() => InstantScalar, { description: "When." })
  @Reads(instant("done_at"))
  doneAt!: Date;

  @Column("uuid", { nullable: true })
  personId!: string | null;

  @Column("uuid", { nullable: true })
  postId!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Why, where the act asks for a reason." })
  @Reads(column("reason"))
  reason!: string | null;
}

/** Whether an act on a circulation would be done, by the same rules that do it. */
const mayDo = (act: string) =>
  value(
    (row, context) => `coalesce(${context.may(act, "Circulation", row)} and ${context.inStateFor(act, row)}, false)`,
  );

@ObjectType({ description: "What the reader may do to a circulation now." })
@ReadWithin()
export class CirculationPermissions {
  @Field({ description: "Sign it." })
  sign!: boolean;

  @Field({ description: "Decline it." })
  decline!: boolean;

  @Field({ description: "Withdraw it." })
  withdraw!: boolean;

  @Field({ description: "Record a signature given on paper." })
  recordPaperSignature!: boolean;

  @Field({ description: "Confirm a signature given on paper." })
  confirmPaperSignature!: boolean;

  @Field({ description: "Suspend it." })
  suspend!: boolean;

  @Field({ description: "Lift its suspension." })
  liftSuspension!: boolean;

  @Field({ description: "Revoke it." })
  revoke!: boolean;
}

/** How the permissions of a circulation are read: the right and the state of each act. */
export const circulationPermissions = embedded({
  sign: mayDo("sign"),
  decline: mayDo("decline"),
  withdraw: mayDo("withdraw"),
  recordPaperSignature: mayDo("recordPaper"),
  confirmPaperSignature: mayDo("confirmPaper"),
  suspend: mayDo("suspend"),
  liftSuspension: mayDo("lift"),
  revoke: mayDo("revoke"),
});
