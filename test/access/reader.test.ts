import { inspect } from "node:util";
import { type OperationDefinitionNode, parse } from "graphql";

import { CursorSeal } from "../../src/access/cursor";
import { KnownViewers } from "../../src/access/known-viewers";
import { Reader } from "../../src/access/reader";
import { Seal } from "../../src/access/sealing";
import { registrySchema } from "../../src/app-schema";
import { isLate, withLate } from "../../src/access/late";
import { house, startHouse } from "./house";
import type { Free, TestRegistry } from "../support/registry";

describe("reading at once", () => {
  let registry: TestRegistry;
  const sent: string[] = [];

  beforeAll(async () => {
    registry = await startHouse();
    registry.database.onStatement = (text) => sent.push(text);
  });

  afterAll(async () => registry.close());

  const REPORT =
    "query ($symbol: String!) { report(symbol: $symbol) { symbol parts(first: 20) { nodes { label text } } } }";
  const ask = async (reader: string, query: string, variables = {}) => {
    sent.length = 0;
    return (await registry.ask(reader, query, variables)).body;
  };
  const questions = () => sent.filter((text) => / as answer$/.test(text));

  it("sends the beginning, who is asking, the question, the end and the entry: once each", async () => {
    for (let time = 0; time < 3; time += 1) {
      await ask("adviser", REPORT, { symbol: house.symbol("confidential") });
      expect(sent.map((text) => text.split(/[\s(]/, 4).join(" "))).toEqual([
        "begin transaction isolation level",
        "select * from enter",
        expect.stringMatching(/^select/),
        "commit",
        expect.stringContaining("select entry_id"),
      ]);
    }
  });

  it("compiles a document once for every symbol and every cursor", async () => {
    const texts = new Set<string>();
    for (const name of ["confidential", "strict"] as const) {
      await ask("director", REPORT, { symbol: house.symbol(name) });
      questions().forEach((text) => texts.add(text));
    }
    expect(texts.size).toBe(1);
    const LIST =
      "query ($after: String) { reports(first: 1, after: $after) { nodes { symbol } pageInfo { endCursor hasNextPage } } }";
    const pages: string[] = [];
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { reports }: Free = (await ask("director", LIST, { after })).data;
      if (after !== null) pages.push(...questions());
      seen.push(...reports.nodes.map(({ symbol }: { symbol: string }) => symbol));
      after = reports.pageInfo.endCursor;
      more = reports.pageInfo.hasNextPage;
    }
    expect(new Set(pages).size).toBe(1);
    const whole = (await ask("director", "{ reports(first: 100) { nodes { symbol } } }")).data.reports.nodes;
    expect(seen).toEqual(whole.map(({ symbol }: { symbol: string }) => symbol));
  });

  it("keeps nothing of what was opened for an answer", async () => {
    const { reading, tickets } = registry.database;
    const keys = registry["keys"];
    const schema = registrySchema();
    const cursors = new CursorSeal(keys.secret);
    const reader = new Reader({ reading, tickets, cursors, seal: new Seal(keys), schema, viewers: new KnownViewers() });
    const document = parse(REPORT);
    const operation = document.definitions[0] as OperationDefinitionNode;
    const variables = { symbol: house.symbol("strict") };
    const caller = { login: { issuer: registry.issuer.issuer, subject: "director" } };
    const { data } = await reader.read(caller, { document, operation, variables, digest: "strict" });
    const texts: string[] = (data as Free).report.parts.nodes.map(({ text }: { text: string }) => text);
    expect(texts).toContainEqual(expect.any(String));
    const plans = [...reader["plans"].values()];
    const kept = inspect(
      plans.map((plan) => plan["planned"].map(({ question }) => question["answer"])),
      { depth: null },
    );
    expect(kept).toContain("opened");
    expect(texts.filter((text) => kept.includes(text))).toEqual([]);
  });

  it("refuses the cursor of another at its place, and registers that", async () => {
    const LIST = "query ($after: String) { reports(first: 1, after: $after) { pageInfo { endCursor } } }";
    const { endCursor } = (await ask("director", LIST)).data.reports.pageInfo;
    expect((await ask("director", LIST, { after: endCursor })).errors).toBeUndefined();
    const entries = async () =>
      (await registry.sql("select kind from register_entry order by sequence desc limit 1"))[0];
    const body = await ask("adviser", LIST, { after: endCursor });
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: expect.stringContaining("This cursor was not given for this list"),
          extensions: { code: "BAD_USER_INPUT" },
          locations: [{ line: 1, column: 26 }],
          path: ["reports"],
        },
      ],
    });
    expect(await entries()).toMatchObject({ kind: "REFUSAL" });
  });

  it("gives what the facts of this instant give, whatever they were at the last question", async () => {
    const symbol = house.symbol("confidential");
    const before = await ask("adviser", REPORT, { symbol });
    expect(before.data.report).not.toBeNull();
    await registry.sql(
      `update appointment a set superseded_at = registry_now() from login l where l.subject = 'adviser' and a.person_id = l.person_id`,
    );
    expect((await ask("adviser", REPORT, { symbol })).data.report).toBeNull();
    await registry.sql("update login set superseded_at = registry_now() where subject = 'adviser'");
    expect((await ask("adviser", REPORT, { symbol })).errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });
});

describe("a variable comes late", () => {
  const late = (query: string, variables: Record<string, unknown>) =>
    Object.entries(withLate(parse(query), variables)).flatMap(([name, value]) => (isLate(value) ? [name] : []));

  it("where it is given to a symbol of a report or a cursor, and to nothing else", () => {
    const query = `query ($a: String!, $b: String, $c: String, $d: String!, $e: Boolean!, $f: String) {
      report(symbol: $a) { parts(first: 1, after: $b) { nodes { id @include(if: $e) } } parts2: parts(last: 1, before: $c) { nodes { id } } }
      search(text: $d, first: 1, after: $f) { nodes { id } } }`;
    expect(late(query, { a: "x", b: "y", c: "z", d: "t", e: true, f: "u" })).toEqual(["a", "b", "c", "f"]);
  });

  it("not where it is null, nor where it is used for anything else as well", () => {
    expect(late("query ($a: String) { reports(first: 1, after: $a) { nodes { id } } }", { a: null })).toEqual([]);
    expect(
      late("query ($a: String!) { report(symbol: $a) { id } search(text: $a, first: 1) { nodes { id } } }", { a: "x" }),
    ).toEqual([]);
    expect(
      late(
        "query ($a: String!) { mission(symbol: $a) { id } reports(first: 1, filter: { symbols: [$a] }) { nodes { id } } }",
        {
          a: "x",
        },
      ),
    ).toEqual([]);
  });
});
