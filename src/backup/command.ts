import "reflect-metadata";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { type Settings, commandLine, ownSettings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { tellUsage } from "../usage";
import { backup, restore } from "./backup";

const HOW =
  "Say npm run backup -- --to FILE, or npm run restore -- --from FILE; with --now DAY for the demonstration of a day.";

const USAGE = `npm run backup -- --to FILE [--now YYYY-MM-DD]
npm run restore -- --from FILE [--now YYYY-MM-DD]

Writes the registry's database into a new file, encrypted, and restores it from one. The keys of sealed texts are not in it.
  --now   for the demonstration of that day`;

/** `npm run backup -- --to FILE` and `npm run restore -- --from FILE`. */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const { way, file, settings } = readArguments(commandLine());
  if (way === "backup") {
    const { sequence } = await backup(settings, file);
    console.log(`The registry is backed up in ${file}, its register to entry ${sequence}. The keys are not in it.`);
  } else {
    const { sequence } = await restore(settings, file, console.log);
    console.log(`The registry is restored, and its register verifies: ${sequence} entries.`);
  }
}

interface Asked {
  way: "backup" | "restore";
  file: string;
  settings: Settings;
}

function readArguments([way, ...argv]: string[]): Asked {
  const { to, from, now } = parsed(argv);
  const [file, other] = way === "backup" ? [to, from] : [from, to];
  if ((way !== "backup" && way !== "restore") || !file || other !== undefined) throw new SettingError(HOW);
  return { way, file: resolve(file), settings: ownSettings(now === undefined ? [] : ["--now", now]) };
}

function parsed(argv: string[]): { to?: string; from?: string; now?: string } {
  try {
    const options = { to: { type: "string" }, from: { type: "string" }, now: { type: "string" } } as const;
    return parseArgs({ args: argv, options }).values;
  } catch {
    throw new SettingError(HOW);
  }
}

main().catch((failure: unknown) => {
  process.exitCode = 1;
  console.error(failure instanceof StartError ? failure.message : failure);
});
