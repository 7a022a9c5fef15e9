import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { installedBinaries } from "../../src/database/cluster-folder";

/** Whether PostgreSQL's user can enter the project's own folder; elsewhere `npm start` refuses to run as root. */
function isOpenToPostgres(): boolean {
  if (process.getuid?.() !== 0) return true;
  const idOf = (kind: "-u" | "-g") => Number(execFileSync("id", [kind, "postgres"]).toString());
  const programs = join(installedBinaries(), "bin");
  const account = { uid: idOf("-u"), gid: idOf("-g"), cwd: "/" };
  return spawnSync("/bin/sh", ["-c", '[ -x "$0" ]', programs], account).status === 0;
}

/** Describes what needs the embedded PostgreSQL where it is installed. */
export const describeServed = isOpenToPostgres() ? describe : describe.skip;
