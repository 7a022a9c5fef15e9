import { randomBytes } from "node:crypto";
import request from "supertest";

import { type Name, startHouse } from "../access/house";
import { Oracle } from "../policies/oracle";
import type { World } from "../policies/world";
import type { Answer, TestRegistry } from "../support/registry";

/** What begins a canary: a random word in a hidden text, which no answer, log line, metric or cursor may carry to others. */
export const CANARY = "CANARY-";

export const newCanary = (): string => `${CANARY}${randomBytes(8).toString("hex")}`;

/** The house of 2016 with a canary in each title, part and purpose: what an answer tells is seen by the canaries in it. */
export class Scene {
  constructor(
    readonly registry: TestRegistry,
    readonly world: World,
    private readonly owners: ReadonlyMap<string, string>,
  ) {}

  /** What the canaries in a text are of: ids of parts, reports (their titles) and circulations (their purposes). */
  toldIn(text: string): string[] {
    const found = text.match(/CANARY-[0-9a-f]{16}/gi) ?? [];
    return [...new Set(found.map((canary) => this.owners.get(canary.toLowerCase()) ?? canary))].sort();
  }

  /** What a text tells a reader that the one-page policy does not give. */
  leaksIn(text: string, person: Name | "stranger"): string[] {
    const oracle = new Oracle(this.world, { person });
    const given = new Set<string>();
    for (const report of this.world.reports) {
      const sight = oracle.report(report);
      if (sight?.title) given.add(report.id);
      for (const { id } of sight?.parts ?? []) given.add(id);
    }
    for (const one of this.world.circulations) if (oracle.circulation(one)) given.add(one.id);
    return this.toldIn(text).filter((owner) => !given.has(owner));
  }

  /** Asks, and holds the answer, headers included, to what its reader may see. */
  async ask(reader: Name, query: string, variables: object = {}): Promise<Answer> {
    const answer = await this.registry.ask(reader, query, variables);
    const { body, headers } = answer;
    expect({ reader, query, leaks: this.leaksIn(JSON.stringify([body, headers]), reader) }).toEqual({
      reader,
      query,
      leaks: [],
    });
    return answer;
  }

  /** Sends a body as it stands. */
  async send(
    reader: Name,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string }> {
    const token = await this.registry.issuer.token({ subject: reader });
    const { status, text } = await request(this.registry.url)
      .post("/graphql")
      .set({ authorization: `Bearer ${token}`, "content-type": "application/json", ...headers })
      .serialize((it: unknown) => it as string)
      .send(body);
    return { status, text };
  }

  close(): Promise<void> {
    return this.registry.close();
  }
}

/** Opens the house, or the house as a test changes it. */
export async function openScene(changed: (world: World) => World = (world) => world): Promise<Scene> {
  const owners = new Map<string, string>();
  const marked = (text: string, owner: string) => {
    const canary = newCanary();
    owners.set(canary.toLowerCase(), owner);
    return `${text} ${canary}`;
  };
  let made: World | undefined;
  const registry = await startHouse((world) => {
    const changedWorld = changed(world);
    made = {
      ...changedWorld,
      reports: changedWorld.reports.map((report) => ({
        ...report,
        title: marked(report.title, report.id),
        parts: report.parts.map((part) => ({ ...part, text: marked(part.text, part.id) })),
      })),
      circulations: changedWorld.circulations.map((one) => ({ ...one, purpose: marked(one.purpose, one.id) })),
    };
    return made;
  });
  return new Scene(registry, made!, owners);
}
