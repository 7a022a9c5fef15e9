import { paragraphs } from "../../src/policies/paragraphs";
import { Oracle, awaitedAt, isFull, stateAt } from "../policies/oracle";
import { WorldMaker, readersOf } from "../policies/random-world";
import { type Reader, type World, readerName } from "../policies/world";
import { enterWorld } from "../policies/world-rows";
import { type Free, type TestRegistry, startRegistry } from "../support/registry";
import { type HttpSight, httpSheet, sightOverHttp, tokenOf, uuid } from "./http-sheet";
import { abilitiesOf, memorySheet, oracleSheet, projectionsOf, paragraphsTried, sqlSheet } from "./sheets";

/** Worlds are made from seeds: `WORLD_SEED` begins elsewhere, `WORLDS` makes more. */
const FIRST = Number(process.env.WORLD_SEED ?? 1);
const SEEDS = Array.from({ length: Number(process.env.WORLDS ?? 4) }, (_, place) => FIRST + place);

let registry: TestRegistry;
const tried = new Set<string>();

beforeAll(async () => {
  registry = await startRegistry();
}, 30_000);

afterAll(() => registry.close());

describe.each(SEEDS)("the world of seed %i", (seed) => {
  let world: World;
  let readers: Reader[];
  const seen = new Map<Reader, HttpSight>();

  beforeAll(async () => {
    world = new WorldMaker(seed).make();
    readers = readersOf(world, seed);
    await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
  });

  it("is decided alike by the one-page policy, in memory and in SQL, for every reader", async () => {
    const projections = await projectionsOf(registry);
    for (const reader of readers) {
      const expected = oracleSheet(world, reader);
      const abilities = await abilitiesOf(registry, reader);
      if (!abilities) {
        expect(Object.values(expected).flat()).toEqual([]);
        continue;
      }
      const who = readerName(reader);
      for (const paragraph of paragraphsTried(abilities, projections)) tried.add(paragraph);
      expect({ who, ...memorySheet(abilities, projections) }).toEqual({ who, ...expected });
      expect({ who, ...(await sqlSheet(registry, abilities)) }).toEqual({ who, ...expected });
    }
  });

  it("is shown alike over HTTP, for every reader", async () => {
    for (const reader of readers) {
      const sight = await sightOverHttp(registry, reader);
      if (sight) seen.set(reader, sight);
      const expected = oracleSheet(world, reader);
      const who = readerName(reader);
      if (sight) expect({ who, ...httpSheet(sight) }).toEqual({ who, ...expected });
      else expect(expected.covers).toEqual([]);
    }
  }, 30_000);

  it("gives of each report its title and texts, numbers to readers of the whole, and an outline, as they are", () => {
    for (const [reader, sight] of seen) {
      const oracle = new Oracle(world, reader);
      for (const report of sight.reports) {
        const made = world.reports.find(({ id }) => id === uuid(report.id))!;
        const expected = oracle.report(made)!;
        expect(report.title).toBe(expected.title ? made.title : null);
        expect(report.outline?.map(({ id }: Free) => uuid(id)) ?? null).toEqual(expected.outline);
        expect(report.marking.isExtract).toBe(expected.isExtract);
        expect(report.parts.nodes).toEqual(
          expected.parts.map(({ id, number, copies }) => {
            const { text, label, kind, level } = made.parts.find((part) => part.id === id)!;
            const marking = { level, copiesAllowed: copies, isExtract: expected.isExtract };
            return { id: `part_${id.replaceAll("-", "")}`, number, text, label, kind, marking };
          }),
        );
        expect(report.marking.copiesAllowed).toBe(
          expected.parts.length > 0 && expected.parts.every(({ copies }) => copies),
        );
      }
    }
  });

  it("gives of each circulation its state, and papers to those who prepare, sign and audit alone", () => {
    for (const [reader, sight] of seen) {
      const oracle = new Oracle(world, reader);
      for (const shown of sight.circulations) {
        const made = world.circulations.find(({ id }) => id === uuid(shown.id))!;
        const expected = oracle.circulation(made)!;
        const paper = <T>(value: T) => (expected.papers ? value : null);
        expect({ who: readerName(reader), ...shown }).toMatchObject({
          who: readerName(reader),
          state: stateAt(world, made, world.now),
          full: isFull(made, world.now),
          purpose: made.purpose,
          portalsAllowed: made.portals,
          copiesAllowed: made.copies,
          validFrom: made.validFrom,
          validUntil: made.validUntil,
          digest: paper(expect.stringMatching(/^[0-9a-f]{64}$/)),
          proposedOn: paper(made.proposedAt),
          signatures: paper(made.signatures.map(({ post }) => ({ post: { code: post } }))),
          awaiting: paper(
            awaitedAt(world, made, world.now)
              .sort()
              .map((code) => ({ code })),
          ),
          acts: paper([{ act: "PROPOSED" }]),
          paperSignatures: paper([]),
          report: { id: `report_${made.report.replaceAll("-", "")}` },
        });
        expect(shown.parts.map(({ id }: Free) => uuid(id))).toEqual(expected.parts);
        expect(shown.recipients.map(({ code }: Free) => code).sort()).toEqual([...expected.recipients].sort());
      }
    }
  });

  it("counts what it shows", () => {
    for (const sight of seen.values())
      expect(sight.counts).toEqual([
        sight.reports.length,
        ...sight.reports.map((one) => one.parts.nodes.length),
        sight.circulations.length,
      ]);
  });

  it("was read so at every past instant: the audience of a part is whom the policy gave it to", async () => {
    const auditor = readers.find((reader) => new Oracle(world, reader).mayAudit);
    if (!auditor) return;
    const past = (days: number) => new Date(Date.parse(world.now) - days * 86_400_000).toISOString();
    const parts = world.reports
      .filter(({ submittedAt }) => submittedAt)
      .flatMap((report) => report.parts.slice(0, 1).map((part) => ({ report, part })));
    for (const [place, { report, part }] of parts.slice(0, 12).entries()) {
      const at = past([0.5, 7, 25, 100][place % 4]!);
      const { data, body } = await registry.ask(
        tokenOf(auditor),
        `query ($part: ID!, $at: DateTime) { audience(partId: $part, at: $at) { person { name } portal { code } } }`,
        { part: `part_${part.id.replaceAll("-", "")}`, at },
      );
      if (!data) throw new Error(JSON.stringify(body));
      const expected = [
        ...world.persons.map((person) => ({ person })),
        ...world.portals.map(({ code }) => ({ portal: code })),
      ]
        .filter((reader) => new Oracle(world, reader, at).readsPart(report, part))
        .map((reader) => readerName(reader));
      const told = data.audience.map(({ person, portal }: Free) => person?.name ?? portal?.code);
      expect({ at, part: part.level, told: told.sort() }).toEqual({ at, part: part.level, told: expected.sort() });
    }
  });
});

it("tries every paragraph on reading reports and circulations", () => {
  const reading = [...paragraphs.keys()].filter((number) => /^§ ([238]\.|4\.[1-4]$)/.test(number));
  expect(reading.filter((number) => !tried.has(number))).toEqual([]);
});
