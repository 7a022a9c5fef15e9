import type { Database } from "../database/connection";
import { makeDemonstrationKey, holdsDemonstrationKey } from "../demonstration/key";
import type { SignedCheckpoint } from "../register/checkpoint";
import { CheckpointBook, CheckpointFault, UnknownCheckpointKey } from "../register/checkpoint-book";
import { CheckpointKeeper } from "../register/checkpoint-keeper";
import { type CheckpointKeys, readCheckpointKeyFile } from "../register/checkpoint-key";
import {
  CheckpointAddress,
  CheckpointFolder,
  type CheckpointPlace,
  checkpointFiles,
  isAddress,
} from "../register/checkpoint-place";
import { checkpointFolder, checkpointFolders, checkpointKeyFile } from "../register/checkpoint-settings";
import { BEGINNING, type Reached } from "../register/verify";
import { RegisterFault, walkRegister } from "../register/walk";
import type { Settings } from "../settings";
import { makeKeyFile } from "../secret-file";
import { StartError } from "../start-error";

/** What keeping checkpoints needs of a start. */
export interface CheckpointParts {
  readonly settings: Pick<Settings, "production" | "databaseUrl" | "dataFolder" | "checkpoints">;
  readonly database: Pick<Database, "reading">;
  readonly log: (line: object) => void;
}

/** Verifies the register from its last checkpoint on, and gives what keeps the next ones. */
export async function openCheckpoints({ settings, database, log }: CheckpointParts): Promise<CheckpointKeeper> {
  const keys = checkpointKeys(settings);
  const folder = checkpointFolder(settings);
  const { secondPlace, seconds, entries } = settings.checkpoints;
  const book = await readBook(keys, checkpointFolders(settings), log);
  const walk = (from: Reached) => walkRegister(database.reading, from);
  const from = await verified(walk, book.last?.checkpoint);
  const places: CheckpointPlace[] = [new CheckpointFolder("CHECKPOINT_FOLDER", folder, keys.signing.id)];
  if (secondPlace)
    places.push(
      isAddress(secondPlace)
        ? new CheckpointAddress("CHECKPOINT_SECOND_PLACE", secondPlace)
        : new CheckpointFolder("CHECKPOINT_SECOND_PLACE", secondPlace, keys.signing.id),
    );
  return new CheckpointKeeper({
    walk,
    key: keys.signing,
    places,
    previous: book.last?.digest,
    from,
    seconds,
    entries,
    log,
  });
}

/** Outside production a key is made where none is named; `readSettings` refuses production without one. */
function checkpointKeys(settings: CheckpointParts["settings"]): CheckpointKeys {
  const { production, databaseUrl, checkpoints } = settings;
  const path = checkpointKeyFile(settings);
  if (checkpoints.keyFile === undefined) (databaseUrl === undefined ? makeDemonstrationKey : makeKeyFile)(path);
  const keys = readCheckpointKeyFile(path);
  if (production && holdsDemonstrationKey(path))
    throw new StartError(`The checkpoint key file ${path} is a demonstration's: make another one for production.`);
  return keys;
}

/** What the places say; one that cannot be read says nothing, and the log says so. */
async function readBook(
  keys: CheckpointKeys,
  folders: readonly string[],
  log: (line: object) => void,
): Promise<CheckpointBook> {
  const book = new CheckpointBook(keys.known);
  for (const folder of folders)
    try {
      for await (const file of checkpointFiles(folder)) book.add(file);
    } catch (failure) {
      if (failure instanceof CheckpointFault) throw refusal(failure);
      const { code } = failure as { code?: string };
      log({ at: new Date().toISOString(), event: "CHECKPOINTS_NOT_READ", ...(code ? { cause: { code } } : {}) });
    }
  if (book.missingBefore.length > 0) log({ at: new Date().toISOString(), event: "CHECKPOINTS_MISSING" });
  return book;
}

const refusal = (fault: CheckpointFault): StartError =>
  fault instanceof UnknownCheckpointKey
    ? new StartError(
        `${fault.message}: add its public key to the checkpoint key file, or name another CHECKPOINT_FOLDER.`,
      )
    : new StartError(`${fault.message}: see docs/register.md before you name another CHECKPOINT_FOLDER.`);

async function verified(
  walk: (from: Reached) => Promise<Reached>,
  last: SignedCheckpoint | undefined,
): Promise<Reached> {
  try {
    await walk(last ?? BEGINNING);
    return last ?? BEGINNING;
  } catch (failure) {
    if (!(failure instanceof RegisterFault)) throw failure;
    if (last && failure.sequence === last.sequence) throw older(last, failure);
    throw new StartError(`${failure.message.slice(0, -1)}. See npm run register:verify.`);
  }
}

const older = ({ sequence, at }: SignedCheckpoint, { reason }: RegisterFault): StartError =>
  new StartError(
    reason === "it is not there"
      ? `The database is older than its last checkpoint, which is of entry ${sequence} at ${at}: restore a later backup, or read docs/register.md.`
      : `The register is not the one of its last checkpoint, of entry ${sequence} at ${at}: ${reason}. See docs/register.md.`,
  );
