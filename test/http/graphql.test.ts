import { getIntrospectionQuery } from "graphql";
import { CANARY, type Desk, errorOf, openDesk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ limits: { requestsPerMinute: 100_000, costPerMinute: 1_000_000 } });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.lines.length = 0;
  desk.questions.length = 0;
});

describe("a query", () => {
  it("is answered with the register's receipt in a header and not in the body", async () => {
    const answer = await desk.ask('{ hello(name: "Ada") }').expect(200);
    expect(answer.text).toBe('{"data":{"hello":"Hello, Ada"}}');
    expect(answer.headers.receipt).toBe("entry-1");
  });

  it("is given to the registry with what is known of it, and nothing else", async () => {
    await desk.ask("query ($n: Int!) { a: books(first: $n) { nodes { id } } hello }", { n: 3 }).expect(200);
    expect(desk.questions).toEqual([
      expect.objectContaining({
        kind: "query",
        fields: ["books", "hello"],
        cost: 4,
        caller: expect.objectContaining({ subject: "the-officer" }),
      }),
    ]);
  });

  it("may come by GET, with variables in the address", async () => {
    const search = new URLSearchParams({ query: "query ($n: String) { hello(name: $n) }", variables: '{"n":"Ada"}' });
    const answer = await desk.get(`/graphql?${search.toString()}`).expect(200);
    expect(answer.body).toEqual({ data: { hello: "Hello, Ada" } });
  });

  it.each([
    ["application/json", "application/json; charset=utf-8"],
    ["application/graphql-response+json", "application/graphql-response+json; charset=utf-8"],
    ["application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json; charset=utf-8"],
    ["application/json;q=0.5, application/graphql-response+json;q=0.4", "application/json; charset=utf-8"],
    ["application/json, application/graphql-response+json", "application/json; charset=utf-8"],
    ["*/*", "application/json; charset=utf-8"],
    ["text/html, application/*;q=0.1", "application/json; charset=utf-8"],
  ])("accepting %s is answered as %s", async (accept, type) => {
    const answer = await desk.ask("{ hello }").set("Accept", accept).expect(200);
    expect(answer.headers["content-type"]).toBe(type);
  });

  it.each(["text/html", "multipart/mixed", "text/event-stream", "application/json;q=0, */*;q=0"])(
    "E12: accepting only %s is refused",
    async (accept) => {
      const answer = await desk.ask("{ hello }").set("Accept", accept).expect(406);
      expect(errorOf(answer.body).code).toBe("BAD_USER_INPUT");
    },
  );
});

describe("E11: the schema", () => {
  it("is there for whoever has signed in", async () => {
    const answer = await desk.ask(getIntrospectionQuery()).expect(200);
    expect(answer.body.data.__schema.queryType.name).toBe("Query");
  });

  it.each([
    "{ greet }",
    "{ hello(nam: 1) }",
    "{ hello @leave(if: true) }",
    "query ($b: Boo) { hello }",
    "{ hello(level: LOV) }",
    "{ books(first: 1) { ... on Books { id } } }",
  ])("is not suggested: %s", async (query) => {
    const answer = await desk.ask(query).expect(400);
    expect(errorOf(answer.body).code).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(answer.text).not.toMatch(/did you mean/i);
  });

  it("is not suggested for variables either", async () => {
    const answer = await desk.ask("query ($l: Level) { hello(level: $l) }", { l: "LOV" }).expect(400);
    expect(errorOf(answer.body).code).toBe("BAD_USER_INPUT");
    expect(answer.text).not.toMatch(/did you mean/i);
  });
});

describe("an answer is all or nothing", () => {
  it("one refusal anywhere, and no data is delivered", async () => {
    const answer = await desk.ask('{ hello fail(how: "forbidden") }').expect(200);
    expect(answer.body).toEqual({
      errors: [
        {
          message: "You may not do this.",
          extensions: { code: "FORBIDDEN", paragraph: "§ 3.1", source: "DPKO/DFS 2015.05 §21" },
          locations: [{ line: 1, column: 9 }],
          path: ["fail"],
        },
      ],
      data: null,
    });
  });

  it("a refusal of the registry's own passes with its code", async () => {
    const { body } = await desk.ask('mutation { fail(how: "input") }').expect(200);
    expect(errorOf(body)).toEqual({ code: "BAD_USER_INPUT", message: "Give another date." });
  });

  it("of many errors the same one is told, the unexpected before all others", async () => {
    const { body } = await desk
      .ask('{ fail(how: "forbidden") books(first: 5) { nodes { fail(how: "unavailable") } } }')
      .expect(503);
    expect(body.errors[0].path).toEqual(["books", "nodes", 0, "fail"]);
    expect(errorOf(body).code).toBe("UNAVAILABLE");
  });

  it.each(["sql", "word", "graphql", "unavailable"])(
    "L02: a failure (%s) is 503 with one fixed sentence and no data",
    async (how) => {
      const answer = await desk.ask(`{ hello fail(how: "${how}") }`).expect(503);
      expect(errorOf(answer.body)).toEqual({
        code: "UNAVAILABLE",
        message: "The registry cannot answer now. Nothing was delivered; ask again in a moment.",
      });
      expect(answer.body).not.toHaveProperty("data");
      expect(JSON.stringify([answer.text, answer.headers, desk.lines])).not.toContain(CANARY);
    },
  );

  it("L02: the log tells the class and the code of what was not expected, under the request's id", async () => {
    const answer = await desk.ask('{ fail(how: "sql") }').expect(503);
    expect(desk.lines).toEqual([
      expect.objectContaining({
        requestId: answer.headers["x-request-id"],
        code: "UNAVAILABLE",
        status: 503,
        fields: ["fail"],
        cause: { class: "QueryFailedError", code: "57014" },
      }),
    ]);
  });

  it("L02: a null where there must be none is a failure like any other", async () => {
    const { body } = await desk.ask("{ missing }").expect(503);
    expect(errorOf(body).code).toBe("UNAVAILABLE");
  });

  it("L02: a failure of what opens the reading or keeps the register delivers nothing", async () => {
    for (const answer of [
      () => Promise.reject(new Error(CANARY)),
      async (_: unknown, run: (context: object) => Promise<object>) => {
        await run({});
        throw new Error(CANARY);
      },
    ]) {
      const broken = await openDesk({ answer: answer });
      const response = await broken.ask("{ hello }").expect(503);
      expect(errorOf(response.body).code).toBe("UNAVAILABLE");
      expect(JSON.stringify([response.text, broken.lines])).not.toMatch(/canary|Hello/);
      await broken.close();
    }
  });

  it("L03: no stack and no extension but code, paragraph and source", async () => {
    for (const query of [
      '{ fail(how: "sql") }',
      '{ fail(how: "graphql") }',
      '{ fail(how: "forbidden") }',
      "{ nothing }",
      "{",
    ]) {
      const { text, body } = await desk.ask(query);
      expect(text).not.toMatch(/stack|node_modules|\.ts|\.js/);
      expect(["code", "paragraph", "source"]).toEqual(expect.arrayContaining(Object.keys(body.errors[0].extensions)));
    }
  });

  it("a failed recent authentication is 401 and says what is asked for", async () => {
    const answer = await desk.ask('mutation { fail(how: "reauthentication") }').expect(401);
    expect(answer.headers["www-authenticate"]).toBe('Bearer error="insufficient_user_authentication", max_age=300');
    expect(errorOf(answer.body).code).toBe("REAUTHENTICATION_REQUIRED");
    expect(answer.body).not.toHaveProperty("data");
  });
});
