import { BadInput, Conflict } from "../entities/errors";
import type { CreateWorkPlanInput } from "../entities/inputs/work-plan.inputs";
import { WorkPlan, WorkPlanRevision } from "../entities/work-plan";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { addItems, numbersOf } from "./work-plan-rows";

const EARLIEST = 2013;
const LATEST = 2199;

/** § 13.7: drafts the work plan of a year. */
export async function createWorkPlan(act: Act, { year, anticipated, items }: CreateWorkPlanInput): Promise<Outcome> {
  act.require("draftPlan", { subject: "WorkPlan", row: { status: "DRAFT", hasItems: false, sharedWith: [] } });
  if (year < EARLIEST || year > LATEST) throw new BadInput(`Give the year as one from ${EARLIEST} to ${LATEST}.`);
  const numbers = numbersOf(anticipated);
  // Of two who draft the same year at once the second waits here, and finds the plan of the first.
  await act.manager.query("select pg_advisory_xact_lock(hashtextextended('work plan ' || $1, 0))", [year]);
  if (await act.manager.existsBy(WorkPlan, { year }))
    throw new Conflict("There is a work plan for this year already. Edit it, or revise it.", citing("§ 10.30"));
  const { identifiers } = await act.manager.insert(WorkPlan, { year, draftedBy: act.person });
  const workPlanId = identifiers[0]!.id as string;
  await act.manager.insert(WorkPlanRevision, { workPlanId, number: 0, ...numbers, revisedBy: act.person });
  await addItems(act, { workPlanId, revision: 0, kept: 0 }, items ?? []);
  await act.record({ kind: "WORK_PLAN", id: workPlanId, done: "DRAFTED", post: await act.postWith("DIRECTOR_OPSP") });
  return { work_plan_id: workPlanId };
}
