import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

/** One connection of a client: what it sent, and every byte that came back to it. */
export class Delivery {
  private readonly sent: Buffer[] = [];
  private readonly came: Buffer[] = [];

  constructor(
    client: Socket,
    readonly number: number,
  ) {
    client.on("data", (bytes: Buffer) => this.sent.push(bytes));
  }

  keep(bytes: Buffer): void {
    this.came.push(bytes);
  }

  get request(): string {
    return Buffer.concat(this.sent).toString();
  }

  get answer(): string {
    return Buffer.concat(this.came).toString();
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3}) /.exec(this.answer)?.[1] ?? 0);
  }

  /** Whether the answer came to its last byte. */
  get isWhole(): boolean {
    const length = /\r\ncontent-length: (\d+)\r\n/i.exec(this.answer)?.[1];
    return length !== undefined && Buffer.byteLength(this.body) === Number(length);
  }

  get body(): string {
    const { answer } = this;
    const end = answer.indexOf("\r\n\r\n");
    return end === -1 ? "" : answer.slice(end + 4);
  }

  /** The register's receipt: the id of the entry, and its hash. */
  get receipt(): { id: string; hash: string } | undefined {
    const [, id, hash] = /\r\nreceipt: id=([0-9a-f-]{36}), sha256=([0-9a-f]{64})\r\n/i.exec(this.answer) ?? [];
    return id !== undefined && hash !== undefined ? { id, hash } : undefined;
  }

  /** Who asked, as the token says. */
  get subject(): string | undefined {
    const [, claims] = /\r\nauthorization: Bearer [^.\s]+\.([^.\s]+)\./i.exec(this.request) ?? [];
    if (claims === undefined) return undefined;
    return (JSON.parse(Buffer.from(claims, "base64url").toString()) as { sub: string }).sub;
  }
}

/** A door before the registry's that keeps every byte that is delivered to a client: one request a connection. */
export class TappedDoor {
  /** Where the registry is, which may change when it starts again. */
  target = 0;
  deliveries: Delivery[] = [];
  private count = 0;
  private readonly open = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on("connection", (client: Socket) => this.pass(client));
  }

  static async begin(): Promise<TappedDoor> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new TappedDoor(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(client: Socket): void {
    const delivery = new Delivery(client, this.count++);
    this.deliveries.push(delivery);
    const registry = connect({ port: this.target, host: "127.0.0.1", allowHalfOpen: true });
    registry.on("data", (bytes: Buffer) => delivery.keep(bytes));
    for (const [from, to] of [
      [client, registry],
      [registry, client],
    ] as const) {
      this.open.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.open.delete(from);
        to.destroy();
      });
    }
  }
}
