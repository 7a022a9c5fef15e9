import { newLabel, newSymbol } from "../../src/operations/names";
import { uuidOf } from "../policies/rows";
import type { Free, TestRegistry } from "../support/registry";
import { type Name, type ReportName, circulation, house, ids, startHouse } from "./house";

const REPORT = `query ($symbol: String!) { report(symbol: $symbol) {
  title outline { label } version marking { isExtract grounds thirdParty level copiesAllowed }
  parts(first: 20) { totalCount nodes { id number label marking { isExtract } } }
  findings(first: 20) { totalCount nodes { number recommendations { id } } } recommendations(first: 20) { totalCount nodes { findings { id } } } } }`;

describe("an extract", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse((world) => ({
      ...world,
      circulations: [
        ...world.circulations,
        // All the parts that there are, listed one by one; and the same report in full, to another.
        circulation("all listed", "kept", { parts: ids("kept", "only"), posts: ["HOM_MINUSCA"] }),
        circulation("in full", "kept", { posts: ["ASG_OO"] }),
        circulation("in full to office", "confidential", { offices: ["OO"] }),
        circulation("strict to office", "strict", { offices: ["OMA"] }),
        circulation("all strict listed", "strict", {
          parts: ids("strict", "open", "closed", "secret"),
          posts: ["MILITARY_ADVISER"],
        }),
      ],
    }));
  });

  afterAll(() => registry.close());

  const seen = async (reader: Name, name: ReportName): Promise<Free> => {
    const { data, body } = await registry.ask(reader, REPORT, { symbol: house.symbol(name) });
    if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return data.report;
  };
  const isExtract = async (reader: Name, name: ReportName) => (await seen(reader, name)).marking.isExtract;

  it("is one for whom parts are listed, even when they are all that there are", async () => {
    const listed = await seen("hom", "kept");
    expect(listed).toMatchObject({
      marking: { isExtract: true },
      outline: null,
      parts: { totalCount: 1, nodes: [{ number: null, marking: { isExtract: true } }] },
    });
    const inFull = await seen("asg.oo", "kept");
    expect(inFull).toMatchObject({
      marking: { isExtract: false },
      parts: { totalCount: 1, nodes: [{ number: 1, marking: { isExtract: false } }] },
    });
    expect(inFull.parts.nodes[0].id).toBe(listed.parts.nodes[0].id);
    expect(await isExtract("adviser", "strict")).toBe(true);
  });

  it("is one for staff whose rights do not reach its level, whatever parts there are", async () => {
    expect(await isExtract("asg.oo", "confidential")).toBe(false);
    expect(await isExtract("designated", "confidential")).toBe(true);
    expect(await isExtract("adviser", "confidential")).toBe(true);
    // The head of an office has no strictly confidential part of it, were there one or none.
    const atOffice = await seen("designated", "strict");
    expect(atOffice).toMatchObject({ title: null, marking: { isExtract: true }, parts: { totalCount: 2 } });
    expect(await isExtract("hom", "strict")).toBe(false);
  });

  it("is none for who reads the whole, and shows its order to no one else", async () => {
    for (const reader of ["director", "officer", "military", "assistant", "usg.dpko", "usg.dfs"] as const) {
      const { marking, parts } = await seen(reader, "confidential");
      expect([reader, marking.isExtract, parts.nodes.map(({ number }: Free) => number)]).toEqual([
        reader,
        false,
        [1, 1, 2, 1, 1, 1],
      ]);
    }
    for (const reader of ["adviser", "designated", "staff"] as const) {
      const { marking, parts } = await seen(reader, "confidential");
      expect([reader, marking.isExtract, new Set(parts.nodes.map(({ number }: Free) => number))]).toEqual([
        reader,
        true,
        new Set([null]),
      ]);
    }
  });

  it("tells no version of a submitted report, which would count its edits", async () => {
    for (const reader of ["adviser", "hom", "director"] as const)
      expect((await seen(reader, reader === "hom" ? "strict" : "confidential")).version).toBeNull();
  });

  it("keeps the title, the grounds and the third party of a strictly confidential report from readers of parts", async () => {
    expect(await seen("designated", "strict")).toMatchObject({
      title: null,
      marking: { grounds: null, thirdParty: null },
    });
    expect(await seen("adviser", "strict")).toMatchObject({
      title: null,
      marking: { grounds: null, thirdParty: null },
    });
    expect(await seen("hom", "strict")).toMatchObject({
      title: expect.stringContaining("strict"),
      marking: { grounds: [], thirdParty: expect.stringContaining("Third") },
    });
  });

  it("is the same to the byte, whatever else its report holds", async () => {
    const readers: [Name, ReportName][] = [
      ["hom", "kept"],
      ["designated", "confidential"],
      ["staff", "confidential"],
      ["adviser", "strict"],
      ["designated", "strict"],
    ];
    const said = async () =>
      Promise.all(readers.map(async ([reader, name]) => JSON.stringify(await seen(reader, name))));
    const before = await said();
    for (const name of ["kept", "confidential", "strict"])
      await registry.sql(
        `with p as (insert into part (report_id, report_level, report_status, kind, label, level, position, corrects_id)
           select r.id, r.level, r.status, 'CORRIGENDUM', 'C-' || lpad(n::text, 6, '0'), r.level, 100 + n, (select id from part where report_id = r.id limit 1)
           from report r, generate_series(1, 20) n where r.symbol = $1 returning id, level)
         insert into part_content (part_id, level, text, ciphertext, wrapped_key, key_id, sha256)
           select id, level, case when level <> 'STRICTLY_CONFIDENTIAL' then 'hidden' end, case when level = 'STRICTLY_CONFIDENTIAL' then '\\x00'::bytea end,
             case when level = 'STRICTLY_CONFIDENTIAL' then '\\x00'::bytea end, case when level = 'STRICTLY_CONFIDENTIAL' then 'k' end, '\\x00' from p`,
        [house.symbol(name as ReportName)],
      );
    expect(await said()).toEqual(before);
  });

  it("gives links between parts as far as both are read", async () => {
    const { findings } = await seen("designated", "confidential");
    expect(findings.nodes.map(({ recommendations }: Free) => recommendations)).toEqual([[], []]);
    const { findings: all, recommendations } = await seen("director", "confidential");
    expect(all.nodes[0].recommendations).toEqual([{ id: house.part("confidential", "recommendation") }]);
    expect(recommendations.nodes[0].findings).toHaveLength(2);
  });

  it("B05: is named by symbols and labels that do not run on", () => {
    const labels = Array.from({ length: 200 }, () => newLabel("FINDING"));
    const symbols = Array.from({ length: 200 }, () => newSymbol(2016));
    for (const names of [labels, symbols]) {
      expect(new Set(names).size).toBe(names.length);
      const risen = names.slice(1).filter((name, place) => name > names[place]!).length;
      expect(risen).toBeGreaterThan(60);
      expect(risen).toBeLessThan(140);
    }
    expect(symbols.every((symbol) => /^OPSP\/2016\/R-[0-9A-Z]{4,8}$/.test(symbol))).toBe(true);
    expect(uuidOf("kept")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
