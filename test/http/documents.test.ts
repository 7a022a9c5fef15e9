import { type Desk, errorOf, openDesk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ limits: { requestsPerMinute: 100_000, costPerMinute: 1_000_000 } });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.lines.length = 0;
  desk.questions.length = 0;
});

describe("E01 to E04: documents beyond the limits", () => {
  const many = (n: number, piece: (i: number) => string) => Array.from({ length: n }, (_, i) => piece(i)).join(" ");

  it.each([
    [
      "E01: 16 aliases",
      `{ ${many(5, (i) => `a${i}: hello`)} books(first: 1) { nodes { ${many(11, (i) => `b${i}: __typename`)} } } }`,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["E01: 10,000 aliases", `{ ${many(5_000, (i) => `a${i}: hello`)} }`, "GRAPHQL_PARSE_FAILED"],
    ["E02: a fragment within itself", "{ ...F } fragment F on Query { ...F }", "GRAPHQL_VALIDATION_FAILED"],
    ["E02: 19,000 brackets", "{".repeat(19_000), "GRAPHQL_PARSE_FAILED"],
    ["E03: 1,001 tokens", `{ ${"hello ".repeat(999)} }`, "GRAPHQL_PARSE_FAILED"],
    ["E03: 10,000 variables", `query (${many(4_000, (i) => `$v${i}: Int`)}) { hello }`, "GRAPHQL_PARSE_FAILED"],
    ["E04: 5,000 directives", `{ hello ${"@skip ".repeat(5_000)} }`, "GRAPHQL_PARSE_FAILED"],
    ["E04: 400 directives", `{ hello ${"@skip ".repeat(400)} }`, "GRAPHQL_VALIDATION_FAILED"],
    ["E04: an argument 200 times", `{ hello(${many(200, () => "name: 1")}) }`, "GRAPHQL_VALIDATION_FAILED"],
    ["E12: a subscription", "subscription { hello }", "GRAPHQL_VALIDATION_FAILED"],
    ["E12: @defer", "{ ... @defer { hello } }", "GRAPHQL_VALIDATION_FAILED"],
  ])("%s: 400, soon, and nothing is opened for it", async (_, query, code) => {
    await desk.ask("{ hello }");
    desk.questions.length = 0;
    const answer = await desk.ask(query).expect(400);
    expect(errorOf(answer.body).code).toBe(code);
    expect(answer.body).not.toHaveProperty("data");
    expect(desk.questions).toEqual([]);
    expect(desk.lines.at(-1)?.milliseconds).toBeLessThan(2_000);
  });

  it("E04: the same field 300 times is one field, and 900 times is bounded work", async () => {
    const answer = await desk.ask(`{ ${"hello ".repeat(300)} }`).expect(200);
    expect(answer.body).toEqual({ data: { hello: "Hello, you" } });
    await desk.ask(`{ ${"hello ".repeat(900)} }`);
    expect(desk.lines.at(-1)?.milliseconds).toBeLessThan(2_000);
  });

  it("E04: fields in conflict many times over are refused in bounded time", async () => {
    const query = `{ books(first: 1) { nodes { ${many(90, (i) => `... on Book { x: ${i % 2 ? "id" : "title"} }`)} } } }`;
    await desk.ask(query).expect(400);
    expect(desk.lines.at(-1)?.milliseconds).toBeLessThan(2_000);
  });

  it("E09, E13: pages and cost are refused before anything is opened", async () => {
    const pages = await desk.ask("{ books { nodes { id } } }").expect(400);
    expect(errorOf(pages.body)).toEqual({
      code: "BAD_USER_INPUT",
      message: "Give exactly one of first and last for books, from 1 to 100.",
    });
    const costly = await openDesk({ limits: { cost: 50 } });
    const answer = await costly.ask("{ books(first: 50) { nodes { id } } }").expect(400);
    expect(errorOf(answer.body).code).toBe("QUERY_TOO_COSTLY");
    expect([...desk.questions, ...costly.questions]).toEqual([]);
    await costly.close();
  });

  it("E14: one error is told, and names are cut at 64 characters", async () => {
    const name = "x".repeat(500);
    const answer = await desk.ask(`{ books(first: 1) { ${name} ${many(99, (i) => `y${i}`)} } }`).expect(400);
    expect(errorOf(answer.body).message).toBe(`Cannot query field "${"x".repeat(64)}…" on type "BookConnection".`);
    for (const query of [
      `{ hello(name: ${name}) }`,
      `query ($${name}: Int!) { hello }`,
      `{ hello(${name}: 1) }`,
      `"${name}`,
      `{ ... on ${name} { id } }`,
    ]) {
      const { text } = await desk.ask(query).expect(400);
      expect(text).not.toContain("x".repeat(65));
      expect(text.length).toBeLessThan(700);
    }
  });

  it("E14: one error is told of variables", async () => {
    const query = `query (${many(40, (i) => `$v${i}: Int!`)}) { hello }`;
    const { body } = await desk.ask(query, { v0: "x".repeat(5_000) }).expect(400);
    expect(errorOf(body).message?.length).toBeLessThan(500);
  });
});
