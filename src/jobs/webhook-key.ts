import { type KeyObject, createPublicKey, sign } from "node:crypto";

import { publicText, signingKeyOf } from "../register/checkpoint-key";
import { keysIn } from "../secret-file";

/** What of a delivery is signed. */
export interface Signed {
  readonly id: string;
  /** In seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The keys of a key file, each an Ed25519 key of 64 hexadecimal digits: all sign, so that portals can change from one to the next. */
export const readWebhookKeys = (path: string): KeyObject[] => keysIn(path).map((seed) => signingKeyOf(seed).key);

/** A signature by each key, as Standard Webhooks write those of a public key. */
export const signaturesOf = (keys: readonly KeyObject[], { id, timestamp, body }: Signed): string =>
  keys.map((key) => `v1a,${sign(null, Buffer.from(`${id}.${timestamp}.${body}`), key).toString("base64")}`).join(" ");

/** The public part of a key, as Standard Webhooks write it. */
export const publicWebhookKey = (key: KeyObject): string =>
  `whpk_${Buffer.from(publicText(createPublicKey(key)), "hex").toString("base64")}`;
