import type { GraphQLFormattedError } from "graphql";
import { causeOf, formatted, type Cause } from "./errors";
import { type Outcome, isCode, rankOf, statusOf } from "./codes";

/** What GraphQL gave: everything that was asked, or why nothing of it is delivered. */
export interface Executed {
  data?: Readonly<Record<string, unknown>> | null;
  errors?: readonly GraphQLFormattedError[];
}

/** An answer as it may leave: whole, or with no data and the one error that decides. */
export interface Verdict {
  outcome: Outcome;
  status: number;
  body: Executed;
  cause?: Cause;
}

/** All or nothing: one error anywhere, and no data leaves. */
export function allOrNothing({ data, errors = [] }: Executed): Verdict {
  const [decisive] = [...errors].sort(byRankAndPlace);
  if (!decisive) return { outcome: "OK", status: 200, body: { data } };
  const outcome = outcomeOf(decisive);
  const status = data === undefined ? Math.max(400, statusOf(outcome)) : statusOf(outcome);
  const body = { errors: [decisive], ...(status === 200 ? { data: null } : {}) };
  return { outcome, status, body, cause: causeOf(decisive) };
}

/** The verdict on a request that failed before, beside or after its execution. */
export function refused(error: unknown): Verdict {
  return allOrNothing({ errors: [formatted(error)] });
}

const outcomeOf = ({ extensions }: GraphQLFormattedError): Outcome =>
  isCode(extensions?.code) ? extensions.code : "UNAVAILABLE";

/** Fields end in any order; the error that is told must not depend on it. */
const byRankAndPlace = (one: GraphQLFormattedError, other: GraphQLFormattedError): number =>
  rankOf(one.extensions?.code) - rankOf(other.extensions?.code) || (placeOf(one) < placeOf(other) ? -1 : 1);

const placeOf = ({ path = [] }: GraphQLFormattedError): string =>
  path.map((step) => (typeof step === "number" ? String(step).padStart(6, "0") : step)).join("\u0000");
