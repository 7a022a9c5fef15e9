import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { StartError } from "./start-error";

/** Makes a file with one fresh secret of 32 bytes, readable by its owner alone; keeps one that is there. */
export function makeSecretFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
}

/** Reads secrets, a line of 64 hexadecimal digits each; a file that others can read, or that holds none, is refused. */
export function readSecretFile(path: string): Buffer[] {
  if (!existsSync(path))
    throw new StartError(
      `The key file ${path} is not there: make it, with 64 hexadecimal digits on a line of its own.`,
    );
  if ((statSync(path).mode & 0o077) !== 0)
    throw new StartError(`The key file ${path} can be read by others: set its mode to 600.`);
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  if (lines.length === 0 || !lines.every((line) => /^[0-9a-f]{64}$/.test(line)))
    throw new StartError(`The key file ${path} does not hold keys: each line is one, of 64 hexadecimal digits.`);
  return lines.map((line) => Buffer.from(line, "hex"));
}
