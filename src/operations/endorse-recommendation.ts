import type { EndorseRecommendationInput } from "../entities/inputs/implementation.inputs";
import { Matter, SignedDecision } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { postToSignFor } from "./quorum";
import { type Signing, sign, signatureOf } from "./recommendation-signatures";
import { seeRecommendation } from "./recommendations";

const ENDORSEMENT: Signing = {
  matter: Matter.ENDORSEMENT,
  decision: SignedDecision.ENDORSED,
  paragraph: "§ 12.2",
};

/** § 12.2: endorses on behalf of a post of the reporting line that the viewer holds, or acts in. The last signature decides. */
export async function endorseRecommendation(
  act: Act,
  { recommendationId }: EndorseRecommendationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("endorse", seen);
  act.requireRecentAuthentication();
  act.requireState("endorse", seen);
  const post = await postToSignFor(act, signatureOf(seen, ENDORSEMENT));
  await sign(act, seen, ENDORSEMENT, post);
  return { part_id: seen.id };
}
