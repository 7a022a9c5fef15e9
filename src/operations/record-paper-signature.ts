import { uuidOf } from "../access/ids";
import { PaperSignature, Signature } from "../entities/signature";
import { BadInput, Conflict, InvalidState, NotASignatory, NotFound } from "../entities/errors";
import type { RecordPaperSignatureInput } from "../entities/inputs/circulation.inputs";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import { givenDay, today } from "./days";
import type { Outcome } from "./perform";
import { sha256Hex, words } from "./words";

/** § 4.9: records that a USG has signed on paper. It counts when the Director has confirmed it; the USG is told at once. */
export async function recordPaperSignature(act: Act, input: RecordPaperSignatureInput): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", input.circulationId);
  act.require("recordPaper", circulation);
  act.requireState("recordPaper", circulation);
  const postId = await signatoryPost(act, circulation.id, input.postId);
  const memorandumOn = givenDay(input.memorandumOn, "memorandumOn");
  if (memorandumOn > (await today(act)))
    throw new BadInput("The date of the memorandum is in the future. Give the date that it bears.");
  const { identifiers } = await act.manager.insert(PaperSignature, {
    circulationId: circulation.id,
    postId,
    memorandumReference: words(input.memorandumReference, "the reference of the memorandum", 200),
    memorandumOn,
    scanSha256: sha256Hex(input.scanSha256, "the digest of the scan"),
    recordedBy: act.person,
  });
  await recordCirculationAct(act, { circulation: circulation.id, done: "PAPER_RECORDED" });
  await act.notify("PAPER_SIGNATURE_RECORDED", circulation.id, [postId, ...(await act.watchers())]);
  return { circulation_id: circulation.id, paper_signature_id: identifiers[0]!.id as string };
}

/** The post that is said to have signed: of the line in force, and without a signature yet. */
async function signatoryPost(act: Act, circulationId: string, id: string): Promise<string> {
  const postId = uuidOf("post", id);
  if (!postId) throw new NotFound();
  const inLine = await act.manager.query<unknown[]>(
    "select from reporting_line_post where post_id = $1 and reporting_line_code = line_in_force(registry_now())",
    [postId],
  );
  if (inLine.length === 0)
    throw new NotASignatory(
      "This post is not of the reporting line in force. Name the post of a USG who signs today.",
      citing("§ 4.6"),
    );
  if (await act.manager.existsBy(Signature, { circulationId, postId }))
    throw new InvalidState("This post has signed this circulation already.", citing("§ 4.6"));
  if (await act.manager.existsBy(PaperSignature, { circulationId, postId }))
    throw new Conflict("A signature of this post on paper is recorded already. The Director can confirm it.");
  return postId;
}
