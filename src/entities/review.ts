import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { type ReadContext, ReadFrom, ReadWithin, Reads, column, embedded, instant, value } from "./reads";
import {
  clockDone,
  clockDue,
  clockInTime,
  clockState,
  debriefClock,
  notifiedLateSql,
  reportClock,
  toldOfReports,
} from "./review-clocks";
import { DayScalar, InstantScalar } from "./scalars";
import { Area, ClockState, Party, ReviewKind, ReviewState } from "./terms";

/** How far a review has come, as far as the reader is told. */
export const reviewStateSql = (row: string, context: ReadContext) =>
  `case when ${toldOfReports(row, context)} then review_state(${row}) else review_progress(${row}) end`;

@Entity("review")
@ObjectType({
  implements: Node,
  description: "A review that the Under-Secretaries-General directed, and that reports belong to.",
})
@ReadFrom({ table: "review", subject: "Review", prefix: "review" })
export class Review extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field(() => ReviewKind, { description: "How far it goes." })
  @Reads(column("kind"))
  kind!: ReviewKind;

  @Column("boolean")
  @Field({ description: "Whether it is a review of Headquarters; then no Head of Mission is concerned by it." })
  @Reads(column("of_headquarters"))
  ofHeadquarters!: boolean;

  @Column("uuid", { nullable: true })
  requestingPostId!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "The contributing country that requested it." })
  @Reads(column("requesting_country"))
  requestingCountry!: string | null;

  @Column("uuid", { nullable: true })
  requestId!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The reference of the memorandum by which it was directed, where there is one.",
  })
  @Reads(column("direction_reference"))
  directionReference!: string | null;

  @Column("date")
  @Field(() => DayScalar, { description: "The day on which it was directed." })
  @Reads(column("directed_on"))
  directedOn!: string;

  @Column("uuid", { nullable: true })
  openedBy!: string | null;

  @Field(() => ReviewState, {
    description:
      "How far it has come. REPORTED and CLOSED are told to the Director, its team and the USGs (access policy § 11.13); to others it stays COMPLETED.",
  })
  @Reads(value(reviewStateSql))
  state!: ReviewState;

  @Column("text", { array: true })
  @Field(() => [Area], { description: "The areas reviewed." })
  @Reads(column("areas"))
  areas!: Area[];

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The day on which it was started." })
  @Reads(column("started_on"))
  startedOn!: string | null;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The day on which it was completed." })
  @Reads(column("completed_on"))
  completedOn!: string | null;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The day of the debrief of Headquarters' senior leadership." })
  @Reads(column("debriefed_on"))
  debriefedOn!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "The last day for the debrief: 7 days after completion." })
  @Reads(clockDue(debriefClock))
  debriefDueOn!: string | null;

  @Field(() => ClockState, { nullable: true, description: "How the debrief stands; null until it is due." })
  @Reads(clockState(debriefClock))
  debriefClock!: ClockState | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the debrief came in time; null until there is one." })
  @Reads(clockInTime(debriefClock))
  debriefedInTime!: boolean | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day for the report: 42 days after completion (access policy § 11.13).",
  })
  @Reads(clockDue(reportClock))
  reportDueOn!: string | null;

  @Field(() => ClockState, {
    nullable: true,
    description: "How the report stands; null until it is due (access policy § 11.13).",
  })
  @Reads(clockState(reportClock))
  reportClock!: ClockState | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The day on which its first report was submitted (access policy § 11.13).",
  })
  @Reads(clockDone(reportClock))
  reportedOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the report came in time; null until there is one (access policy § 11.13).",
  })
  @Reads(clockInTime(reportClock))
  reportedInTime!: boolean | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was announced to those whom it concerns." })
  @Reads(instant("announced_at"))
  announcedAt!: Date | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was cancelled." })
  @Reads(instant("cancelled_at"))
  cancelledAt!: Date | null;

  @Column("text", { nullable: true })
  cancellationReason!: string | null;
}

/** Whether an act on a review would be done, by the same rules that do it. */
const mayDo = (action: string, act = action) =>
  value((row, context) => `coalesce(${context.may(action, "Review", row)} and ${context.inStateFor(act, row)}, false)`);

@ObjectType({ description: "What the reader may do to a review now." })
@ReadWithin()
export class ReviewPermissions {
  @Field({ description: "Begin a report of it." })
  draftReport!: boolean;

  @Field({ description: "Name its team." })
  nameTeam!: boolean;

  @Field({ description: "Announce it." })
  announce!: boolean;

  @Field({ description: "Record that it was started." })
  start!: boolean;

  @Field({ description: "Record that it was completed." })
  complete!: boolean;

  @Field({ description: "Record its debrief." })
  recordDebrief!: boolean;

  @Field({ description: "Record a consultation or a visit." })
  recordContact!: boolean;

  @Field({ description: "Cancel it." })
  cancel!: boolean;
}

/** How the permissions of a review are read: the right and the state of each act. */
export const reviewPermissions = embedded({
  draftReport: mayDo("draft"),
  nameTeam: value((row, { may }) => may("nameTeam", "Review", row)),
  announce: mayDo("announce"),
  start: mayDo("recordCourse", "start"),
  complete: mayDo("recordCourse", "complete"),
  recordDebrief: mayDo("recordCourse", "debrief"),
  recordContact: mayDo("recordContact"),
  cancel: mayDo("cancel"),
});

@Entity("review_partner")
export class ReviewPartner {
  @PrimaryColumn("uuid")
  reviewId!: string;

  @PrimaryColumn("uuid")
  officeId!: string;
}

@Entity("consultation")
@ObjectType({ implements: Node, description: "A consultation of a review." })
@ReadFrom({ table: "consultation", subject: "ReviewPaper", prefix: "consultation" })
export class Consultation extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  reviewId!: string;

  @Column("text")
  @Field(() => Party, { description: "With whom it was held." })
  @Reads(column("party"))
  party!: Party;

  @Column("text")
  @Field({ description: "The office, the mission or the country." })
  @Reads(column("name"))
  name!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "When." })
  @Reads(column("held_on"))
  heldOn!: string;

  @Column("text")
  @Field({ description: "What came of it." })
  @Reads(column("note"))
  note!: string;

  @Column("uuid")
  recordedBy!: string;
}

@Entity("visit")
@ObjectType({ implements: Node, description: "A visit of a review to a mission." })
@ReadFrom({ table: "visit", subject: "ReviewPaper", prefix: "visit" })
export class Visit extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  reviewId!: string;

  @Column("uuid")
  missionId!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The first day." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The last day." })
  @Reads(column("ends_on"))
  endsOn!: string;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The day on which the mission was told of it." })
  @Reads(column("notified_on"))
  notifiedOn!: string | null;

  @Field({ description: "Whether the mission was told late: on the first day, after it, or never." })
  @Reads(value(notifiedLateSql))
  notifiedLate!: boolean;

  @Column("uuid")
  recordedBy!: string;
}

@Entity("review_cancellation")
@ObjectType({ description: "That a post of the reporting line cancels a review, and why." })
@ReadFrom({ table: "review_cancellation", subject: "ReviewPaper" })
export class ReviewCancellation {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  reviewId!: string;

  @Column("uuid")
  postId!: string;

  @Column("uuid")
  personId!: string;

  @Column("boolean")
  @Field({ description: "Whether who cancelled it acted in the post." })
  @Reads(column("acting"))
  acting!: boolean;

  @Column("text")
  reportingLineCode!: string;

  @Column("text")
  @Field({ description: "Why." })
  @Reads(column("reason"))
  reason!: string;

  @Field(() => InstantScalar, { description: "When." })
  @Reads(instant("given_at"))
  givenAt!: string;
}

@Entity("review_mission")
export class ReviewMission {
  @PrimaryColumn("uuid")
  reviewId!: string;

  @PrimaryColumn("uuid")
  missionId!: string;
}

@Entity("team_member")
@ObjectType({ implements: Node, description: "That a post of OPSP is on the team of a review, from a day to a day." })
@ReadFrom({ table: "team_member", subject: "TeamMember", prefix: "member" })
export class TeamMember extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  reviewId!: string;

  @Column("uuid")
  postId!: string;

  @Column("text", { nullable: true })
  @Field(() => Area, { nullable: true, description: "The area that the member leads." })
  @Reads(column("leads_area"))
  leadsArea!: Area | null;

  @Column("date")
  @Field(() => DayScalar, { description: "The first day." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The last day; null while it is open." })
  @Reads(column("ends_on"))
  endsOn!: string | null;

  @Column("uuid", { nullable: true })
  namedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was ended before its time." })
  @Reads(instant("superseded_at"))
  supersededAt!: Date | null;

  @Column("uuid", { nullable: true })
  supersededBy!: string | null;
}
