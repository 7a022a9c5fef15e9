import type { Matter, SignedDecision } from "../entities/terms";
import type { Act, Seen } from "./act";
import { tellAssigned } from "./assignments";
import { type Signed, type SigningPost, awaitSignatures, postsSigned } from "./quorum";
import { noteRecommendation } from "./recommendations";

/** What a post of the reporting line signs of a recommendation. */
export interface Signing {
  readonly matter: Matter;
  readonly decision: SignedDecision;
  readonly paragraph: string;
  readonly fromOffice?: string;
  readonly toOffice?: string;
  readonly words?: string;
}

/** What is signed once by each post: the endorsement, a closing with its outcome, a transfer with its offices. */
const keyOf = ({ matter, decision, fromOffice, toOffice }: Omit<Signing, "paragraph">) =>
  [matter, matter === "CLOSING" ? decision : undefined, fromOffice, toOffice].filter(Boolean).join(" ");

/** What is signed, by every post of the reporting line. */
export const signatureOf = ({ id }: Seen, signing: Signing): Signed => ({
  quorum: {
    table: "recommendation_signature",
    columns: ["part_id", "matter_key"],
    mayStill: "may_decide",
    paragraph: signing.paragraph,
  },
  keys: [id, keyOf(signing)],
});

/** Signs for a post. The database tells whether that decides the matter, and the state follows in the same act. */
export async function sign(act: Act, seen: Seen, signing: Signing, { postId, acting }: SigningPost): Promise<void> {
  const { matter, decision, fromOffice, toOffice, words } = signing;
  const [signature] = await act.manager.query<{ is_last: boolean }[]>(
    `insert into recommendation_signature (part_id, matter, decision, from_office_id, to_office_id, post_id, person_id, acting, reporting_line_code, words_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning is_last`,
    [
      ...[seen.id, matter, decision, fromOffice ?? null, toOffice ?? null],
      ...[postId, act.person, acting, act.line, words ?? null],
    ],
  );
  await noteRecommendation(act, seen, { done: `${matter}_SIGNED`, post: postId });
  if (signature!.is_last) await noteRecommendation(act, seen, { done: decision, post: postId });
  // That an endorsement is awaited was told with the report.
  else if (matter !== "ENDORSEMENT")
    await awaitSignatures(act, seen.id, await postsSigned(act, signatureOf(seen, signing)));
  await tellAssigned(act, [seen.id]);
}
