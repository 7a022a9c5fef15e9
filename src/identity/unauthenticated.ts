/** Why a caller is not taken for anybody. */
export type UnauthenticatedReason = "MISSING" | "SEVERAL" | "INVALID" | "EXPIRED" | "UNKNOWN";

const sentences: Record<UnauthenticatedReason, string> = {
  MISSING: "Sign in first: send an access token in the header Authorization, as the word Bearer and the token.",
  SEVERAL: "Send one header Authorization with one access token: several were sent.",
  INVALID: "This access token is not accepted here: get a new one for this registry from its identity provider.",
  EXPIRED: "This access token has expired: get a new one from the identity provider.",
  UNKNOWN: "The registry knows nobody by this login now: ask an administrator of the registry to register it.",
};

const challenges: Record<UnauthenticatedReason, string> = {
  MISSING: "Bearer",
  SEVERAL: 'Bearer error="invalid_request"',
  INVALID: 'Bearer error="invalid_token"',
  EXPIRED: 'Bearer error="invalid_token"',
  UNKNOWN: 'Bearer error="invalid_token"',
};

/** The caller has not shown who they are. The sentence is fixed: nothing of what was sent is repeated. */
export class Unauthenticated extends Error {
  override readonly name = "Unauthenticated";
  readonly code = "UNAUTHENTICATED";
  /** The HTTP status of the answer: two claims to be somebody are a bad request, all else is 401 (RFC 6750). */
  readonly status: 400 | 401;
  /** The value of the answer's header WWW-Authenticate. */
  readonly challenge: string;

  constructor(readonly reason: UnauthenticatedReason) {
    super(sentences[reason]);
    this.status = reason === "SEVERAL" ? 400 : 401;
    this.challenge = challenges[reason];
  }
}
