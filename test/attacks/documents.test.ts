import { getIntrospectionQuery } from "graphql";

import { house } from "../access/house";
import { type Scene, openScene } from "./scene";

const many = (count: number, piece: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => piece(place)).join(" ");

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

/** Ways by which limits of other servers were stepped around, on the registry's own schema. */
describe("documents that step around limits", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  const symbol = house.symbol("confidential");
  const deepPart = (depth: number, end: string): string =>
    depth === 0 ? end : `report { parts(first: 1) { nodes { ${deepPart(depth - 1, end)} } } }`;
  const refused = async (query: string, variables: object = {}) => {
    const { status, code, body } = await scene.ask("director", query, variables);
    expect([query.slice(0, 80), status, body.data, (body.errors as unknown[]).length]).toEqual([
      query.slice(0, 80),
      400,
      undefined,
      1,
    ]);
    return code;
  };

  it.each([
    [
      "E01: of __typename in fragments that share them",
      `{ ${many(4, () => "...F")} } fragment F on Query { ${many(4, (i) => `a${i}: __typename`)} }`,
    ],
    ["E01: of one field, of one name", `{ report(symbol: "${symbol}") { ${many(16, () => "symbol: symbol")} } }`],
    [
      "E01: of root fields, in inline fragments",
      `{ ${many(8, (i) => `... on Query { a${i}: viewer { id } b${i}: viewer { id } }`)} }`,
    ],
    [
      "E01: in a fragment that is spread below itself by another",
      `{ findings(first: 1) { nodes { ...A } } } fragment A on Finding { ${many(8, (i) => `a${i}: id`)} recommendations { findings { ...B } } } fragment B on Finding { ${many(8, (i) => `b${i}: id`)} }`,
    ],
    [
      "E01: below a directive that leaves them out",
      `query ($no: Boolean = false) { report(symbol: "${symbol}") @include(if: $no) { ${many(16, (i) => `a${i}: id`)} } }`,
    ],
    ["E01: in the schema's description", `{ __schema { types { ${many(16, (i) => `a${i}: name`)} } } }`],
  ])("16 aliases are too many %s", async (_where, query) => {
    expect(await refused(query)).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it.each([
    ["E02: by edges that lead back", `{ findings(first: 1) { nodes { ${deepPart(3, "id")} } } }`],
    [
      "E02: by a fragment that was measured where it is shallow",
      `{ a: findings(first: 1) { nodes { ...F } } b: findings(first: 1) { nodes { ${deepPart(2, "...F")} } } } fragment F on Part { ${deepPart(1, "id")} }`,
    ],
    [
      "E02: by a fragment called as the schema is",
      `{ ...__schema } fragment __schema on Query { findings(first: 1) { nodes { ${deepPart(3, "id")} } } }`,
    ],
    [
      "E02: beside a question for the schema",
      `{ __schema { queryType { name } } findings(first: 1) { nodes { ${deepPart(3, "id")} } } }`,
    ],
    [
      "E02: by a fragment of another that nothing of the first measured",
      `{ findings(first: 1) { nodes { ...A } } } fragment A on Part { ...B } fragment B on Part { ...C } fragment C on Part { ${deepPart(3, "id")} }`,
    ],
  ])("no question goes deeper than 10 %s", async (_how, query) => {
    expect(await refused(query)).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("E02: fragments in cycles, of every length, are refused", async () => {
    for (const length of [1, 2, 5, 20]) {
      const ring = many(length, (i) => `fragment F${i} on Part { id ...F${(i + 1) % length} }`);
      expect(await refused(`{ findings(first: 1) { nodes { ...F0 } } } ${ring}`)).toBe("GRAPHQL_VALIDATION_FAILED");
    }
  });

  it("E09, E13: a page counts as it is asked for, by a variable, a default, a null or a fragment", async () => {
    const inner = "parts(first: $inner) { nodes { id report { findings(first: $inner) { nodes { id } } } } }";
    const query = (type: string) =>
      `query ($outer: Int, $inner: ${type}) { reports(first: $outer) { nodes { ${inner} } } }`;
    expect(await refused(query("Int"), { outer: 100, inner: 100 })).toMatch(/QUERY_TOO_COSTLY|BAD_USER_INPUT/);
    expect(await refused(query("Int = 100"), { outer: 100 })).toMatch(/QUERY_TOO_COSTLY|BAD_USER_INPUT/);
    expect(await refused(query("Int = 1"), { outer: 100, inner: 100 })).toMatch(/QUERY_TOO_COSTLY|BAD_USER_INPUT/);
    for (const inner of [null, 0, -1, 101, 1e9, "1", 1.5, [1]])
      expect(await refused(query("Int"), { outer: 1, inner })).toBe("BAD_USER_INPUT");
    const fragment = `{ reports(first: 100) { nodes { ...F } } } fragment F on Report { parts(first: 100) { nodes { ...G } } } fragment G on Part { report { parts(first: 100) { nodes { id } } } }`;
    expect(await refused(fragment)).toMatch(/QUERY_TOO_COSTLY|BAD_USER_INPUT/);
    const skipped = `query ($no: Boolean = false) { reports(first: 100) @include(if: $no) { nodes { parts(first: 100) { nodes { id } } } } }`;
    expect(await refused(skipped)).toMatch(/QUERY_TOO_COSTLY|BAD_USER_INPUT/);
  });

  it("E13: a list without pages costs what it can hold, and ids in variables what they are", async () => {
    const lists = `{ findings(first: 50) { nodes { recommendations { findings { recommendations { findings { id } } } } } } }`;
    expect(await refused(lists)).toBe("QUERY_TOO_COSTLY");
    const ids = Array.from({ length: 100 }, () => house.part("confidential", "open"));
    expect(
      await refused(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Part { report { parts(first: 60) { nodes { id } } } } } }",
        { ids },
      ),
    ).toMatch(/QUERY_TOO_COSTLY|BAD_USER_INPUT/);
    expect(await refused("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [...ids, ...ids] })).toBe(
      "BAD_USER_INPUT",
    );
  });

  it("E11: the schema is told whole to who is signed in, to nobody else, and nothing is guessed for anybody", async () => {
    const { data } = await scene.ask("stranger", getIntrospectionQuery());
    expect(data.__schema.types.length).toBeGreaterThan(50);
    const nobody = await fetch(`${scene.registry.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect([nobody.status, await nobody.text()]).toEqual([401, expect.not.stringContaining("Query")]);
    for (const query of [
      "{ report }",
      "{ unheard(symbol: 1) { id } }",
      "{ reports(fist: 1) { id } }",
      "{ reports(first: 1) { nods { id } } }",
      "{ node(id: 1) { ... on Unknown { id } } }",
      "query ($a: Unknown) { viewer { id } }",
      "{ viewer @skp(if: true) { id } }",
      "{ reports(first: 1, orderBy: { field: SYMBOl, direction: ASC }) { nodes { id } } }",
    ]) {
      const { body } = await scene.ask("director", query);
      expect([query, /did you mean|suggest|similar/i.test(JSON.stringify(body))]).toEqual([query, false]);
    }
  });

  it("E12: a subscription, @defer, @stream and an upload are refused, by whatever way they come in", async () => {
    for (const query of [
      "subscription { viewer { id } }",
      "{ ... @defer { viewer { id } } }",
      'query ($l: String = "x") { ...F @defer(label: $l) } fragment F on Query { viewer { id } }',
      "{ missions @stream { id } }",
      "query A { viewer { id } } subscription B { viewer { id } }",
    ])
      await refused(query, {});
    const form = new FormData();
    form.set("operations", JSON.stringify({ query: "mutation ($f: Upload!) { x(f: $f) }", variables: { f: null } }));
    form.set("map", '{"0":["variables.f"]}');
    form.set("0", new Blob(["x"]), "x.txt");
    const token = await scene.registry.issuer.token({ subject: "director" });
    const upload = await fetch(`${scene.registry.url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect(upload.status).toBe(415);
  });
});
