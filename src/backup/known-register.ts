import { existsSync } from "node:fs";

import type { Settings } from "../settings";
import { openDatabase } from "../database/connection";
import { Tickets, ticketKey } from "../database/tickets";
import { CheckpointBook, CheckpointFault } from "../register/checkpoint-book";
import { readCheckpointKeyFile } from "../register/checkpoint-key";
import { checkpointFiles } from "../register/checkpoint-place";
import { checkpointFolders, checkpointKeyFile } from "../register/checkpoint-settings";
import { BEGINNING, type Reached } from "../register/verify";
import { RegisterFault, walkRegister } from "../register/walk";
import { StartError } from "../start-error";
import { openCheckpoints } from "../starting/checkpoints";

/** Refuses a backup that is older than the last checkpoint of the register: what happened since would be gone. */
export async function refuseOlder(settings: Settings, { sequence }: Reached): Promise<void> {
  const keyFile = checkpointKeyFile(settings);
  const book = new CheckpointBook(existsSync(keyFile) ? readCheckpointKeyFile(keyFile).known : new Map());
  try {
    for (const folder of checkpointFolders(settings)) for await (const file of checkpointFiles(folder)) book.add(file);
  } catch (failure) {
    throw failure instanceof CheckpointFault ? new StartError(`${failure.message}: see docs/register.md.`) : failure;
  }
  const last = book.last?.checkpoint;
  if (last === undefined || sequence >= last.sequence) return;
  throw new StartError(
    `This backup holds the register to entry ${sequence}, and the last checkpoint is of entry ${last.sequence} at ${last.at}: take a later backup.`,
  );
}

/** Verifies the whole register of a database, and holds it against its checkpoints; gives its head. */
export async function verified(settings: Settings, url: string): Promise<Reached> {
  const database = await openDatabase(settings, url, new Tickets(ticketKey(settings)));
  try {
    const head = await walkRegister(database.reading, BEGINNING);
    await openCheckpoints({ settings, database, log: () => undefined });
    return head;
  } catch (failure) {
    throw failure instanceof RegisterFault ? new StartError(failure.message) : failure;
  } finally {
    await database.close();
  }
}
