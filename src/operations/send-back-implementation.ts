import type { SendBackImplementationInput } from "../entities/inputs/implementation.inputs";
import { ProgressKind } from "../entities/terms";
import type { Act } from "./act";
import { judge } from "./judge-implementation";
import type { Outcome } from "./perform";
import { keepWords, seeRecommendation } from "./recommendations";
import { words } from "./words";

/** § 12.8: what was reported as implemented is under way again; the head of the office that implements it is told, where it may see it. */
export async function sendBackImplementation(
  act: Act,
  { recommendationId, reason }: SendBackImplementationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("sendBack", seen);
  act.requireState("sendBack", seen);
  await judge(act, seen, ProgressKind.SENT_BACK, await keepWords(act, seen, words(reason, "the reason")));
  await act.manager.query(
    "insert into notice (post_id, kind, object_id) select h.post_id, 'PROGRESS_AWAITED', $1::uuid from heads_to_go_on($1::uuid) h",
    [seen.id],
  );
  return { part_id: seen.id };
}
