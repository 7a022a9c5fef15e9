import { getIntrospectionQuery, parse } from "graphql";
import { limits, refusalOf, repeated } from "./library";

/** A field within a field within a field, so many times, the last of them a leaf. */
const deep = (fields: number): string =>
  `{ book(id: 1) ${"{ sequel ".repeat(fields - 2)} { id } ${"}".repeat(fields - 2)} }`;

describe("E01: aliases", () => {
  it.each([
    ["fields", (n: number) => `{ book(id: 1) { ${repeated(n, (i) => `a${i}: id`)} } }`],
    ["__typename", (n: number) => `{ book(id: 1) { ${repeated(n, (i) => `a${i}: __typename`)} } }`],
    ["the same name", (n: number) => `{ book(id: 1) { ${repeated(n, () => "id: id")} } }`],
    ["fields in inline fragments", (n: number) => `{ book(id: 1) { ... { ${repeated(n, (i) => `a${i}: id`)} } } }`],
    ["introspection", (n: number) => `{ __schema { ${repeated(n, (i) => `a${i}: __typename`)} } }`],
  ])("15 aliases of %s pass and 16 do not", (_, query) => {
    expect(refusalOf(query(15))).toBeUndefined();
    expect(refusalOf(query(16))).toMatch(/at most 15 aliases/);
  });

  it("counts an alias as often as its fragment is spread", () => {
    const query = (spreads: number) =>
      `{ book(id: 1) { ${repeated(spreads, () => "...F")} } } fragment F on Book { a: id b: title c: id }`;
    expect(refusalOf(query(5))).toBeUndefined();
    expect(refusalOf(query(6))).toMatch(/aliases/);
  });

  it("counts aliases of fragments that double one another, without spreading them one by one", () => {
    const doubling = repeated(80, (i) => `fragment F${i} on Book { ...F${i + 1} ...F${i + 1} }`);
    const document = parse(`{ book(id: 1) { ...F0 } } ${doubling} fragment F80 on Book { a: id }`);
    expect(refusalOf(document)).toMatch(/aliases/);
  });

  it("refuses 10,000 aliases at once", () => {
    const document = parse(`{ book(id: 1) { ${repeated(10_000, (i) => `a${i}: __typename`)} } }`);
    expect(refusalOf(document)).toMatch(/aliases/);
  });
});

describe("E02: depth", () => {
  it("10 fields deep pass and 11 do not", () => {
    expect(refusalOf(deep(10))).toBeUndefined();
    expect(refusalOf(deep(11))).toBe("Ask at most 10 fields deep; this operation goes 11 deep.");
  });

  it("is measured where a fragment is spread, not where it was seen first", () => {
    const query = (depth: number) => `
      { a: book(id: 1) { ...F } b: book(id: 2) ${"{ sequel ".repeat(depth)} { ...F } ${"}".repeat(depth)} }
      fragment F on Book { sequel { sequel { sequel { sequel { id } } } } }`;
    expect(refusalOf(query(4))).toBeUndefined();
    expect(refusalOf(query(5))).toMatch(/11 deep/);
  });

  it("is not lowered by inline fragments or by fragments within fragments", () => {
    const inline = deep(11)
      .replaceAll("{ sequel", "{ ... on Book { sequel")
      .replace("{ id }", `{ id } ${"}".repeat(9)}`);
    expect(refusalOf(inline)).toMatch(/11 deep/);
    const chain = repeated(10, (i) => `fragment F${i} on Book { sequel { ...F${i + 1} } }`);
    expect(refusalOf(`{ book(id: 1) { ...F0 } } ${chain} fragment F10 on Book { id }`)).toMatch(/12 deep/);
  });

  it("leaves a fragment within itself to the rule that forbids it, and ends", () => {
    const cycle =
      "{ book(id: 1) { ...A } } fragment A on Book { ...B sequel { ...A } } fragment B on Book { ...A ...B }";
    expect(refusalOf(cycle)).toBeUndefined();
  });

  it("lets the usual introspection be asked", () => {
    const options = {
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    };
    expect(refusalOf(getIntrospectionQuery({ ...options, oneOf: true }))).toBeUndefined();
  });

  it.each([
    ["a fragment called __schema", `{ ...__schema } fragment __schema on Query ${deep(11)}`],
    ["an alias called __schema", deep(11).replace("book", "__schema: book")],
    ["introspection beside a question", deep(11).replace("{ book", "{ __typename book")],
    [
      "introspection in a fragment beside a question",
      `query { ...__type ${deep(11).slice(1)} fragment __type on Query { __typename }`,
    ],
  ])("allows no more to %s", (_, query) => {
    expect(refusalOf(query)).toMatch(/at most 10 fields deep/);
  });

  it("refuses introspection that is deeper than 20", () => {
    const query = (fields: number) =>
      `{ __type(name: "Book") ${"{ ofType ".repeat(fields - 2)} { name } ${"}".repeat(fields - 2)} }`;
    expect(refusalOf(query(20))).toBeUndefined();
    expect(refusalOf(query(21))).toMatch(/at most 20 fields deep/);
  });
});

describe("E04: directives and repetition", () => {
  it.each([
    ["on one field", (n: number) => `{ book(id: 1) { id ${"@again ".repeat(n)} } }`],
    ["on the operation", (n: number) => `query ${"@again ".repeat(n)} { book(id: 1) { id } }`],
    ["on a variable", (n: number) => `query ($id: ID! ${"@again ".repeat(n)}) { book(id: $id) { id } }`],
    ["on a spread", (n: number) => `{ book(id: 1) { ...F ${"@again ".repeat(n)} } } fragment F on Book { id }`],
    ["on a fragment", (n: number) => `{ book(id: 1) { ...F } } fragment F on Book ${"@again ".repeat(n)} { id }`],
    ["on an inline fragment", (n: number) => `{ book(id: 1) { ... ${"@again ".repeat(n)} { id } } }`],
  ])("10 directives %s pass and 11 do not", (_, query) => {
    expect(refusalOf(query(10))).toBeUndefined();
    expect(refusalOf(query(11))).toBe("Use at most 10 directives in one operation.");
  });

  it("counts a directive as often as its fragment is spread", () => {
    const query = `{ book(id: 1) { ${repeated(6, () => "...F")} } } fragment F on Book { id @again title @again }`;
    expect(refusalOf(query)).toMatch(/directives/);
  });
});

describe("Root fields", () => {
  const books = (n: number) => repeated(n, (i) => `b${i}: book(id: ${i}) { id }`);

  it("5 pass and 6 do not", () => {
    expect(refusalOf(`{ ${books(5)} }`)).toBeUndefined();
    expect(refusalOf(`{ ${books(6)} }`)).toBe("Ask for at most 5 root fields in one request; this one has 6.");
  });

  it("are counted within fragments, inline or named", () => {
    expect(
      refusalOf(`{ ... { ${books(3)} } ...F } fragment F on Query { x: __typename y: __typename z: __typename }`),
    ).toMatch(/has 6/);
  });

  it("that are one in the answer count once, so that the parts of a page may each ask for what they need", () => {
    expect(refusalOf(`{ ${repeated(8, () => "...F")} } fragment F on Query { book(id: 1) { id } }`)).toBeUndefined();
  });
});

describe("E03: values in the document", () => {
  const titles = (n: number) =>
    `{ books(first: 1, filter: { titles: [${repeated(n, () => '"t"')}] }) { nodes { id } } }`;

  it("lists of 100 entries pass and of 101 do not", () => {
    expect(refusalOf(titles(100))).toBeUndefined();
    expect(refusalOf(titles(101))).toBe("Send at most 100 entries in one list or object.");
  });

  it("texts are at most 20,000 characters long", () => {
    const query = (n: number) => `{ book(id: "${"x".repeat(n)}") { id } }`;
    expect(refusalOf(query(20_000))).toBeUndefined();
    expect(refusalOf(query(20_001))).toMatch(/at most 20000 characters/);
  });

  it("F08: refuses the character U+0000 and numbers beyond all bounds", () => {
    expect(refusalOf('{ book(id: "a\\u0000b") { id } }')).toMatch(/U\+0000/);
    expect(refusalOf("{ books(first: 1, weight: 1e400) { nodes { id } } }")).toMatch(/numbers/);
    expect(refusalOf(`{ books(first: ${"9".repeat(400)}) { nodes { id } } }`)).toMatch(/numbers/);
  });
});

describe("E12: what is not supported", () => {
  it.each([
    ["subscription { lent { id } }", /^Subscriptions are not supported here/],
    ["{ book(id: 1) { ... @defer { id } } }", /^@defer is not supported here/],
    ["{ authors @stream(initialCount: 1) { id } }", /^@stream is not supported here/],
  ])("%s is refused with a sentence of its own", (query, sentence) => {
    expect(refusalOf(query)).toMatch(sentence);
  });
});

it("raises a limit where the settings do", () => {
  expect(refusalOf(deep(12), { depth: 12 })).toBeUndefined();
  expect(limits.depth).toBe(10);
});
