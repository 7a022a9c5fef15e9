import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { World } from "../operations/world";
import { makeFixture } from "../proofs/crashes/fixture";
import { type StandingRegistry, startStanding } from "../support/standing-registry";
import { expectUnavailable } from "./faults";

const READ = "{ findings(first: 5) { nodes { id text } } }";

let registry: StandingRegistry;
let world: World;

/** A request may take a second here, so that one to a database that hangs ends soon. */
beforeAll(async () => {
  registry = await startStanding({
    LIMIT_REQUEST_MILLISECONDS: "1500",
    LIMIT_STATEMENT_MILLISECONDS: "1000",
    LIMIT_IDLE_IN_TRANSACTION_MILLISECONDS: "1000",
  });
  ({ world } = await makeFixture(registry));
});

afterAll(() => registry.close());

const read = () => registry.ask("director", READ);
const status = async (path: string) =>
  (await fetch(`http://127.0.0.1:${registry.door.target}${path}`, { headers: { connection: "close" } })).status;
const add = () =>
  world.ask("director", "enterReviewRequest", {
    kind: "TARGETED",
    missions: ["MINUSCA"],
    areas: ["TRAINING"],
    reasons: "A test",
    country: "A country",
    letterReference: "NV/1",
    letterOn: "2015-01-05",
  });

describe("a registry whose PostgreSQL is stopped", () => {
  it("says so to whoever asks, and to whoever balances its load, and answers again without a hand", async () => {
    const whole = (await read()).data;
    await registry.stopPostgres();
    expectUnavailable(await read());
    expectUnavailable(await add());
    expect([await status("/readyz"), await status("/healthz")]).toEqual([503, 200]);
    await registry.startPostgres();
    await registry.untilReady();
    expect((await read()).data).toEqual(whole);
    expect(await add()).toMatchObject({ status: 200, code: undefined });
    expect(registry.server.err).toBe("");
  });
});

describe("a registry whose PostgreSQL hangs", () => {
  const everyProcess = (signal: NodeJS.Signals) => {
    const main = Number(readFileSync(join(registry.postgresFolder, "cluster/postmaster.pid"), "utf8").split("\n")[0]);
    const children = readFileSync(`/proc/${main}/task/${main}/children`, "utf8").trim().split(" ").map(Number);
    for (const pid of [main, ...children]) process.kill(pid, signal);
  };

  it("does not hang with it, and answers again when it goes on", async () => {
    const whole = (await read()).data;
    everyProcess("SIGSTOP");
    try {
      for (const answer of await Promise.all([read(), read(), add()])) expectUnavailable(answer);
      await registry.untilReady(false);
    } finally {
      everyProcess("SIGCONT");
    }
    await registry.untilReady();
    expect((await read()).data).toEqual(whole);
    expect(registry.server.err).toBe("");
  });

  it("does not hang where the network swallows everything, and answers again when it does so no more", async () => {
    const whole = (await read()).data;
    registry.link.swallow();
    for (const answer of await Promise.all(Array.from({ length: 12 }, read))) expectUnavailable(answer);
    registry.link.mend();
    await registry.untilReady();
    expect((await read()).data).toEqual(whole);
  });
});
