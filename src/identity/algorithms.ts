import type { JWK } from "jose";

/** The signatures that are accepted: all of them asymmetric, so that no published key can be used to sign. */
export const algorithms: readonly string[] = ["ES256", "ES384", "PS256", "RS256", "EdDSA"];

/** The algorithms that a published key may serve: the one that it names, or else those of its kind. */
export function algorithmsOf(key: JWK): readonly string[] {
  const possible = algorithmsOfKind(key);
  return key.alg === undefined ? possible : possible.filter((algorithm) => algorithm === key.alg);
}

function algorithmsOfKind({ kty, crv }: JWK): readonly string[] {
  if (kty === "RSA") return ["PS256", "RS256"];
  if (kty === "EC" && crv === "P-256") return ["ES256"];
  if (kty === "EC" && crv === "P-384") return ["ES384"];
  if (kty === "OKP" && crv === "Ed25519") return ["EdDSA"];
  return [];
}
