import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Mutation,
  Query,
  Resolver,
} from "type-graphql";

import { among, filterBy } from "../access/filter-fields";
import { rowOf } from "../access/ids";
import { PageArguments } from "../entities/connection";
import { LessonConnection } from "../entities/connections";
import {
  CreateLessonInput,
  DisseminateLessonInput,
  EditLessonInput,
  TestLessonInput,
} from "../entities/inputs/lesson.inputs";
import * as lessons from "../entities/lesson";
import { LessonEvent } from "../entities/history";
import { Access } from "../entities/marking";
import { Office, Post } from "../entities/organisation";
import { Part } from "../entities/part";
import { Answered, HoldsAbout, type OrderKey, Reads, because, connection, many, one, oneBy } from "../entities/reads";
import { Area, LessonStatus, Level } from "../entities/terms";
import { createLesson } from "../operations/create-lesson";
import { disseminateLesson } from "../operations/disseminate-lesson";
import { editLesson } from "../operations/edit-lesson";
import { testLesson } from "../operations/test-lesson";
import type { Context } from "./context";
import { delivered } from "./delivered";

const { Lesson, LessonDissemination, LessonPermissions, lessonPermissions } = lessons;
const several = (of: string) => ({ nullable: true, description: `Only ${of}; an empty list finds nothing.` });
const ACT = "it performs an act; what its payload shows is read afterwards, through the door";
const INPUT = { description: "What is to be done." };

@InputType({ description: "Which lessons." })
class LessonFilter {
  @Field(() => [Area as never], several("lessons of these areas"))
  areas?: Area[];

  @Field(() => [LessonStatus as never], several("lessons that are so far"))
  statuses?: LessonStatus[];

  @Field(() => [Level as never], several("lessons of these levels"))
  levels?: Level[];
}

const lessonFilter = filterBy({
  areas: among((row) => `${row}.area`),
  statuses: among((row) => `${row}.status`),
  levels: among((row) => `${row}.level`),
});

@ArgsType()
class LessonsArguments extends PageArguments {
  @Field(() => LessonFilter, { nullable: true, description: "Which lessons." })
  filter?: LessonFilter;
}

/** What is not disseminated first, then what was disseminated last. */
const newest = (): OrderKey[] => [
  { sql: (row) => `coalesce(${row}.disseminated_at, 'infinity')`, type: "timestamptz", direction: "desc" },
];

@Resolver(() => Lesson)
export class LessonResolver {
  @Query(() => Lesson, {
    nullable: true,
    description: "The lesson with this id; null where there is none for the reader.",
  })
  @Reads(
    one("Lesson", (target, _row, { parameter }, { id }) => {
      const named = rowOf(id as string);
      return named?.prefix === "lesson" ? `${target}.id = ${parameter(named.uuid, "uuid")}` : "false";
    }),
  )
  lesson(
    @Arg("id", () => ID, { description: "The id." }) _id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    return registry.read(info);
  }

  @Query(() => LessonConnection, {
    description: "The lessons that the reader may see: those not disseminated first, then the last disseminated.",
  })
  @Reads(connection({ type: "Lesson", filter: lessonFilter, order: newest }))
  lessons(@Args() _args: LessonsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => [Part], {
    description: "The findings and recommendations that it is drawn from, as far as the reader reads them.",
  })
  @Reads(
    many(
      "Part",
      (target, row) =>
        `exists (select from lesson_part q where q.lesson_id = ${row}.id and q.part_id = ${target}.id and q.is_current)`,
      (row) => `${row}.id`,
    ),
  )
  @HoldsAbout(5)
  drawnFrom(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Lesson, {
    nullable: true,
    description: "The lesson that it replaces, where the reader reads that.",
  })
  @Reads(oneBy("Lesson", "replaces_id"))
  replaces(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "The post in which it was found to be tested." })
  @Reads(oneBy("Post", "tested_by_post_id"))
  testedByPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [LessonDissemination], {
    description: "To which offices it was disseminated, as far as the reader sees that: an office sees itself alone.",
  })
  @Reads(
    many(
      "LessonDissemination",
      (target, row) => `${target}.lesson_id = ${row}.id`,
      (row) => `${row}.starts_at, ${row}.id`,
    ),
  )
  @HoldsAbout(5)
  disseminatedTo(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [LessonEvent], {
    description: "What was done to it, in the order of time, for the Director, OPSP professional staff and USGs.",
  })
  @Reads(
    many(
      "LessonEvent",
      (target, row) => `${target}.object_id = ${row}.id`,
      (row) => `${row}.done_at, ${row}.id`,
    ),
  )
  @HoldsAbout(5)
  history(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Access, { description: "Why the reader sees this lesson." })
  @Reads(because("Lesson"))
  access(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => LessonPermissions, { description: "What the reader may do to it now." })
  @Reads(lessonPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @Mutation(() => lessons.CreateLessonPayload, {
    description: "Drafts a lesson (access policy § 14.7, § 14.8, § 10.33, § 10.34).",
  })
  @Answered(ACT)
  createLesson(
    @Arg("input", () => CreateLessonInput, INPUT) input: CreateLessonInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(createLesson, input, info);
  }

  @Mutation(() => lessons.EditLessonPayload, {
    description: "Changes a draft; a stale version is a CONFLICT (access policy § 14.7, § 14.8, § 10.33, § 10.34).",
  })
  @Answered(ACT)
  editLesson(
    @Arg("input", () => EditLessonInput, INPUT) input: EditLessonInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(editLesson, input, info);
  }

  @Mutation(() => lessons.TestLessonPayload, {
    description: "Finds that a lesson is tested; from then on it does not change (access policy § 14.9).",
  })
  @Answered(ACT)
  testLesson(
    @Arg("input", () => TestLessonInput, INPUT) input: TestLessonInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(testLesson, input, info);
  }

  @Mutation(() => lessons.DisseminateLessonPayload, {
    description:
      "Disseminates a tested lesson to offices, or to further ones (access policy § 14.10, § 10.35, § 10.36).",
  })
  @Answered(ACT)
  disseminateLesson(
    @Arg("input", () => DisseminateLessonInput, INPUT) input: DisseminateLessonInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(disseminateLesson, input, info);
  }
}

@Resolver(() => LessonDissemination)
export class LessonDisseminationResolver {
  @FieldResolver(() => Office, { description: "The office." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "The post in which it was disseminated." })
  @Reads(oneBy("Post", "by_post_id"))
  byPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
