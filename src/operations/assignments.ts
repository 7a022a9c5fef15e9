import type { Act } from "./act";

/**
 * Tells the head of the office that implements a recommendation, once it is endorsed and a circulation lets the office read it: at whichever
 * comes last, each office once.
 */
export async function tellAssigned(act: Act, parts: readonly string[]): Promise<void> {
  await act.manager.query(
    `insert into notice (post_id, kind, object_id)
       select a.post_id, 'RECOMMENDATION_ASSIGNED', a.part_id from assign_recommendations($1::uuid[]) a`,
    [parts],
  );
}
