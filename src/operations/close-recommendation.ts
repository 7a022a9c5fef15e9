import type { CloseRecommendationInput } from "../entities/inputs/implementation.inputs";
import { Matter } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { postToSignFor } from "./quorum";
import { type Signing, sign, signatureOf } from "./recommendation-signatures";
import { keepWords, seeRecommendation } from "./recommendations";
import { words } from "./words";

/** § 12.9: closes on behalf of a post of the reporting line, from any state before the verification. The last signature of an outcome decides. */
export async function closeRecommendation(
  act: Act,
  { recommendationId, outcome, reason }: CloseRecommendationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("closeImplementation", seen);
  act.requireRecentAuthentication();
  act.requireState("closeImplementation", seen);
  const closing: Signing = { matter: Matter.CLOSING, decision: outcome, paragraph: "§ 12.9" };
  const post = await postToSignFor(act, signatureOf(seen, closing));
  const why = words(reason, "the reason");
  await sign(act, seen, { ...closing, words: await keepWords(act, seen, why) }, post);
  return { part_id: seen.id };
}
