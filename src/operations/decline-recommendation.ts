import type { DeclineRecommendationInput } from "../entities/inputs/implementation.inputs";
import { Decision, Matter, SignedDecision } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { type Signing, postToSignFor, sign } from "./recommendation-signatures";
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
  if (seen.row.decision !== Decision.PENDING) act.requireState("notEndorse", seen);
  const post = await postToSignFor(act, seen, REFUSAL);
  act.requireState("notEndorse", seen);
  const why = words(reason, "the reason");
  await sign(act, seen, { ...REFUSAL, words: await keepWords(act, seen, why) }, post);
  return { part_id: seen.id };
}
