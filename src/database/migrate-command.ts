import "reflect-metadata";
import { type MigratorSettings, commandLine, migratorSettings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { migrate, revertLast } from "./migrations";
import { installTicketKey, ticketKey } from "./tickets";

const HOW =
  "Say npm run migrate, or npm run migrate:revert -- NAME with the name of the last migration, and nothing more.";

/** `npm run migrate` brings the migrator's database up to date; `npm run migrate:revert -- NAME` undoes the last migration. */
async function main(): Promise<void> {
  const [way = "up", named, ...others] = commandLine();
  if (others.length > 0 || !["up", "revert"].includes(way) || (way === "up" && named !== undefined))
    throw new SettingError(HOW);
  const settings = migratorSettings();
  const { migratorDatabaseUrl } = settings;
  if (migratorDatabaseUrl === undefined)
    throw new SettingError("MIGRATOR_DATABASE_URL is needed: only the demonstration migrates when it starts.");
  await (way === "revert" ? revert(migratorDatabaseUrl, named) : bringUpToDate(migratorDatabaseUrl, settings));
}

async function bringUpToDate(url: string, settings: MigratorSettings): Promise<void> {
  if (settings.production && settings.ticketKeyFile === undefined)
    throw new SettingError("Production needs TICKET_KEY_FILE: the key that tells the database who is asking.");
  const run = await migrate(url);
  await installTicketKey(url, ticketKey(settings));
  console.log(run.length > 0 ? `These migrations ran: ${run.join(", ")}.` : "The database was up to date.");
}

async function revert(url: string, named: string | undefined): Promise<void> {
  const undone = await revertLast(url, named);
  console.log(undone === undefined ? "There was no migration to take away." : `Taken away: ${undone}.`);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof StartError ? error.message : error);
});
