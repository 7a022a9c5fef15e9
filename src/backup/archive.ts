import { existsSync } from "node:fs";
import { chmod, lchown, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { clusterOf, servingProcess } from "../database/cluster-folder";
import { postgresFolder } from "../database/kept-database";
import { type Account, postgresAccount } from "../database/postgres-account";
import { StartError } from "../start-error";
import { feed, outputOf } from "./program";
import type { Flow } from "./sealed-stream";

/** The embedded server's folder as one stream, when nothing writes to it. */
export function archived(dataFolder: string): Flow {
  const folder = stoppedFolder(dataFolder);
  if (!existsSync(clusterOf(folder)))
    throw new StartError(
      `There is no registry in ${dataFolder} yet: start it once with npm start, or give DATABASE_URL.`,
    );
  return outputOf({ program: "tar", argv: ["-C", folder, "--exclude", "./cluster/postmaster.*", "-cf", "-", "."] });
}

/** Where an archive grows beside the folder whose place it will take. */
export async function unpacked(dataFolder: string, content: Flow): Promise<string> {
  stoppedFolder(dataFolder);
  const growing = `${postgresFolder(dataFolder)}.restoring`;
  await rm(growing, { recursive: true, force: true });
  await mkdir(growing, { recursive: true });
  await feed({ program: "tar", argv: ["-C", growing, "--no-same-owner", "-xpf", "-"] }, content);
  const account = await postgresAccount();
  for (const name of await readdir(growing)) await giveAll(join(growing, name), account);
  await chmod(clusterOf(growing), 0o700);
  return growing;
}

/** Puts it in its place; what stood there before is kept beside it, under the name that is given back. */
export async function putInPlace(dataFolder: string, growing: string): Promise<string | undefined> {
  const folder = postgresFolder(dataFolder);
  const aside = `${folder}.replaced-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  const stood = existsSync(folder);
  if (stood) await rename(folder, aside);
  await rename(growing, folder);
  return stood ? aside : undefined;
}

function stoppedFolder(dataFolder: string): string {
  const folder = postgresFolder(dataFolder);
  const pid = servingProcess(folder);
  if (pid === undefined) return folder;
  throw new StartError(`The PostgreSQL of ${dataFolder} still runs (process ${pid}): stop the registry first.`);
}

async function giveAll(path: string, { uid, gid }: Account): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  await lchown(path, uid, gid);
  const names = await readdir(path).catch(() => []);
  for (const name of names) await giveAll(join(path, name), { uid, gid });
}
