import { type CryptoKey, importJWK, type JWK } from "jose";
import { algorithmsOf } from "./algorithms";
import { fetchDocument, isSafeAddress } from "./issuer-document";
import { IssuerUnreachable } from "./issuer-unreachable";

/** After how many milliseconds the keys are asked for again, and how often an unknown key may lead to that. */
const REFRESH_AFTER = 30_000;
/** After how many milliseconds keys that could not be asked for again are no longer used. */
const DEAD_AFTER = 60_000;
/** How long a failure stands before a caller without living keys leads to another attempt. */
const RETRY_AFTER = 2_000;

interface KeySet {
  keys: ReadonlyMap<string, CryptoKey>;
  /** When it was asked for, on the clock that never steps back. */
  askedAt: number;
}

interface Source {
  issuer: string;
  production: boolean;
  fetch: typeof globalThis.fetch;
}

/**
 * The public keys of one issuer, found by OpenID discovery and kept as key objects. A key that the issuer has removed
 * is dead within 60 seconds, even when the issuer can no longer be reached: then nobody is let in rather than anybody.
 */
export class SigningKeys {
  private known?: KeySet;
  private pending?: Promise<KeySet>;
  private lastAttempt = -Infinity;
  private lastFailure?: IssuerUnreachable;
  private keysAddress?: string;

  constructor(private readonly source: Source) {}

  /** The key of that name for that algorithm; nothing when the issuer does not publish it. */
  async find(algorithm: string, keyId: string): Promise<CryptoKey | undefined> {
    const known = await this.living();
    const key = known.keys.get(nameOf(algorithm, keyId));
    if (key || !this.mayAskAgain(REFRESH_AFTER)) return key;
    return (await this.refresh()).keys.get(nameOf(algorithm, keyId));
  }

  /** Asks the issuer for its keys now. */
  async load(): Promise<void> {
    await this.refresh();
  }

  private async living(): Promise<KeySet> {
    const age = this.known ? performance.now() - this.known.askedAt : Infinity;
    if (this.known && age < DEAD_AFTER) {
      if (age >= REFRESH_AFTER && this.mayAskAgain(REFRESH_AFTER)) this.refresh().catch(() => undefined);
      return this.known;
    }
    if (this.lastFailure && !this.mayAskAgain(RETRY_AFTER)) throw this.lastFailure;
    return this.refresh();
  }

  private mayAskAgain(interval: number): boolean {
    return this.pending !== undefined || performance.now() - this.lastAttempt >= interval;
  }

  private refresh(): Promise<KeySet> {
    this.pending ??= this.ask().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async ask(): Promise<KeySet> {
    const askedAt = (this.lastAttempt = performance.now());
    try {
      this.keysAddress ??= await this.discover();
      const document = await fetchDocument(this.keysAddress, this.source.fetch);
      this.known = { keys: await importKeys(document), askedAt };
      this.lastFailure = undefined;
      return this.known;
    } catch (cause) {
      throw (this.lastFailure = new IssuerUnreachable(this.source.issuer, cause));
    }
  }

  /** Reads the issuer's own description, once: it must speak for this very issuer and name a safe address for keys. */
  private async discover(): Promise<string> {
    const { issuer, production, fetch } = this.source;
    const document = await fetchDocument(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, fetch);
    if (document.issuer !== issuer) throw new Error("The discovery document speaks for another issuer.");
    const address = document.jwks_uri;
    if (typeof address !== "string" || !isSafeAddress(address, production)) {
      throw new Error("The discovery document names no safe address for keys: it must begin with https.");
    }
    return address;
  }
}

const nameOf = (algorithm: string, keyId: string) => `${algorithm} ${keyId}`;

/** Makes key objects of the usable keys; others (encryption, symmetric, private, broken ones) are as if absent. */
async function importKeys(document: Record<string, unknown>): Promise<ReadonlyMap<string, CryptoKey>> {
  if (!Array.isArray(document.keys)) throw new Error("The issuer publishes no list of keys.");
  const keys = new Map<string, CryptoKey>();
  for (const jwk of (document.keys as unknown[]).filter(isForSignatures)) {
    for (const algorithm of algorithmsOf(jwk)) {
      const name = nameOf(algorithm, jwk.kid);
      const key = await importJWK(jwk, algorithm).catch(() => undefined);
      if (key && !(key instanceof Uint8Array) && !keys.has(name)) keys.set(name, key);
    }
  }
  return keys;
}

function isForSignatures(value: unknown): value is JWK & { kid: string } {
  if (typeof value !== "object" || value === null) return false;
  const { kid, use, key_ops: uses, d } = value as JWK;
  if (typeof kid !== "string" || d !== undefined || (use !== undefined && use !== "sig")) return false;
  return uses === undefined || (Array.isArray(uses) && uses.includes("verify"));
}
