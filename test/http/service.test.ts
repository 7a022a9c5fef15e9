import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import request from "supertest";
import { Budget, Exhausted } from "../../src/http/budgets";
import { CODES } from "../../src/http/codes";
import { stopServer } from "../../src/http/server";
import { CANARY, type Desk, TOKEN, errorOf, openDesk } from "./desk";
import { exchange } from "./socket";

const withDesk = async (changes: Parameters<typeof openDesk>[0], use: (desk: Desk) => Promise<unknown>) => {
  const desk = await openDesk(changes);
  try {
    await use(desk);
  } finally {
    await desk.close();
  }
};

describe("what a minute allows", () => {
  it("is told with every answer, and at its end the caller waits", () =>
    withDesk({ limits: { requestsPerMinute: 3, costPerMinute: 100 } }, async (desk) => {
      const first = await desk.ask("{ books(first: 9) { nodes { id } } }").expect(200);
      expect(first.headers).toMatchObject({
        "ratelimit-policy": '"requests";q=3;w=60, "cost";q=100;w=60',
        ratelimit: expect.stringMatching(/^"requests";r=2;t=\d+, "cost";r=90;t=\d+$/),
      });
      await desk.ask("{ nothing }").expect(400);
      await desk.ask("{").expect(400);
      const fourth = await desk.ask("{ hello }").expect(429);
      expect(errorOf(fourth.body).code).toBe("RATE_LIMITED");
      expect(Number(fourth.headers["retry-after"])).toBeGreaterThan(50);
      expect(fourth.headers.ratelimit).toMatch(/^"requests";r=0;t=\d+$/);
      expect(fourth.body).not.toHaveProperty("data");
    }));

  it("of cost is spent before anything is executed", () =>
    withDesk({ limits: { costPerMinute: 20 } }, async (desk) => {
      await desk.ask("{ books(first: 15) { nodes { id } } }").expect(200);
      desk.questions.length = 0;
      const second = await desk.ask("{ books(first: 15) { nodes { id } } }").expect(429);
      expect(errorOf(second.body)).toEqual({
        code: "RATE_LIMITED",
        message: expect.stringMatching(/^This is more than a minute allows you \(cost: 20\)/),
      });
      expect(desk.questions).toEqual([]);
    }));

  it("is each caller's own", () =>
    withDesk({ limits: { requestsPerMinute: 1 } }, async (desk) => {
      await desk.ask("{ hello }").expect(200);
      await desk.ask("{ hello }").expect(429);
      await desk.ask("{ hello }").set("Authorization", "Bearer token-of-another").expect(200);
    }));

  it("is counted by address for whoever has not signed in, and does not hinder who has", () =>
    withDesk({ limits: { requestsPerMinute: 2 } }, async (desk) => {
      const stranger = () => request(desk.address).post("/graphql").send({ query: "{ hello }" });
      await stranger().expect(401);
      await stranger().expect(401);
      const third = await stranger().expect(429);
      expect(third.headers).toHaveProperty("retry-after");
      await desk.ask("{ hello }").expect(200);
    }));

  it("is kept for a bounded number of callers; those beyond share one", async () => {
    const budget = new Budget({ name: "requests", points: 2 }, 3);
    for (const caller of ["a", "b", "c"]) await budget.spend(caller);
    for (const caller of ["d", "e"]) await budget.spend(caller);
    await expect(budget.spend("f")).rejects.toThrow(Exhausted);
    expect((await budget.spend("a")).left).toBe(0);
  });
});

describe("L02: time", () => {
  it("a request that takes too long is unavailable, and what comes later goes nowhere", () =>
    withDesk({ limits: { requestMilliseconds: 150 } }, async (desk) => {
      const answer = await desk.ask("{ wait(milliseconds: 400) }").expect(503);
      expect(errorOf(answer.body).code).toBe("UNAVAILABLE");
      expect(desk.questions[0]?.signal.aborted).toBe(true);
      await pause(400);
      await desk.ask("{ hello }").expect(200);
    }));

  it("nothing is begun for a request whose time is over", () =>
    withDesk(
      {
        limits: { requestMilliseconds: 100 },
        answer: async (_, run) => (await pause(200), { executed: await run({}) }),
      },
      async (desk) => {
        await desk.ask("{ hello }").expect(503);
        await pause(200);
      },
    ));

  it("E10: a client that is slow with its headers is told so and cut off", () =>
    withDesk({ limits: { requestMilliseconds: 200 } }, async (desk) => {
      const answer = await exchange(desk.address, "POST /graphql HTTP/1.1\r\nHost: registry\r\nX-Slow: ");
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toMatch(/Send a request without long pauses/);
    }));

  it("E10: a client that is slow with its body is cut off", () =>
    withDesk({ limits: { requestMilliseconds: 200 } }, async (desk) => {
      const headers = [
        "Host: registry",
        `Authorization: Bearer ${TOKEN}`,
        "Content-Type: application/json",
        "Content-Length: 900",
      ];
      const answer = await exchange(
        desk.address,
        ["POST /graphql HTTP/1.1", ...headers, "Connection: close"],
        '{"query"',
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (408|503) /);
    }));
});

describe("E10: what is no HTTP", () => {
  const headers = ["Host: registry", `Authorization: Bearer ${TOKEN}`, "Content-Type: application/json"];

  it.each([
    ["two lengths", ["POST /graphql HTTP/1.1", ...headers, "Content-Length: 3", "Content-Length: 4"], "{}}}"],
    [
      "a length and chunks",
      ["POST /graphql HTTP/1.1", ...headers, "Content-Length: 3", "Transfer-Encoding: chunked"],
      "0\r\n\r\n",
    ],
    ["chunks in disguise", ["POST /graphql HTTP/1.1", ...headers, "Transfer-Encoding: other-chunked"], "0\r\n\r\n"],
    ["no host", ["GET /healthz HTTP/1.1"], ""],
    ["no request", ["hello"], ""],
    ["a header of 20 KB", ["GET /healthz HTTP/1.1", "Host: registry", `X: ${"x".repeat(20_000)}`], ""],
  ])("%s is refused", (_, lines, body) =>
    withDesk({}, async (desk) => {
      const answer = await exchange(desk.address, lines, body);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
      expect(answer).not.toMatch(/^server:/im);
      await desk.ask("{ hello }").expect(200);
    }),
  );
});

describe("J07: a client that goes away", () => {
  it("harms nobody, and its question is told so", () =>
    withDesk({}, async (desk) => {
      const body = '{"query":"{ wait(milliseconds: 150) }"}';
      const { hostname, port } = new URL(desk.address);
      const headers = [
        "Host: registry",
        `Authorization: Bearer ${TOKEN}`,
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
      ];
      for (const sent of [body, body.slice(0, 5)]) {
        const socket = connect(Number(port), hostname);
        socket.on("error", () => undefined);
        socket.write(["POST /graphql HTTP/1.1", ...headers, "", sent].join("\r\n"));
        await pause(60);
        socket.destroy();
      }
      await pause(200);
      expect(desk.questions).toHaveLength(1);
      expect(desk.questions[0]?.signal.aborted).toBe(true);
      expect(desk.lines).toEqual([
        expect.objectContaining({ abandoned: true }),
        expect.objectContaining({ abandoned: true }),
      ]);
      await desk.ask("{ hello }").expect(200);
      expect(await desk.meter.text()).toMatch(/registry_requests_in_flight 0/);
    }));
});

describe("stopping", () => {
  it("lets a request in flight end, and closes connections that are idle", async () => {
    const desk = await openDesk();
    const idle = await fetch(`${desk.address}/healthz`, { headers: { Connection: "keep-alive" } });
    await idle.text();
    const inFlight = desk.ask("{ wait(milliseconds: 200) }").then(({ status }) => status);
    await pause(100);
    const start = performance.now();
    const [, status] = await Promise.all([stopServer(desk.server), inFlight]);
    expect(status).toBe(200);
    expect(performance.now() - start).toBeLessThan(1_500);
    await expect(fetch(`${desk.address}/healthz`)).rejects.toThrow();
  });

  it("does not wait for ever", async () => {
    const desk = await openDesk();
    const inFlight = desk.ask("{ wait(milliseconds: 1500) }").then(
      ({ status }) => status,
      () => "cut off",
    );
    await pause(100);
    await stopServer(desk.server, 100);
    expect(await inFlight).toBe("cut off");
    await pause(1_500);
  });
});

describe("L01: what the registry says of itself", () => {
  it("a line of the log names who, hashed, which root fields, and how it ended", () =>
    withDesk({}, async (desk) => {
      const { headers } = await desk.ask("query Secret($n: String) { secret: hello(name: $n) }", { n: CANARY });
      expect(desk.lines).toEqual([
        {
          at: expect.any(String),
          requestId: headers["x-request-id"],
          who: expect.stringMatching(/^[\da-f]{16}$/),
          kind: "query",
          fields: ["hello"],
          cost: 1,
          code: "OK",
          status: 200,
          milliseconds: expect.any(Number),
        },
      ]);
      expect(JSON.stringify(desk.lines)).not.toMatch(/canary|officer|Secret/);
    }));

  it("health is not logged as long as it is well", () =>
    withDesk({}, async (desk) => {
      await request(desk.address).get("/healthz");
      await request(desk.address).get("/nothing");
      expect(desk.lines).toEqual([expect.objectContaining({ code: "NOT_FOUND", status: 404 })]);
    }));

  it("metrics count by code and by nothing else", () =>
    withDesk({}, async (desk) => {
      await desk.ask("{ hello }");
      await desk.ask("{ nothing }");
      await desk.ask('{ fail(how: "sql") }');
      const { text } = await request(desk.address).get("/metrics").expect(200);
      expect(text).toContain('registry_requests_total{code="OK"} 1');
      expect(text).toContain('registry_requests_total{code="GRAPHQL_VALIDATION_FAILED"} 1');
      expect(text).toContain('registry_requests_total{code="UNAVAILABLE"} 1');
      expect(text).toContain("registry_requests_in_flight 1");
      const labels = [...text.matchAll(/(\w+)="([^"]*)"/g)].filter(([, name]) => name !== "le");
      for (const [, name, value] of labels) {
        expect(name).toBe("code");
        expect([...CODES, "OK"]).toContain(value);
      }
    }));
});
