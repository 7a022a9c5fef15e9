import type { IncomingMessage } from "node:http";
import { badRequest } from "./refusal";

const JSON_IN_UTF8 = /^application\/json[ \t]*(;[ \t]*charset[ \t]*=[ \t]*("utf-8"|utf-8)[ \t]*)?$/i;

/** How many times the longest body is still read to its end. */
const FORGOTTEN = 16;

/** Requests are JSON in UTF-8, sent as they are; anything that a browser sends without asking first is refused. */
export function refuseOtherMediaTypes({ headers, headersDistinct }: IncomingMessage): void {
  const [type = "", another] = headersDistinct["content-type"] ?? [];
  if (another !== undefined || !JSON_IN_UTF8.test(type))
    throw badRequest("Send the request as application/json in UTF-8.", 415);
  if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity")
    throw badRequest("Send the request as it is, without Content-Encoding.", 415);
}

/** A page of another site can make a browser send a GET; it cannot add these headers without asking first. */
export function refuseForgeable({ headers }: IncomingMessage): void {
  const type = headers["content-type"];
  if (type !== undefined && !JSON_IN_UTF8.test(type))
    throw badRequest("Send a GET as application/json, or without type.", 415);
  if (type ?? headers["apollo-require-preflight"] ?? headers["x-apollo-operation-name"]) return;
  throw badRequest("Send a GET with the header Apollo-Require-Preflight: true, so that no other site can send it.");
}

/** The object that the body holds. */
export async function jsonBody(request: IncomingMessage, mostBytes: number): Promise<Record<string, unknown>> {
  const text = decoded(await bytesOf(request, mostBytes));
  return jsonObject(text, "The body");
}

/** A body that is somewhat too long is read to its end and forgotten, so that the refusal can be read as well. */
async function bytesOf(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLong = badRequest(`Send at most ${most} bytes in one request.`, 413, { Connection: "close" });
  if (Number(request.headers["content-length"] ?? 0) > FORGOTTEN * most) throw tooLong;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > FORGOTTEN * most) throw tooLong;
    if (length <= most) chunks.push(chunk);
  }
  if (length > most) throw tooLong;
  return Buffer.concat(chunks);
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badRequest("Send the request in UTF-8: these bytes are not.");
  }
}

/** A text that must be one JSON object; an array would be several requests in one. */
export function jsonObject(text: string, what: string): Record<string, unknown> {
  const value = parsed(text, what);
  if (Array.isArray(value)) throw badRequest(`${what} must be one JSON object: send one request at a time.`);
  if (typeof value !== "object" || value === null) throw badRequest(`${what} must be a JSON object.`);
  return value as Record<string, unknown>;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${what} must be JSON, and is not.`);
  }
}
