import { registrySchema } from "../../src/app-schema";
import { Random, WorldMaker, readersOf } from "../policies/random-world";
import { type Reader, type World, readerName } from "../policies/world";
import { enterWorld } from "../policies/world-rows";
import { type TestRegistry, startRegistry } from "../support/registry";
import { type Given, RandomQueries, everythingAsked } from "./asked";
import { Canaries, tellingsIn } from "./canaries";
import { tokenOf } from "./http-sheet";
import { oracleSheet } from "./sheets";

const SEED = Number(process.env.WORLD_SEED ?? 7);
const QUERIES = Number(process.env.QUERIES ?? 12);

describe(`the whole schema, asked by everyone in the world of seed ${SEED}`, () => {
  const schema = registrySchema();
  let registry: TestRegistry;
  let world: World;
  let readers: Reader[];

  beforeAll(async () => {
    registry = await startRegistry();
    world = new WorldMaker(SEED).make();
    await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
    readers = differing(readersOf(world, SEED), world);
  });

  afterAll(() => registry.close());

  /** What must be given is given so that it finds something, be it hidden. */
  const given: Given = ({ name }) => {
    const report = world.reports[2]!;
    const texts: Record<string, string | number> = {
      symbol: report.symbol,
      partId: idOf("part", report.parts[0]!.id),
      text: "convoys",
      kind: "APPOINTMENT",
      year: 2016,
    };
    return JSON.stringify(texts[name] ?? idOf("report", report.id));
  };

  async function answerOf(reader: Reader, query: string): Promise<{ text: string; code: string | undefined }> {
    const { body, code, status, headers } = await registry.ask(tokenOf(reader), query);
    if (status >= 500) throw new Error(`${query}\n${JSON.stringify(registry.logged.at(-1))}`);
    return { text: JSON.stringify([body, { ...headers, "x-request-id": "", receipt: "" }]), code };
  }

  it("answers every type in full with nothing that the reader may not see", async () => {
    const everything = everythingAsked(schema, given);
    expect(everything.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "Report",
        "Finding",
        "PartReference",
        "Circulation",
        "Signature",
        "Reason",
        "RegisterEntry",
        "Person",
      ]),
    );
    let told = 0;
    for (const reader of readers) {
      const canaries = new Canaries(world, reader);
      for (const { type, query } of everything) {
        const { text, code } = await answerOf(reader, query);
        const who = readerName(reader);
        told += tellingsIn(text, world).size;
        expect({ who, type, code, query: code && query, leaks: canaries.leaksIn(text, query) }).toEqual({
          who,
          type,
          leaks: [],
        });
      }
    }
    expect(told).toBeGreaterThan(500);
  });

  it("answers any selection within the limits, or refuses it cleanly, and leaks nothing", async () => {
    const random = new Random(SEED);
    const pool = [
      ...world.reports.flatMap(({ id, symbol, parts }) => [
        idOf("report", id),
        symbol,
        ...parts.map((part) => idOf("part", part.id)),
      ]),
      ...world.circulations.map(({ id }) => idOf("circulation", id)),
      "convoys",
      "fuel or convoys",
      "MINUSCA",
      "OMA",
      "",
      "%",
      "'; drop table report; --",
      "report_",
      "__proto__",
    ];
    const queries = new RandomQueries(schema, random, pool);
    const codes: Record<string, number> = {};
    for (const reader of readers) {
      const canaries = new Canaries(world, reader);
      for (let count = 0; count < QUERIES; count += 1) {
        const query = queries.query();
        const { text, code = "answered" } = await answerOf(reader, query);
        codes[code] = (codes[code] ?? 0) + 1;
        expect({ query, leaks: canaries.leaksIn(text, query) }).toEqual({ query, leaks: [] });
      }
    }
    const refusals = new Set(["answered", "BAD_USER_INPUT", "QUERY_TOO_COSTLY", "GRAPHQL_VALIDATION_FAILED"]);
    expect(Object.keys(codes).filter((code) => !refusals.has(code))).toEqual([]);
    expect(codes.answered).toBeGreaterThan((readers.length * QUERIES) / 3);
  });
});

const idOf = (prefix: string, uuid: string) => `${prefix}_${uuid.replaceAll("-", "")}`;

/** Readers who see different things: one of each sight. */
function differing(readers: Reader[], world: World): Reader[] {
  const bySight = new Map(readers.map((reader) => [JSON.stringify(oracleSheet(world, reader)), reader]));
  return [...bySight.values()].slice(0, 8);
}
