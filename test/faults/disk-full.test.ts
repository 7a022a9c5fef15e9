import { servingProcess } from "../../src/database/cluster-folder";
import type { World } from "../operations/world";
import { makeFixture } from "../proofs/crashes/fixture";
import type { Answer } from "../support/registry";
import { SmallDisk } from "../support/small-disk";
import { type StandingRegistry, startStanding } from "../support/standing-registry";
import { expectUnavailable } from "./faults";

const disk = SmallDisk.mount(200);
const described =
  typeof disk === "string" ? `K07: a registry on a full disk (not tried: ${disk})` : "K07: a registry on a full disk";

(typeof disk === "string" ? describe.skip : describe)(described, () => {
  let registry: StandingRegistry;
  let world: World;

  beforeAll(async () => {
    registry = await startStanding({}, (disk as SmallDisk).path);
    ({ world } = await makeFixture(registry));
  });

  afterAll(async () => {
    await registry.close();
    (disk as SmallDisk).remove();
  });

  const read = () => registry.ask("director", "{ findings(first: 20) { nodes { id text } } }");
  const propose = (purpose: string) =>
    world.ask("administrator", "proposeCirculation", {
      reportId,
      full: true,
      postIds: [world.post.ASG_OROLSI],
      purpose,
    });
  let reportId: string;

  it("answers with whole answers or UNAVAILABLE, delivers nothing unregistered, and goes on when there is room", async () => {
    reportId = (await registry.ask("director", "{ reports(first: 1) { nodes { id } } }")).data.reports.nodes[0].id;
    const before = await read();
    expect(before.status).toBe(200);
    (disk as SmallDisk).fill();
    const answers: Answer[] = [];
    while (!answers.some(({ status }) => status === 503)) {
      answers.push(...(await Promise.all([read(), read(), propose("x".repeat(1_000))])));
      if (answers.length > 3_000) throw new Error("The disk does not fill.");
    }
    const [failed] = answers.filter(({ status }) => status !== 200);
    expectUnavailable(failed!);
    const receipts = answers.filter(({ status }) => status === 200).map(({ headers }) => headers.receipt);
    (disk as SmallDisk).makeRoom();
    if (servingProcess(registry.postgresFolder) === undefined) await registry.startPostgres();
    await registry.untilReady();
    const kept = await registry.sql<{ receipt: string }>(
      "select concat('id=', id, ', sha256=', hash) as receipt from register_entry",
    );
    const known = new Set(kept.map(({ receipt }) => receipt));
    expect(receipts.filter((receipt) => !known.has(receipt!))).toEqual([]);
    expect((await read()).data).toEqual(before.data);
    expect((await propose("Again")).status).toBe(200);
    expect(registry.server.err).toBe("");
  });
});
