import { uuidOf } from "../policies/rows";
import type { Free, TestRegistry } from "../support/registry";
import { house, startHouse } from "./house";

const PAGE =
  "totalCount totalCountAbove pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } nodes { id }";
const SENTENCE = /^[A-Z][^<>]*\.$/;

/** A list under test: where it stands in a query, and who asks. */
interface List {
  readonly reader: string;
  readonly field: string;
  /** Arguments beside those of the page. */
  readonly args?: string;
  /** A field around it, with its arguments. */
  readonly within?: string;
}

const LISTS: List[] = [
  { reader: "director", field: "reports" },
  { reader: "director", field: "reports", args: "orderBy: { field: SYMBOL, direction: ASC }" },
  { reader: "director", field: "reports", args: "orderBy: { field: SYMBOL, direction: DESC }" },
  { reader: "director", field: "reports", args: "orderBy: { field: LEVEL, direction: ASC }" },
  { reader: "director", field: "reports", args: "orderBy: { field: LEVEL, direction: DESC }" },
  { reader: "director", field: "reports", args: "orderBy: { field: SUBMITTED_ON, direction: ASC }" },
  { reader: "director", field: "findings" },
  { reader: "director", field: "recommendations" },
  { reader: "director", field: "search", args: 'text: "convoys"' },
  { reader: "auditor", field: "circulations" },
  { reader: "adviser", field: "posts" },
  { reader: "stranger", field: "offices" },
  { reader: "auditor", field: "register", args: `filter: { personId: "${house.person("hom")}" }` },
  { reader: "director", field: "parts", within: `report(symbol: "${house.symbol("confidential")}")` },
  { reader: "director", field: "findings", within: `report(symbol: "${house.symbol("strict")}")` },
  { reader: "director", field: "circulations", within: `report(symbol: "${house.symbol("confidential")}")` },
];
const nameOf = ({ reader, field, args = "", within = "" }: List) =>
  `${within} ${field} ${args} for the ${reader}`.trim();
const named = LISTS.map((list) => [nameOf(list), list] as const);

describe("a connection", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
    for (const reader of ["hom", "hom", "hom"])
      await registry.ask(reader, "{ reports(first: 5) { nodes { id parts(first: 5) { nodes { text } } } } }");
  });

  afterAll(() => registry.close());

  async function answerOf({ reader, field, args = "", within }: List, page: string) {
    const list = `${field}(${page} ${args}) { ${PAGE} }`;
    const answer = await registry.ask(reader, `{ ${within ? `${within} { ${list} }` : list} }`);
    return {
      ...answer,
      list: answer.data && (within ? Object.values(answer.data as object)[0] : answer.data)?.[field],
    };
  }

  async function pageOf(list: List, page: string): Promise<Free> {
    const answer = await answerOf(list, page);
    if (!answer.list)
      throw new Error(`${page} ${JSON.stringify(answer.body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return answer.list;
  }

  /** All ids of a list, walked by pages; what each page says of itself is checked on the way. */
  async function walk(list: List, size: number, direction: "forward" | "backward"): Promise<string[]> {
    const forward = direction === "forward";
    const found: string[] = [];
    for (let cursor = ""; ;) {
      const page = await pageOf(
        list,
        forward
          ? `first: ${size} ${cursor && `after: "${cursor}"`}`
          : `last: ${size} ${cursor && `before: "${cursor}"`}`,
      );
      const ids = page.nodes.map(({ id }: Free) => id);
      expect(page.edges.map(({ node }: Free) => node.id)).toEqual(ids);
      expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
        page.edges[0]?.cursor ?? null,
        page.edges.at(-1)?.cursor ?? null,
      ]);
      const [onward, back] = forward ? ["hasNextPage", "hasPreviousPage"] : ["hasPreviousPage", "hasNextPage"];
      expect(page.pageInfo[back]).toBe(found.length > 0);
      found[forward ? "push" : "unshift"](...ids);
      if (!page.pageInfo[onward]) {
        expect([page.totalCount, page.totalCountAbove]).toEqual([found.length, null]);
        return found;
      }
      cursor = forward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
    }
  }

  it.each(named)("walks %s forward and backward to the same rows, in pages of any size", async (_name, list) => {
    const answer = await pageOf(list, "first: 100");
    const all = answer.nodes.map(({ id }: Free) => id);
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all).size).toBe(all.length);
    const size = Math.max(1, Math.ceil(all.length / 5));
    expect(await walk(list, size, "forward")).toEqual(all);
    expect(await walk(list, size + 1, "backward")).toEqual(all);
  });

  it.each(named)("gives one place in %s one cursor", async (_name, list) => {
    const [whole, again] = [await pageOf(list, "first: 100"), await pageOf(list, "first: 100")];
    const cursors = whole.edges.map(({ cursor }: Free) => cursor);
    expect(again.edges.map(({ cursor }: Free) => cursor)).toEqual(cursors);
    expect(new Set(cursors).size).toBe(cursors.length);
    const last = await pageOf(list, "last: 1");
    expect(last.edges[0].cursor).toBe(cursors.at(-1));
    expect(cursors.join("")).not.toMatch(new RegExp(uuidOf("confidential").slice(0, 8)));
  });

  it("puts drafts at the head of the newest, and at the end of the oldest", async () => {
    const by = async (direction: string) =>
      (
        await pageOf(
          { reader: "director", field: "reports", args: `orderBy: { field: SUBMITTED_ON, direction: ${direction} }` },
          "first: 9",
        )
      ).nodes.map(({ id }: Free) => id);
    const newest = [house.report("draft"), house.report("kept"), house.report("strict"), house.report("confidential")];
    expect(await by("DESC")).toEqual(newest);
    expect(await by("ASC")).toEqual([...newest].reverse());
  });

  it("orders by level from the lowest, and by symbol as bytes", async () => {
    const by = async (field: string, ask: string) =>
      (
        await registry.ask(
          "director",
          `{ reports(first: 9, orderBy: { field: ${field}, direction: ASC }) { nodes { ${ask} } } }`,
        )
      ).data.reports.nodes;
    const levels = (await by("LEVEL", "marking { level }")).map(({ marking }: Free) => marking.level);
    expect(levels).toEqual(["UNCLASSIFIED", "CONFIDENTIAL", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"]);
    const symbols = (await by("SYMBOL", "symbol")).map(({ symbol }: Free) => symbol);
    expect(symbols).toEqual([...symbols].sort());
  });

  describe("B06: takes a cursor for its own list alone, and", () => {
    const reports: List = { reader: "director", field: "reports" };
    const refused = async (list: List, cursor: string, page = `first: 2 after: ${JSON.stringify(cursor)}`) => {
      const { code, message, status, data } = await answerOf(list, page);
      expect({ list: nameOf(list), code, status, data }).toEqual({
        list: nameOf(list),
        code: "BAD_USER_INPUT",
        status: 200,
        data: null,
      });
      expect(message).toMatch(SENTENCE);
    };
    const cursorOf = async (list: List): Promise<string> => (await pageOf(list, "first: 1")).pageInfo.endCursor;

    it("refuses another reader's", async () => {
      await refused({ ...reports, reader: "usg.dpko" }, await cursorOf(reports));
    });

    it("refuses another filter's, another order's, another field's and another search's", async () => {
      const cursor = await cursorOf(reports);
      await refused({ ...reports, args: "filter: { levels: [CONFIDENTIAL] }" }, cursor);
      await refused({ ...reports, args: "orderBy: { field: SYMBOL, direction: ASC }" }, cursor);
      await refused({ ...reports, args: "orderBy: { field: SUBMITTED_ON, direction: ASC }" }, cursor);
      await refused({ ...reports, field: "findings" }, cursor);
      await refused({ ...reports, field: "offices" }, cursor);
      await refused(
        { ...reports, field: "search", args: 'text: "fuel"' },
        await cursorOf({ ...reports, field: "search", args: 'text: "convoys"' }),
      );
    });

    it("refuses one of another parent, even where the field is the same", async () => {
      const inside = (name: "confidential" | "strict"): List => ({
        reader: "director",
        field: "parts",
        within: `report(symbol: "${house.symbol(name)}")`,
      });
      await refused(inside("strict"), await cursorOf(inside("confidential")));
      await refused({ ...inside("confidential"), args: "kind: FINDING" }, await cursorOf(inside("confidential")));
      const { code } = await registry.ask(
        "director",
        `{ reports(first: 4) { nodes { parts(first: 1, after: "${await cursorOf(inside("confidential"))}") { nodes { id } } } } }`,
      );
      expect(code).toBe("BAD_USER_INPUT");
    });

    it("refuses one that was altered in any place, cut short, or made up", async () => {
      const cursor = await cursorOf(reports);
      const bytes = Buffer.from(cursor, "base64url");
      for (let place = 0; place < bytes.length; place += 7) {
        const altered = Buffer.from(bytes);
        altered[place]! ^= 1;
        await refused(reports, altered.toString("base64url"));
      }
      for (const odd of [
        "",
        " ",
        cursor.slice(0, -1),
        cursor.slice(4),
        `${cursor}A`,
        `${cursor}=`,
        ` ${cursor}`,
        "A".repeat(5000),
        "\u00e9",
        "null",
        Buffer.from('["",""]').toString("base64"),
      ])
        await refused(reports, odd);
    });

    it("takes it with the same filter written otherwise, or with nulls for what is not asked", async () => {
      const filtered: List = { ...reports, args: "filter: { levels: [CONFIDENTIAL], statuses: [SUBMITTED, DRAFT] }" };
      const cursor = await cursorOf(filtered);
      const answer = await answerOf(
        {
          ...reports,
          args: "filter: { text: null, statuses: [SUBMITTED, DRAFT], levels: [CONFIDENTIAL] } orderBy: null",
        },
        `first: 2 after: "${cursor}"`,
      );
      expect(answer.code).toBeUndefined();
      expect(answer.list.nodes).toHaveLength(1);
      const whole = `first: 1 after: "${await cursorOf(reports)}"`;
      for (const args of ["filter: {}", "filter: { text: null }", "filter: null"])
        expect(await answerOf({ ...reports, args }, whole)).toMatchObject({ code: undefined });
    });

    it("takes it when what it asks of each row is other than before", async () => {
      const cursor = await cursorOf(reports);
      const { data } = await registry.ask(
        "director",
        `query ($after: String) { other: reports(first: 1, after: $after) { nodes { symbol } } }`,
        { after: cursor },
      );
      expect(data.other.nodes).toEqual([{ symbol: house.symbol("kept") }]);
    });
  });

  it.each([
    ["neither first nor last", ""],
    ["both", "first: 1 last: 1"],
    ["none of a page", "first: 0"],
    ["less than none", "last: -1"],
    ["too many", "first: 101"],
    ["far too many", "last: 2147483647"],
    ["a null", "first: null"],
    ["before with first", 'first: 1 before: "x"'],
    ["after with last", 'last: 1 after: "x"'],
  ])("refuses a page of %s with a sentence", async (_what, page) => {
    const { code, message, status } = await answerOf(
      { reader: "director", field: "reports", args: page || "orderBy: null" },
      "",
    );
    expect(code).toBe("BAD_USER_INPUT");
    expect(message).toMatch(SENTENCE);
    expect(status).toBeLessThan(500);
  });

  it("keeps its pages right when a row is lost between two of them", async () => {
    const list: List = { reader: "hom", field: "parts", within: `report(symbol: "${house.symbol("strict")}")` };
    const all = (await pageOf(list, "first: 9")).nodes.map(({ id }: Free) => id);
    const first = await pageOf(list, "first: 1");
    await registry.sql("update circulated_part set ends_at = registry_now() where part_id = $1", [
      uuidOf("strict open"),
    ]);
    const second = await pageOf(list, `first: 5 after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes.map(({ id }: Free) => id)).toEqual(all.slice(1));
    expect(second.totalCount).toBe(2);
    expect(second.pageInfo.hasPreviousPage).toBe(false);
    const back = await pageOf(list, `last: 5 before: "${second.pageInfo.endCursor}"`);
    expect(back.nodes.map(({ id }: Free) => id)).toEqual(all.slice(1, -1));
  });

  it("counts exactly up to 10,000, and above says that it is more", async () => {
    const offices = { reader: "stranger", field: "offices", args: "filter: { kinds: [CONTRIBUTING_COUNTRY] }" };
    const enter = (count: number) =>
      registry.sql(
        `insert into office (code, name, kind, starts_on) select 'COUNTRY_' || lpad((n + (select count(*) from office where kind = 'CONTRIBUTING_COUNTRY'))::text, 6, '0'), 'Country', 'CONTRIBUTING_COUNTRY', '2010-01-01' from generate_series(1, $1::int) n`,
        [count],
      );
    await enter(10_000);
    expect(await pageOf(offices, "first: 1")).toMatchObject({ totalCount: 10_000, totalCountAbove: null });
    await enter(1);
    const { data } = await registry.ask(
      "stranger",
      "{ offices(first: 1, filter: { kinds: [CONTRIBUTING_COUNTRY] }) { totalCount } more: offices(last: 1, filter: { kinds: [CONTRIBUTING_COUNTRY] }) { totalCountAbove nodes { code } } }",
    );
    expect(data).toEqual({
      offices: { totalCount: null },
      more: { totalCountAbove: 10_000, nodes: [{ code: "COUNTRY_010001" }] },
    });
  });
});
