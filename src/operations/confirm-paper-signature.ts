import { uuidOf } from "../access/ids";
import { CirculationPaper } from "../entities/circulation";
import { PaperSignature, Signature } from "../entities/signature";
import { Forbidden, InvalidState, NotASignatory, NotFound } from "../entities/errors";
import type { ConfirmPaperSignatureInput } from "../entities/inputs/circulation.inputs";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import { completeIfSigned } from "./completion";
import type { Outcome } from "./perform";
import { refuseEndedRecipients } from "./recipients";

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
  act.requireState("confirmPaper", circulation);
  const signatory = await signatoryOf(act, paper);
  await refuseEndedRecipients(act, circulation.id);
  const { digest } = await act.manager.findOneByOrFail(CirculationPaper, { circulationId: circulation.id });
  await act.manager.update(PaperSignature, paper.id, { confirmedAt: await act.now() });
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
  await recordCirculationAct(act, circulation.id, "PAPER_CONFIRMED");
  await act.notify("PAPER_SIGNATURE_CONFIRMED", circulation.id, [paper.postId]);
  await completeIfSigned(act, circulation.id);
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

/** Who holds the post that signed on paper: of the line in force, not signed yet, and no signatory for the other post. */
async function signatoryOf(act: Act, paper: PaperSignature): Promise<{ person_id: string | null; acting: boolean }> {
  const holders = await act.manager.query<{ person_id: string; acting: boolean; may: boolean }[]>(
    `select h.person_id, h.acting, exists (select from may_still_sign($1, registry_now()) m where m.post_id = h.post_id and m.person_id = h.person_id) as may
     from posts_held(registry_now()) h where h.post_id = $2 order by h.acting`,
    [paper.circulationId, paper.postId],
  );
  const inLine = await act.manager.query<unknown[]>(
    "select from reporting_line_post where post_id = $1 and reporting_line_code = line_in_force(registry_now())",
    [paper.postId],
  );
  if (inLine.length === 0)
    throw new NotASignatory(
      "The post that signed on paper is no longer of the reporting line in force: its signature cannot count.",
      citing("§ 4.6"),
    );
  const signatory = holders.find(({ may }) => may);
  if (holders.length > 0 && !signatory)
    throw new Forbidden(
      "Who holds the post that signed on paper has signed for the other post, or the post has signed. Two posts need two persons.",
      citing("§ 4.6"),
    );
  return signatory ?? { person_id: null, acting: false };
}
