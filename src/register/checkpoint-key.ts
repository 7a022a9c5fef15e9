import { type KeyObject, createHash, createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

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

/** Makes a file with one fresh key, readable by its owner alone; keeps one that is there. */
export function makeCheckpointKeyFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
}

/** Reads the keys of a file: one to sign with on the first line, then others, or public ones, to believe. */
export function readCheckpointKeyFile(path: string): CheckpointKeys {
  if (!existsSync(path))
    throw new StartError(
      `The checkpoint key file ${path} is not there: make it, with 64 hexadecimal digits on a line of its own.`,
    );
  if ((statSync(path).mode & 0o077) !== 0)
    throw new StartError(`The checkpoint key file ${path} can be read by others: set its mode to 600.`);
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
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
