import { Forbidden, InvalidState } from "../entities/errors";
import type { Matter, SignedDecision } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act, Seen } from "./act";
import { tellAssigned } from "./assignments";
import { awaitSignatures } from "./awaited";
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

/** A post for which the viewer signs. */
interface Signatory {
  readonly post_id: string;
  readonly acting: boolean;
}

/** What is signed once by each post: the endorsement, a closing with its outcome, a transfer with its offices. */
const keyOf = ({ matter, decision, fromOffice, toOffice }: Omit<Signing, "paragraph">) =>
  [matter, matter === "CLOSING" ? decision : undefined, fromOffice, toOffice].filter(Boolean).join(" ");

/** The post that the viewer signs for: of several the one for which nobody else can sign, and the own one before another's. */
export async function postToSignFor(act: Act, { id }: Seen, signing: Signing): Promise<Signatory> {
  const key = keyOf(signing);
  const [post] = await act.manager.query<Signatory[]>(
    `select m.post_id, m.acting from may_decide($1, $2, registry_now()) m join post p on p.id = m.post_id where m.person_id = $3
     order by exists (select from may_decide($1, $2, registry_now()) o where o.post_id = m.post_id and o.person_id <> m.person_id), m.acting, p.code
     limit 1`,
    [id, key, act.person],
  );
  if (post) return post;
  const signed = await postsSigned(act, id, key);
  if (act.viewer.linePosts.every((held) => signed.includes(held)))
    throw new InvalidState("Your post has signed this already: a post signs once.", citing(signing.paragraph));
  throw new Forbidden(
    "You have signed this for the other post. Two posts need two persons: another must sign.",
    citing(signing.paragraph),
  );
}

async function postsSigned(act: Act, part: string, key: string): Promise<string[]> {
  const signed = await act.manager.query<{ post_id: string }[]>(
    "select post_id from recommendation_signature where part_id = $1 and matter_key = $2",
    [part, key],
  );
  return signed.map(({ post_id }) => post_id);
}

/** Signs for a post. The database tells whether that decides the matter, and the state follows in the same act. */
export async function sign(act: Act, seen: Seen, signing: Signing, { post_id, acting }: Signatory): Promise<void> {
  const { matter, decision, fromOffice, toOffice, words } = signing;
  const [signature] = await act.manager.query<{ is_last: boolean }[]>(
    `insert into recommendation_signature (part_id, matter, decision, from_office_id, to_office_id, post_id, person_id, acting, reporting_line_code, words_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning is_last`,
    [
      ...[seen.id, matter, decision, fromOffice ?? null, toOffice ?? null],
      ...[post_id, act.person, acting, act.line, words ?? null],
    ],
  );
  await noteRecommendation(act, seen, { done: `${matter}_SIGNED`, post: post_id });
  if (signature!.is_last) await noteRecommendation(act, seen, { done: decision, post: post_id });
  // That an endorsement is awaited was told with the report.
  else if (matter !== "ENDORSEMENT")
    await awaitSignatures(act, seen.id, await postsSigned(act, seen.id, keyOf(signing)));
  await tellAssigned(act, [seen.id]);
}
