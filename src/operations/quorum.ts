import { Forbidden, InvalidState } from "../entities/errors";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";

/** What every post of the reporting line signs, each once: where the signatures are kept, and who may still give one. */
export interface Quorum {
  readonly table: string;
  /** The columns by which the signatures of one thing are found, in the order of its keys. */
  readonly columns: readonly string[];
  /** The function of the database that tells who, of the line in force, may still sign a thing, given its keys and an instant. */
  readonly mayStill: string;
  readonly paragraph: string;
}

/** One thing that is signed so, by its keys. */
export interface Signed {
  readonly quorum: Quorum;
  readonly keys: readonly string[];
}

/** The post for which somebody signs, and whether acting in it. */
export interface SigningPost {
  readonly postId: string;
  readonly acting: boolean;
}

/** The post that the viewer signs for: of several the one for which nobody else can, and the own one before another's. */
export async function postToSignFor(act: Act, { quorum, keys }: Signed): Promise<SigningPost> {
  const mayStill = `${quorum.mayStill}(${keys.map((_, place) => `$${place + 2}`).join(", ")}, registry_now())`;
  const [post] = await act.manager.query<SigningPost[]>(
    `select m.post_id as "postId", m.acting from ${mayStill} m join post p on p.id = m.post_id where m.person_id = $1
     order by exists (select from ${mayStill} o where o.post_id = m.post_id and o.person_id <> m.person_id), m.acting, p.code
     limit 1`,
    [act.person, ...keys],
  );
  if (post) return post;
  const signed = await postsSigned(act, { quorum, keys });
  if (act.viewer.linePosts.every((held) => signed.includes(held)))
    throw new InvalidState("Your post has signed this already: a post signs once.", citing(quorum.paragraph));
  throw new Forbidden(
    "You have signed this for the other post. Two posts need two persons: another must sign.",
    citing(quorum.paragraph),
  );
}

const ofThis = ({ columns }: Quorum) => columns.map((column, place) => `s.${column} = $${place + 1}`).join(" and ");

/** The posts that have signed. */
export async function postsSigned(act: Act, { quorum, keys }: Signed): Promise<string[]> {
  const signed = await act.manager.query<{ post_id: string }[]>(
    `select s.post_id from ${quorum.table} s where ${ofThis(quorum)}`,
    [...keys],
  );
  return signed.map(({ post_id }) => post_id);
}

/** Whether every post of the reporting line in force has signed. */
export async function isSignedByLine(act: Act, { quorum, keys }: Signed): Promise<boolean> {
  const [line] = await act.manager.query<{ signed: boolean }[]>(
    `select count(*) > 0 and bool_and(exists (select from ${quorum.table} s where ${ofThis(quorum)} and s.post_id = l.post_id)) as signed
     from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now())`,
    [...keys],
  );
  return line!.signed;
}

/**
 * Tells the posts of the reporting line in force that something awaits their signature, but those that have signed. What awaits one, they
 * see: all requests and reviews, and what is submitted, are theirs to read (§ 2.6, § 3.6, § 4.2, § 5.1, § 11.1).
 */
export async function awaitSignatures(act: Act, object: string, signed: readonly string[] = []): Promise<void> {
  const line = await act.manager.query<{ post_id: string }[]>(
    `select l.post_id from reporting_line_post l
     where l.reporting_line_code = line_in_force(registry_now()) and l.post_id <> all($1::uuid[])`,
    [signed],
  );
  await act.notify(
    "SIGNATURE_AWAITED",
    object,
    line.map(({ post_id }) => post_id),
  );
}
