import { type CryptoKey, decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { StartError } from "../start-error";
import { bearerToken } from "./bearer-token";
import { CLOCK_SKEW, LONGEST_LIFE, readClaims, readHeader } from "./claims";
import type { Credentials } from "./credentials";
import { isSafeAddress } from "./issuer-document";
import type { IssuerUnreachable } from "./issuer-unreachable";
import { SigningKeys } from "./signing-keys";
import { Unauthenticated } from "./unauthenticated";
import { VerifiedTokens } from "./verified-tokens";

export type { Credentials } from "./credentials";

interface Trust {
  /** The identity providers whose tokens are accepted, each spelt as its tokens spell it. */
  issuers: readonly string[];
  /** The one audience that a token must be for. */
  audience: string;
  /** In production no issuer may be asked by plain http, not even on this machine. */
  production?: boolean;
  fetch?: typeof globalThis.fetch;
}

/** Tells from a request's header Authorization who asks, or throws `Unauthenticated` or `IssuerUnreachable`. */
export class TokenVerifier {
  private readonly audience: string;
  private readonly issuers: ReadonlyMap<string, SigningKeys>;
  private readonly known = new VerifiedTokens();

  constructor({ issuers, audience, production = false, fetch = globalThis.fetch }: Trust) {
    if (issuers.length === 0) throw new StartError("Set OIDC_ISSUER to the address of the identity provider.");
    if (audience === "") throw new StartError("Set OIDC_AUDIENCE to the audience that access tokens are for.");
    for (const issuer of issuers) refuseUnsafe(issuer, production);
    this.audience = audience;
    this.issuers = new Map(issuers.map((issuer) => [issuer, new SigningKeys({ issuer, production, fetch })]));
  }

  /** Asks every issuer for its keys, so that a wrong OIDC_ISSUER is told when the server starts. */
  async reachIssuers(): Promise<void> {
    for (const [issuer, keys] of this.issuers) {
      await keys.load().catch((failure: IssuerUnreachable) => {
        const sentence = `The identity provider ${issuer} cannot be used: check OIDC_ISSUER and the connection to it.`;
        throw new StartError(sentence, { cause: failure });
      });
    }
  }

  async verify(authorization: string | readonly string[] | undefined): Promise<Credentials> {
    const token = bearerToken(authorization);
    const { algorithm, keyId, issuer } = announced(token);
    const key = await this.issuers.get(issuer)?.find(algorithm, keyId);
    if (!key) throw new Unauthenticated("INVALID");
    const known = this.known.recall(token, key);
    if (known) return known;
    const credentials = readClaims(await this.verified(token, { key, algorithm, issuer }), this.audience);
    this.known.keep(token, { key, credentials });
    return credentials;
  }

  private async verified(
    token: string,
    { key, algorithm, issuer }: { key: CryptoKey; algorithm: string; issuer: string },
  ) {
    try {
      const { payload } = await jwtVerify<Required<Pick<JWTPayload, "iss" | "exp" | "iat">>>(token, key, {
        algorithms: [algorithm],
        issuer,
        audience: this.audience,
        requiredClaims: ["iss", "aud", "exp", "iat", "sub"],
        clockTolerance: CLOCK_SKEW,
        maxTokenAge: LONGEST_LIFE,
      });
      return payload;
    } catch (failure) {
      throw new Unauthenticated(failure instanceof errors.JWTExpired ? "EXPIRED" : "INVALID");
    }
  }
}

/** What a token says of itself before it is verified: enough to find the key that it must be verified with. */
function announced(token: string): { algorithm: string; keyId: string; issuer: string } {
  try {
    return { ...readHeader(decodeProtectedHeader(token)), issuer: String(decodeJwt(token).iss) };
  } catch {
    throw new Unauthenticated("INVALID");
  }
}

function refuseUnsafe(issuer: string, production: boolean): void {
  if (isSafeAddress(issuer, production) && !/[?#]/.test(issuer)) return;
  throw new StartError(`OIDC_ISSUER must be an https address without a query; ${issuer} is not.`);
}
