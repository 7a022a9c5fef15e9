import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";

import { commandLine, ownSettings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { tellUsage } from "../usage";
import { Audit } from "./audit";
import { csvHeader, csvLine, entryLine } from "./entry-lines";
import { inSnapshot, keptEntries } from "./kept-entries";
import { onKeptRegister } from "./kept-register";
import type { KeptEntry } from "./verify";

const OPTIONS = { output: { type: "string" }, csv: { type: "boolean" }, now: { type: "string" } } as const;

const USAGE = `npm run -s register:export [-- --output FILE] [--csv] [--now YYYY-MM-DD]

Writes every entry of the register, a line each. Exit code 1 where the register does not fit.
  --output   to a new file, as CSV where its name ends in .csv; without it to the output
  --csv      as CSV
  --now      for the demonstration of that day`;

/** `npm run register:export`: every entry of the register, to the output or to a new file; exit code 1 where it does not fit. */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const { output, csv = output?.endsWith(".csv") ?? false, now } = readArguments();
  const audit = new Audit();
  await onKeptRegister(ownSettings(now === undefined ? [] : ["--now", now]), (client) =>
    inSnapshot(client, () => pipeline(Readable.from(lines(audited(keptEntries(client), audit), csv)), target(output))),
  );
  const verdict = audit.verdict();
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

/** A file is a new one: what was exported before is not written over. */
const target = (output: string | undefined) =>
  output === undefined ? process.stdout : createWriteStream(output, { flags: "wx", mode: 0o600 });

async function* audited(entries: AsyncIterable<KeptEntry>, audit: Audit): AsyncGenerator<KeptEntry> {
  for await (const entry of entries) {
    audit.take(entry);
    yield entry;
  }
}

async function* lines(entries: AsyncIterable<KeptEntry>, csv: boolean): AsyncGenerator<string> {
  if (csv) yield `${csvHeader}\n`;
  for await (const entry of entries) yield `${csv ? csvLine(entry) : entryLine(entry)}\n`;
}

main().catch((failure: Error & { code?: string }) => {
  process.exitCode = 1;
  if (failure.code === "EPIPE") return;
  const sentence = failure.code === "EEXIST" ? "That file is there already: name a new one." : undefined;
  process.stderr.write(
    `${sentence ?? (failure instanceof StartError ? failure.message : "The register could not be exported.")}\n`,
  );
});
