import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

/** What stands in a message that brings an entry of the register: words of its text, in an array. The statement itself may be prepared. */
export const AN_ENTRY = 'kind\\":';

/** A moment in the traffic between the registry and PostgreSQL. */
export interface Moment {
  /** Before the statement reaches PostgreSQL, or when it is carried out and its answer has not reached the registry. */
  readonly when: "before" | "after";
  /** What a message to PostgreSQL holds; every message where it is empty. */
  readonly holding: string;
  /** The first such message is 1. */
  readonly nth: number;
}

interface Armed extends Moment {
  seen: number;
  come(): void;
}

/** A link between the registry and PostgreSQL that can be cut at a chosen moment. */
export class PostgresLink {
  private armed: Armed | undefined;
  private isCut = false;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on("connection", (registry: Socket) => this.pass(registry));
  }

  static async to(target: number): Promise<PostgresLink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PostgresLink(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Resolves at the moment; nothing passes the link from then on, until it is mended. */
  at(moment: Moment): Promise<void> {
    return new Promise((come) => (this.armed = { ...moment, seen: 0, come }));
  }

  /** Nothing passes any more, and every connection is broken. */
  cut(): void {
    this.isCut = true;
    this.armed = undefined;
    for (const socket of this.open) socket.destroy();
  }

  /** Nothing passes any more, and nobody is told: connections stay open. */
  swallow(): void {
    this.isCut = true;
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(registry: Socket): void {
    if (this.isCut) return void registry.destroy();
    const postgres = connect(this.target, "127.0.0.1");
    let awaited: Armed | undefined;
    registry.on("data", (bytes: Buffer) => {
      const come = this.comesWith(bytes);
      if (come?.when === "before") return this.reach(come);
      awaited ??= come;
      if (!this.isCut) postgres.write(bytes);
    });
    postgres.on("data", (bytes: Buffer) => {
      if (awaited) return this.reach(awaited);
      if (!this.isCut) registry.write(bytes);
    });
    this.together(registry, postgres);
  }

  private together(...pair: [Socket, Socket]): void {
    for (const [one, other] of [pair, pair.toReversed()] as [Socket, Socket][]) {
      one.setNoDelay(true);
      this.open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.open.delete(one);
        other.destroy();
      });
    }
  }

  private comesWith(bytes: Buffer): Armed | undefined {
    const { armed } = this;
    if (!armed || !bytes.includes(armed.holding)) return undefined;
    armed.seen += 1;
    return armed.seen === armed.nth ? armed : undefined;
  }

  private reach({ come }: Armed): void {
    if (this.isCut) return;
    this.isCut = true;
    this.armed = undefined;
    come();
  }
}
