import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";

import { BadInput } from "../entities/errors";

/** Where a cursor was given: it is good there alone. */
export interface CursorPlace {
  /** Who it was given to. */
  readonly holder: string;
  /** The field, and the arguments that shape its list. */
  readonly list: string;
}

const badCursor = () =>
  new BadInput(
    "This cursor was not given for this list. Use a cursor of this list, with the same filter and order, or start without one.",
  );

/** A key such as a place among hidden rows has as many digits as it has: the length of a cursor must not tell. */
const BLOCK = 128;

function inBlocks(content: string): string {
  const length = Buffer.byteLength(content);
  return content + " ".repeat(Math.ceil(length / BLOCK) * BLOCK - length);
}

/**
 * Seals the keys of a row that the viewer saw: AES-256-GCM with a nonce derived from what is sealed and where, so that one place
 * has one cursor.
 */
export class CursorSeal {
  private readonly encryption: Buffer;
  private readonly nonces: Buffer;

  constructor(secret: Buffer) {
    this.encryption = Buffer.from(hkdfSync("sha256", secret, "", "registry cursor encryption", 32));
    this.nonces = Buffer.from(hkdfSync("sha256", secret, "", "registry cursor nonce", 32));
  }

  seal(keys: readonly string[], place: CursorPlace): string {
    const content = inBlocks(JSON.stringify(keys));
    const bound = JSON.stringify([place.holder, place.list]);
    const nonce = createHmac("sha256", this.nonces)
      .update(`${content.length}:${content}${bound}`)
      .digest()
      .subarray(0, 12);
    const cipher = createCipheriv("aes-256-gcm", this.encryption, nonce).setAAD(Buffer.from(bound));
    const sealed = Buffer.concat([cipher.update(content, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url");
  }

  /** The keys of a cursor given for this place; any other cursor is bad input. */
  open(cursor: string, place: CursorPlace): string[] {
    const bytes = Buffer.from(cursor, "base64url");
    if (bytes.length < 29 || bytes.length > 1024 || bytes.toString("base64url") !== cursor) throw badCursor();
    const bound = JSON.stringify([place.holder, place.list]);
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.encryption, bytes.subarray(0, 12)).setAAD(
        Buffer.from(bound),
      );
      decipher.setAuthTag(bytes.subarray(-16));
      return JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8"),
      ) as string[];
    } catch {
      throw badCursor();
    }
  }
}
