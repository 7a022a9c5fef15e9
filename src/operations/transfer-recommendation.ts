import { InvalidState } from "../entities/errors";
import type { TransferRecommendationInput } from "../entities/inputs/implementation.inputs";
import { Matter, SignedDecision } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { postToSignFor } from "./quorum";
import { type Signing, sign, signatureOf } from "./recommendation-signatures";
import { keepWords, officeForTask, seeRecommendation } from "./recommendations";
import { words } from "./words";

/** § 12.10: transfers a recommendation of an office or mission that has ended, on behalf of a post of the reporting line. */
export async function transferRecommendation(
  act: Act,
  { recommendationId, officeId, reason }: TransferRecommendationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("transferImplementation", seen);
  act.requireRecentAuthentication();
  if (seen.row.implementerHasEnded !== true)
    throw new InvalidState(
      "The office or mission that implements this recommendation has not ended. A recommendation is transferred when it has.",
      citing("§ 10.25"),
    );
  act.requireState("transferImplementation", seen);
  const toOffice = await officeForTask(act, officeId, "IMPLEMENTS");
  const [ended] = await act.manager.query<{ office_id: string }[]>("select implementer_of($1) as office_id", [seen.id]);
  const transfer: Signing = {
    matter: Matter.TRANSFER,
    decision: SignedDecision.TRANSFERRED,
    paragraph: "§ 12.10",
    fromOffice: ended!.office_id,
    toOffice,
  };
  const post = await postToSignFor(act, signatureOf(seen, transfer));
  const why = words(reason, "the reason");
  await sign(act, seen, { ...transfer, words: await keepWords(act, seen, why) }, post);
  return { part_id: seen.id };
}
