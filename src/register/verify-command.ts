import { existsSync } from "node:fs";
import { createRequire } from "node:module";

import { type Settings, commandLine, ownSettings } from "../settings";
import { StartError } from "../start-error";
import { tellUsage } from "../usage";
import { Audit, type Evidence } from "./audit";
import { CheckpointBook, CheckpointFault } from "./checkpoint-book";
import { knownKeys, publicKeyOf, readCheckpointKeyFile } from "./checkpoint-key";
import { checkpointFiles } from "./checkpoint-place";
import { checkpointFolders, checkpointKeyFile } from "./checkpoint-settings";
import { UnreadableEntry } from "./entry-lines";
import { exportedEntries } from "./export-file";
import type * as KeptEntries from "./kept-entries";
import type * as KeptRegister from "./kept-register";
import type { Verdict } from "./verify";
import { type Wish, readWish } from "./verify-wish";

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
    wish.file === undefined ? await auditKept(settings, evidence) : await auditFile(wish.file, evidence);
  tell(verdict, evidence);
  tellReceipts(audit);
}

/** Loaded here alone, so that an export is verified where there is no driver. */
async function auditKept(settings: Settings, evidence: Evidence) {
  const load = createRequire(__filename);
  const { onKeptRegister } = load("./kept-register") as typeof KeptRegister;
  const { auditKeptRegister } = load("./kept-entries") as typeof KeptEntries;
  return onKeptRegister(settings, (client) => auditKeptRegister(client, evidence));
}

async function auditFile(file: string, evidence: Evidence) {
  const audit = new Audit(evidence);
  for await (const entry of exportedEntries(file))
    if (entry.sequence > (evidence.after?.sequence ?? 0)) audit.take(entry);
  return { audit, verdict: audit.verdict() };
}

/** The checkpoints that are named; for a database those of the settings where none are. */
async function evidenceOf(
  { file, checkpoints, publicKeys, receipts, after }: Wish,
  settings: Settings,
): Promise<Evidence> {
  const keyFile = checkpointKeyFile(settings);
  const own = existsSync(keyFile) ? readCheckpointKeyFile(keyFile).known.values() : [];
  const book = new CheckpointBook(knownKeys([...publicKeys.map(publicKeyOf), ...own]), true);
  const places = checkpoints.length > 0 || file !== undefined ? checkpoints : checkpointFolders(settings);
  for (const place of places) for await (const one of checkpointFiles(place)) book.add(one);
  if (checkpoints.length > 0 && book.size === 0) throw new StartError("There are no checkpoints there.");
  if (book.missingBefore[0] !== undefined)
    throw new CheckpointFault(`The checkpoint before the first of ${book.missingBefore[0]} is missing`);
  if (after === undefined) return { checkpoints: book, receipts };
  const hash = book.hashOf(after);
  if (hash === undefined) throw new StartError(`There is no checkpoint of entry ${after} to begin after.`);
  return { checkpoints: book, receipts, after: { sequence: after, hash } };
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
