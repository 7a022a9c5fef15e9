import { Conflict } from "../entities/errors";
import type { AdoptWorkPlanInput } from "../entities/inputs/work-plan.inputs";
import { WorkPlan } from "../entities/work-plan";
import type { Act } from "./act";
import type { Outcome } from "./perform";

/** § 13.8: adopts a draft, which is complete with that; from then on it changes by revisions alone. */
export async function adoptWorkPlan(act: Act, { workPlanId, expectedVersion }: AdoptWorkPlanInput): Promise<Outcome> {
  const plan = await act.see("WorkPlan", "plan", workPlanId);
  act.require("adopt", plan);
  act.requireState("adopt", plan);
  const { version } = await act.manager.findOneByOrFail(WorkPlan, { id: plan.id });
  if (version !== expectedVersion)
    throw new Conflict("Somebody has changed this work plan since you read it. Read it again before you adopt it.");
  const post = await act.postWith("DIRECTOR_OPSP");
  await act.manager.update(WorkPlan, plan.id, {
    status: "ADOPTED",
    adoptedAt: () => "registry_now()",
    adoptedBy: act.person,
    adoptedByPostId: post,
  });
  await act.record({ kind: "WORK_PLAN", id: plan.id, done: "ADOPTED", post });
  return { work_plan_id: plan.id };
}
