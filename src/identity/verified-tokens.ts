import { createHash } from "node:crypto";
import type { CryptoKey } from "jose";
import { CLOCK_SKEW } from "./claims";
import type { Credentials } from "./credentials";

/** Of how many tokens it is remembered whose they are; a token comes again and again for a quarter of an hour. */
const REMEMBERED = 10_000;

interface Verified {
  readonly key: CryptoKey;
  readonly credentials: Credentials;
}

/**
 * Tokens that were verified, by their SHA-256, each for as long as it lives and as its issuer's keys are not asked for again: a signature
 * is checked once, and not for every request that brings it.
 */
export class VerifiedTokens {
  private readonly verified = new Map<string, Verified>();

  /** Whose token it is, where it was verified with this very key and still lives. */
  recall(token: string, key: CryptoKey): Credentials | undefined {
    const found = this.verified.get(nameOf(token));
    if (found?.key !== key) return undefined;
    return Date.now() < found.credentials.expiresAt.getTime() + CLOCK_SKEW * 1000 ? found.credentials : undefined;
  }

  keep(token: string, verified: Verified): void {
    const name = nameOf(token);
    this.verified.delete(name);
    this.verified.set(name, verified);
    const [oldest] = this.verified.keys();
    if (this.verified.size > REMEMBERED && oldest !== undefined) this.verified.delete(oldest);
  }
}

const nameOf = (token: string): string => createHash("sha256").update(token).digest("base64url");
