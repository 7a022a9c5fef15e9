import { execFile } from "node:child_process";
import { chown } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { StartError } from "../start-error";

const run = promisify(execFile);

/** The account of the operating system that runs PostgreSQL: empty for "whoever runs the registry". */
export interface Account {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so root lends it the account `postgres`, made when it is missing. */
export async function postgresAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  try {
    return await idsOf("postgres");
  } catch {
    return await makeAccount();
  }
}

/** Lets the account own a folder or file; does nothing when the account is our own. */
export async function give(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/**
 * The first folder on the way to a path that the account may not enter, if any.
 * The account itself tries the way, for root may enter everywhere.
 */
export async function closedFolder(path: string, account: Account): Promise<string | undefined> {
  const script = 'for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit 0; }; done';
  const { stdout } = await run("/bin/sh", ["-c", script, "sh", ...wayTo(path)], { ...account, cwd: "/" });
  return stdout === "" ? undefined : stdout;
}

/** Refuses, naming the folder, a path that the account cannot reach. */
export async function requireReachable(path: string, account: Account): Promise<void> {
  const closed = await closedFolder(path, account);
  if (closed === undefined) return;
  throw new StartError(
    `PostgreSQL runs as the user "postgres" and cannot enter the folder ${closed}: ` +
      `allow it with "chmod o+x ${closed}", or keep the registry in another folder.`,
  );
}

/** Every folder from the root down to the path itself. */
function wayTo(path: string): string[] {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  return parent === absolute ? [absolute] : [...wayTo(parent), absolute];
}

async function makeAccount(): Promise<Account> {
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return await idsOf("postgres");
  } catch {
    throw new StartError(
      'PostgreSQL does not run as root, and a user "postgres" could not be made: make it, or run the registry as another user.',
    );
  }
}

async function idsOf(name: string): Promise<Account> {
  const [user, group] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
  return { uid: Number(user.stdout), gid: Number(group.stdout) };
}
