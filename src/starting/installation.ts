import { join } from "node:path";
import { makeKeyFile } from "../secret-file";
import { migrate } from "../database/migrations";
import { requireInstallation } from "../database/installation";
import { Tickets, installTicketKey, ticketKey } from "../database/tickets";
import { holdsDemonstrationKey } from "../demonstration/key";
import type { Foundation } from "./foundation";
import { openKeys } from "./keys";
import type { Settings } from "../settings";
import { StartError } from "../start-error";

/** The registry of an installation: its database and its identity providers are there already. */
export async function openInstallation(settings: Settings, databaseUrl: string): Promise<Foundation> {
  const keyFile = settings.keyFile ?? keyFileOfDevelopment(settings);
  const keys = openKeys({ ...settings, keyFile });
  if (settings.production && keyFile !== undefined && holdsDemonstrationKey(keyFile))
    throw new StartError(`The key file ${keyFile} is a demonstration's: make another one for production.`);
  const secret = ticketKey(settings);
  if (settings.migratorDatabaseUrl !== undefined) {
    await migrate(settings.migratorDatabaseUrl);
    await installTicketKey(settings.migratorDatabaseUrl, secret);
  }
  const tickets = new Tickets(secret);
  await requireInstallation(settings, databaseUrl, tickets);
  return {
    databaseUrl,
    migratorUrl: settings.migratorDatabaseUrl,
    tickets,
    issuers: settings.oidcIssuers,
    keys,
    pages: new Map(),
    log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
    announce: () => Promise.resolve(),
  };
}

/** Outside production a key is made where none is named; `readSettings` refuses production without one. A token has its own. */
function keyFileOfDevelopment({ dataFolder, keyProvider }: Settings): string | undefined {
  if (keyProvider !== "file") return undefined;
  const path = join(dataFolder, "keys", "registry.key");
  makeKeyFile(path);
  return path;
}
