import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { createServer, stopServer } from "../../src/http/server";
import { Holder, allAtRest, expectUnavailable, narrowWorld, waitingBackends } from "../faults/faults";
import { aDirectedRequest } from "../operations/life";
import type { World } from "../operations/world";

const READ = "{ findings(first: 5) { nodes { id text } totalCount } viewer { posts { code } } }";
const READERS = ["oma.staff", "director", "administrator", "usg.dpko", "oma.head"];
const HELD = "lock table part_content in access exclusive mode";

let world: World;
let baseline: unknown;
let fresh: unknown;

beforeAll(async () => {
  world = await narrowWorld({ lockMilliseconds: 400, statementMilliseconds: 800, idleInTransactionMilliseconds: 800 });
  const parts = ["UNCLASSIFIED", "CONFIDENTIAL"].map((level) => ({ key: level, level, text: `Canary of ${level}.` }));
  const report = await world.report({ parts });
  await world.circulate({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
  baseline = await everybodyReads();
  fresh = await sessions();
});

afterAll(() => world.registry.close());

const everybodyReads = async () => {
  const seen: unknown[] = [];
  for (const reader of READERS) seen.push((await world.registry.ask(reader, READ)).body);
  return seen;
};

/** What a connection of each pool remembers: settings of its session, locks that outlast a transaction, statements but for those prepared as they were asked again. */
const sessions = async () => {
  const { reading, acting } = world.registry.database;
  const remembered = `select (select json_agg(s order by name) from (select name, setting from pg_settings where source = 'session') s) as settings,
    (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
    (select count(*)::int from pg_prepared_statements where name !~ '^s[0-9]+$') as statements, current_user as role`;
  return [(await reading.query(remembered)).rows, await acting.query<unknown[]>(remembered)];
};

const connections = () =>
  new Promise<number>((resolve) => world.registry.app.server.getConnections((_error, count) => resolve(count)));

/** Leaves as soon as the registry works on it, and resolves when the server has seen it go. */
async function leave(as: string, query: string, variables: object = {}): Promise<void> {
  const before = await connections();
  const token = await world.registry.issuer.token({ subject: as });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const asking = request(`${world.registry.url}/graphql`, { method: "POST", headers, agent: false });
  asking.on("error", () => undefined);
  asking.end(JSON.stringify({ query, variables }));
  await waitingBackends(world.registry);
  asking.destroy();
  while ((await connections()) > before) await pause(5);
}

const openReview = async () =>
  world.ask("director", "openReview", { requestId: await aDirectedRequest(world.registry) });
const OPEN_REVIEW = "mutation ($input: OpenReviewInput!) { openReview(input: $input) { review { id } } }";

describe("I09: a connection that served somebody, and whose transaction was broken off", () => {
  const faults: [string, () => Promise<void>][] = [
    [
      "by the time that a lock may take",
      async () => void (await whileHeld(() => world.registry.ask("director", READ))),
    ],
    [
      "by the end of its backend",
      async () => {
        const holder = await Holder.of(world.registry.migratorUrl, HELD);
        const answer = world.registry.ask("director", READ);
        const pids = await waitingBackends(world.registry);
        await world.registry.sql("select pg_terminate_backend(pid) from unnest($1::int[]) pid", [pids]);
        expectUnavailable(await answer);
        await holder.letGo();
      },
    ],
    [
      "by its client",
      async () => {
        const holder = await Holder.of(world.registry.migratorUrl, HELD);
        await leave("director", READ);
        await holder.letGo();
      },
    ],
    [
      "at its commit",
      async () => {
        await world.registry.sql(
          "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$",
        );
        await world.registry.sql(
          "create constraint trigger refuse after insert on review deferrable initially deferred for each row execute function refuse()",
        );
        expectUnavailable(await openReview());
        await world.registry.sql("drop trigger refuse on review");
        await world.registry.sql("drop function refuse()");
      },
    ],
  ];

  async function whileHeld(ask: () => Promise<unknown>): Promise<void> {
    const holder = await Holder.of(world.registry.migratorUrl, HELD);
    await ask();
    await holder.letGo();
  }

  it.each(faults)("remembers nothing of it when it is broken off %s", async (_how, fault) => {
    await fault();
    await allAtRest(world.registry);
    expect(await everybodyReads()).toEqual(baseline);
    expect(await sessions()).toEqual(fresh);
    expect((await openReview()).status).toBe(200);
  });
});

describe("J07: a client that leaves while it is answered", () => {
  it("is logged as gone, and is delivered nothing", async () => {
    const holder = await Holder.of(world.registry.migratorUrl, HELD);
    await leave("director", READ);
    await holder.letGo();
    while (!world.registry.logged.some(({ abandoned }) => abandoned)) await pause(10);
    expect(JSON.stringify(world.registry.logged)).not.toContain("Canary");
  });

  it("has none of its acts done", async () => {
    const input = { requestId: await aDirectedRequest(world.registry) };
    const before = await world.contents();
    const holder = await Holder.of(world.registry.migratorUrl, "select from register_head for update");
    await leave("director", OPEN_REVIEW, { input });
    await holder.letGo();
    await allAtRest(world.registry);
    expect(await world.contents()).toEqual(before);
  });
});

describe("L02: whatever fails", () => {
  it("the answer is the same sentence under the request's id, and the log tells the class and the code alone", async () => {
    const bodies: unknown[] = [];
    const failing = async (before: string, after: string) => {
      await world.registry.sql(before);
      const answer = await world.registry.ask("director", READ);
      await world.registry.sql(after);
      expectUnavailable(answer);
      const { message, extensions } = answer.body.errors[0];
      bodies.push({ message, extensions });
      const line = world.registry.logged.find(({ requestId }) => requestId === answer.headers["x-request-id"]);
      expect(line).toMatchObject({ code: "UNAVAILABLE", status: 503 });
      expect(JSON.stringify(line)).not.toMatch(/select |part_content|Canary|director|node_modules/);
    };
    await failing("alter table part_content rename to elsewhere", "alter table elsewhere rename to part_content");
    await failing("alter table register_head rename to elsewhere", "alter table elsewhere rename to register_head");
    await failing("alter function enter rename to elsewhere", "alter function elsewhere rename to enter");
    await failing("revoke select on part from registry_app", "grant select on part to registry_app");
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(await everybodyReads()).toEqual(baseline);
  });
});

describe("L10: whoever makes the database wait", () => {
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      ({ code }: { code?: string }) => code,
    );

  it("is stopped after the time of a statement", async () => {
    const { reading, acting } = world.registry.database;
    expect(await failure(reading.query("select pg_sleep(60)"))).toBe("57014");
    expect(await failure(acting.query("select pg_sleep(60)"))).toBe("57014");
  });

  it("is stopped after the time that a lock may take", async () => {
    const holder = await Holder.of(world.registry.migratorUrl, "lock table report in access exclusive mode");
    expect(await failure(world.registry.database.reading.query("select from report"))).toBe("55P03");
    await holder.letGo();
  });

  it("does not keep a transaction open while doing nothing", async () => {
    const client = await world.registry.database.reading.connect();
    const ended = once(client, "error");
    await client.query("begin");
    expect(((await ended)[0] as { code: string }).code).toBe("25P03");
    client.release(true);
    expect(await everybodyReads()).toEqual(baseline);
  });

  it("gets from a search of many words an answer or none, and everybody else theirs", async () => {
    const words = Array.from({ length: 120 }, (_, place) => `w${place} or -"x${place} y"`).join(" or ");
    const search = "query ($text: String!) { search(text: $text, first: 100) { edges { excerpt } } }";
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.registry.ask("director", search, { text: words })),
    );
    expect(answers.filter(({ code }) => ![undefined, "UNAVAILABLE", "BAD_USER_INPUT"].includes(code))).toEqual([]);
    expect(await everybodyReads()).toEqual(baseline);
  });
});

describe("E10: fifty clients that never finish asking", () => {
  it("are told so and cut off, and keep nobody from an answer", async () => {
    const server = createServer(world.registry.app.handler, { requestMilliseconds: 1_500 });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const slow = await Promise.all(Array.from({ length: 50 }, () => neverAsking(port)));
    const [alive] = (await once(request({ port, path: "/healthz", agent: false }).end(), "response")) as [
      IncomingMessage,
    ];
    expect(alive.statusCode).toBe(200);
    for (const told of await Promise.all(slow.map(({ told }) => told))) expect(told).toMatch(/^HTTP\/1\.1 408 |^$/);
    await stopServer(server, 0);
  });
});

/** A client that sends a letter of its headers now and then, for ever. */
async function neverAsking(port: number): Promise<{ told: Promise<string> }> {
  const socket: Socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("POST /graphql HTTP/1.1\r\nHost: registry\r\nX-Slow: ");
  const dripping = setInterval(() => socket.writable && socket.write("a"), 100);
  let told = "";
  socket.on("data", (bytes: Buffer) => (told += bytes.toString()));
  socket.on("error", () => undefined);
  const closed = new Promise<string>((resolve) =>
    socket.on("close", () => {
      clearInterval(dripping);
      resolve(told);
    }),
  );
  return { told: closed };
}
