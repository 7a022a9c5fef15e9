import type { IncomingMessage } from "node:http";
import { badRequest } from "./refusal";

const METHODS = "GET, POST";
const SENT = "Authorization, Content-Type, Idempotency-Key, Apollo-Require-Preflight, X-Apollo-Operation-Name";
const SHOWN = "X-Request-Id, Receipt, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate";

/** Which web pages may ask: those of the listed origins, and the registry's own where it serves pages. */
export interface Origins {
  listed: readonly string[];
  own: boolean;
}

/** Headers that let the page of a listed origin read the answer; a page of any other origin is refused. */
export function originHeaders(request: IncomingMessage, origins: Origins): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined || (origins.own && isOwn(request))) return {};
  if (!origins.listed.includes(origin))
    throw badRequest("Pages of this origin may not ask the registry: ask from an origin that it lists.", 403);
  return { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": SHOWN };
}

/** What a browser wants to know before it sends a request of a listed origin. */
export const preflightHeaders = (request: IncomingMessage): Record<string, string> =>
  request.headers.origin === undefined
    ? {}
    : {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": SENT,
        "Access-Control-Max-Age": "600",
      };

const isOwn = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
