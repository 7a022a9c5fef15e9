import { once } from "node:events";
import { connect } from "node:net";

import { makeFixture } from "../proofs/crashes/fixture";
import { type StandingRegistry, startStanding } from "../support/standing-registry";
import { Holder, expectUnavailable, waitingBackends } from "./faults";

const READ = "{ findings(first: 5) { nodes { id text } } }";

let registry: StandingRegistry;

/** A request may take a minute here: what ends sooner is ended by the stop. */
beforeAll(async () => {
  registry = await startStanding({
    LIMIT_REQUEST_MILLISECONDS: "60000",
    LIMIT_STATEMENT_MILLISECONDS: "60000",
    LIMIT_LOCK_MILLISECONDS: "60000",
  });
  await makeFixture(registry);
});

afterAll(() => registry.close());
afterEach(() => registry.server.ended().then(() => registry.startServer()), 60_000);

const refused = async () => {
  const socket = connect(registry.door.target, "127.0.0.1");
  return once(socket, "connect").then(
    () => {
      socket.destroy();
      return false;
    },
    () => true,
  );
};
const untilRefused = async () => {
  while (!(await refused()));
};

/** One connection on which several things can be asked before the first is answered. */
async function pipeline() {
  const socket = connect(registry.door.target, "127.0.0.1");
  await once(socket, "connect");
  let told = "";
  socket.on("data", (bytes: Buffer) => (told += bytes.toString()));
  const token = await registry.issuer.token({ subject: "director" });
  const body = JSON.stringify({ query: READ });
  const head = ["POST /graphql HTTP/1.1", "Host: registry", "Content-Type: application/json"];
  return {
    read: () =>
      socket.write(
        [...head, `Authorization: Bearer ${token}`, `Content-Length: ${body.length}`, "", body].join("\r\n"),
      ),
    isReady: () => socket.write("GET /readyz HTTP/1.1\r\nHost: registry\r\n\r\n"),
    async told() {
      await once(socket, "close");
      return told.match(/HTTP\/1\.1 \d{3}/g);
    },
  };
}

describe("a registry that is told to stop", () => {
  it("answers what is in flight, refuses what is new, and ends well", async () => {
    const holder = await Holder.of(registry.migratorUrl, "lock table part_content in access exclusive mode");
    const answer = registry.ask("director", READ);
    await waitingBackends(registry);
    registry.server.signal("SIGTERM");
    await untilRefused();
    await holder.letGo();
    expect(await answer).toMatchObject({ status: 200, headers: { receipt: expect.stringMatching(/^id=/) } });
    expect(await registry.server.ended()).toBe(0);
    expect(registry.server.err).toBe("");
  });

  it("cuts what does not end in ten seconds, with nothing of it delivered, and ends well all the same", async () => {
    const holder = await Holder.of(registry.migratorUrl, "lock table part_content in access exclusive mode");
    registry.door.deliveries = [];
    const answer = registry.ask("director", READ).catch((error: Error) => error);
    await waitingBackends(registry);
    registry.server.signal("SIGTERM");
    const cut = await answer;
    if ("status" in cut && cut.status !== undefined) expectUnavailable(cut);
    expect(registry.door.deliveries.map(({ body }) => body).join()).not.toContain("part_");
    await holder.letGo();
    expect(await registry.server.ended()).toBe(0);
    expect(registry.server.err).toBe("");
  });

  it("says on a connection that is still open that it is not ready any more", async () => {
    const holder = await Holder.of(registry.migratorUrl, "lock table part_content in access exclusive mode");
    const { read, isReady, told } = await pipeline();
    read();
    await waitingBackends(registry);
    registry.server.signal("SIGTERM");
    await untilRefused();
    isReady();
    await holder.letGo();
    expect(await told()).toEqual(["HTTP/1.1 200", "HTTP/1.1 503"]);
    expect(await registry.server.ended()).toBe(0);
  });
});
