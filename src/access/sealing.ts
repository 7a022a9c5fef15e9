import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Wraps the keys of strictly confidential texts under a key that the database never holds. */
export interface KeyProvider {
  /** The key under which new keys are wrapped. */
  readonly currentKeyId: string;
  /** Whether what this key has wrapped can be unwrapped. */
  has(keyId: string): boolean;
  /** Wraps a key under the current one. */
  wrap(key: Buffer): Wrapped;
  unwrap(wrapped: Wrapped): Buffer;
}

/** The key of a text as it is kept: wrapped, and under which key. */
export interface Wrapped {
  readonly wrappedKey: Buffer;
  readonly keyId: string;
}

/** What a ciphertext belongs to: a text put in another's place does not open. */
export interface SealedPlace {
  /** What a part says, a report's title, or what a lesson says. */
  readonly kind: "part" | "title" | "lesson";
  readonly id: string;
  readonly version: number;
}

export interface Sealed extends Wrapped {
  readonly ciphertext: Buffer;
}

/** What a part says in words of its own: all of it is in clear, or all of it is sealed. */
export interface PartWords {
  readonly text: string;
  readonly fileName: string | null;
  readonly mediaType: string | null;
  readonly fileSha256: string | null;
  readonly publicSource: string | null;
}

/** What a lesson says in words of its own: always sealed. */
export interface LessonWords {
  readonly title: string;
  readonly text: string;
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

/** No provider has the key of a text: the log tells this class, so that who runs the registry knows what to put back. */
export class KeyMissing extends Error {}

/** Seals and opens what is strictly confidential, and every lesson: a key for each text, wrapped by the provider. */
export class Seal {
  constructor(private readonly keys: KeyProvider) {}

  sealTitle(title: string, id: string, version: number): Sealed {
    return this.seal(title, { kind: "title", id, version });
  }

  sealPart({ text, fileName, mediaType, fileSha256, publicSource }: PartWords, id: string, version: number): Sealed {
    const words = JSON.stringify({ text, fileName, mediaType, fileSha256, publicSource });
    return this.seal(words, { kind: "part", id, version });
  }

  sealLesson({ title, text }: LessonWords, id: string, version: number): Sealed {
    return this.seal(JSON.stringify({ title, text }), { kind: "lesson", id, version });
  }

  openLesson(sealed: Sealed, id: string, version: number): LessonWords {
    return JSON.parse(this.open(sealed, { kind: "lesson", id, version })) as LessonWords;
  }

  openTitle(sealed: Sealed, id: string, version: number): string {
    return this.open(sealed, { kind: "title", id, version });
  }

  openPart(sealed: Sealed, id: string, version: number): PartWords {
    return JSON.parse(this.open(sealed, { kind: "part", id, version })) as PartWords;
  }

  private seal(text: string, place: SealedPlace): Sealed {
    const key = randomBytes(32);
    return { ciphertext: encrypt(key, Buffer.from(text, "utf8"), associated(place)), ...this.keys.wrap(key) };
  }

  private open(sealed: Sealed, place: SealedPlace): string {
    if (!this.keys.has(sealed.keyId)) throw new KeyMissing("No key of a strictly confidential text is there.");
    return decrypt(this.keys.unwrap(sealed), sealed.ciphertext, associated(place)).toString("utf8");
  }
}

/** The digest by which a submitted text is immutable, in whatever form it is kept. */
export const digestOf = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();
