import { existsSync, readFileSync, statSync } from "node:fs";

import { StartError } from "../start-error";

/** Reads a file that holds a secret; one that is not there, or that others can read, is refused. */
export function readSecretFile(path: string, what: string, remedy: string): string {
  if (!existsSync(path)) throw new StartError(`The ${what} ${path} is not there: ${remedy}.`);
  if ((statSync(path).mode & 0o077) !== 0)
    throw new StartError(`The ${what} ${path} can be read by others: set its mode to 600.`);
  return readFileSync(path, "utf8");
}
