import type { TestRegistry } from "../support/registry";
import { startHouse } from "./house";

describe("a filter that cannot be used as it stands", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
  });

  afterAll(() => registry.close());

  const codeOf = async (reader: string, field: string, args: string) =>
    (await registry.ask(reader, `{ ${field}(first: 5, ${args}) { nodes { id } } }`)).code;

  const REFUSED: [what: string, field: string, args: string][] = [
    ["days in reverse", "reports", 'filter: { submittedFrom: "2016-01-02", submittedTo: "2016-01-01" }'],
    ["days in reverse", "findings", 'filter: { submittedFrom: "2016-01-02", submittedTo: "2016-01-01" }'],
    ["days in reverse", "recommendations", 'filter: { targetFrom: "2016-01-02", targetTo: "2016-01-01" }'],
    ["instants in reverse", "register", 'filter: { from: "2016-01-02T00:00:00Z", to: "2016-01-01T00:00:00Z" }'],
    ["a day that is none", "reports", 'filter: { submittedFrom: "2016-02-30" }'],
    ["a day before all days", "reports", 'filter: { submittedFrom: "0000-01-01" }'],
    ["a day that is text", "reports", 'filter: { submittedFrom: "yesterday" }'],
    ["a day that is a number", "reports", "filter: { submittedFrom: 20160101 }"],
    ["an instant that is none", "circulations", 'filter: { expiringBefore: "2016-01-01T25:00:00Z" }'],
    ["an instant before all instants", "circulations", 'filter: { expiringBefore: "0000-01-01T00:00:00Z" }'],
    ["an instant that is a day", "circulations", 'filter: { expiringBefore: "2016-01-01" }'],
    ["a level that is none", "reports", "filter: { levels: [TOP_SECRET] }"],
    ["a level as text", "reports", 'filter: { levels: ["CONFIDENTIAL"] }'],
    ["a null in a list", "reports", "filter: { levels: [null] }"],
    ["a field that is none", "reports", 'filter: { title: "x" }'],
    ["an operator", "reports", 'filter: { text: { contains: "x" } }'],
    ["no words", "reports", 'filter: { text: "  " }'],
    ["too many words", "findings", `filter: { text: ${JSON.stringify("word ".repeat(100))} }`],
    ["half a character", "reports", 'filter: { text: "\\ud800" }'],
    ["a character that is none", "reports", 'filter: { text: "a\\u0000b" }'],
    ["a list too long", "reports", `filter: { missions: [${'"X", '.repeat(101)}] }`],
    ["an order by nothing", "reports", "orderBy: { field: TITLE, direction: ASC }"],
    ["an order in no direction", "reports", "orderBy: { field: SYMBOL }"],
  ];

  it.each(REFUSED)("is refused for %s of %s, with a sentence and nothing of SQL", async (_what, field, args) => {
    const { code, message, status } = await registry.ask(
      "director",
      `{ ${field}(first: 5, ${args}) { nodes { id } } }`,
    );
    expect({ code, status: status < 500 }).toEqual({
      code: expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED)$/),
      status: true,
    });
    expect(message).toMatch(/^[A-Z]/);
    expect(message).not.toMatch(/select|syntax error at|column|relation |operator does not/i);
  });

  it("is refused alike in variables", async () => {
    for (const filter of [
      { submittedFrom: "0000-01-01" },
      { levels: "X" },
      { text: "\u0000" },
      { text: "" },
      { submittedFrom: 1e99 },
      { ["__proto__x"]: 1 },
      [],
    ]) {
      const { code, status } = await registry.ask(
        "director",
        "query ($filter: ReportFilter) { reports(first: 5, filter: $filter) { nodes { id } } }",
        { filter },
      );
      expect([filter, code, status < 500]).toEqual([filter, "BAD_USER_INPUT", true]);
    }
  });

  it("is not one for words with every sign that means something elsewhere", async () => {
    const odd = [
      "%",
      "_",
      "\\",
      "'",
      '"',
      "''",
      '"convoys',
      "convoys'",
      "(convoys",
      "convoys & | ! <->",
      "*",
      ":*",
      "convoys:*",
      "$1",
      "$1::text",
      "--",
      "/* */",
      "; drop table report",
      "\u202econvoys",
      "cafe\u0301",
      "\u{1F4A3}",
      "or",
      "-convoys",
      "- -",
      "a".repeat(200),
      "\\x00",
      "E'\\n'",
    ];
    for (const text of odd)
      expect([text, await codeOf("director", "reports", `filter: { text: ${JSON.stringify(text)} }`)]).toEqual([
        text,
        undefined,
      ]);
    for (const text of odd)
      expect([
        text,
        (
          await registry.ask(
            "director",
            "query ($text: String!) { search(text: $text, first: 5) { totalCount edges { excerpt } } }",
            { text },
          )
        ).code,
      ]).toEqual([text, undefined]);
  });
});
