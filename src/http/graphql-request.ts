import type { IncomingMessage } from "node:http";
import { flawOfEncoding } from "../limits/values";
import { jsonBody, jsonObject } from "./json-body";
import { Refusal, badRequest } from "./refusal";

/** What was asked, in the terms of GraphQL over HTTP. */
export interface GraphqlRequest {
  query: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

type Parameters = Record<string, unknown>;

/** The parameters of a POST are in its body, those of a GET in its address. */
export async function graphqlRequest(request: IncomingMessage, bodyBytes: number): Promise<GraphqlRequest> {
  const parameters = request.method === "GET" ? ofAddress(request) : await jsonBody(request, bodyBytes);
  return { query: queryOf(parameters), operationName: nameOf(parameters), variables: variablesOf(parameters) };
}

function ofAddress({ url = "" }: IncomingMessage): Parameters {
  const search = new URLSearchParams(url.split("?").slice(1).join("?"));
  const given = ["query", "operationName", "variables", "extensions"].filter((name) => search.has(name));
  return Object.fromEntries(given.map((name) => [name, ofSearch(search, name)]));
}

function ofSearch(search: URLSearchParams, name: string): unknown {
  const [value = "", another] = search.getAll(name);
  if (another !== undefined) throw badRequest(`Give ${name} once.`);
  return name === "variables" || name === "extensions" ? jsonObject(value, name) : value;
}

function queryOf({ query, extensions }: Parameters): string {
  if (isObject(extensions) && "persistedQuery" in extensions)
    throw new Refusal("PERSISTED_OPERATION_UNKNOWN", "This operation is not registered here: send its text in query.", {
      status: 400,
    });
  if (extensions !== undefined && extensions !== null && !isObject(extensions))
    throw badRequest("extensions must be an object where it is given.");
  if (typeof query !== "string" || query.trim() === "") throw badRequest("Send the text of an operation in query.");
  return wellFormed(query);
}

function nameOf({ operationName }: Parameters): string | undefined {
  if (operationName === undefined || operationName === null) return undefined;
  if (typeof operationName !== "string") throw badRequest("operationName must be a text where it is given.");
  return wellFormed(operationName);
}

function variablesOf({ variables }: Parameters): Record<string, unknown> {
  if (variables === undefined || variables === null) return {};
  if (!isObject(variables)) throw badRequest("variables must be an object where it is given.");
  return variables;
}

function wellFormed(text: string): string {
  const flaw = flawOfEncoding(text);
  if (flaw) throw badRequest(flaw);
  return text;
}

/** What a client calls an act that it may have to send twice. */
export function idempotencyKeyOf({ headersDistinct }: IncomingMessage): string | undefined {
  const [key, another] = headersDistinct["idempotency-key"] ?? [];
  if (another !== undefined || (key !== undefined && !/^[!-~]{1,255}$/.test(key)))
    throw badRequest("Send one Idempotency-Key, of 1 to 255 visible characters of ASCII.");
  return key;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
