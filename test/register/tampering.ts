import type { Client } from "pg";

import type { KeptEntry } from "../../src/register/verify";

/** The register as the database keeps it, without its walls. */
export async function entriesIn(superuser: Client): Promise<KeptEntry[]> {
  const { rows } = await superuser.query<KeptEntry>(
    "select sequence::float8 as sequence, id, register_stamp(recorded_at) as at, entry, previous, hash from register_entry order by sequence",
  );
  return rows;
}

/** What a superuser does who wants the register to be another: triggers off, rows written, the head made to fit. */
export async function rewriteRegister(
  superuser: Client,
  entries: readonly KeptEntry[],
  head = entries.at(-1),
): Promise<void> {
  await superuser.query("begin");
  await superuser.query("alter table register_entry disable trigger register_entry_append_only");
  await superuser.query("delete from register_entry");
  for (const month of new Set(entries.map(({ at }) => at.slice(0, 7))))
    await superuser.query("select register_month($1::timestamptz)", [`${month}-15T00:00:00Z`]);
  await superuser.query(
    `insert into register_entry (sequence, id, recorded_at, entry, previous, hash, kind, person_id, parts, reports)
     select (e ->> 'sequence')::bigint, (e ->> 'id')::uuid, (e ->> 'at')::timestamptz, e ->> 'entry', e ->> 'previous', e ->> 'hash', n.*
     from json_array_elements($1) e cross join names_in_entry(e ->> 'entry') n`,
    [JSON.stringify(entries)],
  );
  await superuser.query("alter table register_entry enable trigger register_entry_append_only");
  await superuser.query("update register_head set sequence = $1, hash = $2", [
    head?.sequence ?? 0,
    head?.hash ?? "0".repeat(64),
  ]);
  await superuser.query("commit");
}
