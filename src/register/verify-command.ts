import { createRequire } from "node:module";

import { type Settings, commandLine, ownSettings } from "../settings";
import { StartError } from "../start-error";
import { tellUsage } from "../usage";
import type { Audit, Evidence } from "./audit";
import { CheckpointFault } from "./checkpoint-book";
import { UnreadableEntry } from "./entry-lines";
import { auditExport, evidenceOf } from "./evidence";
import type * as KeptEntries from "./kept-entries";
import type * as KeptRegister from "./kept-register";
import type { Verdict } from "./verify";
import { readWish } from "./verify-wish";

const USAGE = `npm run register:verify [-- OPTIONS]

Holds the register against its checkpoints and against receipts, and names the first entry that does not fit.
Exit code 1 where one does not.
  --file FILE            an export, in place of the database
  --checkpoints PLACE    a folder or a file of checkpoints; may be said again
  --public-key KEY       a key whose checkpoints are believed, of 64 hexadecimal digits; may be said again
  --receipt RECEIPT      "id=…, sha256=…", as the header of an answer has it; may be said again
  --after NUMBER         begins after that entry, of which there is a checkpoint
  --now YYYY-MM-DD       for the demonstration of that day`;

/**
 * `npm run register:verify`: holds the register, in its database or as an export, against its checkpoints and against receipts, and
 * names the first entry that does not fit. Exit code 1 where one does not. An export needs no database, and nothing to reach one.
 */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const wish = readWish(commandLine());
  const settings = ownSettings(wish.now === undefined ? [] : ["--now", wish.now]);
  const evidence = await evidenceOf(wish, settings);
  const { audit, verdict } =
    wish.file === undefined ? await auditKept(settings, evidence) : judged(await auditExport(wish.file, evidence));
  tell(verdict, evidence);
  tellReceipts(audit);
}

const judged = (audit: Audit) => ({ audit, verdict: audit.verdict() });

/** Loaded here alone, so that an export is verified where there is no driver. */
async function auditKept(settings: Settings, evidence: Evidence) {
  const load = createRequire(__filename);
  const { onKeptRegister } = load("./kept-register") as typeof KeptRegister;
  const { auditKeptRegister } = load("./kept-entries") as typeof KeptEntries;
  return onKeptRegister(settings, (client) => auditKeptRegister(client, evidence));
}

function tell(verdict: Verdict, { checkpoints }: Evidence): void {
  if (!verdict.fits) throw new StartError(`The register does not fit at entry ${verdict.sequence}: ${verdict.reason}.`);
  const { size = 0, last } = checkpoints ?? {};
  process.stdout.write(`The register fits: ${verdict.entries} entries, the last with hash ${verdict.last}.\n`);
  if (last) process.stdout.write(`Checkpoints that say so: ${size}, the last of entry ${last.checkpoint.sequence}.\n`);
}

function tellReceipts(audit: Audit): void {
  for (const { receipt, sequence } of audit.receipts()) {
    if (sequence === undefined) process.exitCode = 1;
    const finding = sequence === undefined ? "is of no entry of this register" : `is of entry ${sequence}`;
    process.stdout.write(`The receipt ${receipt.id} ${finding}.\n`);
  }
}

main().catch((failure: unknown) => {
  process.exitCode = 1;
  const isKnown =
    failure instanceof StartError || failure instanceof CheckpointFault || failure instanceof UnreadableEntry;
  const sentence = isKnown ? failure.message.replace(/\.?$/, ".") : "The register could not be read.";
  process.stderr.write(`${sentence}\n`);
});
