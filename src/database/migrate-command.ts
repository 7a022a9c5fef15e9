import "reflect-metadata";
import { commandLine, ownSettings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { migrate, revertLast } from "./migrations";

/** `npm run migrate` brings the migrator's database up to date; `npm run migrate:revert` undoes the last migration. */
async function main(): Promise<void> {
  const [way = "up", ...others] = commandLine();
  if (others.length > 0 || !["up", "revert"].includes(way)) {
    throw new SettingError("Say npm run migrate, or npm run migrate:revert, and nothing more.");
  }
  const { migratorDatabaseUrl } = ownSettings([]);
  if (migratorDatabaseUrl === undefined) {
    throw new SettingError("MIGRATOR_DATABASE_URL is needed: only the demonstration migrates when it starts.");
  }
  await (way === "up" ? migrate(migratorDatabaseUrl) : revertLast(migratorDatabaseUrl));
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof StartError ? error.message : error);
});
