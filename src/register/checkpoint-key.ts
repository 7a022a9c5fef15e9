import { type KeyObject, createHash, createPrivateKey, createPublicKey } from "node:crypto";

import { readSecretFile } from "../secret-file";
import { StartError } from "../start-error";
import type { KnownKeys, SigningKey } from "./checkpoint";

/** The beginning of an Ed25519 private key in PKCS #8; its 32 bytes follow. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC = "public ";

/** The key that a server signs its checkpoints with, and the public keys of all whose checkpoints it believes. */
export interface CheckpointKeys {
  readonly signing: SigningKey;
  readonly known: KnownKeys;
}

const rawOf = (key: KeyObject) => Buffer.from(key.export({ format: "jwk" }).x!, "base64url");

export const keyIdOf = (key: KeyObject): string => createHash("sha256").update(rawOf(key)).digest("hex").slice(0, 16);

/** A public key as people hand it on: 64 hexadecimal digits. */
export const publicText = (key: KeyObject): string => rawOf(key).toString("hex");

export function publicKeyOf(text: string): KeyObject {
  const x = Buffer.from(text, "hex").toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

/** The private key of 32 bytes. */
export function signingKeyOf(seed: Buffer): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  return { id: keyIdOf(createPublicKey(key)), key };
}

export const knownKeys = (keys: readonly KeyObject[]): KnownKeys => new Map(keys.map((key) => [keyIdOf(key), key]));

/** Reads the keys of a file: one to sign with on the first line, then others, or public ones, to believe. */
export function readCheckpointKeyFile(path: string): CheckpointKeys {
  const text = readSecretFile(path, "checkpoint key file", "make it, with 64 hexadecimal digits on a line of its own");
  const lines = text.split("\n").filter(Boolean);
  const isKeys = lines.every((line) => /^(public )?[0-9a-f]{64}$/.test(line));
  if (!isKeys || lines[0] === undefined || lines[0].startsWith(PUBLIC))
    throw new StartError(
      `The checkpoint key file ${path} does not hold keys: the first line is one to sign with, of 64 hexadecimal digits, and any other is one or "public" and one.`,
    );
  const signing = signingKeyOf(Buffer.from(lines[0], "hex"));
  return { signing, known: knownKeys(lines.map(believed)) };
}

const believed = (line: string): KeyObject =>
  line.startsWith(PUBLIC)
    ? publicKeyOf(line.slice(PUBLIC.length))
    : createPublicKey(signingKeyOf(Buffer.from(line, "hex")).key);
