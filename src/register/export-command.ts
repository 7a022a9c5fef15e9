import { parseArgs } from "node:util";

import { commandLine, ownSettings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { tellUsage } from "../usage";
import { exportRegister } from "./exporting";
import { onKeptRegister } from "./kept-register";

const OPTIONS = { output: { type: "string" }, csv: { type: "boolean" }, now: { type: "string" } } as const;

const USAGE = `npm run -s register:export [-- --output FILE] [--csv] [--now YYYY-MM-DD]

Writes every entry of the register, a line each. Exit code 1 where the register does not fit.
  --output   to a new file, as CSV where its name ends in .csv; without it to the output
  --csv      as CSV
  --now      for the demonstration of that day`;

/** `npm run register:export`: every entry of the register, to the output or to a new file; exit code 1 where it does not fit. */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const { now, ...wish } = readArguments();
  const settings = ownSettings(now === undefined ? [] : ["--now", now]);
  const verdict = await onKeptRegister(settings, (client) => exportRegister(client, wish));
  if (!verdict.fits)
    throw new StartError(`Exported as it is, but it does not fit at entry ${verdict.sequence}: ${verdict.reason}.`);
  process.stderr.write(`Exported ${verdict.entries} entries, the last with hash ${verdict.last}.\n`);
}

function readArguments() {
  try {
    return parseArgs({ args: commandLine(), options: OPTIONS }).values;
  } catch {
    throw new SettingError(
      "Say npm run -s register:export, with --output FILE, --csv or --now where wanted, and nothing more.",
    );
  }
}

main().catch((failure: Error & { code?: string }) => {
  process.exitCode = 1;
  if (failure.code === "EPIPE") return;
  const sentence = failure.code === "EEXIST" ? "That file is there already: name a new one." : undefined;
  process.stderr.write(
    `${sentence ?? (failure instanceof StartError ? failure.message : "The register could not be exported.")}\n`,
  );
});
