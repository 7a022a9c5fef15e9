import { type MadeReport, aReport, cast } from "../../operations/life";
import { World } from "../../operations/world";
import type { StandingRegistry } from "../../support/standing-registry";

/** What the load of the crash cycles reads and acts on. */
export interface Fixture {
  readonly world: World;
  readonly reports: readonly MadeReport[];
  /** A draft that the Director adds parts to. */
  readonly draft: MadeReport;
  /** The text of each part, by its id: found in what was delivered, it was delivered. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many rows a complete circulation of the load has. */
  readonly complete: Counted;
}

/** How many rows of each kind a circulation has. */
export type Counted = Readonly<Record<"signatures" | "windows" | "acts" | "notices", number>>;

const KEYS = ["u", "c", "s"] as const;
const LEVELS = { u: "UNCLASSIFIED", c: "CONFIDENTIAL", s: "STRICTLY_CONFIDENTIAL" };

/** What the load proposes: two listed parts, for a post and for an office. */
export const proposalOf = (world: World, { id, parts }: MadeReport, purpose: string) => ({
  reportId: id,
  partIds: [parts.u, parts.c],
  postIds: [world.post.HOM_MINUSCA],
  officeIds: [world.office.OMA],
  purpose,
});

/** Makes three reports, one of them circulated, and a draft. */
export async function makeFixture(registry: StandingRegistry): Promise<Fixture> {
  await registry.clock("2016-06-01T12:00:00Z");
  await cast(registry);
  const world = await new World(registry).learn();
  const texts = new Map<string, string>();
  const report = async (name: string, submitted: boolean) => {
    const parts = KEYS.map((key) => ({ key, level: LEVELS[key], text: `Canary-${name}-${key} of convoys.` }));
    const made = await aReport(registry, { level: "STRICTLY_CONFIDENTIAL", parts, submitted });
    for (const { key, text } of parts) texts.set(made.parts[key]!, text);
    return made;
  };
  const reports = [await report("first", true), await report("second", true), await report("third", true)];
  const draft = await report("draft", false);
  const { id } = await world.circulate(proposalOf(world, reports[0]!, "The first"));
  return { world, reports, draft, texts, complete: (await countsOf(registry)).get(id)! };
}

/** The rows of each circulation, by the id that clients know it by. */
export async function countsOf(registry: StandingRegistry): Promise<Map<string, Counted & { completed: boolean }>> {
  const found = await registry.sql<{ id: string; completed: boolean } & Counted>(
    `select 'circulation_' || replace(c.id::text, '-', '') as id, c.completed_at is not null as completed,
       (select count(*)::int from circulation_signature s where s.circulation_id = c.id) as signatures,
       (select count(*)::int from circulated_part p where p.circulation_id = c.id) as windows,
       (select count(*)::int from circulation_act a where a.circulation_id = c.id) as acts,
       (select count(*)::int from notice n where n.object_id = c.id and n.kind = 'CIRCULATION_GIVEN') as notices
     from circulation c`,
  );
  return new Map(found.map(({ id, ...counted }) => [id, counted]));
}
