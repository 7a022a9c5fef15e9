import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Read } from "../../asking/reads";
import { type Bearer, bearers } from "../bearer";

/** Answers a read with these values as JSON. */
type Answering = (bearer: Bearer, read: Read, values: readonly unknown[]) => Promise<string>;

async function bodyOf(request: IncomingMessage): Promise<{ read: Read; values: unknown[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as { read: Read; values: unknown[] };
}

/** A bare server on a free port, which it tells: it verifies the token, and passes on what is answered. */
export function answerWith(issuer: string, answer: Answering): void {
  const bearer = bearers(issuer);
  const server = createServer((request, response) => {
    Promise.all([bearer(request.headers.authorization), bodyOf(request)])
      .then(([who, { read, values }]) => answer(who, read, values))
      .then((body) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
        response.end(body);
      })
      .catch((failure: Error) => response.writeHead(500).end(failure.message));
  });
  server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })));
}
