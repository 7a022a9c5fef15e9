import { Abilities } from "../access/ability";
import { rows } from "../access/rows";
import { filterSql } from "../access/sql-filter";
import { Statement } from "../access/statement";
import { enterPost } from "../identity/facts";
import { senderOf } from "../operations/perform";
import type { SubjectName } from "../policies/subjects";
import type { Source } from "./deadlines";
import { oneByOne } from "./one-by-one";
import type { JobParts } from "./parts";

/** Something due: what would be told of which object, about which day. */
interface Due {
  readonly kind: string;
  readonly object_id: string;
  readonly due_on: string;
}

/** The registry's own paragraph for what it tells. */
export const TELLING = "§ 10.43";

/** Tells what a source has and no notice says yet; a post that cannot be told now is told by a later scan. Gives how many were made. */
export async function makeNotices(parts: JobParts, { from, subject }: Source): Promise<number> {
  return oneByOne(parts, await dueByPost(parts, from), ([post, due]) => tell(parts, { post, subject, due }));
}

async function dueByPost({ jobs }: JobParts, from: string): Promise<Map<string, Due[]>> {
  const { rows: found } = await jobs.query<Due & { post_id: string }>(
    `select d.post_id, d.kind, d.object_id, d.due_on::text as due_on from ${from}() d
     where not exists (select from notice n
       where n.post_id = d.post_id and n.kind = d.kind and n.object_id = d.object_id and n.due_on = d.due_on)
     order by d.post_id, d.due_on, d.object_id`,
  );
  const byPost = new Map<string, Due[]>();
  for (const { post_id, ...due } of found) byPost.set(post_id, [...(byPost.get(post_id) ?? []), due]);
  return byPost;
}

/**
 * § 10.43: makes notices to a post of what the post by itself may see. The registry enters as the post, so that the law and row-level security
 * both decide, in the statement that makes the notices; of two servers the second finds them made.
 */
async function tell(
  { database, tickets }: JobParts,
  { post, subject, due }: { post: string; subject: SubjectName; due: readonly Due[] },
): Promise<number> {
  return database.acting.transaction("READ COMMITTED", async (manager) => {
    const viewer = await enterPost(await senderOf(manager), tickets, post);
    if (!viewer) return 0;
    const statement = new Statement();
    const row = statement.row();
    const each = [due.map(({ kind }) => kind), due.map((one) => one.object_id), due.map((one) => one.due_on)] as const;
    const { text, values } = statement.query(
      `insert into notice (post_id, kind, object_id, due_on)
       select ${statement.parameter(post, "uuid")}, d.kind, ${row}.id, d.due_on
       from unnest(${statement.parameter(each[0], "text[]")}, ${statement.parameter(each[1], "uuid[]")}, ${statement.parameter(each[2], "date[]")})
         d (kind, object_id, due_on)
       join ${rows[subject].table} ${row} on ${row}.id = d.object_id
       where ${filterSql(new Abilities(viewer), "read", subject, { row, statement })}
       on conflict do nothing returning id`,
    );
    return (await manager.query<unknown[]>(text, values)).length;
  });
}
