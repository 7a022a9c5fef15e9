import { Agent, request } from "node:http";

import { Canaries } from "../../access/canaries";
import { Oracle } from "../../policies/oracle";
import { type Random, WorldMaker, readersOf } from "../../policies/random-world";
import { enterWorld } from "../../policies/world-rows";
import type { Reader, World } from "../../policies/world";
import { type TestRegistry, startRegistry } from "../../support/registry";
import { type Pools, poolsOf } from "../non-interference/pools";
import { SceneMaker } from "../non-interference/scene";
import { standingOf } from "../non-interference/sight";

/** What was answered, and after how long. */
export interface Answered {
  status: number;
  body: string;
  milliseconds: number;
}

/** A registry with a world in it, and readers who read some of it and do no acts. */
export class Target {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly tokens = new Map<string, { token: string; until: number }>();

  private constructor(
    readonly registry: TestRegistry,
    readonly readers: readonly { reader: Reader; canaries: Canaries }[],
    readonly pools: Pools,
  ) {}

  static async open(seed: number, random: Random): Promise<Target> {
    const registry = await startRegistry();
    const world = new WorldMaker(seed).make({ persons: 16, reports: 16 });
    await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
    const scene = { ...new SceneMaker(seed).make(), world };
    const readers = readersOf(world, seed)
      .filter((reader) => doesNoActs(scene, reader) && reads(world, reader))
      .map((reader) => ({ reader, canaries: new Canaries(world, reader) }));
    return new Target(registry, readers, poolsOf([scene], { codes: {}, recipients: {} }, random));
  }

  async send({ person, portal }: Reader, body: string): Promise<Answered> {
    const token = await this.token({ subject: person ?? portal!, ...(person && portal ? { actor: portal } : {}) });
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(`${this.registry.url}/graphql`, { method: "POST", headers, agent: this.agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const milliseconds = performance.now() - began;
          resolve({ status: answer.statusCode!, body: Buffer.concat(chunks).toString("utf8"), milliseconds });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  private async token(wish: { subject: string; actor?: string }): Promise<string> {
    const key = JSON.stringify(wish);
    const kept = this.tokens.get(key);
    if (kept && kept.until > Date.now()) return kept.token;
    const token = await this.registry.issuer.token(wish);
    this.tokens.set(key, { token, until: Date.now() + 200_000 });
    return token;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.registry.close();
  }
}

const doesNoActs = (scene: Parameters<typeof standingOf>[0], reader: Reader): boolean => {
  const { isDirector, isUsg, isAuditor, isAdministrator, isOpsp, isOversight } = standingOf(scene, reader);
  return !isDirector && !isUsg && !isAuditor && !isAdministrator && !isOpsp && !isOversight;
};

function reads(world: World, reader: Reader): boolean {
  const oracle = new Oracle(world, reader);
  return world.reports.some((report) => (oracle.report(report)?.parts.length ?? 0) > 0);
}
