/** Every code that an answer's error may have: clients are told that there are no others. */
export const CODES = [
  "UNAUTHENTICATED",
  "REAUTHENTICATION_REQUIRED",
  "FORBIDDEN",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "PERSISTED_OPERATION_UNKNOWN",
  "CONFLICT",
  "RECIPIENT_NOT_ELIGIBLE",
  "NOT_A_SIGNATORY",
  "INVALID_STATE",
  "COPY_NOT_ALLOWED",
  "IDEMPOTENCY_KEY_REUSED",
  "QUERY_TOO_COSTLY",
  "RATE_LIMITED",
  "UNAVAILABLE",
] as const;

export type Code = (typeof CODES)[number];

/** How a request ended: by one of the codes, or well. */
export type Outcome = Code | "OK";

const known: ReadonlySet<unknown> = new Set(CODES);

export const isCode = (code: unknown): code is Code => known.has(code);

/** Codes that end a whole request, whatever it asked; the first of them wins over the others. */
const ENDING: Partial<Record<Outcome, number>> = {
  UNAVAILABLE: 503,
  UNAUTHENTICATED: 401,
  REAUTHENTICATION_REQUIRED: 401,
  RATE_LIMITED: 429,
};

/** The HTTP status of an answer that was executed: a refusal about a thing that was asked for is an answer, 200. */
export const statusOf = (outcome: Outcome): number => ENDING[outcome] ?? 200;

/** The place of a code where an answer has errors of several. */
export const rankOf = (code: unknown): number => {
  const rank = Object.keys(ENDING).indexOf(String(code));
  return rank === -1 ? Object.keys(ENDING).length : rank;
};
