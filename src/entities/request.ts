import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, ReadWithin, Reads, column, embedded, instant, value } from "./reads";
import { DayScalar, InstantScalar } from "./scalars";
import { Area, Level, RequestOrigin, RequestState, ReviewKind } from "./terms";

@Entity("review_request")
@ObjectType({
  implements: Node,
  description: "A written recommendation that a review be initiated, or the Under-Secretaries-General's own motion.",
})
@ReadFrom({ table: "review_request", subject: "ReviewRequest", prefix: "request" })
export class ReviewRequest extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Field(() => RequestState, { description: "How far it has come." })
  @Reads(value((row) => `request_state(${row})`))
  state!: RequestState;

  @Column("text")
  @Field(() => RequestOrigin, { description: "Whether it was recommended, or is the USGs' own motion." })
  @Reads(column("origin"))
  origin!: RequestOrigin;

  @Column("uuid", { nullable: true })
  postId!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The contributing country that requests it." })
  @Reads(column("country"))
  country!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The reference of that country's letter." })
  @Reads(column("letter_reference"))
  letterReference!: string | null;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The date of that letter." })
  @Reads(column("letter_on"))
  letterOn!: string | null;

  @Column("text")
  @Field(() => ReviewKind, { description: "How far the review is to go." })
  @Reads(column("kind"))
  kind!: ReviewKind;

  @Column("boolean")
  @Field({ description: "Whether Headquarters is to be reviewed, and no mission." })
  @Reads(column("of_headquarters"))
  ofHeadquarters!: boolean;

  @Column("text", { array: true })
  @Field(() => [Area], { description: "The areas to be reviewed." })
  @Reads(column("areas"))
  areas!: Area[];

  @Column("text")
  @Field(() => Level, { description: "The level of the request: unclassified or confidential." })
  @Reads(column("level"))
  level!: Level;

  @Column("text")
  @Field({ description: "Why the review is asked for." })
  @Reads(column("reasons"))
  reasons!: string;

  @Column("timestamptz")
  @Field(() => InstantScalar, { description: "When it was submitted." })
  @Reads(instant("submitted_at"))
  submittedAt!: Date;

  @Column("uuid")
  submittedBy!: string;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When the last USG of the reporting line directed it." })
  @Reads(instant("directed_at"))
  directedAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When a USG declined it." })
  @Reads(instant("declined_at"))
  declinedAt!: Date | null;

  @Column("uuid", { nullable: true })
  declinedBy!: string | null;

  @Column("uuid", { nullable: true })
  declinedByPostId!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was declined." })
  @Reads(column("decline_reason"))
  declineReason!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was withdrawn." })
  @Reads(instant("withdrawn_at"))
  withdrawnAt!: Date | null;

  @Column("uuid", { nullable: true })
  withdrawnBy!: string | null;
}

@Entity("request_mission")
export class RequestMission {
  @PrimaryColumn("uuid")
  requestId!: string;

  @PrimaryColumn("uuid")
  missionId!: string;
}

@Entity("request_direction")
@ObjectType({ description: "That a post of the reporting line directs the review that was requested." })
@ReadFrom({ table: "request_direction", subject: "RequestDirection" })
export class RequestDirection {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  requestId!: string;

  @Column("uuid")
  postId!: string;

  @Column("uuid")
  personId!: string;

  @Column("boolean")
  @Field({ description: "Whether who directed it acted in the post." })
  @Reads(column("acting"))
  acting!: boolean;

  @Column("text")
  @Field({ description: "The reporting line of its day." })
  @Reads(column("reporting_line_code"))
  reportingLineCode!: string;

  @Field(() => InstantScalar, { description: "When." })
  @Reads(instant("given_at"))
  givenAt!: string;
}

/** Whether an act on a request would be done, by the same rules that do it. */
const mayDo = (action: string, act = action, subject = "ReviewRequest") =>
  value((row, context) => `coalesce(${context.may(action, subject, row)} and ${context.inStateFor(act, row)}, false)`);

@ObjectType({ description: "What the reader may do to a request now." })
@ReadWithin()
export class RequestPermissions {
  @Field({ description: "Direct it." })
  direct!: boolean;

  @Field({ description: "Decline it." })
  decline!: boolean;

  @Field({ description: "Withdraw it." })
  withdraw!: boolean;

  @Field({ description: "Open its review." })
  openReview!: boolean;
}

/** How the permissions of a request are read: the right and the state of each act. */
export const requestPermissions = embedded({
  direct: mayDo("direct"),
  decline: mayDo("declineRequest"),
  withdraw: mayDo("withdrawRequest"),
  openReview: mayDo("open", "openRequested", "Review"),
});
