import "reflect-metadata";
import { join } from "node:path";

import { keptDatabase } from "./database/kept-database";
import { rotateKeys } from "./operations/rotate-keys";
import { type Settings, ownSettings } from "./settings";
import { SettingError, StartError } from "./start-error";
import { openProvider } from "./starting/keys";
import { tellUsage } from "./usage";

const USAGE = `npm run keys:rotate [-- --now YYYY-MM-DD]

Wraps the key of every strictly confidential text under the current key, by MIGRATOR_DATABASE_URL.
  --now   for the demonstration of that day`;

/** `npm run keys:rotate` wraps the key of every strictly confidential text under the current key, by the migrator's role. */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const settings = ownSettings();
  const keys = openProvider(withKeptKey(settings));
  const { url, release } = await databaseOf(settings);
  try {
    const { rotated, left } = await rotateKeys(url, keys);
    console.log(`${rotated} keys were wrapped anew, under the key ${keys.currentKeyId}.`);
    if (left > 0)
      throw new StartError(
        `${left} are under another key still: start every server with the current key, give the other key too, and say it again.`,
      );
  } finally {
    await release();
  }
}

/** Without settings: the demonstration's own key, or that of a development. */
const withKeptKey = (settings: Settings): Settings =>
  settings.keyProvider === "file" && settings.keyFile === undefined
    ? { ...settings, keyFile: join(settings.dataFolder, "keys", "registry.key") }
    : settings;

async function databaseOf(settings: Settings) {
  if (settings.databaseUrl !== undefined && settings.migratorDatabaseUrl === undefined)
    throw new SettingError("MIGRATOR_DATABASE_URL is needed: the server's own login wraps no key anew.");
  return keptDatabase({ ...settings, databaseUrl: settings.migratorDatabaseUrl });
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof StartError ? error.message : error);
});
