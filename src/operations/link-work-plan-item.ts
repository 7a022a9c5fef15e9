import { IsNull } from "typeorm";

import { rowOf } from "../access/ids";
import { BadInput, Conflict, NotFound } from "../entities/errors";
import type { LinkWorkPlanItemInput } from "../entities/inputs/work-plan.inputs";
import { Visit } from "../entities/review";
import type { PlannedKind } from "../entities/terms";
import { WorkPlanItem, WorkPlanLink } from "../entities/work-plan";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import type { Outcome } from "./perform";

/** What can come of what is planned, by the prefix of its id. */
const OUTCOMES: Readonly<Record<PlannedKind, readonly string[]>> = {
  REVIEW: ["review"],
  REPORT: ["report"],
  VISIT: ["visit"],
  CONSULTATION: ["review", "report"],
  ADVICE: ["review", "report"],
  MONITORING: ["review", "report"],
};

/** § 13.10: links an item to what came of it, in the place of what it was linked to. */
export async function linkWorkPlanItem(act: Act, { itemId, outcomeId }: LinkWorkPlanItemInput): Promise<Outcome> {
  const seen = await act.see("WorkPlanItem", "planned", itemId);
  act.require("link", seen);
  act.requireState("link", seen);
  const item = await act.manager.findOneByOrFail(WorkPlanItem, { id: seen.id });
  const outcome = outcomeId == null ? null : await outcomeOf(act, item.kind, outcomeId);
  const before = await act.manager.findOneBy(WorkPlanLink, { itemId: item.id, supersededAt: IsNull() });
  if (!outcome && !before) throw new Conflict("This item is linked to nothing.");
  if (before)
    await act.manager.update(WorkPlanLink, before.id, { supersededAt: await act.now(), supersededBy: act.person });
  if (outcome)
    await act.manager.insert(WorkPlanLink, {
      itemId: item.id,
      itemKind: item.kind,
      ...outcome,
      linkedBy: act.person,
      byPostId: await act.postWith("DIRECTOR_OPSP"),
    });
  act.changes.others.push({ kind: "work_plan_item", id: item.id });
  const post = await act.postWith("DIRECTOR_OPSP");
  await act.record({ kind: "WORK_PLAN", id: item.workPlanId, done: outcome ? "LINKED" : "LINK_ENDED", post });
  return { item_id: item.id };
}

type OutcomeColumns = { reviewId: string } | { visitId: string } | { reportId: string };

/** What came of an item: something that the viewer sees, and that can come of what was planned. */
async function outcomeOf(act: Act, kind: PlannedKind, id: string): Promise<OutcomeColumns> {
  const { prefix, uuid } = rowOf(id) ?? { prefix: "", uuid: "" };
  const outcome = await found(act, prefix, uuid);
  if (!OUTCOMES[kind].includes(prefix))
    throw new BadInput(
      `What is planned as a ${kind.toLowerCase()} is not linked to a ${prefix}. Link an item of another kind.`,
      citing("§ 10.31"),
    );
  return outcome;
}

async function found(act: Act, prefix: string, uuid: string): Promise<OutcomeColumns> {
  if (prefix === "review") return { reviewId: (await act.seeRow("Review", uuid)).id };
  if (prefix === "report") return { reportId: (await act.seeRow("Report", uuid)).id };
  const visit = prefix === "visit" ? await act.manager.findOneBy(Visit, { id: uuid }) : null;
  if (!visit) throw new NotFound();
  await act.seeRow("Review", visit.reviewId);
  return { visitId: visit.id };
}
