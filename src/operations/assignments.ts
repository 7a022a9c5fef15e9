import type { Act } from "./act";

/**
 * Tells the head of the office that implements a recommendation, once it is endorsed and a circulation lets the office read it: at whichever
 * comes last, each office once.
 */
export async function tellAssigned(act: Act, parts: readonly string[]): Promise<void> {
  const assigned = await act.manager.query<{ part_id: string; post_id: string }[]>(
    "select part_id, post_id from assign_recommendations($1::uuid[])",
    [parts],
  );
  for (const { part_id, post_id } of assigned) await act.notify("RECOMMENDATION_ASSIGNED", part_id, [post_id]);
}
