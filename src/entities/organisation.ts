import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, Reads, column, value } from "./reads";
import { DayScalar } from "./scalars";
import { MissionKind, OfficeKind, PostRole } from "./terms";

@Entity("mission")
@ObjectType({ implements: Node, description: "A field mission, from public lists." })
@ReadFrom({ table: "mission", subject: "Organisation", prefix: "mission" })
export class Mission extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The acronym, in capitals, by which filters name it." })
  @Reads(column("acronym"))
  acronym!: string;

  @Column("text")
  @Field({ description: "The full name." })
  @Reads(column("name"))
  name!: string;

  @Column("text")
  @Field(() => MissionKind, { description: "What kind of mission it is." })
  @Reads(column("kind"))
  kind!: MissionKind;

  @Column("text")
  @Field({ description: "Where it works. An area, not a State: some are disputed." })
  @Reads(column("area"))
  area!: string;

  @Column("text", { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "ISO 3166-1 alpha-3 code of its one host State, where there is one.",
  })
  @Reads(column("country_code"))
  countryCode!: string | null;

  @Column("text")
  @Field({ description: "When it began, as well as it is known: YYYY, YYYY-MM or YYYY-MM-DD." })
  @Reads(column("started_in"))
  startedIn!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day of the mission, if it has ended or its end is recorded.",
  })
  @Reads(
    value(
      (row) =>
        `(select e.ends_on from office_end e join office o on o.id = e.office_id where o.mission_id = ${row}.id)`,
    ),
  )
  endedOn!: string | null;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The day on which it is planned to end." })
  @Reads(column("planned_end_on"))
  plannedEndOn!: string | null;

  @Column("text")
  @Field({ description: "The title of its Head." })
  @Reads(column("head_title"))
  headTitle!: string;

  @Column("text")
  @Field({ description: "The public source of these facts." })
  @Reads(column("source"))
  source!: string;

  @Column("text")
  @Field({ description: "How certain the dates are." })
  @Reads(column("date_confidence"))
  dateConfidence!: string;

  @Column("text")
  @Field({ description: "What else is to be known; empty where nothing is." })
  @Reads(column("note"))
  note!: string;
}

@Entity("office")
@ObjectType({ implements: Node, description: "A unit that posts belong to." })
@ReadFrom({ table: "office", subject: "Organisation", prefix: "office" })
export class Office extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The short name: OMA." })
  @Reads(column("code"))
  code!: string;

  @Column("text")
  @Field({ description: "The name." })
  @Reads(column("name"))
  name!: string;

  @Column("text")
  @Field(() => OfficeKind, { description: "What the office is." })
  @Reads(column("kind"))
  kind!: OfficeKind;

  @Column("uuid", { nullable: true })
  parentId!: string | null;

  @Column("uuid", { nullable: true })
  missionId!: string | null;

  @Column("date")
  @Field(() => DayScalar, { description: "The first day on which it exists." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day on which it exists; null while no end is recorded.",
  })
  @Reads(value((row) => `(select e.ends_on from office_end e where e.office_id = ${row}.id)`))
  endsOn!: string | null;
}

@Entity("office_end")
export class OfficeEnd {
  @PrimaryColumn("uuid")
  officeId!: string;

  @Column("date")
  endsOn!: string;
}

@Entity("post")
@ObjectType({ implements: Node, description: "A position: rights follow it, whoever holds it on the day." })
@ReadFrom({ table: "post", subject: "Organisation", prefix: "post" })
export class Post extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The short name, in capitals: of a Head of mission, HOM_ and the acronym." })
  @Reads(column("code"))
  code!: string;

  @Column("text")
  @Field({ description: "The name." })
  @Reads(column("name"))
  name!: string;

  @Column("text")
  @Field(() => PostRole, { description: "What the post is for." })
  @Reads(column("role"))
  role!: PostRole;

  @Column("date")
  @Field(() => DayScalar, { description: "The first day on which it exists." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day on which it exists; null while no end is recorded.",
  })
  @Reads(value((row) => `(select e.ends_on from post_end e where e.post_id = ${row}.id)`))
  endsOn!: string | null;

  @Field({ description: "Whether the post heads its office now." })
  @Reads(
    value(
      (row, { now }) =>
        `exists (select from post_placement pl where pl.post_id = ${row}.id and pl.is_head and pl.sight_from <= ${now} and ${now} < pl.sight_until)`,
    ),
  )
  isHead!: boolean;
}

@Entity("post_end")
export class PostEnd {
  @PrimaryColumn("uuid")
  postId!: string;

  @Column("date")
  endsOn!: string;
}

@ObjectType({
  implements: Node,
  description: "The posts of Under-Secretaries-General that direct the Office, for a period.",
})
@ReadFrom({ table: "reporting_line", subject: "Organisation", prefix: "line" })
export class ReportingLine extends Node {
  @Field({ description: "DUAL from 15 August 2013 to 31 December 2018; SINGLE from 1 January 2019." })
  @Reads(column("code"))
  code!: string;

  @Field({ description: "Who they are." })
  @Reads(column("name"))
  name!: string;

  @Field(() => DayScalar, { description: "The first day of the line." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day of the line; null while it is open." })
  @Reads(column("ends_on"))
  endsOn!: string | null;
}

@Entity("person")
@ObjectType({ implements: Node, description: "A person who holds or has held posts." })
@ReadFrom({ table: "person", subject: "Person", prefix: "person" })
export class Person extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The name." })
  @Reads(column("name"))
  name!: string;

  /** Where the person is told by e-mail that there is a notice: read by nobody. */
  @Column("text", { nullable: true })
  email!: string | null;
}
