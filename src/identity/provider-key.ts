import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JWK } from "jose";
import { StartError } from "../start-error";

/** The key that the demonstration's provider signs with: made on the first run, readable by its owner only. */
export async function providerKey(folder: string): Promise<JWK> {
  const file = join(folder, "provider-key.json");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(newKey()), { mode: 0o600, flag: "wx" }).catch(unlessItIsThere);
  if ((await stat(file)).mode & 0o077) {
    throw new StartError(`Others can read the key ${file}: make it its owner's alone with chmod 600, or delete it.`);
  }
  return readKey(file);
}

function newKey(): JWK {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), alg: "ES256", use: "sig" };
}

async function readKey(file: string): Promise<JWK> {
  const text = await readFile(file, "utf8");
  try {
    const key = JSON.parse(text) as JWK;
    if (key.crv === "P-256" && key.d !== undefined) return key;
  } catch {
    // What is no JSON is no key either.
  }
  throw new StartError(`The key ${file} cannot be read: delete it, and another one is made.`);
}

function unlessItIsThere(failure: NodeJS.ErrnoException): void {
  if (failure.code !== "EEXIST") throw failure;
}
