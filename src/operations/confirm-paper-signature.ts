import { uuidOf } from "../access/ids";
import { Circulation, CirculationPaper } from "../entities/circulation";
import { PaperSignature, Signature } from "../entities/signature";
import { Forbidden, InvalidState, NotASignatory, NotFound } from "../entities/errors";
import type { ConfirmPaperSignatureInput } from "../entities/inputs/circulation.inputs";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import { completeIfSigned } from "./completion";
import type { Outcome } from "./perform";
import { refuseLapsedRecipients } from "./recipients";

/** § 4.10: confirms a signature on paper; this moment is its day of signing. */
export async function confirmPaperSignature(
  act: Act,
  { paperSignatureId }: ConfirmPaperSignatureInput,
): Promise<Outcome> {
  const id = uuidOf("paper", paperSignatureId);
  const found = id ? await act.manager.findOneBy(PaperSignature, { id }) : null;
  if (!found) throw new NotFound();
  const circulation = await act.seeRow("Circulation", found.circulationId);
  act.require("confirmPaper", circulation);
  const paper = await act.manager.findOneByOrFail(PaperSignature, { id: found.id });
  await refuseConfirmation(act, paper);
  const signatory = await signatoryOf(act, paper);
  act.requireState("confirmPaper", circulation);
  await refuseLapsedRecipients(act, await act.manager.findOneByOrFail(Circulation, { id: circulation.id }));
  const { digest } = await act.manager.findOneByOrFail(CirculationPaper, { circulationId: circulation.id });
  await act.manager.update(PaperSignature, paper.id, { confirmedAt: () => "registry_now()" });
  await act.manager.insert(Signature, {
    circulationId: circulation.id,
    postId: paper.postId,
    personId: signatory.person_id,
    acting: signatory.acting,
    reportingLineCode: act.line!,
    digest,
    memorandumReference: paper.memorandumReference,
    memorandumOn: paper.memorandumOn,
    scanSha256: paper.scanSha256,
    recordedAt: paper.recordedAt,
    recordedBy: paper.recordedBy,
    confirmedBy: act.person,
  });
  await recordCirculationAct(act, { circulation: circulation.id, done: "PAPER_CONFIRMED" });
  await act.notify("PAPER_SIGNATURE_CONFIRMED", circulation.id, [paper.postId]);
  await completeIfSigned(act, circulation.id, paper.postId);
  return { circulation_id: circulation.id, paper_signature_id: paper.id };
}

async function refuseConfirmation(act: Act, paper: PaperSignature): Promise<void> {
  if (paper.confirmedAt) throw new InvalidState("This signature on paper is confirmed already.");
  if (paper.recordedBy === act.person)
    throw new Forbidden(
      "You recorded this signature on paper. Another person must confirm it: the Director, or the officer-in-charge.",
      citing("§ 4.10"),
    );
  const [gains] = await act.manager.query<{ gains: boolean }[]>("select gains_by($1, $2, registry_now()) as gains", [
    paper.circulationId,
    act.person,
  ]);
  if (gains!.gains)
    throw new Forbidden(
      "You would gain by this circulation. Another person must confirm the signature on paper.",
      citing("§ 4.10"),
    );
}

/** Who signed on paper: holds the post on the day of the memorandum and now, of the line in force, and has signed for no other post. */
async function signatoryOf(
  act: Act,
  { id, circulationId, postId }: PaperSignature,
): Promise<{ person_id: string; acting: boolean }> {
  const [signatory] = await act.manager.query<{ person_id: string; acting: boolean }[]>(
    "select person_id, acting from paper_signatory($1, registry_now())",
    [id],
  );
  if (signatory) return signatory;
  if (await act.manager.existsBy(Signature, { circulationId, postId }))
    throw new InvalidState("This post has signed already: a post signs once.", citing("§ 4.6"));
  const inLine = await act.manager.query<unknown[]>(
    "select from reporting_line_post where post_id = $1 and reporting_line_code = line_in_force(registry_now())",
    [postId],
  );
  if (inLine.length === 0)
    throw new NotASignatory(
      "The post that signed on paper is no longer of the reporting line in force: its signature cannot count.",
      citing("§ 4.6"),
    );
  throw new Forbidden(
    "Nobody who holds the post now can have signed on paper: who held it on the day of the memorandum has left it, or has signed for the other post. Ask for another signature.",
    citing("§ 10.17"),
  );
}
