import { auditServer } from "graphql-http";
import { getIntrospectionQuery } from "graphql";
import request from "supertest";
import { CANARY, type Desk, TOKEN, errorOf, openDesk } from "./desk";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ limits: { requestsPerMinute: 100_000, costPerMinute: 1_000_000 } });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.lines.length = 0;
  desk.questions.length = 0;
});

const bearer = `Bearer ${TOKEN}`;
const raw = (type?: string) => {
  const test = request(desk.address).post("/graphql").set("Authorization", bearer);
  return type === undefined ? test : test.set("Content-Type", type);
};

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
    const answer = await desk.get(`/graphql?${search}`).expect(200);
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
    "{ helo }",
    "{ hello(nam: 1) }",
    "{ hello @includ(if: true) }",
    "query ($b: Bok) { hello }",
    "{ hello(level: LOV) }",
    "{ books(first: 1) { ... on Bookk { id } } }",
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
    expect(desk.lines.at(-1)?.milliseconds).toBeLessThan(100);
  });

  it("E04: the same field 300 times is one field, and 900 times is bounded work", async () => {
    const answer = await desk.ask(`{ ${"hello ".repeat(300)} }`).expect(200);
    expect(answer.body).toEqual({ data: { hello: "Hello, you" } });
    await desk.ask(`{ ${"hello ".repeat(900)} }`);
    expect(desk.lines.at(-1)?.milliseconds).toBeLessThan(200);
  });

  it("E04: fields in conflict many times over are refused in bounded time", async () => {
    const query = `{ books(first: 1) { nodes { ${many(90, (i) => `... on Book { x: ${i % 2 ? "id" : "title"} }`)} } } }`;
    await desk.ask(query).expect(400);
    expect(desk.lines.at(-1)?.milliseconds).toBeLessThan(200);
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

describe("E03: bodies", () => {
  const send = (bytes: Buffer | string, type = "application/json") =>
    raw(type)
      .serialize((it: unknown) => it as string)
      .send(bytes as string);
  const withQuery = (rest: string) => `{"query":"{ hello }",${rest}}`;

  it("of 64 KiB pass, of one byte more do not, declared or not", async () => {
    const body = (length: number) => `{"query":"{ hello }","other":"${"x".repeat(length - 32)}"}`;
    expect(body(65_536)).toHaveLength(65_536);
    await send(body(65_536)).expect(200);
    const answer = await send(body(65_537)).expect(413);
    expect(errorOf(answer.body).message).toBe("Send at most 65536 bytes in one request.");
    await send(body(1_000_000)).expect(413);
    const chunked = await fetch(`${desk.address}/graphql`, {
      method: "POST",
      headers: { Authorization: bearer, "Content-Type": "application/json" },
      body: new Blob([body(70_000)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  it("of many megabytes are refused by their declared length", async () => {
    const answer = await fetch(`${desk.address}/graphql`, {
      method: "POST",
      headers: { Authorization: bearer, "Content-Type": "application/json" },
      body: "x".repeat(20_000_000),
    }).catch(() => undefined);
    expect([413, undefined]).toContain(answer?.status);
    await desk.ask("{ hello }").expect(200);
  });

  it.each([
    ["no JSON", "{", /must be JSON/],
    ["nothing", "", /must be JSON/],
    ["E05: an array", '[{"query":"{ hello }"}]', /one request at a time/],
    ["E05: an empty array", "[]", /one request at a time/],
    ["null", "null", /JSON object/],
    ["a text", '"{ hello }"', /JSON object/],
    ["no query", "{}", /text of an operation/],
    ["an empty query", '{"query":" "}', /text of an operation/],
    ["a query that is a document", '{"query":{"kind":"Document"}}', /text of an operation/],
    ["U+0000 in a query", '{"query":"{ hello } #\\u0000"}', /U\+0000/],
    ["U+0000 in a variable", withQuery('"variables":{"a":"\\u0000"}'), /U\+0000/],
    ["half a character in a variable", withQuery('"variables":{"a":"\\ud800"}'), /half a character/],
    ["half a character in a key", withQuery('"variables":{"\\ud800":1}'), /half a character/],
    ["F04: __proto__ in variables", withQuery('"variables":{"__proto__":{"a":1}}'), /no key "__proto__"/],
    ["F04: constructor in variables", withQuery('"variables":{"a":{"constructor":1}}'), /no key "constructor"/],
    ["a list of 101 entries", withQuery(`"variables":{"a":[${"1,".repeat(100)}1]}`), /at most 100/],
    ["a list of 30,000 entries", withQuery(`"variables":{"a":[${"1,".repeat(30_000)}1]}`), /at most 100/],
    ["variables 20,000 deep", withQuery(`"variables":{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`), /deep/],
    ["a number beyond all bounds", withQuery('"variables":{"a":1e400}'), /numbers/],
    ["variables as a text", withQuery('"variables":"{}"'), /variables must be an object/],
    ["a name that is a number", withQuery('"operationName":1'), /operationName must be a text/],
    ["E05: a name that is not there", withQuery('"operationName":"B"'), /no operation of the name/],
    ["E05: two operations without name", '{"query":"query A { hello } query B { hello }"}', /Say in operationName/],
    ["extensions as a list", withQuery('"extensions":[]'), /extensions must be an object/],
  ])("with %s are refused", async (_, body, sentence) => {
    const answer = await send(body).expect(400);
    expect(errorOf(answer.body)).toEqual({ code: "BAD_USER_INPUT", message: expect.stringMatching(sentence) });
    expect(desk.questions).toEqual([]);
  });

  it("that are not UTF-8 are refused, and so is a byte order mark", async () => {
    await send(Buffer.from('{"query":"{ hello(name: \\"\xe9\\") }"}', "latin1")).expect(400);
    await send(Buffer.from('{"query":"{ hello }"}', "utf16le")).expect(400);
    await send(Buffer.from('\ufeff{"query":"{ hello }"}')).expect(400);
  });

  it("may hold keys that we do not know; __proto__ among them does nothing", async () => {
    const answer = await send('{"query":"{ hello }","id":"x","__proto__":{"query":"{ missing }"}}').expect(200);
    expect(answer.body).toEqual({ data: { hello: "Hello, you" } });
    expect(({} as { query?: string }).query).toBeUndefined();
  });

  it("E08: with a persisted query are told that it is not registered, with its text or without", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
    for (const body of [{ extensions }, { extensions, query: "{ hello }" }]) {
      const answer = await desk.post(body).expect(400);
      expect(errorOf(answer.body).code).toBe("PERSISTED_OPERATION_UNKNOWN");
    }
  });
});

describe("E06: forms of requests", () => {
  const body = '{"query":"{ hello }"}';

  it.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/graphql",
    "application/json; charset=utf-16",
    "application/json; charset=utf-8; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/json; x=y",
    "application/jsonp",
    "text/plain; application/json",
    "application/json, text/plain",
    "application/json;",
  ])("a body of %s is refused", async (type) => {
    const answer = await raw(type)
      .serialize((it: unknown) => it as string)
      .send(body)
      .expect(415);
    expect(errorOf(answer.body).code).toBe("BAD_USER_INPUT");
    expect(desk.questions).toEqual([]);
  });

  it("a body without a type, or in a content encoding, is refused", async () => {
    const untyped = await fetch(`${desk.address}/graphql`, {
      method: "POST",
      headers: { Authorization: bearer },
      body: Buffer.from(body),
    });
    expect(untyped.status).toBe(415);
    await raw("application/json").set("Content-Encoding", "gzip").send(body).expect(415);
  });

  it.each(["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])(
    "a body of %s passes",
    async (type) => {
      await raw(type)
        .serialize((it: unknown) => it as string)
        .send(body)
        .expect(200);
    },
  );

  it("a mutation by GET is refused, and not executed", async () => {
    const answer = await desk.get(`/graphql?query=${encodeURIComponent('mutation { sign(id: "1") }')}`).expect(405);
    expect(answer.headers.allow).toBe("POST");
    expect(errorOf(answer.body).code).toBe("BAD_USER_INPUT");
    expect(desk.questions).toEqual([]);
  });

  it("a mutation is held to one root field", async () => {
    await desk.ask('mutation { sign(id: "1") }').expect(200);
    const answer = await desk.ask('mutation { sign(id: "1") other: sign(id: "2") }').expect(400);
    expect(errorOf(answer.body)).toEqual({
      code: "BAD_USER_INPUT",
      message: "Send one mutation a request: this one has several.",
    });
  });

  it("a GET that any site could make a browser send is refused", async () => {
    const get = () => request(desk.address).get("/graphql?query={hello}").set("Authorization", bearer);
    await get().expect(400);
    await get().set("Content-Type", "text/plain").expect(415);
    await get().set("Content-Type", "application/json").expect(200);
    await get().set("X-Apollo-Operation-Name", "hello").expect(200);
  });

  it("a parameter twice in the address is refused", async () => {
    await desk.get("/graphql?query={hello}&query={missing}").expect(400);
    await desk.get("/graphql?query={hello}&variables={").expect(400);
    await desk.get("/graphql?query={hello}%00").expect(400);
    await desk.get("/graphql").expect(400);
  });

  it("Idempotency-Key is handed on with a mutation, and refused in a form that cannot be kept", async () => {
    await desk.ask('mutation { sign(id: "1") }').set("Idempotency-Key", "8e03978e").expect(200);
    expect(desk.questions[0]).toMatchObject({ kind: "mutation", idempotencyKey: "8e03978e" });
    await desk.ask('mutation { sign(id: "1") }').set("Idempotency-Key", "x".repeat(256)).expect(400);
    await desk.ask('mutation { sign(id: "1") }').set("Idempotency-Key", "a b").expect(400);
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
      const broken = await openDesk({ answer: answer as never });
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

describe("GraphQL over HTTP", () => {
  /** The registry answers what is wrong with a document by 400, whatever the client accepts. */
  const OURS = ["572B", "FDE2", "7B9B"];

  it("is spoken as the audits of graphql-http ask", async () => {
    const results = await auditServer({
      url: `${desk.address}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, {
          ...init,
          headers: { ...init.headers, Authorization: bearer, "Apollo-Require-Preflight": "true" },
        }),
    });
    expect(results.length).toBeGreaterThan(50);
    const others = results.filter(({ status }) => status !== "ok").map(({ id, status }) => ({ id, status }));
    expect(others).toEqual(OURS.map((id) => ({ id, status: "warn" })));
  });
});
