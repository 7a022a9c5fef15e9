import { Client } from "pg";
import type { Settings } from "../settings";
import { StartError } from "../start-error";
import { reach, withOptions } from "./address";
import { migrationClasses } from "./migration-files";
import { APPLICATION } from "./roles";
import { type Tickets, backendOf } from "./tickets";

/** Refuses a database that was not brought up to date, or does not know the server's tickets, and in production one that a demonstration has filled. */
export async function requireInstallation(
  { production }: Pick<Settings, "production">,
  url: string,
  tickets: Tickets,
): Promise<void> {
  const client = new Client({
    connectionString: withOptions(url, { role: APPLICATION }),
    application_name: "registry",
  });
  await reach(url, () => client.connect());
  try {
    await requireMigrated(client);
    if (production) await refuseDemonstration(client);
    await requireTicketKey(client, tickets);
  } finally {
    await client.end();
  }
}

async function requireMigrated(client: Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('schema_migration') is not null as there",
  );
  const run = rows[0]!.there ? await client.query("select name from schema_migration") : { rowCount: 0 };
  if ((run.rowCount ?? 0) < migrationClasses().length)
    throw new StartError("The database is not up to date: run npm run migrate with MIGRATOR_DATABASE_URL first.");
}

async function requireTicketKey(client: Client, tickets: Tickets): Promise<void> {
  const { ticket, seal } = tickets.issue({ logins: [], backend: backendOf(client) });
  const { rows } = await client.query<{ good: boolean }>("select ticket_is_good($1, $2) as good", [ticket, seal]);
  if (!rows[0]!.good)
    throw new StartError(
      "The database does not take the server's tickets: run npm run migrate with the same TICKET_KEY_FILE, and see that both clocks are right.",
    );
}

/** The demonstration's clock is moved, and its logins are of a provider on its own machine. */
async function refuseDemonstration(client: Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>("select is_demonstration() as found");
  if (rows[0]!.found)
    throw new StartError(
      "This database holds a demonstration, its accounts or its clock: production needs a database of its own.",
    );
}
