import fc from "fast-check";
import {
  type GraphQLFieldResolver,
  execute,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  parse,
  validate,
} from "graphql";
import { costOf } from "../../src/limits/cost";
import { library } from "./library";

/** As many entries as a list without pages is taken to hold. */
const LIST_SIZE = 10;

/** Selections of a book, with pages, lists, fragments, repeated fields and directives. */
const selection: fc.Memo<string> = fc.memo((depth) => {
  const below = depth <= 1 ? fc.constant("{ id }") : selection(depth - 1);
  const page = fc.tuple(fc.constantFrom("first", "last"), fc.integer({ min: 1, max: 12 }), below);
  const field = fc.oneof(
    fc.constantFrom("id", "title", "...Small"),
    below.map((inner) => `sequel @include(if: $yes) ${inner}`),
    below.map((inner) => `... on Book ${inner}`),
    page.map(([way, size, inner]) => `chapters(${way}: ${size}) { edges { node { book ${inner} } } nodes { id } }`),
    page.map(([, , inner]) => `chapters(first: $size) { ...Pages nodes { book ${inner} } }`),
    fc.constant("authors { id friends { name } }"),
    page.map(([way, size, inner]) => `authors { books(${way}: ${size}) { pageInfo { hasNextPage } nodes ${inner} } }`),
  );
  return fc.uniqueArray(field, { minLength: 1, maxLength: 3 }).map((fields) => `{ ${fields.join(" ")} }`);
});

const queries = fc.oneof(
  selection(3).map((inner) => `{ books(first: $size) { edges { node ${inner} } } }`),
  selection(3).map((inner) => `{ search(text: "a", first: 9) ${inner} }`),
  selection(3).map(
    (inner) => `{ book(id: 1) ${inner} authors { id } nodes(ids: ["a", "b"]) { ... on Book ${inner} } }`,
  ),
);

const documentOf = (query: string): string => `
  query ($size: Int = 7, $yes: Boolean = true) ${query}
  fragment Small on Book { title authors { id } }
  fragment Pages on ChapterConnection { pageInfo { hasNextPage } edges { node { text } } }`;

/** A source that knows how many rows its page has. */
interface Source {
  size?: number;
}

/** Every page full, every list as long as it is taken to be; what is counted are the objects. */
function objectsOf(query: string): number {
  let objects = 0;
  const one = () => ({ place: (objects += 1) });
  const fieldResolver: GraphQLFieldResolver<Source | undefined, unknown> = (source, given, ...[, info]) => {
    const type = getNullableType(info.returnType);
    if (isLeafType(getNamedType(type))) return info.fieldName === "hasNextPage" ? true : "text";
    const { first, last = first, ids = [] } = given as { first?: number; last?: number; ids?: string[] };
    const size = last ?? source?.size ?? (ids.length || LIST_SIZE);
    return isListType(type) ? Array.from({ length: size }, one) : { ...one(), size: last };
  };
  const typeResolver = () => "Book";
  const result = execute({ schema: library, document: parse(query), fieldResolver, typeResolver });
  expect(result).not.toHaveProperty("errors");
  return objects;
}

it("E13: a request costs at least a tenth of the objects that its answer can hold", () => {
  fc.assert(
    fc.property(queries, (query) => {
      const text = documentOf(query);
      fc.pre(validate(library, parse(text)).every(({ message }) => /never used/.test(message)));
      const cost = costOf({ schema: library, document: parse(text) });
      fc.pre(cost <= 5_000);
      expect(cost).toBeGreaterThanOrEqual(objectsOf(text) / 10);
    }),
    { numRuns: 100 },
  );
});
