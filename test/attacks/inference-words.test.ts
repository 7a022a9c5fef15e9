import { isEnumType } from "graphql";

import { registrySchema } from "../../src/app-schema";
import { type Name, house } from "../access/house";
import { uuidOf } from "../policies/rows";
import type { Free } from "../support/registry";
import { type Scene, newCanary, openScene } from "./scene";

const schema = registrySchema();
const query = schema.getQueryType()!.getFields();

/** A cursor is bound to what was searched for. */
const CURSORS = /"(endCursor|cursor)":"[\w-]+"/g;

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("asking for a hidden text by its words", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  const body = async (reader: Name, text: string, variables: object = {}) =>
    JSON.stringify((await scene.registry.ask(reader, text, variables)).body);

  it("B02: a filter on a text finds no prefix, no part and no negation of a word that is hidden", async () => {
    const hidden = scene.world.reports
      .flatMap(({ parts }) => parts)
      .find(({ id }) => id === uuidOf("confidential recommendation"))!;
    const [canary = ""] = /CANARY-\w+/.exec(hidden.text) ?? [];
    const shapes = (word: string) => [
      word,
      `"${word}"`,
      `${word}:*`,
      `${word.slice(0, 10)}*`,
      word.slice(0, 9),
      `-${word} convoys`,
      `${word} or ${word}`,
      `%${word}%`,
      `${word}'--`,
      word.toLowerCase(),
    ];
    const lists = ["reports", "findings", "recommendations"].map(
      (field) => [field, `${field[0]!.toUpperCase()}${field.slice(1, -1)}Filter`] as const,
    );
    for (const [field, type] of lists) {
      const text = `query ($filter: ${type}) { ${field}(first: 9, filter: $filter) { totalCount nodes { id } } }`;
      const [theirs, random] = await Promise.all(
        [canary, newCanary()].map((word) =>
          Promise.all(shapes(word).map((one) => body("adviser", text, { filter: { text: one } }))),
        ),
      );
      expect([field, theirs]).toEqual([field, random]);
      const found = await body("director", text, { filter: { text: canary } });
      expect([field, found.includes('"totalCount":0')]).toEqual([field, field === "findings"]);
    }
  });

  it("B02: no filter has an operator, a negation or a way into a relation of its own", async () => {
    const attempts = [
      'filter: { bodyContains: "CANARY" }',
      'filter: { text_contains: "CANARY" }',
      'filter: { text: { contains: "CANARY" } }',
      'filter: { title: "CANARY" }',
      "filter: { not: { levels: [CONFIDENTIAL] } }",
      "filter: { NOT: { levels: [CONFIDENTIAL] } }",
      "filter: { or: [{ levels: [CONFIDENTIAL] }] }",
      "filter: { levels: { ne: UNCLASSIFIED } }",
      "filter: { levels_in: [] }",
      "filter: { levels: { _in: [] } }",
      "filter: { parts: { some: { level: CONFIDENTIAL } } }",
      "filter: { circulations: { some: { recipients: { some: {} } } } }",
      'where: { text: { _like: "C%" } }',
      "filter: [{ levels: [CONFIDENTIAL] }]",
    ];
    for (const attempt of attempts) {
      const { code, status } = await scene.registry.ask(
        "director",
        `{ reports(first: 1, ${attempt}) { nodes { id } } }`,
      );
      expect([attempt, code, status]).toEqual([attempt, "GRAPHQL_VALIDATION_FAILED", 400]);
    }
  });

  it("B03: reports are ordered by what is on their covers, by a closed list, and by nothing raw", async () => {
    const orders = schema.getType("ReportOrderField");
    expect(
      isEnumType(orders) &&
        orders
          .getValues()
          .map(({ name }) => name)
          .sort(),
    ).toEqual(["LEVEL", "SUBMITTED_ON", "SYMBOL"]);
    const others = Object.values(query)
      .filter(({ args }) => args.some(({ name }) => /order|sort/i.test(name)))
      .map(({ name }) => name);
    expect(others).toEqual(["reports"]);
    for (const field of [
      "TITLE",
      "title",
      '"title"',
      "PARTS_COUNT",
      "text",
      '"id; select 1"',
      "{ title: ASC }",
      "[SYMBOL]",
      "1",
    ]) {
      const { code } = await scene.registry.ask(
        "director",
        `{ reports(first: 1, orderBy: { field: ${field}, direction: ASC }) { nodes { id } } }`,
      );
      expect([field, code]).toEqual([field, "GRAPHQL_VALIDATION_FAILED"]);
    }
  });

  it("B04: a search finds no hidden word by any prefix, sign or spelling, counts none of it and proposes nothing", async () => {
    const { text = "" } = scene.world.reports[0]!.parts[3]!;
    const [canary = ""] = /CANARY-\w+/.exec(text) ?? [];
    const SEARCH =
      "query ($text: String!) { search(text: $text, first: 50) { totalCount totalCountAbove pageInfo { hasNextPage endCursor } edges { cursor excerpt node { id } } } }";
    const asked = (word: string) => [
      word,
      `${word}:*`,
      `'${word}':*`,
      `"${word}"`,
      `${word} | convoys`,
      `!${word}`,
      `-${word}`,
      `${word.slice(0, 12)}:*`,
      `<-> ${word}`,
      `${word}\\`,
      `${word} & !x`,
    ];
    for (const reader of ["adviser", "staff", "administrator", "stranger"] as const) {
      const random = newCanary();
      const told = async (word: string) => Promise.all(asked(word).map((one) => body(reader, SEARCH, { text: one })));
      const [theirs, others] = [await told(canary), await told(random)];
      expect([reader, theirs.map((one) => one.replaceAll(canary, "").replaceAll(CURSORS, ""))]).toEqual([
        reader,
        others.map((one) => one.replaceAll(random, "").replaceAll(CURSORS, "")),
      ]);
      expect([reader, scene.leaksIn(theirs.join(" "), reader)]).toEqual([reader, []]);
    }
    const connection = schema.getType("SearchConnection") as unknown as { getFields(): object };
    expect(Object.keys(connection.getFields()).sort()).toEqual([
      "edges",
      "nodes",
      "pageInfo",
      "totalCount",
      "totalCountAbove",
    ]);
  });

  it("B05: a number is told of the whole report alone, and labels and symbols follow no order", async () => {
    const asked = `{ report(symbol: "${house.symbol("confidential")}") { marking { isExtract } parts(first: 9) { nodes { id number label } } } }`;
    for (const reader of ["adviser", "designated", "staff", "asg.oo"] as const) {
      const { report } = (await scene.ask(reader, asked)).data;
      expect([reader, report.marking.isExtract, new Set(report.parts.nodes.map(({ number }: Free) => number))]).toEqual(
        [reader, true, new Set([null])],
      );
    }
    const { report } = (await scene.ask("director", asked)).data;
    expect(report.parts.nodes.map(({ number }: Free) => number)).toEqual([1, 1, 2, 1, 1, 1]);
  });
});
