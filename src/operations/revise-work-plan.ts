import { In, IsNull } from "typeorm";

import { uuidOf } from "../access/ids";
import { BadInput, Conflict } from "../entities/errors";
import type { ReviseWorkPlanInput } from "../entities/inputs/work-plan.inputs";
import { WorkPlanItem, WorkPlanRevision } from "../entities/work-plan";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { words } from "./words";
import { addItems, numbersOf } from "./work-plan-rows";

/** § 13.9: revises an adopted work plan by the revision of the next number. */
export async function reviseWorkPlan(act: Act, input: ReviseWorkPlanInput): Promise<Outcome> {
  const plan = await act.see("WorkPlan", "plan", input.workPlanId);
  act.require("revise", plan);
  act.requireState("revise", plan);
  const [last] = await act.manager.find(WorkPlanRevision, {
    where: { workPlanId: plan.id },
    order: { number: "DESC" },
    take: 1,
  });
  if (last!.number !== input.expectedRevision)
    throw new Conflict("This work plan was revised since you read it. Read it again, and revise it as it is now.");
  const newItems = input.newItems ?? [];
  const { kept, dropped } = await itemsToKeep(act, plan.id, input.keepItemIds);
  if (kept + newItems.length === 0) throw new BadInput("A revision carries at least one item: keep one, or add one.");
  const number = last!.number + 1;
  const { anticipatedReviews, anticipatedVisits, anticipatedReports } = last!;
  await act.manager.insert(WorkPlanRevision, {
    workPlanId: plan.id,
    number,
    reason: words(input.reason, "the reason of the revision"),
    ...(input.anticipated
      ? numbersOf(input.anticipated)
      : { anticipatedReviews, anticipatedVisits, anticipatedReports }),
    revisedBy: act.person,
    byPostId: await act.postWith("DIRECTOR_OPSP"),
  });
  if (dropped.length > 0) await act.manager.update(WorkPlanItem, { id: In(dropped) }, { untilRevision: number });
  await addItems(act, { workPlanId: plan.id, revision: number, kept }, newItems);
  await act.record({ kind: "WORK_PLAN", id: plan.id, done: "REVISED", post: await act.postWith("DIRECTOR_OPSP") });
  return { work_plan_id: plan.id };
}

/** Of the items in force how many are kept, and which are not. */
async function itemsToKeep(act: Act, workPlanId: string, ids: readonly string[]) {
  const wanted = new Set(ids.map((id) => uuidOf("planned", id)));
  const inForce = await act.manager.findBy(WorkPlanItem, { workPlanId, untilRevision: IsNull() });
  const dropped = inForce.map(({ id }) => id).filter((id) => !wanted.has(id));
  if (inForce.length - dropped.length !== wanted.size)
    throw new BadInput("Keep items that are in force in this work plan alone. Read it again, and name those.");
  return { kept: wanted.size, dropped };
}
