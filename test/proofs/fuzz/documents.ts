import type { Random } from "../../policies/random-world";
import type { Questioner } from "../non-interference/questions";

/** One body of a request, and what sort it is of. */
export interface Body {
  sort: string;
  text: string;
}

const PIECES = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ":",
  "$",
  "!",
  "...",
  "@",
  '"',
  '"""',
  "\\",
  "null",
  "on",
  "fragment F on Report",
  "query",
];
const STRANGE = [
  "é",
  "e\u0301",
  "\u202e",
  "\u0000",
  "\ud800",
  "\ufeff",
  "😀",
  "\u2028",
  "ﷺ",
  "İ",
  "%",
  "_",
  "'",
  "--",
  "${x}",
  "\r\n",
];

const asBody = (query: unknown, more: object = {}) => JSON.stringify({ query, ...more });

/** A document with one to three places of it cut, doubled or replaced. */
function nearlyValid(query: string, random: Random): string {
  let text = query;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(text.length);
    const length = 1 + random.below(6);
    const cut = text.slice(at, at + length);
    const instead = random.pick(["", cut + cut, random.pick(PIECES), random.pick(STRANGE)]);
    text = text.slice(0, at) + instead + text.slice(at + length);
  }
  return text;
}

const repeated = (text: string, times: number) => Array.from({ length: times }, () => text).join(" ");
const many = (times: number, of: (place: number) => string) =>
  Array.from({ length: times }, (_, place) => of(place)).join(" ");

/** Requests that nobody sends who means well. */
const HOSTILE: Record<string, (random: Random) => string> = {
  deep: (random) => {
    const depth = 2 + random.below(3000);
    return asBody(
      `{ reports(first: 1) ${"{ nodes { parts(first: 1) ".repeat(depth)}{ totalCount }${" } }".repeat(depth)} }`,
    );
  },
  wide: (random) => asBody(`{ ${many(1 + random.below(2000), (place) => `a${place}: missions { name }`)} }`),
  "fields repeated": (random) => asBody(`{ viewer { ${repeated("__typename", 1 + random.below(3000))} } }`),
  "a cycle of fragments": () =>
    asBody(
      "{ reports(first: 1) { nodes { ...A } } } fragment A on Report { id ...B } fragment B on Report { symbol ...A }",
    ),
  "fragments that double": (random) => {
    const depth = 2 + random.below(40);
    const fragments = many(depth, (place) => `fragment F${place} on Report { ...F${place + 1} ...F${place + 1} }`);
    return asBody(`{ reports(first: 1) { nodes { ...F0 } } } ${fragments} fragment F${depth} on Report { id }`);
  },
  directives: (random) => asBody(`{ viewer ${repeated("@include(if: true)", 1 + random.below(400))} { __typename } }`),
  "a directive unknown": () => asBody('{ viewer @export(as: "x") { __typename @live } }'),
  "a huge text": (random) =>
    asBody(`{ search(first: 1, text: ${JSON.stringify("ab ".repeat(random.below(20_000)))}) { totalCount } }`),
  "strange words": (random) =>
    asBody(
      `{ search(first: 3, text: ${JSON.stringify(many(3, () => random.pick(STRANGE)))}) { totalCount edges { excerpt } } }`,
    ),
  "a strange id": (random) => asBody(`{ node(id: ${JSON.stringify(`part_${random.pick(STRANGE)}`)}) { id } }`),
  "a strange name": (random) => asBody(`{ ${random.pick(STRANGE)} }`),
  "wrong variables": (random) =>
    asBody("query($f: Int!, $t: String!) { search(first: $f, text: $t) { totalCount } }", {
      variables: random.pick<unknown>([
        null,
        [],
        1,
        { f: "1", t: {} },
        { f: 1e99, t: "x" },
        { f: 3, t: ["x"] },
        { f: 1, t: "x", __proto__: 1 },
      ]),
    }),
  "variables nested deeply": (random) => {
    const nested = `${'{"a":'.repeat(random.below(4000))}1`;
    return `{"query":"{ viewer { __typename } }","variables":${nested}${"}".repeat(nested.length / 5)}}`;
  },
  "no GraphQL": (random) =>
    random.pick(["", "null", "[]", "{}", "1", '"x"', '{"query":1}', '{"query":null}', "{", "[{}]", '{"query":""}']),
  "an operation that is not there": () =>
    asBody("query A { viewer { __typename } } query B { missions { id } }", { operationName: "C" }),
  "several operations": () => asBody("query A { viewer { __typename } } query B { missions { id } }"),
  "a subscription": () => asBody("subscription { reports { id } }"),
  "several acts": () =>
    asBody(
      'mutation { a: withdrawPart(input: {partId: "x"}) { __typename } b: withdrawPart(input: {partId: "y"}) { __typename } }',
    ),
  "a large list": (random) => asBody(`{ nodes(ids: [${many(random.below(3000), () => '"part_1"')}]) { id } }`),
  "large numbers": (random) =>
    asBody(`{ reports(first: ${random.pick(["99999999999", "-1", "1e3", "0x10", "2147483648"])}) { totalCount } }`),
  "a batch": (random) =>
    `[${many(1 + random.below(20), () => asBody("{ viewer { __typename } }")).replaceAll("} {", "},{")}]`,
  comments: (random) => asBody(`${"#\n".repeat(random.below(5000))}{ viewer { __typename } }`),
  "kinds of answers asked for": () =>
    asBody("{ __schema { types { fields { type { ofType { fields { type { name } } } } } } } }"),
};

/** A body for one case: a third valid, a third nearly so, a third hostile. */
export function bodyOf(questioner: Questioner, random: Random): Body {
  const chance = random.next();
  if (chance > 0.66) {
    const sort = random.pick(Object.keys(HOSTILE));
    return { sort, text: HOSTILE[sort]!(random) };
  }
  const { query } = random.chance(0.8) ? questioner.query() : questioner.mutation();
  if (chance > 0.33) return { sort: "nearly valid", text: asBody(nearlyValid(query, random)) };
  return { sort: "valid", text: asBody(query) };
}
