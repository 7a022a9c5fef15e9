import "reflect-metadata";
import { commandLine, migratorSettings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { migrate, revertLast } from "./migrations";
import { installTicketKey, ticketKey } from "./tickets";

/** `npm run migrate` brings the migrator's database up to date; `npm run migrate:revert` undoes the last migration. */
async function main(): Promise<void> {
  const [way = "up", ...others] = commandLine();
  if (others.length > 0 || !["up", "revert"].includes(way)) {
    throw new SettingError("Say npm run migrate, or npm run migrate:revert, and nothing more.");
  }
  const settings = migratorSettings();
  const { migratorDatabaseUrl } = settings;
  if (migratorDatabaseUrl === undefined) {
    throw new SettingError("MIGRATOR_DATABASE_URL is needed: only the demonstration migrates when it starts.");
  }
  if (way === "revert") return revertLast(migratorDatabaseUrl);
  if (settings.production && settings.ticketKeyFile === undefined)
    throw new SettingError("Production needs TICKET_KEY_FILE: the key that tells the database who is asking.");
  await migrate(migratorDatabaseUrl);
  await installTicketKey(migratorDatabaseUrl, ticketKey(settings));
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof StartError ? error.message : error);
});
