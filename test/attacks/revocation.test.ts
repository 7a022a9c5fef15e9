import request from "supertest";

import { createApp } from "../../src/app";
import { registrySchema } from "../../src/app-schema";
import { KeyFile } from "../../src/access/key-file";
import { openDatabase } from "../../src/database/connection";
import { stopServer } from "../../src/http/server";
import { TokenVerifier } from "../../src/identity/token";
import { readSettings } from "../../src/settings";
import { type World, aWorld } from "../operations/world";
import { testTickets } from "../support/database";
import { CANARY, newCanary } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("a revocation, raced", () => {
  let world: World;

  beforeAll(async () => {
    world = await aWorld();
  });

  afterAll(() => world.registry.close());

  const texts = () => ({
    parts: ["a", "b", "c", "d"].map((key) => ({ key, level: "CONFIDENTIAL", text: `Text ${newCanary()}` })),
  });
  const given = async () => {
    const report = await world.report(texts());
    const circulation = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    return { report, circulation };
  };
  const corrigendum = (partId: string | undefined) =>
    world.act("director", "addCorrigendum", {
      partId,
      text: `Later ${newCanary()}`,
      sensitivity: { level: "CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"] },
    });

  it("J01: what is added after a revocation is never delivered, and what is revoked after an addition is not either", async () => {
    for (const order of ["revoke first", "add first"]) {
      const { report, circulation } = await given();
      const acts = [() => world.on(circulation, "usg.dfs", "revokeCirculation"), () => corrigendum(report.parts.a)];
      if (order === "add first") acts.reverse();
      for (const act of acts) await act();
      const query = `{ report(symbol: "${report.symbol}") { parts(first: 9) { nodes { text } } } search(text: "later", first: 50) { totalCount } findings(first: 50) { nodes { text } } }`;
      const answers = await Promise.all(Array.from({ length: 10 }, () => world.registry.ask("asg.oo", query)));
      for (const { body } of answers) {
        expect([order, body.data?.report]).toEqual([order, null]);
        expect(JSON.stringify(body)).not.toContain(CANARY);
      }
    }
  });

  it("J01, J06: reads that race with a revocation get all or nothing, and those begun after it nothing", async () => {
    const query = (symbol: string) =>
      `{ a: report(symbol: "${symbol}") { title parts(first: 9) { totalCount nodes { text } } } b: report(symbol: "${symbol}") { title parts(first: 9) { totalCount nodes { id } } } circulations(first: 50) { nodes { report { symbol } } } }`;
    for (let round = 0; round < 4; round += 1) {
      const { report, circulation } = await given();
      const reads = Array.from({ length: 12 }, () => world.registry.ask("asg.oo", query(report.symbol)));
      const [, ...racing] = await Promise.all([world.on(circulation, "usg.dfs", "revokeCirculation"), ...reads]);
      for (const { data } of racing) {
        const listed = data.circulations.nodes.some(
          (one: { report: { symbol: string } | null }) => one.report?.symbol === report.symbol,
        );
        const seen = [
          data.a?.parts.nodes.length ?? 0,
          data.a?.parts.totalCount ?? 0,
          data.b?.parts.nodes.length ?? 0,
          listed ? 4 : 0,
        ];
        expect(new Set(seen).size).toBe(1);
        expect([data.a === null, data.a?.title ?? "A title"]).toEqual([seen[0] === 0, "A title"]);
      }
      const after = await world.registry.ask("asg.oo", query(report.symbol));
      expect([after.data.a, after.data.b]).toEqual([null, null]);
    }
  });

  it("J02: a walk through pages ends with the revocation: the next page is not there, and tells no count", async () => {
    const { report, circulation } = await given();
    const page =
      "query ($s: String!, $after: String) { report(symbol: $s) { parts(first: 1, after: $after) { totalCount nodes { id text } pageInfo { hasNextPage endCursor } } } findings(first: 1) { totalCount } }";
    const first = await world.registry.ask("asg.oo", page, { s: report.symbol });
    const second = await world.registry.ask("asg.oo", page, {
      s: report.symbol,
      after: first.data.report.parts.pageInfo.endCursor,
    });
    expect(second.data.report.parts.totalCount).toBe(4);
    const before = second.data.findings.totalCount;
    await world.on(circulation, "administrator", "suspendCirculation");
    const after = second.data.report.parts.pageInfo.endCursor;
    const third = await world.registry.ask("asg.oo", page, { s: report.symbol, after });
    expect(third.data).toEqual({ report: null, findings: { totalCount: before - 4 } });
    const narrow = await world.circulate({
      reportId: report.id,
      partIds: [report.parts.d],
      postIds: [world.post.ASG_OO],
    });
    const fourth = await world.registry.ask("asg.oo", page, { s: report.symbol, after });
    expect(fourth.data.report.parts.nodes.map(({ id }: { id: string }) => id)).toEqual([report.parts.d]);
    await world.on(narrow, "usg.dfs", "revokeCirculation");
  });

  it("J03, J04: there is no subscription that could outlive a right or carry content, and no socket to open one on", async () => {
    expect(registrySchema().getSubscriptionType()).toBeUndefined();
    const { status, body } = await world.registry.ask("director", "subscription { reportAvailable { id } }");
    expect([status, body.errors[0].extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    for (const path of ["/graphql", "/subscriptions", "/ws"]) {
      const answer = await request(world.registry.url).get(path).set({
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-protocol": "graphql-transport-ws",
        "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
      });
      expect([path, answer.status]).toEqual([path, expect.any(Number)]);
      expect([101, 200]).not.toContain(answer.status);
    }
  });

  it("J05: what one server was told, the other knows at the next read", async () => {
    const settings = readSettings([], {});
    const database = await openDatabase(settings, world.registry.databaseUrl, testTickets);
    const { issuer } = world.registry;
    const other = await createApp({
      settings,
      database,
      keys: new KeyFile([Buffer.alloc(32, 1)]),
      cursorSecret: Buffer.alloc(32, 1),
      verifier: new TokenVerifier({ issuers: [issuer.issuer], audience: issuer.audience }),
    });
    try {
      await new Promise<void>((resolve) => other.server.listen(0, "127.0.0.1", resolve));
      const token = await issuer.token({ subject: "asg.oo" });
      const elsewhere = (query: string) =>
        request(other.server)
          .post("/graphql")
          .set({ authorization: `Bearer ${token}` })
          .send({ query });
      for (let round = 0; round < 4; round += 1) {
        const { report, circulation } = await given();
        const query = `{ report(symbol: "${report.symbol}") { parts(first: 9) { totalCount } } }`;
        expect((await elsewhere(query)).body.data.report.parts.totalCount).toBe(4);
        await world.on(
          circulation,
          round % 2 ? "usg.dfs" : "administrator",
          round % 2 ? "revokeCirculation" : "suspendCirculation",
        );
        const answers = await Promise.all([elsewhere(query), elsewhere(query), elsewhere(query)]);
        expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ({ data: { report: null } })));
      }
    } finally {
      await stopServer(other.server, 0);
      await other.stop();
      await database.close();
    }
  });

  it("D07: who has been shut out is out at the next request, whatever the token in hand still says", async () => {
    await world.registry.post("OO_LEAVER", "OO");
    const { personId } = await world.registry.person("leaver", "OO_LEAVER");
    const token = await world.registry.issuer.token({ subject: "leaver", expiresIn: 900 });
    const ask = () =>
      request(world.registry.url)
        .post("/graphql")
        .set({ authorization: `Bearer ${token}` })
        .send({ query: "{ viewer { id posts { code } } }" });
    expect((await ask()).body.data.viewer.posts).toEqual([{ code: "OO_LEAVER" }]);
    await world.registry.sql("update appointment set superseded_at = registry_now() where person_id = $1", [personId]);
    expect((await ask()).body.data.viewer.posts).toEqual([]);
    await world.registry.sql("update login set superseded_at = registry_now() where person_id = $1", [personId]);
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(answers[0].headers["www-authenticate"]).toContain("Bearer");
  });

  it("D07: a portal and its login are out at the next request after their end, and on behalf of a person too", async () => {
    await world.portal("portal.out", "OMA");
    const through = { subject: "oma.head", actor: "portal.out" };
    for (const wish of ["portal.out", through])
      expect((await world.registry.ask(wish, "{ viewer { id } }")).status).toBe(200);
    await world.registry.sql("update login set superseded_at = registry_now() where portal_code = 'portal.out'");
    for (const wish of ["portal.out", through])
      expect((await world.registry.ask(wish, "{ viewer { id } }")).status).toBe(401);
    expect((await world.registry.ask("oma.head", "{ viewer { id } }")).status).toBe(200);
  });
});
