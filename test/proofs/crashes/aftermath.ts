import { Client } from "pg";

import { uuidOf } from "../../../src/access/ids";
import { verifyKeptRegister } from "../../../src/register/kept-entries";
import type { StandingRegistry } from "../../support/standing-registry";
import type { Delivery } from "../../support/tapped-door";
import { type Fixture, countsOf } from "./fixture";
import type { Load } from "./load";

interface ActEntry {
  operation: string;
  parts: string[];
  changed: string[];
}

const KINDS = ["signatures", "windows", "acts", "notices"] as const;

/** What is found after a crash when everything runs again: each sentence is a promise broken. */
export class Aftermath {
  constructor(
    private readonly registry: StandingRegistry,
    private readonly fixture: Fixture,
    private readonly load: Load,
  ) {}

  async faults(): Promise<string[]> {
    const found = await Promise.all([this.verified(), this.registered(), this.acknowledged(), this.wholeActs()]);
    return [...this.load.faults, ...found.flat()];
  }

  private async verified(): Promise<string[]> {
    const client = new Client({ connectionString: this.registry.migratorUrl });
    await client.connect();
    const verdict = await verifyKeptRegister(client);
    await client.end();
    return verdict.fits ? [] : [`The register does not fit at entry ${verdict.sequence}: ${verdict.reason}`];
  }

  /** Every delivered part has its entry, of who asked, under the receipt that came with it. */
  private async registered(): Promise<string[]> {
    const { deliveries } = this.registry.door;
    const ids = deliveries.flatMap(({ receipt }) => receipt?.id ?? []);
    const kept = await this.registry.sql<{ id: string; hash: string; parts: string[]; subject: string }>(
      `select e.id, e.hash, e.parts, (select subject from login l where l.person_id = e.person_id) as subject
       from register_entry e where e.id = any($1::uuid[])`,
      [ids],
    );
    const entries = new Map(kept.map((entry) => [entry.id, entry]));
    return deliveries.flatMap((delivery) => {
      const parts = this.partsIn(delivery);
      const { receipt, status, subject } = delivery;
      if (status !== 200) return parts.length > 0 ? [`An answer of status ${status} holds ${parts.join(", ")}`] : [];
      const entry = receipt && entries.get(receipt.id);
      if (!entry) return delivery.body ? [`${subject} was answered, and the register does not know of it`] : [];
      if (entry.hash !== receipt.hash) return [`The receipt of ${receipt.id} is of another entry`];
      if (entry.subject !== subject) return [`What ${subject} was given stands in the register as ${entry.subject}'s`];
      const missing = parts.filter((id) => !entry.parts.includes(uuidOf("part", id)!));
      return missing.map((id) => `${subject} was given ${id}, and the entry does not say so`);
    });
  }

  /** The parts that any byte of an answer speaks of, also of one that was cut short. */
  private partsIn({ body }: Delivery): string[] {
    const named = body.match(/part_[0-9a-f]{32}/g) ?? [];
    const told = [...this.fixture.texts].filter(([, text]) => body.includes(text.slice(0, -12))).map(([id]) => id);
    return [...new Set([...named, ...told])];
  }

  /** What the registry acknowledged is there, and was done once. */
  private async acknowledged(): Promise<string[]> {
    const done = this.load.attempts.filter((attempt) => attempt.done !== undefined);
    const circulations = await countsOf(this.registry);
    const texts = await this.registry.sql<{ id: string; text: string }>(
      "select 'part_' || replace(part_id::text, '-', '') as id, text from part_content",
    );
    const parts = new Map(texts.map(({ id, text }) => [id, text]));
    return done.flatMap(({ name, input, done: payload }) => {
      if (name !== "addPart")
        return circulations.has(payload.circulation.id) ? [] : [`The acknowledged ${name} is not there`];
      return parts.get(payload.part.id) === (input as { text: string }).text
        ? []
        : ["An acknowledged addPart is not there"];
    });
  }

  /** No act without its entry, no entry without its act, no rows of an incomplete circulation. */
  private async wholeActs(): Promise<string[]> {
    const entries = await this.actEntries();
    const named = (operation: string, id: string) =>
      entries.filter((entry) => entry.operation === operation && [...entry.parts, ...entry.changed].includes(id))
        .length;
    const circulations = await countsOf(this.registry);
    const faults: string[] = [];
    for (const [id, { completed, ...counted }] of circulations) {
      const uuid = uuidOf("circulation", id)!;
      if (named("proposeCirculation", uuid) !== 1)
        faults.push(`The register does not say once that ${id} was proposed`);
      if (named("signCirculation", uuid) !== counted.signatures)
        faults.push(`The register and the signatures of ${id} differ`);
      const whole = completed
        ? this.fixture.complete
        : { ...counted, windows: 0, notices: 0, acts: 1 + counted.signatures };
      if (KINDS.some((kind) => counted[kind] !== whole[kind]))
        faults.push(`${id} is half done: ${JSON.stringify(counted)}`);
    }
    return [...faults, ...(await this.partsAndEntries(entries))];
  }

  private async partsAndEntries(entries: readonly ActEntry[]): Promise<string[]> {
    const rows = await this.registry.sql<{ id: string; whole: boolean }>(
      `select p.id, exists (select from part_content c where c.part_id = p.id) as whole from part p`,
    );
    const there = new Set(rows.map(({ id }) => id));
    const added = entries.filter(({ operation }) => operation === "addPart").flatMap(({ parts }) => parts);
    const circulated = new Set(
      (await this.registry.sql<{ id: string }>("select id from circulation")).map(({ id }) => id),
    );
    const ofCirculations = entries.filter(({ operation }) => operation.endsWith("Circulation"));
    return [
      ...rows.filter(({ whole }) => !whole).map(({ id }) => `The part ${id} has no content`),
      ...rows
        .filter(({ id }) => added.filter((one) => one === id).length !== 1)
        .map(({ id }) => `${id} has not one entry`),
      ...added
        .filter((id) => !there.has(id))
        .map((id) => `The register says that ${id} was added, and it is not there`),
      ...ofCirculations
        .flatMap(({ changed }) => changed)
        .filter((id) => !circulated.has(id))
        .map((id) => `The register speaks of the circulation ${id}, which is not there`),
    ];
  }

  private actEntries(): Promise<ActEntry[]> {
    return this.registry.sql<ActEntry>(
      `select entry::jsonb -> 'operation' ->> 0 as operation, parts::text[] as parts,
         array(select c ->> 'id' from jsonb_array_elements(entry::jsonb -> 'changed') c where c ->> 'kind' = 'circulation') as changed
       from register_entry where kind = 'ACT'`,
    );
  }
}
