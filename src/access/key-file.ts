import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { StartError } from "../start-error";
import { type KeyProvider, decrypt, encrypt } from "./sealing";

const keyIdOf = (key: Buffer) => createHash("sha256").update("registry key id").update(key).digest("hex").slice(0, 16);

/** Keys kept in a file: a line of 64 hexadecimal digits each, the current one first. */
export class KeyFile implements KeyProvider {
  readonly currentKeyId: string;
  private readonly keys: ReadonlyMap<string, Buffer>;

  constructor(lines: readonly Buffer[]) {
    this.keys = new Map(lines.map((key) => [keyIdOf(key), key]));
    this.currentKeyId = keyIdOf(lines[0]!);
  }

  /** The secret that other secrets of the server are derived from. */
  get secret(): Buffer {
    return this.keys.get(this.currentKeyId)!;
  }

  wrap(key: Buffer): Buffer {
    return encrypt(this.secret, key, Buffer.from(this.currentKeyId));
  }

  unwrap(wrapped: Buffer, keyId: string): Buffer {
    const key = this.keys.get(keyId);
    if (!key) throw new Error("The key of a strictly confidential text is not in the key file.");
    return decrypt(key, wrapped, Buffer.from(keyId));
  }
}

/** Makes a key file with one fresh key, readable by its owner alone; keeps one that is there. */
export function makeKeyFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
}

/** Reads a key file; one that others can read, or that holds no key, is refused. */
export function readKeyFile(path: string): KeyFile {
  if (!existsSync(path))
    throw new StartError(
      `The key file ${path} is not there: make it, with 64 hexadecimal digits on a line of its own.`,
    );
  if ((statSync(path).mode & 0o077) !== 0)
    throw new StartError(`The key file ${path} can be read by others: set its mode to 600.`);
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  if (lines.length === 0 || !lines.every((line) => /^[0-9a-f]{64}$/.test(line)))
    throw new StartError(`The key file ${path} does not hold keys: each line is one, of 64 hexadecimal digits.`);
  return new KeyFile(lines.map((line) => Buffer.from(line, "hex")));
}
