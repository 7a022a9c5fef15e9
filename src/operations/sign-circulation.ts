import { Circulation, CirculationPaper } from "../entities/circulation";
import { Signature } from "../entities/signature";
import { BadInput, Forbidden, InvalidState } from "../entities/errors";
import type { SignCirculationInput } from "../entities/inputs/circulation.inputs";
import { CirculationState } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act, Seen } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import { completeIfSigned } from "./completion";
import type { Outcome } from "./perform";
import { refuseLapsedRecipients } from "./recipients";

/** § 4.6: signs on behalf of a post of the reporting line that the viewer holds, or acts in. It takes effect with the last signature. */
export async function signCirculation(act: Act, { circulationId, digest }: SignCirculationInput): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("sign", circulation);
  act.requireRecentAuthentication();
  const post = await postToSignFor(act, circulation);
  await refuseOtherDigest(act, circulation.id, digest);
  await refuseLapsedRecipients(act, await act.manager.findOneByOrFail(Circulation, { id: circulation.id }));
  await act.manager.insert(Signature, {
    circulationId: circulation.id,
    postId: post.post_id,
    personId: act.person,
    acting: post.acting,
    reportingLineCode: act.line!,
    digest,
  });
  await recordCirculationAct(act, { circulation: circulation.id, done: "SIGNED", post: post.post_id });
  await completeIfSigned(act, circulation.id, post.post_id);
  return { circulation_id: circulation.id };
}

const OPEN: readonly unknown[] = [CirculationState.PROPOSED, CirculationState.PARTLY_SIGNED];

/** The post that the viewer signs for: of several the one for which nobody else can sign, and the own one before another's. */
async function postToSignFor(act: Act, { id, row }: Seen): Promise<{ post_id: string; acting: boolean }> {
  if (!OPEN.includes(row.state))
    throw new InvalidState("This circulation does not await a signature: it is complete, or it has ended.");
  const [post] = await act.manager.query<{ post_id: string; acting: boolean }[]>(
    `select m.post_id, m.acting from may_still_sign($1, registry_now()) m join post p on p.id = m.post_id where m.person_id = $2
     order by exists (select from may_still_sign($1, registry_now()) o where o.post_id = m.post_id and o.person_id <> m.person_id), m.acting, p.code
     limit 1`,
    [id, act.person],
  );
  if (post) return post;
  const signed = await act.manager.findBy(Signature, { circulationId: id });
  if (act.viewer.linePosts.every((held) => signed.some(({ postId }) => postId === held)))
    throw new InvalidState("Your post has signed this circulation already: a post signs once.", citing("§ 4.6"));
  throw new Forbidden(
    "You have signed this circulation for the other post. Two posts need two persons: another must sign.",
    citing("§ 4.6"),
  );
}

async function refuseOtherDigest(act: Act, circulationId: string, digest: string): Promise<void> {
  const paper = await act.manager.findOneByOrFail(CirculationPaper, { circulationId });
  if (paper.digest !== digest)
    throw new BadInput(
      "The digest is not that of this circulation. Read the circulation again, and sign the digest that it has.",
      citing("§ 10.6"),
    );
}
