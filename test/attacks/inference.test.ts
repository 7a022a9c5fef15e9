import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";

import { idOf } from "../../src/access/ids";
import { registrySchema } from "../../src/app-schema";
import { type Name, circulation, house, ids } from "../access/house";
import { enterLesson } from "../access/lessons";
import { enterPlan, link, share } from "../access/work-plans";
import { uuidOf } from "../policies/rows";
import type { World, WorldPart, WorldReport } from "../policies/world";
import { enterWorld } from "../policies/world-rows";
import type { Free } from "../support/registry";
import { CANARY, type Scene, newCanary, openScene } from "./scene";

const schema = registrySchema();
const query = schema.getQueryType()!.getFields();

/** A value of each kind for a field of a filter, several where there are several kinds of hit. */
function valuesOf(name: string, type: GraphQLInputType): unknown[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return [[], ...valuesOf(name, bare.ofType).map((value) => [value])];
  if (isEnumType(bare)) return bare.getValues().map(({ name: value }) => value);
  const texts: Record<string, unknown[]> = {
    Boolean: [true, false],
    Date: ["2015-06-01", "2015-09-01", "0001-01-01", "9999-12-31"],
    DateTime: ["2015-06-01T12:00:00Z", "2016-12-31T23:59:59.999Z"],
    Int: [2015, 2016, 2017],
    ID: [house.report("confidential"), house.report("kept"), "none"],
  };
  return (
    texts[getNamedType(bare).name] ??
    (name === "text"
      ? ["convoys", `${CANARY.slice(0, -1)} or convoys`, '"tells of confidential"']
      : ["MINUSCA", "UNMISS", "OMA"])
  );
}

/** Every list that has a filter, with every field of the filter, one at a time. */
const filtered: [field: string, filter: object][] = Object.values(query).flatMap((field) => {
  const type = field.args.find(({ name }) => name === "filter")?.type;
  const input = type && getNamedType(type);
  if (!isInputObjectType(input) || field.name === "register") return [];
  return Object.values(input.getFields()).flatMap(({ name, type: of }) =>
    valuesOf(name, of).map((value): [string, object] => [field.name, { [name]: value }]),
  );
});

const PAGE =
  "totalCount totalCountAbove pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor } nodes";
const REPORT = `id symbol title status submittedOn marking { level text isExtract } outline { id }
  parts(first: 5) { ${PAGE} { id number label text } } findings(first: 2) { ${PAGE} { id } } recommendations(last: 2) { ${PAGE} { id } }`;

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("what is hidden changes nothing that can be asked", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  /** A world with a plan and a lesson that the adviser reads; and, where they are told, others and more of them that are hidden. */
  async function enter(world: World, withHidden = false): Promise<void> {
    const { registry } = scene;
    await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
    await enterPlan(registry, 2016);
    await share(registry, [2016, "OMA", "2016-02-01", "infinity"]);
    const open = ids("confidential", "open");
    const hidden = ids("kept", "only");
    const given = { level: "UNCLASSIFIED", status: "DISSEMINATED" };
    const from = withHidden ? [...open, ...hidden] : open;
    await enterLesson(registry, { ...given, name: "given", from, to: withHidden ? [["OMA"], ["OO"]] : [["OMA"]] });
    if (!withHidden) return;
    for (const [year, isAdopted] of [
      [2015, true],
      [2017, false],
    ] as const)
      await enterPlan(registry, year, isAdopted);
    await share(registry, [2016, "OO", "2016-02-01", "infinity"]);
    await link(registry, "planned 2016 REPORT", { report: uuidOf("kept") });
    await link(registry, "planned 2016 REVIEW", { review: uuidOf("strict") });
    await enterLesson(registry, { ...given, name: "to another", from: open, to: [["OO"]] });
    await enterLesson(registry, { ...given, name: "not read", level: "CONFIDENTIAL", from: hidden, status: "TESTED" });
  }

  const body = async (reader: Name, text: string, variables: object = {}) =>
    JSON.stringify((await scene.registry.ask(reader, text, variables)).body);

  /** Answers to every filter, every order, searches, pages and ids. */
  async function everythingTold(reader: Name, filters = filtered): Promise<Record<string, string>> {
    const told: Record<string, string> = {};
    for (const [field, filter] of filters) {
      const type = getNamedType(query[field]!.args.find(({ name }) => name === "filter")!.type).name;
      const text = `query ($filter: ${type}) { front: ${field}(first: 2, filter: $filter) { ${PAGE} { id } } back: ${field}(last: 3, filter: $filter) { ${PAGE} { id } } }`;
      told[`${field} ${JSON.stringify(filter)}`] = await body(reader, text, { filter });
    }
    for (const order of ["SYMBOL", "LEVEL", "SUBMITTED_ON"])
      for (const direction of ["ASC", "DESC"])
        told[`${order} ${direction}`] = await body(
          reader,
          `{ reports(first: 9, orderBy: { field: ${order}, direction: ${direction} }) { ${PAGE} { ${REPORT} } } }`,
        );
    for (const text of ["convoys", "canary", "fuel or convoys", '"tells of"', "-convoys"])
      told[`search ${text}`] = await body(
        reader,
        `query ($text: String!) { search(text: $text, first: 3) { ${PAGE} { id } more: edges { excerpt } } }`,
        { text },
      );
    told.lists = await body(
      reader,
      `{ notices(first: 9) { ${PAGE} { id } } circulations(first: 9) { ${PAGE} { id state full purpose parts { id } recipients { __typename } } } missions { id } viewer { id posts { id } offices { id } } }`,
    );
    told.process = await body(
      reader,
      `{ workPlans(first: 9) { ${PAGE} { id actual { reviews reports } items { id outcome { __typename } } sharedWith { office { code } } } }
        lessons(first: 9) { ${PAGE} { id title drawnFrom { id } disseminatedTo { office { code } } } } }`,
    );
    return told;
  }

  const ghost = (name: string, wish: Partial<WorldReport>, parts: Partial<WorldPart>[]): WorldReport => ({
    ...scene.world.reports[0]!,
    id: uuidOf(name),
    symbol: `OPSP/2016/R-${uuidOf(name).slice(0, 8).toUpperCase()}`,
    title: `A hidden title ${newCanary()}`,
    team: [],
    parts: parts.map((part, place) => ({
      id: uuidOf(`${name} ${place}`),
      kind: "FINDING",
      level: "UNCLASSIFIED",
      label: `F-${uuidOf(`${name} ${place}`).slice(0, 6).toUpperCase()}`,
      text: `Convoys, convoys and fuel ${newCanary()}`,
      area: "TRAINING",
      ...part,
    })),
    ...wish,
  });

  /** The same world for the adviser: with more hidden reports, parts and circulations, other hidden texts, titles and levels. */
  function otherwise(world: World): World {
    const reports = world.reports.map((report): WorldReport => {
      if (report.id === uuidOf("strict"))
        return { ...report, title: "Another title", level: "CONFIDENTIAL", parts: report.parts.slice(0, 2) };
      if (report.id === uuidOf("kept"))
        return { ...report, submittedAt: "2015-06-02T12:00:00.000Z", symbol: "OPSP/2015/R-00000001" };
      if (report.id !== uuidOf("confidential")) return report;
      const shown = ids("confidential", "open", "closed", "annex");
      const others = report.parts.map((part) =>
        shown.includes(part.id) ? part : { ...part, text: `Other convoys ${newCanary()}`, area: undefined },
      );
      const more = ghost(
        "beside",
        {},
        Array.from({ length: 12 }, () => ({ kind: "SECTION" as const, area: undefined as never })),
      );
      return { ...report, parts: [...others, ...more.parts] };
    });
    const ghosts = [
      ghost("ghost of 2016", { submittedAt: "2016-02-01T12:00:00.000Z", level: "UNCLASSIFIED" }, [
        {},
        { area: "MEDICAL" },
      ]),
      ghost(
        "draft ghost",
        { submittedAt: null },
        Array.from({ length: 20 }, () => ({ area: "WELFARE" })),
      ),
      ghost("strict ghost", { submittedAt: "2013-12-01T12:00:00.000Z", level: "STRICTLY_CONFIDENTIAL" }, [
        { level: "STRICTLY_CONFIDENTIAL" },
      ]),
    ];
    const more = [
      circulation("ghost to hom", "confidential", {
        parts: ids("confidential", "open"),
        posts: ["HOM_MINUSCA"],
        purpose: "Another",
      }),
      circulation("proposed again", "confidential", { posts: ["MILITARY_ADVISER"], signatures: [] }),
    ];
    return { ...world, reports: [...ghosts, ...reports], circulations: [...more, ...world.circulations] };
  }

  it("B01, B02, B03, B04, B13: no count, page, filter, order, search or cursor differs, whatever is hidden", async () => {
    expect(filtered.length).toBeGreaterThan(80);
    await enter(scene.world);
    const before = await everythingTold("adviser");
    await enter(otherwise(scene.world), true);
    const after = await everythingTold("adviser");
    const director = await everythingTold("director", filtered.slice(0, 20));
    await enter(scene.world);
    expect(after).toEqual(before);
    expect(before.process).toMatch(/"workPlans":{"totalCount":1,.*"lessons":{"totalCount":1,/);
    expect(Object.keys(before).filter((name) => JSON.parse(before[name]!).errors)).toEqual([]);
    const differing = Object.keys(director).filter((name) => director[name] !== before[name]);
    expect(differing.length).toBeGreaterThan(15);
  });

  it("B02, F02: an empty list, and nothing, in every filter: the first finds nothing, the second asks for nothing", async () => {
    for (const [field, filter] of filtered.filter(([, one]) => JSON.stringify(one).includes("[]"))) {
      const type = getNamedType(query[field]!.args.find(({ name }) => name === "filter")!.type).name;
      const text = `query ($filter: ${type}) { list: ${field}(first: 100, filter: $filter) { totalCount } }`;
      const count = async (given: object | null) =>
        (await scene.registry.ask("director", text, { filter: given })).data?.list.totalCount;
      const nothing = Object.fromEntries(Object.keys(filter).map((name) => [name, null]));
      expect([field, filter, await count(filter)]).toEqual([field, filter, 0]);
      expect([field, filter, await count(nothing)]).toEqual([field, filter, await count(null)]);
    }
  });

  it("B07: a walk by one row a page meets no gap, no empty page and no end before the last", async () => {
    await enter(otherwise(scene.world));
    const rows: string[] = [];
    const ends: boolean[] = [];
    for (let after: string | null = null; ;) {
      const { data }: Free = await scene.registry.ask(
        "adviser",
        `query ($after: String) { findings(first: 1, after: $after) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { after },
      );
      expect(data.findings.nodes).toHaveLength(1);
      expect(data.findings.totalCount).toBe(2);
      rows.push(data.findings.nodes[0].id);
      ends.push(data.findings.pageInfo.hasNextPage);
      after = data.findings.pageInfo.endCursor;
      if (!data.findings.pageInfo.hasNextPage) break;
    }
    expect(rows.sort()).toEqual(["open", "closed"].map((key) => house.part("confidential", key)).sort());
    expect(ends).toEqual([true, false]);
    await enter(scene.world);
    expect(idOf("part", uuidOf("confidential open"))).toBe(house.part("confidential", "open"));
  });
});
