import { request, Agent } from "node:http";
import { randomBytes } from "node:crypto";

import { KeyFile } from "../../../src/access/key-file";
import { testIssuer, type TestIssuer } from "../../support/issuer";
import { type TestRegistry, startRegistry } from "../../support/registry";
import { determine, stand } from "./determined";
import type { Scene } from "./scene";
import { enterScene } from "./scene-rows";

/** What was answered, with all that a client can tell of it. */
export interface Received {
  status: number;
  headers: string[];
  body: string;
}

/** Told anew with each answer, whatever it is. */
const CHANGING = ["date", "x-request-id", "receipt"];

/** Two registries with the same keys and the same issuer, each on a database of its own, that differ in what they hold. */
export class Pair {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    readonly registries: readonly TestRegistry[],
    private readonly issuer: TestIssuer,
  ) {}

  static async open(scenes: readonly Scene[]): Promise<Pair> {
    const issuer = await testIssuer();
    const keys = new KeyFile([randomBytes(32)]);
    const registries = await Promise.all(scenes.map(() => startRegistry(undefined, { issuer, keys })));
    const pair = new Pair(registries, issuer);
    try {
      await Promise.all(scenes.map((scene, place) => pair.enter(registries[place]!, scene)));
      return pair;
    } catch (error) {
      await pair.close();
      throw error;
    }
  }

  private async enter({ superuser, app }: TestRegistry, scene: Scene): Promise<void> {
    await determine(superuser);
    await enterScene(superuser, scene, { issuer: this.issuer.issuer, seal: app.stage.seal });
  }

  /** Stands both clocks at an instant. */
  async stand(instant: Date): Promise<void> {
    await Promise.all(this.registries.map(({ superuser }) => stand(superuser, instant)));
  }

  token(wish: { subject: string; actor?: string }): Promise<string> {
    return this.issuer.token(wish);
  }

  /** Sends one request to one of the two. */
  send(place: number, token: string | undefined, query: string): Promise<Received> {
    const body = JSON.stringify({ query });
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.registries[place]!.url}/graphql`,
        { method: "POST", headers, agent: this.agent },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode!,
              headers: steadyHeaders(answer.rawHeaders),
              body: Buffer.concat(chunks).toString("utf8"),
            }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /** What both registers have said since they stood at a place, entry by entry, but for what is each entry's own. */
  async registered(after: number): Promise<string[][]> {
    const entries: string[][] = [];
    for (const registry of this.registries) {
      const rows = await registry.sql<{ entry: string }>(
        "select entry from register_entry where sequence > $1 order by sequence",
        [after],
      );
      entries.push(rows.map(({ entry }) => entry));
    }
    return entries;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await Promise.all(this.registries.map((registry) => registry.close()));
    await this.issuer.close();
  }
}

function steadyHeaders(raw: readonly string[]): string[] {
  return raw.flatMap((name, place) => {
    if (place % 2 === 1 || CHANGING.includes(name.toLowerCase())) return [];
    return [`${name}: ${raw[place + 1]!.replace(/;t=\d+/g, ";t=…")}`];
  });
}
