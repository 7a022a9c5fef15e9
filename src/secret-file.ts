import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { StartError } from "./start-error";

/** Reads a file that holds a secret; one that is not there, or that others can read, is refused. */
export function readSecretFile(path: string, what: string, remedy: string): string {
  if (!existsSync(path)) throw new StartError(`The ${what} ${path} is not there: ${remedy}.`);
  if ((statSync(path).mode & 0o077) !== 0)
    throw new StartError(`The ${what} ${path} can be read by others: set its mode to 600.`);
  return readFileSync(path, "utf8");
}

/**
 * Makes a key file with one fresh key, readable by its owner alone; keeps one that is there. Of several who make it at once all go on
 * with the same: it is there whole, or not at all.
 */
export function makeKeyFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const made = `${path}.${randomBytes(8).toString("hex")}`;
  writeFileSync(made, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    chmodSync(made, 0o600);
    linkSync(made, path);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== "EEXIST") throw failure;
  } finally {
    rmSync(made);
  }
}

/** The keys of a key file, a line of 64 hexadecimal digits each; one that holds none is refused. */
export function keysIn(path: string): Buffer[] {
  const text = readSecretFile(path, "key file", "make it, with 64 hexadecimal digits on a line of its own");
  const lines = text.split("\n").filter(Boolean);
  if (lines.length === 0 || !lines.every((line) => /^[0-9a-f]{64}$/.test(line)))
    throw new StartError(`The key file ${path} does not hold keys: each line is one, of 64 hexadecimal digits.`);
  return lines.map((line) => Buffer.from(line, "hex"));
}
