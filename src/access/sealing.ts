import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Wraps the keys of strictly confidential texts under a key that the database never holds. */
export interface KeyProvider {
  /** The key under which new keys are wrapped. */
  readonly currentKeyId: string;
  wrap(key: Buffer): Buffer;
  unwrap(wrapped: Buffer, keyId: string): Buffer;
}

/** What a ciphertext belongs to: a text put in another's place does not open. */
export interface SealedPlace {
  /** A part's text, or a report's title. */
  readonly kind: "part" | "title";
  readonly id: string;
  readonly version: number;
}

export interface Sealed {
  readonly ciphertext: Buffer;
  readonly wrappedKey: Buffer;
  readonly keyId: string;
}

const associated = ({ kind, id, version }: SealedPlace) =>
  Buffer.from(JSON.stringify([kind, id, version, "STRICTLY_CONFIDENTIAL"]));

/** AES-256-GCM: nonce, ciphertext, tag. */
export function encrypt(key: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function decrypt(key: Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** Seals and opens strictly confidential texts: a key for each text, wrapped by the provider. */
export class Seal {
  constructor(private readonly keys: KeyProvider) {}

  seal(text: string, place: SealedPlace): Sealed {
    const key = randomBytes(32);
    const ciphertext = encrypt(key, Buffer.from(text, "utf8"), associated(place));
    return { ciphertext, wrappedKey: this.keys.wrap(key), keyId: this.keys.currentKeyId };
  }

  open({ ciphertext, wrappedKey, keyId }: Sealed, place: SealedPlace): string {
    return decrypt(this.keys.unwrap(wrappedKey, keyId), ciphertext, associated(place)).toString("utf8");
  }
}

/** The digest by which a submitted text is immutable, in whatever form it is kept. */
export const digestOf = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();
