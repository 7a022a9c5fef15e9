import { BadInput } from "../entities/errors";
import type { AnticipatedInput, WorkPlanItemInput } from "../entities/inputs/work-plan.inputs";
import type { WorkPlanRevision } from "../entities/work-plan";
import { WorkPlanItem } from "../entities/work-plan";
import type { Act } from "./act";
import { missionIds } from "./missions";
import { words } from "./words";

const MOST_ITEMS = 200;
const MOST = 1_000;

type Numbers = Pick<WorkPlanRevision, "anticipatedReviews" | "anticipatedVisits" | "anticipatedReports">;

/** The numbers that a revision anticipates, as they are kept. */
export function numbersOf({ reviews, visits, reports }: AnticipatedInput): Numbers {
  for (const number of [reviews, visits, reports])
    if (number < 0 || number > MOST) throw new BadInput(`Give what is anticipated as numbers from 0 to ${MOST}.`);
  return { anticipatedReviews: reviews, anticipatedVisits: visits, anticipatedReports: reports };
}

/** Adds items that are in force from a revision on, after those that there are. */
export async function addItems(
  act: Act,
  { workPlanId, revision, kept }: { workPlanId: string; revision: number; kept: number },
  items: readonly WorkPlanItemInput[],
): Promise<void> {
  if (kept + items.length > MOST_ITEMS) throw new BadInput(`A work plan has ${MOST_ITEMS} items at the most.`);
  const [last] = await act.manager.query<{ position: number }[]>(
    "select coalesce(max(position), 0) as position from work_plan_item where work_plan_id = $1",
    [workPlanId],
  );
  for (const [place, { kind, title, mission, quarter }] of items.entries()) {
    if (quarter < 1 || quarter > 4) throw new BadInput("Give the quarter of an item as 1, 2, 3 or 4.");
    const [missionId = null] = mission == null ? [] : await missionIds(act, [mission]);
    await act.manager.insert(WorkPlanItem, {
      workPlanId,
      fromRevision: revision,
      position: last!.position + place + 1,
      kind,
      title: words(title, "the title of the item", 300),
      missionId,
      quarter,
    });
  }
}
