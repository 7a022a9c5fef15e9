import type { CloseRecommendationInput } from "../entities/inputs/implementation.inputs";
import { Decision, ImplementationStatus, Matter } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { type Signing, postToSignFor, sign } from "./recommendation-signatures";
import { keepWords, seeRecommendation } from "./recommendations";
import { words } from "./words";

const OPEN: readonly unknown[] = [
  ImplementationStatus.NOT_STARTED,
  ImplementationStatus.IN_PROGRESS,
  ImplementationStatus.IMPLEMENTED,
];

/** § 12.9: closes on behalf of a post of the reporting line, from any state before the verification. The last signature of an outcome decides. */
export async function closeRecommendation(
  act: Act,
  { recommendationId, outcome, reason }: CloseRecommendationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("closeImplementation", seen);
  act.requireRecentAuthentication();
  const { decision, implementation } = seen.row;
  if (decision !== Decision.ENDORSED || !OPEN.includes(implementation)) act.requireState("closeImplementation", seen);
  const closing: Signing = { matter: Matter.CLOSING, decision: outcome, paragraph: "§ 12.9" };
  const post = await postToSignFor(act, seen, closing);
  act.requireState("closeImplementation", seen);
  const why = words(reason, "the reason");
  await sign(act, seen, { ...closing, words: await keepWords(act, seen, why) }, post);
  return { part_id: seen.id };
}
