import type { SendBackImplementationInput } from "../entities/inputs/implementation.inputs";
import { ProgressKind } from "../entities/terms";
import type { Act } from "./act";
import { judge } from "./judge-implementation";
import type { Outcome } from "./perform";
import { keepWords, seeRecommendation } from "./recommendations";
import { words } from "./words";

/** § 12.8: what was reported as implemented is under way again. */
export async function sendBackImplementation(
  act: Act,
  { recommendationId, reason }: SendBackImplementationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("sendBack", seen);
  act.requireState("sendBack", seen);
  await judge(act, seen, ProgressKind.SENT_BACK, await keepWords(act, seen, words(reason, "the reason")));
  return { part_id: seen.id };
}
