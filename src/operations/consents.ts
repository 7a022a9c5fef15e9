import { Forbidden, InvalidState } from "../entities/errors";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";

/** Something that every post of the reporting line must agree to, each once: where each agreement is kept, and who may still give one. */
export interface Consents {
  readonly table: string;
  readonly column: string;
  readonly mayStill: string;
  readonly paragraph: string;
}

/** The post for which somebody agrees, and whether acting in it. */
export interface AgreeingPost {
  readonly postId: string;
  readonly acting: boolean;
}

/** The post that the viewer agrees for: of several the one for which nobody else can, and the own one before another's. */
export async function postToAgreeFor(act: Act, consents: Consents, id: string): Promise<AgreeingPost> {
  const [post] = await act.manager.query<{ post_id: string; acting: boolean }[]>(
    `select m.post_id, m.acting from ${consents.mayStill}($1, registry_now()) m join post p on p.id = m.post_id where m.person_id = $2
     order by exists (select from ${consents.mayStill}($1, registry_now()) o where o.post_id = m.post_id and o.person_id <> m.person_id), m.acting, p.code
     limit 1`,
    [id, act.person],
  );
  if (post) return { postId: post.post_id, acting: post.acting };
  const agreed = await postsAgreed(act, consents, id);
  if (act.viewer.linePosts.every((held) => agreed.includes(held)))
    throw new InvalidState("Your post has agreed to this already: a post agrees once.", citing(consents.paragraph));
  throw new Forbidden(
    "You have agreed to this for the other post. Two posts need two persons: another must agree.",
    citing(consents.paragraph),
  );
}

/** The posts that have agreed. */
export async function postsAgreed(act: Act, { table, column }: Consents, id: string): Promise<string[]> {
  const given = await act.manager.query<{ post_id: string }[]>(`select post_id from ${table} where ${column} = $1`, [
    id,
  ]);
  return given.map(({ post_id }) => post_id);
}

/** Whether every post of the reporting line in force has agreed. */
export async function isAgreedByLine(act: Act, { table, column }: Consents, id: string): Promise<boolean> {
  const [line] = await act.manager.query<{ agreed: boolean }[]>(
    `select count(*) > 0 and bool_and(exists (select from ${table} s where s.${column} = $1 and s.post_id = l.post_id)) as agreed
     from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now())`,
    [id],
  );
  return line!.agreed;
}
