import type { Reached } from "../register/verify";
import { DamagedBackup, type Flow } from "./sealed-stream";

/** What a backup says of itself, before what it holds. */
export interface Manifest {
  /** An archive of the embedded server's folder, or a dump of a database. */
  readonly form: "archive" | "dump";
  readonly made: string;
  /** The last entry of the register that it surely holds. */
  readonly register: Reached;
}

/** The manifest as it stands in front: its length, and its JSON. */
export function manifestBytes(manifest: Manifest): Buffer {
  const text = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

/** Reads the manifest off the front, and gives what follows. */
export async function withManifest(plain: Flow): Promise<{ manifest: Manifest; content: Flow }> {
  const { value: first, done } = await plain.next();
  const length = !done && first.length >= 4 ? first.readUInt32BE() : Infinity;
  if (done || first.length < 4 + length) throw new DamagedBackup("it does not say what it holds");
  const manifest = JSON.parse(first.toString("utf8", 4, 4 + length)) as Manifest;
  return { manifest, content: following(first.subarray(4 + length), plain) };
}

async function* following(first: Buffer, rest: Flow): Flow {
  yield first;
  yield* rest;
}
