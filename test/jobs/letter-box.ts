import { type IncomingHttpHeaders, type RequestListener, type Server, createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

/** By what a server proves who it is. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** A delivery as the portal took it. */
export interface Taken {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The server of a portal on this machine: it takes deliveries, or answers as it is told. */
export class LetterBox {
  readonly taken: Taken[] = [];
  /** What it answers to the next deliveries; 204 when nothing is left. */
  answers: number[] = [];
  /** Where an answer sends who asks. */
  elsewhere = "";
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    private readonly scheme: string,
  ) {}

  /** One that listens at a host, by https where it has a certificate. */
  static async open(host = "127.0.0.1", identity?: TlsIdentity): Promise<LetterBox> {
    const take: RequestListener = (request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
      request.on("end", () => {
        const status = box.answers.shift() ?? 204;
        response.writeHead(status, box.elsewhere ? { location: box.elsewhere } : {}).end();
        box.taken.push({ url: request.url!, headers: request.headers, body });
        for (const go of box.waiting.splice(0)) go();
      });
    };
    const server = identity ? createSecureServer(identity, take) : createServer(take);
    const box = new LetterBox(server, identity ? "https" : "http");
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return box;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Its address, spelt with any host. */
  url(host = "127.0.0.1", path = "/hook"): string {
    return `${this.scheme}://${host}:${this.port}${path}`;
  }

  /** Waits until it was offered so many deliveries. */
  async until(offered: number): Promise<void> {
    while (this.taken.length < offered) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
