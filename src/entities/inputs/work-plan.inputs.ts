import { Field, ID, InputType, Int } from "type-graphql";

import { PlannedKind } from "../terms";

@InputType({ description: "How many reviews, visits and reports a work plan anticipates." })
export class AnticipatedInput {
  @Field(() => Int, { description: "Reviews: 0 to 1000." })
  reviews!: number;

  @Field(() => Int, { description: "Visits: 0 to 1000." })
  visits!: number;

  @Field(() => Int, { description: "Reports: 0 to 1000." })
  reports!: number;
}

@InputType({
  description: "What is planned. It is read by offices that read no reports: nothing classified belongs into it.",
})
export class WorkPlanItemInput {
  @Field(() => PlannedKind as never, { description: "What it is." })
  kind!: PlannedKind;

  @Field(() => String, { description: "What it is about." })
  title!: string;

  @Field(() => String, { nullable: true, description: "The mission, by acronym; none for Headquarters." })
  mission?: string;

  @Field(() => Int, { description: "The quarter of the year: 1 to 4." })
  quarter!: number;
}

@InputType({ description: "The work plan of a year." })
export class CreateWorkPlanInput {
  @Field(() => Int, { description: "The year." })
  year!: number;

  @Field(() => AnticipatedInput, { description: "What it anticipates." })
  anticipated!: AnticipatedInput;

  @Field(() => [WorkPlanItemInput], { nullable: true, description: "Its items, in their order." })
  items?: WorkPlanItemInput[];
}

@InputType({ description: "The items of a draft, whole: they take the place of those that it had." })
export class SetWorkPlanItemsInput {
  @Field(() => ID, { description: "The work plan." })
  workPlanId!: string;

  @Field(() => Int, { description: "The version that the change is made to." })
  expectedVersion!: number;

  @Field(() => AnticipatedInput, { nullable: true, description: "What it anticipates; as before where none is given." })
  anticipated?: AnticipatedInput;

  @Field(() => [WorkPlanItemInput], { description: "Its items, in their order." })
  items!: WorkPlanItemInput[];
}

@InputType({ description: "The adoption of a work plan." })
export class AdoptWorkPlanInput {
  @Field(() => ID, { description: "The work plan." })
  workPlanId!: string;

  @Field(() => Int, { description: "The version that is adopted." })
  expectedVersion!: number;
}

@InputType({ description: "A revision of an adopted work plan: all items that are in force from then on." })
export class ReviseWorkPlanInput {
  @Field(() => ID, { description: "The work plan." })
  workPlanId!: string;

  @Field(() => Int, { description: "The number of the revision that is in force, and that this one follows." })
  expectedRevision!: number;

  @Field(() => String, { description: "Why." })
  reason!: string;

  @Field(() => AnticipatedInput, { nullable: true, description: "What it anticipates; as before where none is given." })
  anticipated?: AnticipatedInput;

  @Field(() => [ID], { description: "The items in force that stay so, with all that came of them." })
  keepItemIds!: string[];

  @Field(() => [WorkPlanItemInput], { nullable: true, description: "The items that come, in their order." })
  newItems?: WorkPlanItemInput[];
}

@InputType({ description: "What came of an item of a work plan." })
export class LinkWorkPlanItemInput {
  @Field(() => ID, { description: "The item." })
  itemId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The review, the visit or the report, in the place of what it is linked to; none ends that link.",
  })
  outcomeId?: string;
}

@InputType({ description: "The sharing of a work plan with an office." })
export class ShareWorkPlanInput {
  @Field(() => ID, { description: "The work plan." })
  workPlanId!: string;

  @Field(() => ID, { description: "The office." })
  officeId!: string;
}

@InputType({ description: "The end of a sharing, at once." })
export class EndWorkPlanSharingInput {
  @Field(() => ID, { description: "The sharing." })
  sharingId!: string;
}
