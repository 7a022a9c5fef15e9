import type { MadeReport } from "../operations/life";
import { type World, aWorld } from "../operations/world";
import { Holder, expectUnavailable, waitingBackends } from "./faults";

const READ = "{ findings(first: 5) { nodes { id text } } }";

let world: World;
let report: MadeReport;

beforeAll(async () => {
  world = await aWorld();
  report = await world.report({ submitted: false });
});

afterAll(() => world.registry.close());

const entries = async () => (await world.registry.sql("select count(*)::int as count from register_entry"))[0].count;
const director = (query: string) => world.registry.ask("director", query);
const newPart = (text: string) => ({
  reportId: report.id,
  kind: "FINDING",
  text,
  level: "CONFIDENTIAL",
  grounds: ["INTERNAL_DELIBERATION"],
  finding: { area: "TRAINING", risk: "HIGH", systemic: false },
});

describe("K07: while another session holds the register", () => {
  let holder: Holder;
  beforeEach(async () => {
    holder = await Holder.of(world.registry.migratorUrl, "select from register_head for update");
  });
  afterEach(() => holder.letGo().catch(() => undefined));

  it("a read is answered with UNAVAILABLE and nothing of it is delivered, and the next one is answered", async () => {
    const before = await entries();
    expectUnavailable(await director(READ));
    await holder.letGo();
    expect(await entries()).toBe(before);
    const answer = await director(READ);
    expect(answer).toMatchObject({ status: 200, headers: { receipt: expect.stringMatching(/^id=/) } });
    expect(await entries()).toBe(before + 1);
  });

  it("an act is not done, and can be done afterwards under the same key", async () => {
    const act = () =>
      world.ask("director", "addPart", newPart("Of roads."), { headers: { "idempotency-key": "once" } });
    const before = await world.contents();
    expectUnavailable(await act());
    await holder.letGo();
    expect(await world.contents()).toEqual(before);
    expect(await act()).toMatchObject({ status: 200, code: undefined });
  });

  it("everybody is answered when it is let go in time", async () => {
    const answers = ["director", "usg.dpko", "administrator", "nobody"].map((as) => world.registry.ask(as, READ));
    await waitingBackends(world.registry);
    await holder.letGo();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 401]);
  });

  it("a refusal that cannot be registered is UNAVAILABLE too", async () => {
    expectUnavailable(await director("{ nothingOfTheKind }"));
  });
});

describe("K07: where the register takes no entry", () => {
  it("nothing is delivered and nothing is done until it does again", async () => {
    const before = await world.contents();
    await world.registry.sql("revoke execute on function register_append_by_ticket from public, registry_app");
    expectUnavailable(await director(READ));
    expectUnavailable(await world.ask("director", "addPart", newPart("Of bridges.")));
    await world.registry.sql("grant execute on function register_append_by_ticket to registry_app");
    expect(await world.contents()).toEqual(before);
    expect((await director(READ)).status).toBe(200);
  });
});
