import { createHash } from "node:crypto";

import { keysIn } from "../secret-file";
import { type KeyProvider, type Wrapped, decrypt, encrypt } from "./sealing";

const keyIdOf = (key: Buffer) => createHash("sha256").update("registry key id").update(key).digest("hex").slice(0, 16);

const KEY_ID = /^[0-9a-f]{16}$/;

/** Reads the keys anew. */
type Source = () => readonly Buffer[];

/** Keys kept in a file: a line of 64 hexadecimal digits each, the current one first. */
export class KeyFile implements KeyProvider {
  private keys!: ReadonlyMap<string, Buffer>;

  constructor(
    lines: readonly Buffer[],
    private readonly source: Source = () => lines,
  ) {
    this.take(lines);
  }

  get currentKeyId(): string {
    return [...this.keys.keys()][0]!;
  }

  /** The secret that other secrets of the server are derived from, where no file is named for them. */
  get secret(): Buffer {
    return this.keys.get(this.currentKeyId)!;
  }

  /** A key that is not known may have been added to the file since it was read. */
  has(keyId: string): boolean {
    if (!this.keys.has(keyId) && KEY_ID.test(keyId)) this.take(this.source());
    return this.keys.has(keyId);
  }

  wrap(key: Buffer): Wrapped {
    const keyId = this.currentKeyId;
    return { wrappedKey: encrypt(this.secret, key, Buffer.from(keyId)), keyId };
  }

  unwrap({ wrappedKey, keyId }: Wrapped): Buffer {
    if (!this.has(keyId)) throw new Error("The key of a strictly confidential text is not in the key file.");
    return decrypt(this.keys.get(keyId)!, wrappedKey, Buffer.from(keyId));
  }

  private take(lines: readonly Buffer[]): void {
    this.keys = new Map(lines.map((key) => [keyIdOf(key), key]));
  }
}

/** Reads a key file; one that others can read, or that holds no key, is refused. */
export function readKeyFile(path: string): KeyFile {
  return new KeyFile(keysIn(path), () => keysIn(path));
}
