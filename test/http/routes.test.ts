import request from "supertest";
import { type Desk, TOKEN, errorOf, openDesk } from "./desk";
import { exchange } from "./socket";

const SCRIPT = { body: "run()", type: "text/javascript; charset=utf-8" };
const GRAPHIQL = { body: "<!doctype html>", type: "text/html; charset=utf-8" };
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

let desk: Desk;
let demonstration: Desk;

beforeAll(async () => {
  desk = await openDesk({ production: true, corsOrigins: ["https://portal.example"] });
  demonstration = await openDesk({
    pages: new Map([
      ["/graphiql", GRAPHIQL],
      ["/graphiql/graphiql.min.js", SCRIPT],
    ]),
  });
});
afterAll(() => Promise.all([desk.close(), demonstration.close()]));

describe("H07: the doors there are", () => {
  it.each([
    ["GET", "/healthz", 200],
    ["HEAD", "/healthz", 200],
    ["GET", "/readyz", 200],
    ["GET", "/metrics", 200],
    ["GET", "/graphql", 401],
    ["POST", "/graphql", 401],
    ["HEAD", "/graphql", 405],
    ["PUT", "/graphql", 405],
    ["PATCH", "/graphql", 405],
    ["DELETE", "/graphql", 405],
    ["TRACE", "/graphql", 405],
    ["OPTIONS", "/graphql", 204],
    ["POST", "/healthz", 405],
    ["DELETE", "/metrics", 405],
    ["GET", "/graphiql", 404],
    ["GET", "/", 404],
    ["GET", "/graphql/", 404],
    ["GET", "/GraphQL", 404],
    ["GET", "//graphql", 404],
    ["GET", "/graphql%2f", 404],
    ["GET", "/graphql/../metrics", 404],
    ["GET", "/graphql/schema", 404],
    ["GET", "/export", 404],
    ["GET", "/files/1", 404],
    ["GET", "/favicon.ico", 404],
    ["GET", "/.well-known/openid-configuration", 404],
    ["GET", "/__proto__", 404],
    ["GET", "/constructor", 404],
    ["OPTIONS", "/nothing", 404],
  ])("%s %s is %i", async (method, path, status) => {
    const headers =
      method === "POST" ? ["Content-Type: application/json", "Content-Length: 0"] : ["Apollo-Require-Preflight: true"];
    const answer = await exchange(desk.address, [
      `${method} ${path} HTTP/1.1`,
      "Host: registry",
      ...headers,
      "Connection: close",
    ]);
    expect(answer.split(" ", 2)[1]).toBe(String(status));
  });

  it("a page is there in the demonstration, with a content policy of its own", async () => {
    const page = await request(demonstration.address).get("/graphiql").expect(200, GRAPHIQL.body);
    expect(page.headers["content-type"]).toBe(GRAPHIQL.type);
    expect(page.headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
    await request(demonstration.address).get("/graphiql/graphiql.min.js?v=1").expect(200);
    await request(demonstration.address).get("/graphiql/other.js").expect(404);
    await request(demonstration.address).post("/graphiql").expect(405);
    const head = await request(demonstration.address).head("/graphiql").expect(200);
    expect(head.headers["content-length"]).toBe(String(GRAPHIQL.body.length));
    expect(head.text).toBeUndefined();
  });

  it("a websocket is not opened", async () => {
    const answer = await request(desk.address).get("/graphql").set({
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    });
    expect(answer.status).toBe(400);
  });

  it("readiness is what the registry says it is", async () => {
    const broken = await openDesk({ ready: () => Promise.resolve(false) });
    const answer = await request(broken.address).get("/readyz").expect(503);
    expect(errorOf(answer.body).code).toBe("UNAVAILABLE");
    await request(broken.address).get("/healthz").expect(200, { status: "alive" });
    await broken.close();
    const failing = await openDesk({ ready: () => Promise.reject(new Error("secret")) });
    expect((await request(failing.address).get("/readyz").expect(503)).text).not.toContain("secret");
    await failing.close();
  });

  it("readiness says that checkpoints of the register are late, and goes on", async () => {
    const late = await openDesk({ checkpointsLate: () => true });
    await request(late.address).get("/readyz").expect(200, { status: "ready", checkpoints: "late" });
    await late.close();
    await request(desk.address).get("/readyz").expect(200, { status: "ready" });
  });

  it("what is not found, and what is not done there, is told in JSON", async () => {
    const nothing = await request(desk.address).get("/nothing").expect(404);
    expect(errorOf(nothing.body).code).toBe("NOT_FOUND");
    const put = await request(desk.address).put("/graphql").expect(405);
    expect(put.headers.allow).toBe("GET, POST, OPTIONS");
    expect(errorOf(put.body).code).toBe("BAD_USER_INPUT");
  });
});

describe("H06, L03: headers of every answer", () => {
  it.each([
    ["an answer", () => desk.ask("{ hello }")],
    ["a refusal", () => desk.ask("{ nothing }")],
    ["a failure", () => desk.ask('{ fail(how: "sql") }')],
    ["a caller without token", () => request(desk.address).post("/graphql").send({ query: "{ hello }" })],
    ["a body that is too long", () => desk.post({ query: "x".repeat(100_000) })],
    ["nothing there", () => request(desk.address).get("/nothing")],
    ["another method", () => request(desk.address).put("/graphql")],
    ["a preflight", () => request(desk.address).options("/graphql").set("Origin", "https://portal.example")],
    ["health", () => request(desk.address).get("/healthz")],
    ["metrics", () => request(desk.address).get("/metrics")],
    ["a page", () => request(demonstration.address).get("/graphiql")],
  ])("%s is kept by nobody and says nothing of the server", async (_, ask) => {
    const { headers } = await ask();
    expect(headers).toMatchObject({
      "cache-control": "no-store, private",
      vary: "Authorization, Origin, Accept",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
      "x-request-id": expect.stringMatching(UUID),
      "content-security-policy": expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'$/),
    });
    for (const name of ["server", "x-powered-by", "etag", "last-modified", "set-cookie", "via"])
      expect(headers).not.toHaveProperty(name);
  });

  it("the request's id is never the client's, and never twice the same", async () => {
    const ids = [];
    for (let time = 0; time < 3; time += 1) {
      const { headers } = await desk.ask("{ hello }").set("X-Request-Id", "mine");
      ids.push(headers["x-request-id"]);
    }
    expect(new Set([...ids, "mine"]).size).toBe(4);
  });

  it("TLS is asked for in production", async () => {
    expect((await desk.ask("{ hello }")).headers["strict-transport-security"]).toMatch(/^max-age=/);
    expect((await demonstration.ask("{ hello }")).headers).not.toHaveProperty("strict-transport-security");
  });
});

describe("E11: whoever has not signed in", () => {
  const post = () => request(desk.address).post("/graphql").set("Content-Type", "application/json");

  it.each([
    ["{ hello }"],
    ["{ greet }"],
    ["{"],
    [""],
    ["{ __schema { types { name } } }"],
    ["{ ...F } fragment F on Query { ...F }"],
  ])("is told the same, whatever is sent: %s", async (query) => {
    const answer = await post().send({ query }).expect(401);
    expect(answer.text).toBe(
      '{"errors":[{"message":"Sign in first: send an access token in the header Authorization, as the word Bearer and the token.","extensions":{"code":"UNAUTHENTICATED"}}]}',
    );
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
  });

  it("is told so before the body is read", async () => {
    await post().send("{{{{").expect(401);
    await post().send("x".repeat(200_000)).expect(401);
  });

  it("is told that a token is bad", async () => {
    const answer = await post().set("Authorization", "Bearer nonsense").send({ query: "{ hello }" }).expect(401);
    expect(answer.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
    expect(errorOf(answer.body).code).toBe("UNAUTHENTICATED");
  });

  it.each([
    "X-Forwarded-User",
    "X-Viewer",
    "X-Remote-User",
    "X-Forwarded-Authorization",
    "Cookie",
    "Proxy-Authorization",
  ])("D12: is nobody by the header %s", async (name) => {
    await post().set(name, `Bearer ${TOKEN}`).send({ query: "{ hello }" }).expect(401);
  });

  it("D12: is nobody by two headers Authorization, or by a token in the address", async () => {
    const body = '{"query":"{ hello }"}';
    const headers = [
      "Host: registry",
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "Connection: close",
    ];
    const twice = [`Authorization: Bearer ${TOKEN}`, "Authorization: Bearer token-of-another"];
    expect(await exchange(desk.address, ["POST /graphql HTTP/1.1", ...headers, ...twice], body)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    await request(desk.address).post(`/graphql?access_token=${TOKEN}`).send({ query: "{ hello }" }).expect(401);
  });

  it("L02: nor is anybody, where the identity provider cannot be asked", async () => {
    const alone = await openDesk({
      identify: () => Promise.reject(new TypeError("fetch failed: https://issuer.example")),
    });
    const answer = await alone.ask("{ hello }").expect(503);
    expect(errorOf(answer.body).code).toBe("UNAVAILABLE");
    expect(JSON.stringify([answer.text, alone.lines])).not.toContain("issuer.example");
    await alone.close();
  });
});

describe("E07: pages of other origins", () => {
  const listed = "https://portal.example";

  it("of a listed origin may read the answer, without cookies", async () => {
    const { headers } = await desk.ask("{ hello }").set("Origin", listed).expect(200);
    expect(headers["access-control-allow-origin"]).toBe(listed);
    expect(headers["access-control-expose-headers"]).toMatch(/Receipt/);
    expect(headers).not.toHaveProperty("access-control-allow-credentials");
  });

  it("of a listed origin are told what they may send", async () => {
    const { headers } = await request(desk.address).options("/graphql").set("Origin", listed).expect(204);
    expect(headers).toMatchObject({
      "access-control-allow-origin": listed,
      "access-control-allow-methods": "GET, POST",
    });
    expect(headers["access-control-allow-headers"]).toMatch(/Authorization, Content-Type/);
  });

  it.each([
    "https://evil.example",
    "null",
    "https://portal.example.evil.example",
    "https://portal.example:444",
    "http://portal.example",
    "https://PORTAL.example",
    "https://portal.example, https://evil.example",
    "*",
  ])("of %s are refused, and nothing is executed", async (origin) => {
    const asked = desk.questions.length;
    const answer = await desk.ask("{ hello }").set("Origin", origin).expect(403);
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    expect(errorOf(answer.body).code).toBe("BAD_USER_INPUT");
    const preflight = await request(desk.address).options("/graphql").set("Origin", origin).expect(403);
    expect(preflight.headers).not.toHaveProperty("access-control-allow-origin");
    expect(desk.questions).toHaveLength(asked);
  });

  it("an error can be read by a listed origin, too", async () => {
    const { headers } = await request(desk.address)
      .post("/graphql")
      .set("Origin", listed)
      .send({ query: "{ hello }" })
      .expect(401);
    expect(headers["access-control-allow-origin"]).toBe(listed);
  });

  it("the registry's own pages may ask where there are any, and only there", async () => {
    const own = (it: Desk) => it.ask("{ hello }").set("Origin", it.address);
    expect((await own(demonstration).expect(200)).headers).not.toHaveProperty("access-control-allow-origin");
    await own(desk).expect(403);
    await demonstration.ask("{ hello }").set("Origin", "https://evil.example").expect(403);
  });
});
