import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import type { KeyFile } from "../access/key-file";
import { StartError } from "../start-error";

/** How a backup begins: what it is, and the version of its form. */
const MAGIC = Buffer.from("OPSPBAK1");
const KEY_ID = 16;
const CHUNK = 64 * 1024;
const TAG = 16;

/** Bytes as they come. */
export type Flow = AsyncGenerator<Buffer, void>;

type Bytes = AsyncIterable<Buffer> | Iterable<Buffer>;

/** A backup that is not as it was made, or not a backup. */
export class DamagedBackup extends StartError {
  constructor(reason: string) {
    super(`This is no whole backup of the registry: ${reason}. Take another one.`);
  }
}

/**
 * Encrypts what flows, in chunks of 64 KiB by AES-256-GCM, under a key of its own that the key file's current key wraps. Each
 * chunk's nonce is its number and whether it is the last, so that none can be taken away, moved or put in unnoticed.
 */
export async function* seal(plain: Bytes, keys: KeyFile): Flow {
  const key = randomBytes(32);
  const { wrappedKey, keyId } = keys.wrap(key);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrappedKey.length);
  const head = Buffer.concat([MAGIC, Buffer.from(keyId), length, wrappedKey]);
  yield head;
  let number = 0;
  for await (const { chunk, isLast } of chunksOf(plain, CHUNK)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number++, isLast)).setAAD(head);
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Decrypts what `seal` made, chunk by chunk; throws at the first that is not the next one, or when the last does not come. */
export async function* unseal(sealed: Bytes, keys: KeyFile): Flow {
  const source = new Reader(sealed);
  const { key, head } = await begin(source, keys);
  let number = 0;
  for await (const { chunk, isLast } of chunksOf(source.rest(), CHUNK + TAG)) {
    if (chunk.length < TAG) throw new DamagedBackup("its end is missing");
    const body = chunk.subarray(0, -TAG);
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number++, isLast)).setAAD(head);
    decipher.setAuthTag(chunk.subarray(-TAG));
    const plain = decipher.update(body);
    try {
      decipher.final();
    } catch {
      throw new DamagedBackup("it was altered or cut short");
    }
    yield plain;
  }
}

async function begin(source: Reader, keys: KeyFile): Promise<{ key: Buffer; head: Buffer }> {
  const fixed = await source.take(MAGIC.length + KEY_ID + 2);
  if (!fixed.subarray(0, MAGIC.length).equals(MAGIC)) throw new DamagedBackup("it does not begin as one");
  const keyId = fixed.toString("latin1", MAGIC.length, MAGIC.length + KEY_ID);
  const wrappedKey = await source.take(fixed.readUInt16BE(MAGIC.length + KEY_ID));
  if (!keys.has(keyId))
    throw new StartError(
      `The key ${keyId.replaceAll(/\W/g, "?")} of this backup is not in BACKUP_KEY_FILE: add it there.`,
    );
  try {
    return { key: keys.unwrap({ wrappedKey, keyId }), head: Buffer.concat([fixed, wrappedKey]) };
  } catch {
    throw new DamagedBackup("its beginning was altered");
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Pieces of one size, the last of which is known to be the last: it may be shorter, or empty where there is nothing. */
async function* chunksOf(bytes: Bytes, size: number): AsyncGenerator<{ chunk: Buffer; isLast: boolean }> {
  let left: Buffer = Buffer.alloc(0);
  for await (const more of bytes) {
    left = left.length === 0 ? more : Buffer.concat([left, more]);
    for (; left.length > size; left = left.subarray(size)) yield { chunk: left.subarray(0, size), isLast: false };
  }
  yield { chunk: left, isLast: true };
}

/** Takes some bytes from the front of what flows, and gives the rest. */
class Reader {
  private readonly bytes: AsyncIterator<Buffer, void> | Iterator<Buffer, void>;
  private held: Buffer = Buffer.alloc(0);

  constructor(source: Bytes) {
    this.bytes = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  async take(length: number): Promise<Buffer> {
    while (this.held.length < length) {
      const { done, value } = await this.bytes.next();
      if (done) throw new DamagedBackup("its beginning is missing");
      this.held = Buffer.concat([this.held, value]);
    }
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  async *rest(): Flow {
    yield this.held;
    for (let next = await this.bytes.next(); !next.done; next = await this.bytes.next()) yield next.value;
  }
}
