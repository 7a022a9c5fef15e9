import { createRemoteJWKSet, jwtVerify } from "jose";

import { AUDIENCE } from "../asking/issuer";

/** Who asks, by a verified token. */
export interface Bearer {
  readonly issuer: string;
  readonly subject: string;
}

/** Verifies the token of a header Authorization with the keys of the issuer, for every request anew. */
export function bearers(issuer: string): (authorization: string | undefined) => Promise<Bearer> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/keys`));
  return async (authorization = "") => {
    const [scheme, token = ""] = authorization.split(" ");
    if (scheme !== "Bearer") throw new Error("A bearer token is needed.");
    const options = { issuer, audience: AUDIENCE, typ: "at+jwt", algorithms: ["ES256"] };
    const { payload } = await jwtVerify(token, keys, { ...options, requiredClaims: ["sub", "exp", "iat"] });
    return { issuer, subject: payload.sub! };
  };
}
