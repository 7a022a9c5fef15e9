import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const FILE = "running.json";

/** Where a running demonstration is found. It is written into its data folder, and taken away when it stops. */
export interface RunningDemonstration {
  /** The address of its OpenID provider. */
  issuer: string;
  /** The address of the registry. */
  url: string;
  pid: number;
  /** The day it lives in, as YYYY-MM-DD; absent for today. */
  now?: string;
}

export async function announceDemonstration(folder: string, running: RunningDemonstration): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, FILE), `${JSON.stringify(running, null, 2)}\n`);
}

export async function withdrawDemonstration(folder: string): Promise<void> {
  await rm(join(folder, FILE), { force: true });
}

/** The demonstrations that are running on the folders below this one, with the names of their folders. */
export async function runningDemonstrations(parent: string): Promise<(RunningDemonstration & { folder: string })[]> {
  const folders = await readdir(parent).catch(() => []);
  const found = await Promise.all(folders.map((folder) => readRunning(join(parent, folder))));
  return found.filter((running) => running !== undefined);
}

async function readRunning(folder: string): Promise<(RunningDemonstration & { folder: string }) | undefined> {
  try {
    const running = JSON.parse(await readFile(join(folder, FILE), "utf8")) as RunningDemonstration;
    return URL.canParse(running.issuer) && isAlive(running.pid) ? { ...running, folder: basename(folder) } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isSafeInteger(pid) && process.kill(pid, 0);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === "EPERM";
  }
}
