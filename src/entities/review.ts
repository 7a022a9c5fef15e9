import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, Reads, column, instant } from "./reads";
import { DayScalar, InstantScalar } from "./scalars";
import { Area, ReviewKind } from "./terms";

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

  @Column("text")
  @Field({ description: "The reference of the memorandum by which it was directed." })
  @Reads(column("direction_reference"))
  directionReference!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The day on which it was directed." })
  @Reads(column("directed_on"))
  directedOn!: string;

  @Column("uuid", { nullable: true })
  openedBy!: string | null;
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
