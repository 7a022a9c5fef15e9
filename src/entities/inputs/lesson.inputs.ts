import { Field, ID, InputType, Int } from "type-graphql";

import { Area } from "../terms";
import { ClassificationInput } from "./report.inputs";

@InputType({ description: "A lesson." })
export class CreateLessonInput extends ClassificationInput {
  @Field(() => String, { description: "The title." })
  title!: string;

  @Field(() => String, { description: "The text." })
  text!: string;

  @Field(() => Area as never, { description: "The area of review that it belongs to." })
  area!: Area;

  @Field(() => [ID], {
    description: "The findings and recommendations of submitted reports that it is drawn from: at least one.",
  })
  partIds!: string[];

  @Field(() => ID, { nullable: true, description: "The lesson that it replaces." })
  replacesId?: string;
}

@InputType({ description: "A change of a draft: only what is given changes." })
export class EditLessonInput {
  @Field(() => ID, { description: "The lesson." })
  lessonId!: string;

  @Field(() => Int, { description: "The version that the change is made to." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "The title." })
  title?: string;

  @Field(() => String, { nullable: true, description: "The text." })
  text?: string;

  @Field(() => Area as never, { nullable: true, description: "The area of review that it belongs to." })
  area?: Area;

  @Field(() => ClassificationInput, { nullable: true, description: "Its level with its grounds." })
  classification?: ClassificationInput;

  @Field(() => [ID], { nullable: true, description: "The findings and recommendations that it is drawn from, whole." })
  partIds?: string[];
}

@InputType({ description: "The finding that a lesson is tested." })
export class TestLessonInput {
  @Field(() => ID, { description: "The lesson." })
  lessonId!: string;

  @Field(() => Int, { description: "The version that is tested." })
  expectedVersion!: number;
}

@InputType({ description: "The dissemination of a lesson to offices." })
export class DisseminateLessonInput {
  @Field(() => ID, { description: "The lesson." })
  lessonId!: string;

  @Field(() => [ID], { description: "The offices: at least one." })
  officeIds!: string[];
}
