import type { IncomingMessage } from "node:http";
import { Unauthenticated } from "./unauthenticated";

/** The longest header that is looked at, in characters: the access tokens of common providers have 1,000 to 4,000. */
const LONGEST_HEADER = 8 * 1024;

/** A signed token in its compact form: three parts, never the five of an encrypted one, never an empty signature. */
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Every value of the request's header Authorization. Node keeps the first of several in `request.headers` and drops
 * the others; here a second one is seen, so that it can be refused. No other header, and no address, says who asks.
 */
export function authorizationOf(request: IncomingMessage): string[] | undefined {
  return request.headersDistinct.authorization;
}

/** The one bearer token of the header Authorization. */
export function bearerToken(authorization: string | readonly string[] | undefined): string {
  const values = authorization === undefined ? [] : [authorization].flat();
  if (values.length > 1 || values[0]?.includes(",")) throw new Unauthenticated("SEVERAL");
  const value = values[0] ?? "";
  if (!/^Bearer\b/i.test(value)) throw new Unauthenticated("MISSING");
  const token = value.length <= LONGEST_HEADER ? BEARER.exec(value)?.[1] : undefined;
  if (token === undefined) throw new Unauthenticated("INVALID");
  return token;
}
