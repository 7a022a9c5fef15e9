import type { Free, TestRegistry } from "../support/registry";
import { house, startHouse } from "./house";

/** The same things asked in every way in which GraphQL lets one ask: the answers must be the same. */

const symbol = house.symbol("confidential");
const closed = house.part("confidential", "closed");
const open = house.part("confidential", "open");

describe("a selection", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
  });

  afterAll(() => registry.close());

  async function ask(reader: string, query: string, variables = {}): Promise<Free> {
    const { data, body } = await registry.ask(reader, query, variables);
    if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return data;
  }

  it("gives under each alias what its own arguments ask for", async () => {
    const { report } = await ask(
      "director",
      `query ($kind: PartKind) { report(symbol: "${symbol}") {
        one: parts(first: 1) { nodes { id } } last: parts(last: 1) { nodes { kind } }
        findings: parts(first: 5, kind: FINDING) { totalCount } sections: parts(first: 5, kind: $kind) { totalCount }
        parts(first: 5) { totalCount } none: parts(first: 5, kind: null) { totalCount } } }`,
      { kind: "SECTION" },
    );
    expect(report).toEqual({
      one: { nodes: [{ id: house.part("confidential", "section") }] },
      last: { nodes: [{ kind: "CORRIGENDUM" }] },
      findings: { totalCount: 2 },
      sections: { totalCount: 1 },
      parts: { totalCount: 6 },
      none: { totalCount: 6 },
    });
  });

  it("gives two root fields of one name each its own", async () => {
    const data = await ask(
      "director",
      `{ a: report(symbol: "${symbol}") { symbol } b: report(symbol: "${house.symbol("kept")}") { symbol } c: report(symbol: "none") { symbol } }`,
    );
    expect(data).toEqual({ a: { symbol }, b: { symbol: house.symbol("kept") }, c: null });
  });

  it("merges what is asked of one field in several places", async () => {
    const { report } = await ask(
      "director",
      `{ report(symbol: "${symbol}") { symbol ...cover marking { level } parts(first: 1) { nodes { id } } parts(first: 1) { nodes { label } totalCount } } report(symbol: "${symbol}") { status } }
       fragment cover on Report { symbol marking { text } ... on Node { id } ... { reviewKind } }`,
    );
    expect(report).toEqual({
      symbol,
      marking: { level: "CONFIDENTIAL", text: "UNITED NATIONS \u2013 CONFIDENTIAL" },
      parts: {
        nodes: [{ id: house.part("confidential", "section"), label: expect.stringMatching(/^S-/) }],
        totalCount: 6,
      },
      id: house.report("confidential"),
      reviewKind: "TARGETED",
      status: "SUBMITTED",
    });
  });

  it("A05: decides alike however a part is reached and spelt", async () => {
    const text = expect.stringContaining("tells of confidential closed");
    const spellings: [string, object][] = [
      [`{ node(id: "${closed}") { ... on Part { text } } }`, { node: { text } }],
      [
        `{ node(id: "${closed}") { ... on Finding { text } ... on Section { text } ... on Node { ... on Part { text } } } }`,
        { node: { text } },
      ],
      [
        `{ nodes(ids: ["${closed}", "${open}"]) { ...p } } fragment p on Part { ...f } fragment f on Finding { text }`,
        { nodes: [{ text }, null] },
      ],
      [
        `{ x: node(id: "${closed}") { __typename y: id ... on Finding { z: text } } }`,
        { x: { __typename: "Finding", y: closed, z: text } },
      ],
      [
        `{ report(symbol: "${symbol}") { parts(first: 9) { edges { node { text } } nodes { text } } findings(last: 9) { nodes { text } } } }`,
        { report: { parts: { edges: [{ node: { text } }], nodes: [{ text }] }, findings: { nodes: [{ text }] } } },
      ],
      [
        `{ findings(first: 9) { nodes { text report { parts(first: 5) { nodes { text } } } } } }`,
        { findings: { nodes: [{ text, report: { parts: { nodes: [{ text }] } } }] } },
      ],
      [
        `{ search(text: "convoys", first: 9) { nodes { ... on Finding { text } ... on Annex { text } } } }`,
        { search: { nodes: [{ text }] } },
      ],
      [
        `{ circulations(first: 9) { nodes { report { findings(first: 3) { nodes { text } } } } } }`,
        { circulations: { nodes: [{ report: { findings: { nodes: [{ text }] } } }] } },
      ],
    ];
    for (const [query, expected] of spellings) expect(await ask("asg.oo", query)).toEqual(expected);
  });

  it("leaves out what a directive says, by variables and by literals", async () => {
    const query = `query ($yes: Boolean!, $no: Boolean = false) { report(symbol: "${symbol}") {
      a: symbol @include(if: $yes) b: symbol @include(if: $no) c: symbol @skip(if: $yes) d: symbol @skip(if: $no)
      e: symbol @include(if: true) @skip(if: true) ... @include(if: $no) { f: symbol } ...g @skip(if: $no) } } fragment g on Report { g: symbol }`;
    expect(await ask("director", query, { yes: true })).toEqual({ report: { a: symbol, d: symbol, g: symbol } });
    const only = await ask(
      "director",
      `query ($no: Boolean!) { report(symbol: "${symbol}") { id title @include(if: $no) parts(first: 1) @include(if: $no) { nodes { id } } } }`,
      { no: false },
    );
    expect(only).toEqual({ report: { id: house.report("confidential") } });
    expect(
      await ask(
        "director",
        `query ($no: Boolean!) { report(symbol: "${symbol}") @include(if: $no) { id } viewer @skip(if: $no) { id } }`,
        { no: false },
      ),
    ).toHaveProperty("viewer");
  });

  it("says of each thing which type it is", async () => {
    const { __typename, nodes, circulations, report } = await ask(
      "director",
      `{ __typename nodes(ids: ["${closed}", "${house.report("kept")}", "${house.circulation("toOffice")}", "${house.person("hom")}", "nothing"]) { __typename }
         circulations(first: 9) { __typename nodes { recipients { __typename } } }
         report(symbol: "${symbol}") { __typename marking { __typename } access { __typename because { __typename } } parts(first: 9) { __typename pageInfo { __typename } edges { __typename node { __typename } } } } }`,
    );
    expect(__typename).toBe("Query");
    expect(nodes).toEqual([
      { __typename: "Finding" },
      { __typename: "Report" },
      { __typename: "Circulation" },
      { __typename: "Person" },
      null,
    ]);
    expect(circulations.__typename).toBe("CirculationConnection");
    expect(
      new Set(circulations.nodes.flatMap(({ recipients }: Free) => recipients.map((one: Free) => one.__typename))),
    ).toEqual(new Set(["Post", "Office"]));
    expect(report).toMatchObject({
      __typename: "Report",
      marking: { __typename: "Marking" },
      access: { __typename: "Access", because: [{ __typename: "Reason" }] },
    });
    expect(report.parts.edges.map(({ node }: Free) => node.__typename)).toEqual([
      "Section",
      "Finding",
      "Finding",
      "Recommendation",
      "Annex",
      "Corrigendum",
    ]);
    expect(report.parts.pageInfo).toEqual({ __typename: "PageInfo" });
  });

  it("takes any name for an alias, those of JavaScript and of GraphQL itself included", async () => {
    for (const alias of [
      "__typename",
      "__proto__",
      "constructor",
      "toString",
      "then",
      "toJSON",
      "length",
      "hasOwnProperty",
      "id",
      "nodes",
      "_",
    ]) {
      const { node, viewer } = await ask(
        "director",
        `{ node(id: "${closed}") { ${alias}: id ... on Part { b: label report { ${alias}: symbol } } } viewer { ${alias}: id } }`,
      );
      expect([alias, Object.getOwnPropertyDescriptor(node, alias)?.value]).toEqual([alias, closed]);
      expect([alias, Object.getOwnPropertyDescriptor(node.report, alias)?.value]).toEqual([alias, symbol]);
      expect([alias, Object.getOwnPropertyDescriptor(viewer, alias)?.value]).toEqual([
        alias,
        expect.stringMatching(/^viewer_/),
      ]);
    }
    const root = await ask("director", `{ constructor: report(symbol: "${symbol}") { id } }`);
    expect(Object.keys(root)).toEqual(["constructor"]);
  });

  it("gives members of a union by their own types", async () => {
    const { circulations } = await ask(
      "auditor",
      `{ circulations(first: 9, filter: { states: [SIGNED] }) { nodes { recipients { ... on Post { name code } ... on Office { name kind } ... on Node { id } } } } }`,
    );
    const recipients = circulations.nodes.flatMap((one: Free) => one.recipients);
    expect(recipients).toEqual(
      expect.arrayContaining([
        { name: "Military Adviser", code: "MILITARY_ADVISER", id: await registry.id("post", "MILITARY_ADVISER") },
        { name: "Office of Military Affairs", kind: "HEADQUARTERS_OFFICE", id: await registry.id("office", "OMA") },
      ]),
    );
  });

  it("follows edges round and round", async () => {
    const { report } = await ask(
      "director",
      `{ report(symbol: "${symbol}") { recommendations(first: 1) { nodes { findings { recommendations { findings { label report { id } } } } } } } }`,
    );
    const [finding] = report.recommendations.nodes[0].findings;
    expect(finding.recommendations[0].findings).toHaveLength(2);
    const corrected = await ask(
      "director",
      `{ node(id: "${house.part("confidential", "corrigendum")}") { ... on Corrigendum { corrects { id ... on Section { report { symbol } } } } } }`,
    );
    expect(corrected).toEqual({
      node: { corrects: { id: house.part("confidential", "section"), report: { symbol } } },
    });
    const because = await ask(
      "asg.oo",
      `{ node(id: "${closed}") { ... on Part { access { because { circulation { access { because { circulation { id } } } } } } } } }`,
    );
    expect(because.node.access.because).toEqual([
      { circulation: { access: { because: [{ circulation: { id: house.circulation("toAdviser") } }] } } },
    ]);
  });

  it("gives every edge to a hidden thing as null, and keeps what is around it", async () => {
    const { report } = await ask(
      "asg.oo",
      `{ report(symbol: "${symbol}") { id review { id } outline { id } circulations(first: 5) { nodes { id } } findings(first: 5) { nodes { recommendations { id } } } } }`,
    );
    expect(report).toEqual({
      id: house.report("confidential"),
      review: null,
      outline: null,
      circulations: { nodes: [{ id: house.circulation("toAdviser") }] },
      findings: { nodes: [{ recommendations: [] }] },
    });
  });

  it("is answered at the deepest and widest that the limits allow", async () => {
    const whole = "id label text number marking { copiesAllowed isExtract }";
    const parts = (names: string[], below: string) =>
      names.map((name) => `${name}: parts(first: 1) { nodes { ${below} } }`).join(" ");
    const wide = `{ reports(first: 1) { nodes { ...a } } }
      fragment a on Report { ${parts(["a", "b", "c"], "report { ...b }")} }
      fragment b on Report { ${parts(["d", "e", "f", "g"], whole)} }`;
    const deep = `{ reports(first: 2) { nodes { parts(first: 2) { nodes { report { parts(first: 2) { nodes { report { marking { copiesAllowed } title } ${whole} } } } } } } } }`;
    const reasons = `{ circulations(first: 2) { nodes { access { because { circulation { access { because { circulation { viewerCan { sign revoke } report { id } recipients { ... on Post { code } } } } } } } } } } }`;
    for (const reader of ["director", "adviser", "portal.oma"])
      for (const query of [wide, deep, reasons]) {
        const { code = "ANSWERED", status } = await registry.ask(reader, query);
        expect([query, code, status < 500]).toEqual([query, code, true]);
      }
  });

  it("gives the same through variables as written out, with defaults where none are given", async () => {
    const query = `query ($symbol: String = "${symbol}", $first: Int = 2, $kind: PartKind, $filter: ReportFilter = { levels: [CONFIDENTIAL] }) {
      report(symbol: $symbol) { parts(first: $first, kind: $kind) { nodes { id } } } reports(first: $first, filter: $filter) { nodes { id } } }`;
    const byDefault = await ask("director", query);
    expect(byDefault.report.parts.nodes).toHaveLength(2);
    expect(byDefault.reports.nodes.map(({ id }: Free) => id)).toEqual([
      house.report("draft"),
      house.report("confidential"),
    ]);
    const given = await ask("director", query, {
      symbol: house.symbol("strict"),
      first: 1,
      kind: "FINDING",
      filter: { levels: ["UNCLASSIFIED"] },
    });
    expect(given).toEqual({
      report: { parts: { nodes: [{ id: house.part("strict", "open") }] } },
      reports: { nodes: [{ id: house.report("kept") }] },
    });
  });
});
