import { randomUUID } from "node:crypto";
import { STATUS_CODES, type RequestListener, type Server, createServer as createHttpServer } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Settings } from "../settings";
import { HEADERS } from "./headers";
import { badRequest } from "./refusal";
import { refusalOf } from "./reply";

const LONGEST_HEADERS = 16 * 1024;
const MOST_CONNECTIONS = 1_000;
const KEPT_ALIVE_MILLISECONDS = 5_000;
const LOOK_FOR_IDLE_EVERY = 50;

/** A server that waits for nobody longer than a request may take, and keeps Node's strict reading of HTTP. */
export function createServer(
  handler: RequestListener,
  { requestMilliseconds }: Pick<Settings["limits"], "requestMilliseconds">,
): Server {
  const server = createHttpServer(
    {
      maxHeaderSize: LONGEST_HEADERS,
      headersTimeout: requestMilliseconds,
      requestTimeout: requestMilliseconds,
      keepAliveTimeout: KEPT_ALIVE_MILLISECONDS,
      connectionsCheckingInterval: Math.min(1_000, requestMilliseconds),
      insecureHTTPParser: false,
      requireHostHeader: true,
    },
    handler,
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(requestMilliseconds + KEPT_ALIVE_MILLISECONDS);
  server.on("clientError", refuseUnreadable);
  return server;
}

/** New connections are refused and idle ones closed at once; requests in flight have some seconds to end. */
export async function stopServer(server: Server, graceMilliseconds = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_EVERY);
  await Promise.race([closed, pause(graceMilliseconds, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
  await closed;
}

/** What is no HTTP request is told so, and the connection is closed. */
function refuseUnreadable(failure: NodeJS.ErrnoException, socket: Duplex): void {
  if (failure.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, headers, body } = refusalOf(unreadable(failure.code), "application/json");
  const all = {
    ...HEADERS,
    ...headers,
    "X-Request-Id": randomUUID(),
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body.toString()].join("\r\n"));
}

function unreadable(code: string | undefined) {
  if (code === "HPE_HEADER_OVERFLOW") return badRequest(`Send headers of at most ${LONGEST_HEADERS} bytes.`, 431);
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return badRequest("Send a request without long pauses.", 408);
  return badRequest("This is no HTTP request that can be read.");
}
