import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, ReadGiven, ReadWithin, Reads, column, embedded, instant, oneBy, value } from "./reads";
import { closedSql } from "./report";
import { InstantScalar } from "./scalars";
import { Area, Ground, LessonStatus, Level } from "./terms";

/** A word of a lesson, which is always sealed. */
const word = (name: "lessonTitle" | "lessonText") => value((row) => closedSql(row, { id: "id", word: name }), "open");

@ObjectType({ description: "The marking of a lesson." })
@ReadWithin()
export class LessonMarking {
  @Field(() => Level, { description: "The level." })
  level!: Level;

  @Field({ description: "The words of the marking, as they stand at the top and the bottom of a page." })
  text!: string;

  @Field(() => [Ground], { description: "The grounds of sensitivity." })
  grounds!: Ground[];
}

@Entity("lesson")
@ObjectType({
  implements: Node,
  description: "A tested, transferable practice or lesson, drawn from findings or recommendations.",
})
@ReadFrom({ table: "lesson", subject: "Lesson", prefix: "lesson" })
export class Lesson extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Field({ description: "The title." })
  @Reads(word("lessonTitle"))
  title!: string;

  @Field({ description: "The text." })
  @Reads(word("lessonText"))
  text!: string;

  @Column("text")
  @Field(() => LessonStatus, { description: "How far it is." })
  @Reads(column("status"))
  status!: LessonStatus;

  @Column("text")
  @Field(() => Area, { description: "The area of review that it belongs to." })
  @Reads(column("area"))
  area!: Area;

  @Column("text")
  level!: Level;

  @Column("text", { array: true })
  grounds!: string[];

  @Column("text")
  reportLevel!: Level;

  @Column("bytea")
  ciphertext!: Buffer;

  @Column("bytea")
  wrappedKey!: Buffer;

  @Column("text")
  keyId!: string;

  @Column("integer")
  @Field(() => Int, {
    nullable: true,
    description: "The version of a draft, which an edit must name; null once it is tested.",
  })
  @Reads(value((row) => `case when ${row}.status = 'DRAFT' then ${row}.version end`))
  version!: number;

  @Column("uuid", { nullable: true })
  replacesId!: string | null;

  @Column("uuid", { nullable: true })
  draftedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was found to be tested; null for a draft." })
  @Reads(instant("tested_at"))
  testedAt!: Date | null;

  @Column("uuid", { nullable: true })
  testedBy!: string | null;

  @Column("uuid", { nullable: true })
  testedByPostId!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was first disseminated; null where it was not.",
  })
  @Reads(instant("disseminated_at"))
  disseminatedAt!: Date | null;

  @Field(() => LessonMarking, { description: "Its marking." })
  @Reads(
    embedded({
      level: column("level"),
      text: value((row) => `(select l.marking from classification_level l where l.code = ${row}.level)`),
      grounds: column("grounds"),
    }),
  )
  marking!: LessonMarking;
}

@Entity("lesson_part")
export class LessonPart {
  @PrimaryColumn("uuid")
  lessonId!: string;

  @PrimaryColumn("uuid")
  partId!: string;

  @Column("boolean")
  isCurrent!: boolean;
}

@Entity("lesson_dissemination")
@ObjectType({ implements: Node, description: "That a lesson was disseminated to an office." })
@ReadFrom({ table: "lesson_dissemination", subject: "LessonDissemination", prefix: "dissemination" })
export class LessonDissemination extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  lessonId!: string;

  @Column("uuid")
  officeId!: string;

  @Field(() => InstantScalar, { description: "Since when." })
  @Reads(instant("starts_at"))
  startsAt!: string;

  @Column("uuid", { nullable: true })
  disseminatedBy!: string | null;

  @Column("uuid", { nullable: true })
  byPostId!: string | null;
}

/** Whether an act would be done, by the same rules that do it. */
const mayDo = (act: string) =>
  value((row, context) => `coalesce(${context.may(act, "Lesson", row)} and ${context.inStateFor(act, row)}, false)`);

@ObjectType({ description: "What the reader may do to a lesson now." })
@ReadWithin()
export class LessonPermissions {
  @Field({ description: "Edit the draft." })
  edit!: boolean;

  @Field({ description: "Find that it is tested." })
  test!: boolean;

  @Field({ description: "Disseminate it to offices." })
  disseminate!: boolean;
}

/** How the permissions of a lesson are read: the right and the state of each act. */
export const lessonPermissions = embedded({
  edit: mayDo("draftLesson"),
  test: mayDo("testLesson"),
  disseminate: mayDo("disseminate"),
});

/** What shows the lesson. */
@ObjectType()
abstract class WithLesson {
  @Field(() => Lesson, { nullable: true, description: "The lesson, as the reader sees it now." })
  @Reads(oneBy("Lesson", "lesson_id"))
  lesson!: Lesson | null;
}

@ObjectType({ description: "The lesson that was drafted." })
@ReadGiven({ lesson_id: "uuid" })
export class CreateLessonPayload extends WithLesson {}

@ObjectType({ description: "The draft that was changed." })
@ReadGiven({ lesson_id: "uuid" })
export class EditLessonPayload extends WithLesson {}

@ObjectType({ description: "The lesson that was found to be tested." })
@ReadGiven({ lesson_id: "uuid" })
export class TestLessonPayload extends WithLesson {}

@ObjectType({ description: "The lesson that was disseminated." })
@ReadGiven({ lesson_id: "uuid" })
export class DisseminateLessonPayload extends WithLesson {}
