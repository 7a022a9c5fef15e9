import { Client } from "pg";

import { reach, withOptions } from "../database/address";
import { OWNER } from "../database/roles";
import { RegisterKind } from "../entities/terms";
import { append } from "../register/append";
import { type Entry, type Receipt, canonicalEntry } from "../register/entry";
import { StartError } from "../start-error";

/** By which issuer the first two administrators sign in, and as which subjects. */
export interface FirstAdministrators {
  readonly issuer: string;
  readonly subjects: readonly [string, string];
}

const POSTS = ["ADMINISTRATOR_1", "ADMINISTRATOR_2"] as const;

/**
 * Names the first two administrators, by the migrator's role and once: there is nobody yet who could enter or confirm them. All else
 * is kept by people. Gives the receipt of the register's entry.
 */
export async function bootstrapAdministrators(
  url: string,
  { issuer, subjects }: FirstAdministrators,
): Promise<Receipt> {
  const client = new Client({ connectionString: withOptions(url, { role: OWNER, timezone: "UTC" }) });
  await reach(url, () => client.connect());
  try {
    await client.query("begin");
    await refuseSecondTime(client);
    const changed: { kind: string; id: string }[] = [];
    for (const [place, subject] of subjects.entries())
      changed.push(...(await enterAdministrator(client, { issuer, subject, post: POSTS[place]! })));
    const [receipt] = await append(client, [canonicalEntry(await entryOf(client, changed))]);
    await client.query("commit");
    return receipt!;
  } catch (error) {
    throw (error as { code?: string }).code === "42P01"
      ? new StartError("The database has no registry yet: run npm run migrate first.")
      : error;
  } finally {
    await client.end();
  }
}

async function refuseSecondTime(client: Client): Promise<void> {
  await client.query("lock table appointment in share row exclusive mode");
  const { rowCount } = await client.query(
    "select from appointment a join post p on p.id = a.post_id where p.role = 'ADMINISTRATOR' limit 1",
  );
  if (rowCount)
    throw new StartError(
      "An administrator has been appointed already: administrators appoint, and confirm, all others.",
    );
}

async function enterAdministrator(
  client: Client,
  { issuer, subject, post }: { issuer: string; subject: string; post: string },
): Promise<{ kind: string; id: string }[]> {
  const { rows } = await client.query<{ person: string; login: string; appointment: string }>(
    `with moment as materialized (select registry_now() as now, (registry_now() at time zone 'UTC')::date as today),
     p as (insert into person (name) values ($2) returning id),
     l as (insert into login (issuer, subject, person_id, starts_on, entered_at, confirmed_at)
       select $1, $2, p.id, m.today, m.now, m.now from p, moment m returning id),
     a as (insert into appointment (post_id, person_id, starts_on, entered_at, confirmed_at)
       select post.id, p.id, m.today, m.now, m.now from p, moment m, post where post.code = $3 returning id)
     select p.id as person, l.id as login, a.id as appointment from p, l, a`,
    [issuer, subject, post],
  );
  return Object.entries(rows[0]!).map(([kind, id]) => ({ kind, id }));
}

async function entryOf(client: Client, changed: Entry["changed"]): Promise<Entry> {
  const { rows } = await client.query<{ now: string }>("select iso_instant(registry_now()) as now");
  return {
    kind: RegisterKind.ACT,
    person: null,
    portal: null,
    through: null,
    byMigrator: true,
    posts: [],
    instant: rows[0]!.now,
    operation: ["bootstrapAdministrators"],
    parts: [],
    reports: [],
    paragraphs: [],
    ...(changed ? { changed } : {}),
  };
}
