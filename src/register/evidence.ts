import { existsSync } from "node:fs";

import type { Settings } from "../settings";
import { StartError } from "../start-error";
import { Audit, type Evidence } from "./audit";
import { CheckpointBook, CheckpointFault } from "./checkpoint-book";
import { knownKeys, publicKeyOf, readCheckpointKeyFile } from "./checkpoint-key";
import { checkpointFiles } from "./checkpoint-place";
import { checkpointFolders, checkpointKeyFile } from "./checkpoint-settings";
import { exportedEntries } from "./export-file";
import type { Wish } from "./verify-wish";

type EvidenceSettings = Pick<Settings, "databaseUrl" | "dataFolder" | "checkpoints">;

/** The checkpoints that are named; for a database those of the settings where none are. */
export async function evidenceOf(
  { file, checkpoints, publicKeys, receipts, after }: Wish,
  settings: EvidenceSettings,
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

/** Holds an export against what is known of the register: its entries after the one that is to be begun after. */
export async function auditExport(file: string, evidence: Evidence): Promise<Audit> {
  const audit = new Audit(evidence);
  const known = evidence.after?.sequence ?? 0;
  for await (const entry of exportedEntries(file)) if (entry.sequence > known) audit.take(entry);
  return audit;
}
