import type { DeclineRecommendationInput } from "../entities/inputs/implementation.inputs";
import { Matter, SignedDecision } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { postToSignFor } from "./quorum";
import { type Signing, sign, signatureOf } from "./recommendation-signatures";
import { keepWords, seeRecommendation } from "./recommendations";
import { words } from "./words";

const REFUSAL: Signing = {
  matter: Matter.ENDORSEMENT,
  decision: SignedDecision.NOT_ENDORSED,
  paragraph: "§ 12.3",
};

/** § 12.3: one USG who does not endorse decides, after another's endorsement too. */
export async function declineRecommendation(
  act: Act,
  { recommendationId, reason }: DeclineRecommendationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("notEndorse", seen);
  act.requireState("notEndorse", seen);
  const post = await postToSignFor(act, signatureOf(seen, REFUSAL));
  const why = words(reason, "the reason");
  await sign(act, seen, { ...REFUSAL, words: await keepWords(act, seen, why) }, post);
  return { part_id: seen.id };
}
