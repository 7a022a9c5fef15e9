import { uuidOf } from "../access/ids";
import { BadInput, Conflict, NotFound } from "../entities/errors";
import type { EndWorkPlanSharingInput, ShareWorkPlanInput } from "../entities/inputs/work-plan.inputs";
import { WorkPlanSharing } from "../entities/work-plan";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { heldByDatabase } from "./held-by-database";
import type { Outcome } from "./perform";

/** § 13.11: shares an adopted work plan with an office, whose staff read it from then on. */
export async function shareWorkPlan(act: Act, { workPlanId, officeId }: ShareWorkPlanInput): Promise<Outcome> {
  const plan = await act.see("WorkPlan", "plan", workPlanId);
  act.require("share", plan);
  act.requireState("share", plan);
  const office = await officeToShareWith(act, officeId);
  const { identifiers } = await heldByDatabase(
    act.manager.insert(WorkPlanSharing, {
      workPlanId: plan.id,
      officeId: office,
      sharedBy: act.person,
      byPostId: await act.postWith("DIRECTOR_OPSP"),
    }),
  );
  const id = identifiers[0]!.id as string;
  act.changes.others.push({ kind: "work_plan_sharing", id });
  await act.record({ kind: "WORK_PLAN", id: plan.id, done: "SHARED", post: await act.postWith("DIRECTOR_OPSP") });
  return { work_plan_id: plan.id, sharing_id: id };
}

async function officeToShareWith(act: Act, officeId: string): Promise<string> {
  const [found] = await act.manager.query<{ id: string; eligible: boolean }[]>(
    "select id, kind <> 'CONTRIBUTING_COUNTRY' and office_exists(id, registry_now()) as eligible from office where id = $1",
    [uuidOf("office", officeId)],
  );
  if (!found) throw new NotFound();
  if (!found.eligible)
    throw new BadInput(
      "A work plan is shared with an office that exists today, and with no country. Name another office.",
      citing("§ 10.32"),
    );
  return found.id;
}

/** § 13.11: ends a sharing, at once. */
export async function endWorkPlanSharing(act: Act, { sharingId }: EndWorkPlanSharingInput): Promise<Outcome> {
  const sharing = await act.see("WorkPlanSharing", "sharing", sharingId);
  const { workPlanId } = await act.manager.findOneByOrFail(WorkPlanSharing, { id: sharing.id });
  act.require("share", await act.seeRow("WorkPlan", workPlanId));
  const [, ended] = await act.manager.query<[unknown, number]>(
    "update work_plan_sharing set ends_at = registry_now(), ended_by = $2 where id = $1 and ends_at = 'infinity'",
    [sharing.id, act.person],
  );
  if (ended === 0) throw new Conflict("This sharing has ended already.");
  act.changes.others.push({ kind: "work_plan_sharing", id: sharing.id });
  const post = await act.postWith("DIRECTOR_OPSP");
  await act.record({ kind: "WORK_PLAN", id: workPlanId, done: "SHARING_ENDED", post });
  return { work_plan_id: workPlanId, sharing_id: sharing.id };
}
