import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Unavailable } from "../entities/errors";

/** One request and its answer, and what the log may say of them. */
export class Exchange {
  /** Random, and never the client's: two requests cannot be made to look like one. */
  readonly id = randomUUID();
  readonly path: string;
  /** The media type of the answer, known once the client has said what it accepts. */
  type = "application/json";
  /** Headers that the answer will have, whatever becomes of the request. */
  readonly headers: Record<string, string> = {};
  /** What the log's line says beside how it ended. */
  readonly noted: Noted = {};
  private readonly startedAt = performance.now();
  private readonly end = new AbortController();

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
  ) {
    this.path = (request.url ?? "").split("?", 1).join();
    response.once("close", () => this.end.abort());
  }

  /** Ends with the answer, with the client, or with the time that a request may take. */
  get signal(): AbortSignal {
    return this.end.signal;
  }

  /** The client's address; of IPv6 the network of 64 bits, which one client has for itself. */
  get network(): string {
    const address = this.request.socket.remoteAddress ?? "";
    return address.includes(".") ? address : address.split(":").slice(0, 4).join(":");
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  /** The client has gone: there is nobody to answer. */
  get isAbandoned(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  /** The work's result, or `Unavailable` when it does not come in time; what comes later goes nowhere. */
  async within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.end.abort(), milliseconds);
    const ended = new Promise<never>((_, reject) =>
      this.signal.addEventListener("abort", () => reject(new Unavailable()), { once: true }),
    );
    try {
      return await Promise.race([work, ended]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Who, hashed; which root fields; what they cost. Never variables, texts, titles or ids. */
export interface Noted {
  who?: string;
  kind?: string;
  fields?: string[];
  cost?: number;
}
