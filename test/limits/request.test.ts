import { getIntrospectionQuery, parse } from "graphql";
import { costOf } from "../../src/limits/cost";
import { operationOf } from "../../src/limits/operation";
import { type Estimate, coercedVariables, estimate } from "../../src/limits/request";
import { library, limits, repeated } from "./library";

interface Ask {
  variables?: Record<string, unknown>;
  name?: string;
}

function estimated(text: string, { variables = {}, name }: Ask = {}): Estimate {
  const document = parse(text);
  const asked = { schema: library, document, operation: operationOf(document, name), variables };
  return estimate(asked, coercedVariables(asked, limits), limits);
}

const refused = (text: string, ask?: Ask) => expect(() => estimated(text, ask));

describe("E09: pages", () => {
  const sentence = "Give exactly one of first and last for books, from 1 to 100.";

  it.each(["", "(first: 1, last: 1)", "(first: 101, last: 1)", "(first: null)", "(first: null, last: null)"])(
    "books%s is refused",
    (size) => {
      refused(`{ books${size} { nodes { id } } }`).toThrow(
        expect.objectContaining({ message: sentence, code: "BAD_USER_INPUT" }),
      );
    },
  );

  it.each([
    ["first", 0],
    ["first", -1],
    ["first", 101],
    ["first", 1_000_000_000],
    ["last", 0],
    ["last", 101],
  ])("books(%s: %d) is refused, with the size that was given", (name, size) => {
    const message = `Give ${name} for books from 1 to 100, not ${size}.`;
    refused(`{ books(${name}: ${size}) { nodes { id } } }`).toThrow(
      expect.objectContaining({ message, code: "BAD_USER_INPUT" }),
    );
  });

  it.each(["(first: 1)", "(last: 100)", "(first: null, last: 5)"])("books%s passes", (size) => {
    expect(estimated(`{ books${size} { nodes { id } } }`).fields).toEqual(["books"]);
  });

  it("are held to the same in variables, with their defaults", () => {
    const query = "query ($n: Int) { books(first: $n) { nodes { id } } }";
    refused(query).toThrow(sentence);
    refused(query, { variables: { n: null } }).toThrow(sentence);
    refused(query, { variables: { n: 101 } }).toThrow("Give first for books from 1 to 100, not 101.");
    expect(estimated(query, { variables: { n: 100 } }).cost).toBe(101);
    expect(estimated(query.replace("Int", "Int = 7")).cost).toBe(8);
  });

  it("take the default of the schema, and say first where there is no last", () => {
    expect(estimated("{ newest { nodes { id } } }").cost).toBe(6);
    refused("{ newest(first: null) { nodes { id } } }").toThrow("Give first for newest, from 1 to 100.");
    refused('{ search(text: "a", first: 0) { id } }').toThrow("Give first for search from 1 to 100, not 0.");
  });

  it("are looked at within fragments and below what is skipped", () => {
    const tooLong = "Give first for books from 1 to 100, not 500.";
    refused("{ ...F } fragment F on Query { books(first: 500) { nodes { id } } }").toThrow(tooLong);
    refused("{ books(first: 500) @skip(if: true) { nodes { id } } }").toThrow(tooLong);
  });

  it("within pages hold 1,000 rows in all", () => {
    const nested = (outer: number, inner: number) =>
      `{ books(first: ${outer}) { nodes { chapters(first: ${inner}) { pageInfo { hasNextPage } } } } }`;
    expect(estimated(nested(100, 10)).cost).toBeLessThan(1_000);
    refused(nested(100, 11)).toThrow(expect.objectContaining({ code: "QUERY_TOO_COSTLY" }));
    refused(nested(100, 11)).toThrow(
      "Pages within pages may hold 1000 rows in all; this request asks for 1100. Ask for smaller pages.",
    );
  });

  it("within pages are multiplied through fragments", () => {
    const query =
      "{ books(first: 100) { ...B } } fragment B on BookConnection { nodes { chapters(first: 50) { nodes { id } } } }";
    refused(query).toThrow(/asks for 5000/);
  });
});

describe("E13: cost", () => {
  const cost = (text: string, variables?: Record<string, unknown>) =>
    costOf({ schema: library, document: parse(text), variables });

  it.each([
    ["{ __typename }", 1],
    ["{ book(id: 1) { id title } }", 1],
    ["{ book(id: 1) { sequel { sequel { id } } } }", 3],
    ["{ books(first: 20) { pageInfo { hasNextPage } } }", 2],
    ["{ books(first: 20) { totalCount } }", 1],
    ["{ books(first: 20) { nodes { id } } }", 21],
    ["{ books(first: 20) { edges { node { id } } } }", 41],
    ["{ books(first: 20) { edges { node { id } } nodes { id } pageInfo { hasNextPage } } }", 62],
    ["{ books(first: 20) { nodes { chapters(last: 10) { nodes { id } } } } }", 1 + 20 * (1 + 1 + 10)],
    ['{ search(text: "a", first: 30) { id } }', 30],
    ["{ authors { id } }", 10],
    ["{ authors { friends { id } } }", 110],
    ["{ nodes(ids: [1, 2, 3]) { id } }", 3],
  ])("%s costs %i", (query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  it("counts ids in variables", () => {
    expect(cost("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: ["a", "b", "c", "d"] })).toBe(4);
  });

  it("is the same through fragments, inline or named, and whatever is skipped", () => {
    const plain = "{ books(first: 20) { edges { node { authors { id } } } } }";
    const named =
      "{ ...Q } fragment Q on Query { books(first: 20) { ...C } } fragment C on BookConnection { edges { ...E } } fragment E on BookEdge { node { authors { id } } }";
    const inline =
      "{ ... { books(first: 20) { ... on BookConnection { edges { ... { node { authors @skip(if: true) { id } } } } } } } }";
    expect([cost(named), cost(inline)]).toEqual([cost(plain), cost(plain)]);
  });

  it("grows with fragments that double one another, without going through each of 2 to the 60th", () => {
    const doubling = repeated(
      60,
      (i) => `fragment F${i} on Book { a: sequel { ...F${i + 1} } b: sequel { ...F${i + 1} } }`,
    );
    expect(cost(`{ book(id: 1) { ...F0 } } ${doubling} fragment F60 on Book { id }`)).toBeGreaterThan(2 ** 50);
  });

  it("is at most 5,000", () => {
    const wide = (rows: number) => `{ books(first: ${rows}) { nodes { authors { friends { id } } } } }`;
    expect(estimated(wide(44)).cost).toBe(1 + 44 * 111);
    refused(wide(46)).toThrow(
      "This request costs 5107, and one request may cost 5000. Ask for smaller pages or fewer fields.",
    );
    refused(wide(46)).toThrow(expect.objectContaining({ code: "QUERY_TOO_COSTLY" }));
  });

  it("takes a list's size from its field where that states one", () => {
    const field = library.getQueryType()?.getFields().authors;
    Object.assign(field ?? {}, { extensions: { listSize: 200 } });
    expect(cost("{ authors { id } }")).toBe(200);
    Object.assign(field ?? {}, { extensions: {} });
  });

  it("lets the usual introspection be asked, and not much of it at once", () => {
    expect(cost(getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }))).toBeLessThan(2_000);
    const twice =
      "t: types { fields { type { fields { args { type { name } } } } } } u: types { fields { type { fields { args { type { name } } } } } }";
    refused(`{ ${repeated(5, (i) => `s${i}: __schema { ${twice} }`)} }`).toThrow(/^This request costs/);
  });
});

describe("E05: operations", () => {
  it("a document with several needs a name that it has", () => {
    const both = "query A { authors { id } } query B { book(id: 1) { id } }";
    expect(estimated(both, { name: "B" }).fields).toEqual(["book"]);
    refused(both).toThrow(/^Say in operationName/);
    refused(both, { name: "C" }).toThrow(/no operation of the name/);
    refused("fragment F on Book { id }").toThrow(/^Say in operationName/);
  });

  it("a mutation has one root field", () => {
    expect(estimated("mutation { lend(id: 1) { id } __typename }").fields).toEqual(["lend", "__typename"]);
    refused("mutation { lend(id: 1) { id } giveBack(id: 1) { id } }").toThrow(
      "Send one mutation a request: this one has several.",
    );
    refused("mutation { ...F a: lend(id: 1) { id } } fragment F on Mutation { lend(id: 1) { id } }").toThrow(
      /^Send one mutation/,
    );
  });

  it("fields are told by their names in the schema, not by their aliases", () => {
    expect(estimated("{ secret: book(id: 1) { id } other: book(id: 2) { id } }").fields).toEqual(["book"]);
  });
});

describe("E03: variables", () => {
  const query = "query ($filter: BookFilter) { books(first: 1, filter: $filter) { nodes { id } } }";
  const nest = (depth: number): object => (depth === 0 ? {} : { inner: nest(depth - 1) });

  it.each([
    ["a list of 101 entries", { titles: Array(101).fill("t") }, /at most 100 entries/],
    ["a text of 20,001 characters", { titles: ["x".repeat(20_001)] }, /at most 20000 characters/],
    ["U+0000", { titles: ["a\0b"] }, /U\+0000/],
    ["half a character", { titles: ["\ud800"] }, /half a character/],
    ["values 50 deep", nest(50), /at most 12 deep/],
    [
      "values 20,000 deep",
      JSON.parse('{"inner":'.repeat(20_000) + "1" + "}".repeat(20_000)) as object,
      /at most 12 deep/,
    ],
    ["F04: __proto__", JSON.parse('{"__proto__": {"titles": ["t"]}}') as object, /no key "__proto__"/],
    ["F04: constructor", { constructor: { prototype: {} } }, /no key "constructor"/],
    ["F04: an operator in place of a text", { titles: [{ _type: "raw" }] }, /String cannot represent/],
    ["a field that does not exist", { title: "t" }, /Field "title" is not defined by type "BookFilter"\.?$/],
    ["a number beyond all bounds", { titles: [Infinity] }, /numbers/],
  ])("refuses %s", (_, filter, sentence) => {
    refused(query, { variables: { filter } }).toThrow(
      expect.objectContaining({ message: expect.stringMatching(sentence), code: "BAD_USER_INPUT" }),
    );
  });

  it("refuses what is of another type than declared, or missing", () => {
    refused("query ($id: ID!) { book(id: $id) { id } }").toThrow(/"\$id" of required type "ID!" was not provided/);
    refused("query ($n: Int) { books(first: $n) { nodes { id } } }", { variables: { n: "1" } }).toThrow(
      /Int cannot represent/,
    );
    refused('query ($n: Int = 1) { search(text: "a", first: $n) { id } }', { variables: { n: null } }).toThrow(
      /must not be null/,
    );
  });

  it("leaves variables that are not declared alone, as long as they are small", () => {
    expect(estimated("{ book(id: 1) { id } }", { variables: { other: 1 } }).cost).toBe(1);
  });
});
