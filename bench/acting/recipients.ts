import { Client } from "pg";

import { idOf } from "../../src/access/ids";
import type { World } from "../world/world";

/** Who may be given reports, and is none of the bench's readers: those read on as they did. Posts whose holders can log in come first. */
const RECIPIENTS = `
  select 'post' as kind, p.id, (select l.subject from appointment a join login l on l.person_id = a.person_id
    where a.post_id = p.id and a.sight_from <= registry_now() and registry_now() < a.sight_until
      and l.sight_from <= registry_now() and registry_now() < l.sight_until limit 1) as subject
  from post p
    join post_placement pl on pl.post_id = p.id and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
    join office o on o.id = pl.office_id
  where is_headquarters(o.id) and (pl.is_head or p.role = 'ASSISTANT_SECRETARY_GENERAL') and post_exists(p.id, registry_now())
    and office_exists(o.id, registry_now()) and p.code not in ('ASG_OROLSI', 'POLICE_ADVISER')
  union all
  select 'office', o.id, null from office o
  where is_headquarters(o.id) and office_exists(o.id, registry_now()) and o.code not in ('OROLSI', 'POLICE_DIVISION')
  order by 1 desc, subject nulls last, 2`;

/** Submitted reports that are unclassified and given to nobody, and their first part: they may be raised and lowered, and who sees them was given them here. */
const REPORTS = `
  select r.id, p.id as part from report r join part p on p.report_id = r.id and p.position = 1
  where r.status = 'SUBMITTED' and r.level = 'UNCLASSIFIED' and r.symbol ~ '/R-0[0-9A-F]{5}$'
    and not exists (select from circulated_part w where w.report_id = r.id and registry_now() < w.ends_at)
  order by md5(r.id::text) limit $1`;

/** A report to be given, and one part of it, by the ids of the interface. */
export interface Given {
  readonly report: string;
  readonly part: string;
}

/** Recipients as a proposal names them. */
export interface Recipients {
  readonly postIds: readonly string[];
  readonly officeIds: readonly string[];
}

/** What is circulated, and to whom. */
export interface Choice {
  readonly reports: readonly Given[];
  readonly one: Recipients;
  readonly ten: Recipients;
  /** Who holds the one post: reads after each act, and must see what it did. */
  readonly witness: string;
}

interface Row {
  readonly kind: "post" | "office";
  readonly id: string;
  readonly subject: string | null;
}

const named = (rows: readonly Row[]): Recipients => ({
  postIds: rows.filter(({ kind }) => kind === "post").map(({ id }) => idOf("post", id)),
  officeIds: rows.filter(({ kind }) => kind === "office").map(({ id }) => idOf("office", id)),
});

/** Chooses so many reports, and recipients for them: the same in every run on the same world. */
export async function choose(world: World, reports: number): Promise<Choice> {
  const client = new Client(world.url);
  await client.connect();
  try {
    const { rows: recipients } = await client.query<Row>(RECIPIENTS);
    if (recipients.length < 10) throw new Error(`There are ${recipients.length} recipients: ten are needed.`);
    const [{ subject: witness }] = recipients as [Row];
    if (witness === null) throw new Error("Nobody who may be given reports can log in.");
    const { rows } = await client.query<{ id: string; part: string }>(REPORTS, [reports]);
    const given = rows.map(({ id, part }) => ({ report: idOf("report", id), part: idOf("part", part) }));
    return { reports: given, one: named(recipients.slice(0, 1)), ten: named(recipients.slice(0, 10)), witness };
  } finally {
    await client.end();
  }
}
