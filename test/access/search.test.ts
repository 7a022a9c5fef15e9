import { rowOf } from "../../src/access/ids";
import { uuidOf } from "../policies/rows";
import type { Free, TestRegistry } from "../support/registry";
import { house, startHouse } from "./house";

const SEARCH = `query ($text: String!, $first: Int = 20, $after: String) { search(text: $text, first: $first, after: $after) {
  totalCount totalCountAbove pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor excerpt node { __typename id label text report { symbol } } } } }`;

describe("search", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
  });

  afterAll(() => registry.close());

  const answerOf = async (reader: string, text: string): Promise<Free> => {
    const { data, body } = await registry.ask(reader, SEARCH, { text });
    if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return data.search;
  };
  const hits = async (reader: string, text: string) =>
    (await answerOf(reader, text)).edges.map(({ node }: Free) => node.id).sort();

  it("finds what the reader may read, and nothing else", async () => {
    const part = house.part;
    expect(await hits("adviser", "convoys")).toEqual(
      [part("confidential", "open"), part("confidential", "closed"), part("confidential", "annex")].sort(),
    );
    expect(await hits("asg.oo", "convoys")).toEqual([part("confidential", "closed")]);
    expect(await hits("staff", "convoys")).toEqual(
      [part("confidential", "open"), part("confidential", "annex")].sort(),
    );
    expect(await hits("hom", "convoys")).toEqual([part("strict", "open"), part("strict", "closed")].sort());
    for (const reader of ["administrator", "auditor", "oios", "stranger"])
      expect([reader, await hits(reader, "convoys")]).toEqual([reader, []]);
    for (const text of ["section", "recommendation", "kept", "draft", "strict"])
      expect([text, await hits("adviser", text)]).toEqual([text, []]);
  });

  it("never covers a strictly confidential part, for any reader, the Director included", async () => {
    for (const reader of ["director", "usg.dpko", "hom"]) expect(await hits(reader, '"strict secret"')).toEqual([]);
    expect(await hits("director", '"strict closed"')).toEqual([house.part("strict", "closed")]);
    // Even words that were left behind by mistake are not searched.
    await registry.sql("insert into part_search values ($1, to_tsvector('english', 'forgotten'))", [
      uuidOf("strict secret"),
    ]);
    for (const reader of ["director", "hom"]) {
      expect(await hits(reader, "forgotten")).toEqual([]);
      const { data } = await registry.ask(
        reader,
        `{ reports(first: 5, filter: { text: "forgotten" }) { totalCount } findings(first: 5, filter: { text: "forgotten" }) { totalCount } }`,
      );
      expect(data).toEqual({ reports: { totalCount: 0 }, findings: { totalCount: 0 } });
    }
    await registry.sql("delete from part_search where part_id = $1", [uuidOf("strict secret")]);
  });

  it("quotes from the text of the part itself", async () => {
    const { edges } = await answerOf("asg.oo", "convoys");
    expect(edges).toHaveLength(1);
    expect(edges[0].excerpt).toContain("**convoys**");
    expect(edges[0].node.text).toContain(edges[0].excerpt.replaceAll("**", ""));
  });

  it("counts what is quoted as read: it is in the register, with its paragraph", async () => {
    await registry.ask("asg.oo", `{ search(text: "convoys", first: 5) { edges { excerpt } } }`);
    const [entry] = await registry.sql(
      "select entry::json as entry from register_entry order by sequence desc limit 1",
    );
    expect(entry.entry).toMatchObject({
      operation: ["search"],
      parts: [{ id: rowOf(house.part("confidential", "closed"))!.uuid, paragraphs: ["§ 2.7"] }],
    });
  });

  it("ranks by the part's own words", async () => {
    await registry.sql(
      "update part_search set document = to_tsvector('english', 'convoys convoys convoys convoys') where part_id = $1",
      [uuidOf("confidential annex")],
    );
    const { edges } = await answerOf("adviser", "convoys");
    expect(edges[0].node.id).toBe(house.part("confidential", "annex"));
  });

  it("B04: gives the same answer to the byte, whatever is hidden: ranks, counts, cursors, excerpts", async () => {
    const texts = ["convoys", "convoys or fuel", '"tells of confidential"', "closed", "nothing"];
    const said = async () =>
      JSON.stringify(
        await Promise.all(
          texts.map((text) => registry.ask("asg.oo", SEARCH, { text, first: 2 }).then(({ body }) => body)),
        ),
      );
    const before = await said();
    // A hidden draft with a thousand parts that answer better.
    await registry.sql(
      `with p as (insert into part (report_id, report_level, report_status, kind, label, level, position)
         select id, level, status, 'SECTION', 'S-' || lpad(n::text, 6, '0'), 'UNCLASSIFIED', 100 + n from report, generate_series(1, 1000) n where symbol = $1 returning id),
       c as (insert into part_content (part_id, level, text, sha256) select id, 'UNCLASSIFIED', 'convoys fuel closed convoys', '\\x00' from p)
       insert into part_search select id, to_tsvector('english', 'convoys fuel closed convoys') from p`,
      [house.symbol("draft")],
    );
    await registry.sql("analyze part_search, part, part_content");
    expect(await said()).toBe(before);
    expect((await answerOf("director", "convoys")).totalCount).toBeGreaterThan(1000);
  });

  it("walks its hits in pages, each once", async () => {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const { data }: Free = await registry.ask("adviser", SEARCH, { text: "convoys", first: 1, after });
      found.push(...data.search.edges.map(({ node }: Free) => node.id));
      if (!data.search.pageInfo.hasNextPage) break;
      after = data.search.pageInfo.endCursor;
    }
    expect(found.toSorted()).toEqual(await hits("adviser", "convoys"));
  });

  it("takes words composed and decomposed for the same", async () => {
    await registry.sql("update part_search set document = to_tsvector('english', $2) where part_id = $1", [
      uuidOf("confidential closed"),
      "caf\u00e9",
    ]);
    for (const text of ["caf\u00e9", "cafe\u0301"])
      expect(await hits("asg.oo", text)).toEqual([house.part("confidential", "closed")]);
  });

  it("reads sound language: quotes, or, minus", async () => {
    await registry.sql(
      "update part_search set document = to_tsvector('english', 'fuel for the convoy of the mission') where part_id = $1",
      [uuidOf("confidential closed")],
    );
    const finds = async (text: string) => (await hits("asg.oo", text)).length === 1;
    expect(await finds("convoy fuel")).toBe(true);
    expect(await finds("convoy rice")).toBe(false);
    expect(await finds("rice or convoys")).toBe(true);
    expect(await finds('"convoy of the mission"')).toBe(true);
    expect(await finds('"mission of the convoy"')).toBe(false);
    expect(await finds("convoy -fuel")).toBe(false);
    expect(await finds("the of")).toBe(false);
  });
});
