import { GraphQLError, type GraphQLErrorExtensions, type GraphQLFormattedError } from "graphql";
import { RegistryError, Unavailable } from "../entities/errors";
import { Unauthenticated } from "../identity/unauthenticated";
import { RequestRefused } from "../limits/request-refused";
import { shortened } from "./shortened";

/** What the log may say of an unexpected error: its class, and the code that its library gave it. */
export interface Cause {
  class: string;
  code?: string;
}

const causes = new WeakMap<GraphQLFormattedError, Cause>();

/** What an error in an answer came from, where nobody expected it. It is for the log alone. */
export const causeOf = (formatted: GraphQLFormattedError): Cause | undefined => causes.get(formatted);

/**
 * An error as the caller may see it: a refusal of ours with its sentence, the validator's with its own, and anything
 * else as one sentence that tells nothing of it.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const origin = originOf(error);
  const place = placeOf(formatted);
  if (isOurs(origin)) return { ...sentenceOf(origin.message, origin.extensions), ...place };
  if (origin instanceof Unauthenticated) return { ...sentenceOf(origin.message, { code: origin.code }), ...place };
  if (isOfTheDocument(formatted, origin)) return { ...sentenceOf(origin.message, formatted.extensions), ...place };
  const { message, extensions } = new Unavailable();
  const unavailable = { ...sentenceOf(message, extensions), ...place };
  causes.set(unavailable, { class: classOf(origin), ...codeOf(origin) });
  return unavailable;
}

/** Any failure as the one error of an answer. */
export const formatted = (error: unknown): GraphQLFormattedError =>
  formatError(error instanceof GraphQLError ? error.toJSON() : { message: "" }, error);

const isOurs = (error: unknown): error is RegistryError | RequestRefused =>
  error instanceof RegistryError || error instanceof RequestRefused;

/** GraphQL wraps what a resolver throws; Apollo wraps what GraphQL throws. */
function originOf(error: unknown): unknown {
  let origin = error;
  while (origin instanceof GraphQLError && !isOurs(origin) && origin.originalError) origin = origin.originalError;
  return origin;
}

function sentenceOf(message: string, extensions: GraphQLErrorExtensions = {}): GraphQLFormattedError {
  const { code, paragraph, source } = extensions;
  const grounds = { ...(paragraph ? { paragraph } : {}), ...(source ? { source } : {}) };
  return { message: shortened(message), extensions: { code, ...grounds } };
}

const placeOf = ({ locations, path }: GraphQLFormattedError): Pick<GraphQLFormattedError, "locations" | "path"> => ({
  ...(locations ? { locations } : {}),
  ...(path ? { path } : {}),
});

const OF_THE_DOCUMENT = new Set<unknown>(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

/** Errors that GraphQL itself found in the document or its variables, and no resolver threw. */
const isOfTheDocument = ({ extensions, path }: GraphQLFormattedError, origin: unknown): origin is GraphQLError =>
  origin instanceof GraphQLError && path === undefined && OF_THE_DOCUMENT.has(extensions?.code);

const classOf = (origin: unknown): string => (origin instanceof Error ? origin.constructor.name : typeof origin);

/** SQLSTATE of PostgreSQL or a name such as ECONNREFUSED; anything longer could be text. */
function codeOf(origin: unknown): Pick<Cause, "code"> {
  const { code, driverError } = origin instanceof Object ? (origin as { code?: unknown; driverError?: unknown }) : {};
  if (typeof code === "string" && /^[A-Z0-9_]{1,40}$/.test(code)) return { code };
  return driverError === undefined ? {} : codeOf(driverError);
}
