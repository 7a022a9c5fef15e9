import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "../start-error";

/** How long another registry that is just ending may take to leave the folder, and how often to look, in milliseconds. */
const LEAVING = 2_000;
const LOOK_EVERY = 100;

/** Holds a data folder for this process alone, and gives what lets it go. A dead process holds nothing. */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "lock");
  await makeFolder(folder);
  const until = Date.now() + LEAVING;
  let holder = await holderOf(file);
  for (; holder !== undefined && Date.now() < until; holder = await holderOf(file)) await pause(LOOK_EVERY);
  if (holder !== undefined) throw inUse(folder, holder);
  await rm(file, { force: true }).catch(() => undefined);
  await writeFile(file, mark(process.pid), { flag: "wx" }).catch((failure: NodeJS.ErrnoException) => {
    throw failure.code === "EEXIST" ? inUse(folder) : unusable(folder);
  });
  return () => rm(file, { force: true });
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => {
    throw unusable(folder);
  });
}

const unusable = (folder: string) =>
  new StartError(`The data folder ${folder} cannot be made: name one that can be written, with DATA_FOLDER.`);

/** The living process, other than this one, that wrote the lock. */
async function holderOf(file: string): Promise<number | undefined> {
  const written = await readFile(file, "utf8").catch(() => "");
  const pid = Number.parseInt(written, 10);
  if (!Number.isSafeInteger(pid) || pid === process.pid || !isAlive(pid)) return undefined;
  return mark(pid) === written ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A process by its number and, where the system tells it, when it began: numbers are given again. */
function mark(pid: number): string {
  const file = `/proc/${pid}/stat`;
  const began = existsSync(file) ? readFileSync(file, "utf8").split(") ")[1]?.split(" ")[19] : undefined;
  return `${pid} ${began ?? ""}\n`;
}

function inUse(folder: string, pid?: number): StartError {
  const process = pid === undefined ? "" : ` (process ${pid})`;
  return new StartError(
    `The data folder ${folder} is in use by another registry${process}: stop that one first, or name another folder with DATA_FOLDER.`,
  );
}
