/**
 * The identity provider could not be asked for its keys, so that nobody can be told from anybody: HTTP 503.
 * It says nothing about the token. The issuer's address is for the log and for the start, not for the caller.
 */
export class IssuerUnreachable extends Error {
  override readonly name = "IssuerUnreachable";
  readonly code = "UNAVAILABLE";

  constructor(
    readonly issuer: string,
    cause: unknown,
  ) {
    super("The identity provider cannot be reached: try again in a moment.", { cause });
  }
}
