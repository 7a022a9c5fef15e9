import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What every key of a demonstration begins with, so that production knows one. The rest of it is random. */
const BEGINNING = Buffer.from("DEMO KEY").toString("hex");

/** Makes the key of a demonstration, readable by its owner alone; keeps one that is there. */
export function makeDemonstrationKey(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${BEGINNING}${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
}

/** Whether a key file holds a demonstration's key. */
export function holdsDemonstrationKey(path: string): boolean {
  return readFileSync(path, "utf8")
    .split("\n")
    .some((line) => line.startsWith(BEGINNING));
}
