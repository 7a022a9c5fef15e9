import { Client } from "pg";

import { reach } from "../database/address";
import { keptDatabase } from "../database/kept-database";
import type { Settings } from "../settings";

/** Does a work on the registry's database: by the migrator's login where there is one, else by the one that is given. */
export async function onKeptRegister<T>(settings: Settings, work: (client: Client) => Promise<T>): Promise<T> {
  const { url, release } = await keptDatabase({
    ...settings,
    databaseUrl: settings.migratorDatabaseUrl ?? settings.databaseUrl,
  });
  const client = new Client({ connectionString: url, application_name: "registry register" });
  try {
    await reach(url, () => client.connect());
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
    await release();
  }
}
