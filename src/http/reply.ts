import { Unauthenticated } from "../identity/unauthenticated";
import { type Verdict, refused } from "./answer";
import type { Outcome } from "./codes";
import type { Cause } from "./errors";
import { Refusal } from "./refusal";

/** What is sent, and how the log and the meter will know it. */
export interface Reply {
  outcome: Outcome;
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
  cause?: Cause;
}

/** A verdict in the form that the client asked for. */
export function replyOf({ body, ...verdict }: Verdict, type: string): Reply {
  const headers = { "Content-Type": `${type}; charset=utf-8`, ...challengeOf(verdict.outcome) };
  return { ...verdict, headers, body: JSON.stringify(body) };
}

/** Anything that is served as it is. */
export const served = (body: Buffer | string, type: string, headers: Record<string, string> = {}): Reply => ({
  outcome: "OK",
  status: 200,
  headers: { "Content-Type": type, ...headers },
  body,
});

/** The answer to a request that failed, by the refusal's own status and headers where it has them. */
export function refusalOf(error: unknown, type: string): Reply {
  const reply = replyOf(refused(error), type);
  if (error instanceof Refusal)
    return { ...reply, status: error.status, headers: { ...reply.headers, ...error.headers } };
  if (error instanceof Unauthenticated)
    return { ...reply, status: error.status, headers: { ...reply.headers, "WWW-Authenticate": error.challenge } };
  return reply;
}

/** How to become somebody (RFC 6750), or somebody who has signed in within the last five minutes (RFC 9470). */
function challengeOf(outcome: Outcome): Record<string, string> {
  if (outcome === "UNAUTHENTICATED") return { "WWW-Authenticate": 'Bearer error="invalid_token"' };
  if (outcome !== "REAUTHENTICATION_REQUIRED") return {};
  return { "WWW-Authenticate": 'Bearer error="insufficient_user_authentication", max_age=300' };
}
