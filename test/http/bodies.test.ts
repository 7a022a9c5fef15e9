import request from "supertest";
import { type Desk, TOKEN, errorOf, openDesk } from "./desk";

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
    });
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
