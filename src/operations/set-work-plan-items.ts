import { IsNull } from "typeorm";

import { Conflict } from "../entities/errors";
import type { SetWorkPlanItemsInput } from "../entities/inputs/work-plan.inputs";
import { WorkPlan, WorkPlanItem, WorkPlanRevision } from "../entities/work-plan";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { addItems, numbersOf } from "./work-plan-rows";

/** § 13.7: sets the items of a draft; a stale version is refused. */
export async function setWorkPlanItems(act: Act, input: SetWorkPlanItemsInput): Promise<Outcome> {
  const { id: workPlanId, ...seen } = await act.see("WorkPlan", "plan", input.workPlanId);
  act.require("draftPlan", seen);
  act.requireState("draftPlan", { id: workPlanId, ...seen });
  const { version } = await act.manager.findOneByOrFail(WorkPlan, { id: workPlanId });
  if (version !== input.expectedVersion)
    throw new Conflict("Somebody has changed this work plan since you read it. Read it again, and repeat your change.");
  await act.manager.update(WorkPlan, workPlanId, { version: version + 1 });
  if (input.anticipated)
    await act.manager.update(WorkPlanRevision, { workPlanId, number: 0 }, numbersOf(input.anticipated));
  await act.manager.update(WorkPlanItem, { workPlanId, untilRevision: IsNull() }, { untilRevision: 0 });
  await addItems(act, { workPlanId, revision: 0, kept: 0 }, input.items);
  await act.record({ kind: "WORK_PLAN", id: workPlanId, done: "ITEMS_SET", post: await act.postWith("DIRECTOR_OPSP") });
  return { work_plan_id: workPlanId };
}
