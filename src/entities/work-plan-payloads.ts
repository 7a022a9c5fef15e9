import { Field, ObjectType } from "type-graphql";

import { ReadGiven, Reads, oneBy } from "./reads";
import { WorkPlan, WorkPlanItem, WorkPlanSharing } from "./work-plan";

/** What shows the work plan. */
@ObjectType()
abstract class WithWorkPlan {
  @Field(() => WorkPlan, { nullable: true, description: "The work plan, as the reader sees it now." })
  @Reads(oneBy("WorkPlan", "work_plan_id"))
  workPlan!: WorkPlan | null;
}

/** What shows a sharing with its work plan. */
@ObjectType()
abstract class WithSharing extends WithWorkPlan {
  @Field(() => WorkPlanSharing, { nullable: true, description: "The sharing." })
  @Reads(oneBy("WorkPlanSharing", "sharing_id"))
  sharing!: WorkPlanSharing | null;
}

@ObjectType({ description: "The work plan that was drafted." })
@ReadGiven({ work_plan_id: "uuid" })
export class CreateWorkPlanPayload extends WithWorkPlan {}

@ObjectType({ description: "The draft whose items were set." })
@ReadGiven({ work_plan_id: "uuid" })
export class SetWorkPlanItemsPayload extends WithWorkPlan {}

@ObjectType({ description: "The work plan that was adopted." })
@ReadGiven({ work_plan_id: "uuid" })
export class AdoptWorkPlanPayload extends WithWorkPlan {}

@ObjectType({ description: "The work plan that was revised." })
@ReadGiven({ work_plan_id: "uuid" })
export class ReviseWorkPlanPayload extends WithWorkPlan {}

@ObjectType({ description: "The item that was linked to what came of it." })
@ReadGiven({ item_id: "uuid" })
export class LinkWorkPlanItemPayload {
  @Field(() => WorkPlanItem, { nullable: true, description: "The item." })
  @Reads(oneBy("WorkPlanItem", "item_id"))
  item!: WorkPlanItem | null;
}

@ObjectType({ description: "The work plan, and its sharing with an office." })
@ReadGiven({ work_plan_id: "uuid", sharing_id: "uuid" })
export class ShareWorkPlanPayload extends WithSharing {}

@ObjectType({ description: "The work plan, and its sharing that was ended." })
@ReadGiven({ work_plan_id: "uuid", sharing_id: "uuid" })
export class EndWorkPlanSharingPayload extends WithSharing {}
