import { Circulation, CirculationPaper } from "../entities/circulation";
import { Signature } from "../entities/signature";
import { BadInput } from "../entities/errors";
import type { SignCirculationInput } from "../entities/inputs/circulation.inputs";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import { completeIfSigned, signatureOf } from "./completion";
import type { Outcome } from "./perform";
import { postToSignFor } from "./quorum";
import { refuseLapsedRecipients } from "./recipients";

/** § 4.6: signs on behalf of a post of the reporting line that the viewer holds, or acts in. It takes effect with the last signature. */
export async function signCirculation(act: Act, { circulationId, digest }: SignCirculationInput): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("sign", circulation);
  act.requireRecentAuthentication();
  act.requireState("sign", circulation);
  const { postId, acting } = await postToSignFor(act, signatureOf(circulation.id));
  await refuseOtherDigest(act, circulation.id, digest);
  await refuseLapsedRecipients(act, await act.manager.findOneByOrFail(Circulation, { id: circulation.id }));
  await act.manager.insert(Signature, {
    circulationId: circulation.id,
    postId,
    personId: act.person,
    acting,
    reportingLineCode: act.line!,
    digest,
  });
  await recordCirculationAct(act, { circulation: circulation.id, done: "SIGNED", post: postId });
  await completeIfSigned(act, circulation.id, postId);
  return { circulation_id: circulation.id };
}

async function refuseOtherDigest(act: Act, circulationId: string, digest: string): Promise<void> {
  const paper = await act.manager.findOneByOrFail(CirculationPaper, { circulationId });
  if (paper.digest !== digest)
    throw new BadInput(
      "The digest is not that of this circulation. Read the circulation again, and sign the digest that it has.",
      citing("§ 10.6"),
    );
}
