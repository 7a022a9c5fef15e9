import type { JWTPayload, ProtectedHeaderParameters } from "jose";
import { algorithms } from "./algorithms";
import type { Credentials } from "./credentials";
import { Unauthenticated } from "./unauthenticated";

/** How far two clocks may differ, in seconds. */
export const CLOCK_SKEW = 30;
/** The longest life of an access token, in seconds from its issue. */
export const LONGEST_LIFE = 15 * 60;

const ACCESS_TOKEN_TYPES = ["at+jwt", "application/at+jwt", "jwt"];
/** Headers that bring a key of their own, or that ask to be understood in a way that is not understood here. */
const REFUSED_HEADERS = ["crit", "b64", "jku", "jwk", "x5u", "x5c", "zip"];
/** Claims that only an ID token or a logout token has, and that of a token bound to a key which is not asked for here. */
const REFUSED_CLAIMS = ["nonce", "at_hash", "c_hash", "s_hash", "events", "cnf"];
/** What a subject can be: at most 255 printable ASCII characters (OpenID Connect Core, 2). */
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

function demand(condition: boolean): asserts condition {
  if (!condition) throw new Unauthenticated("INVALID");
}

/** The algorithm and the key that an access token names; any other kind of token is refused. */
export function readHeader(header: ProtectedHeaderParameters): { algorithm: string; keyId: string } {
  const { alg: algorithm, kid: keyId, typ: type } = header;
  demand(!REFUSED_HEADERS.some((name) => Object.hasOwn(header, name)));
  demand(typeof type === "string" && ACCESS_TOKEN_TYPES.includes(type.toLowerCase()));
  demand(typeof algorithm === "string" && algorithms.includes(algorithm));
  demand(typeof keyId === "string");
  return { algorithm, keyId };
}

/** Reads who asks from claims whose signature, issuer and times have been verified. */
export function readClaims(
  claims: JWTPayload & { iss: string; exp: number; iat: number },
  audience: string,
): Credentials {
  demand(!REFUSED_CLAIMS.some((name) => Object.hasOwn(claims, name)));
  demand(isForAccess(claims) && isOnlyFor(audience, claims.aud));
  demand(claims.exp > claims.iat && claims.exp - claims.iat <= LONGEST_LIFE);
  return {
    issuer: claims.iss,
    subject: readSubject(claims.sub),
    actor: readActor(claims.act, claims.iss),
    authenticatedAt: readAuthenticationTime(claims.auth_time),
    expiresAt: new Date(claims.exp * 1000),
    scope: readScope(claims.scope),
  };
}

/** Some providers give all their tokens one type in the header and tell them apart by a claim. */
function isForAccess({ typ: type = "Bearer", token_use: use = "access" }: JWTPayload): boolean {
  return type === "Bearer" && use === "access";
}

/** A token for several services is refused: each of the others that is sent it could send it on to this one. */
function isOnlyFor(audience: string, claim: unknown): boolean {
  return claim === audience || (Array.isArray(claim) && claim.length === 1 && claim[0] === audience);
}

function readSubject(claim: unknown): string {
  demand(typeof claim === "string" && SUBJECT.test(claim));
  return claim;
}

/** One actor of the same issuer: an actor who acts through another actor is refused. */
function readActor(claim: unknown, issuer: string): Credentials["actor"] {
  if (claim === undefined) return undefined;
  demand(typeof claim === "object" && claim !== null);
  const { sub, iss = issuer, act } = claim as Record<string, unknown>;
  demand(iss === issuer && act === undefined);
  return { issuer, subject: readSubject(sub) };
}

function readAuthenticationTime(claim: unknown): Date | undefined {
  if (claim === undefined) return undefined;
  demand(typeof claim === "number" && claim >= 0 && claim <= Date.now() / 1000 + CLOCK_SKEW);
  return new Date(claim * 1000);
}

function readScope(claim: unknown = ""): string[] {
  demand(typeof claim === "string");
  return [...new Set(claim.split(" ").filter((word) => word !== ""))];
}
