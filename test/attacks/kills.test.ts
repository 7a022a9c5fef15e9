import { makeFixture } from "../proofs/crashes/fixture";
import { AN_ENTRY, type Moment } from "../support/postgres-link";
import { type StandingRegistry, startStanding } from "../support/standing-registry";

const READ = "{ findings(first: 5) { nodes { id text } } }";

let registry: StandingRegistry;

beforeAll(async () => {
  registry = await startStanding();
  await makeFixture(registry);
});

afterAll(() => registry.close());

/** Reads, kills the server at a moment, and gives every byte that came. */
async function killedWhileReading(moment: Moment): Promise<string> {
  registry.door.deliveries = [];
  const came = registry.link.at(moment);
  const answer = registry.ask("director", READ).catch(() => undefined);
  await came;
  await registry.kill("server");
  await answer;
  await registry.startAgain("server");
  return registry.door.deliveries.map((delivery) => delivery.answer).join("");
}

const registered = async () => (await registry.sql("select count(*)::int as count from register_entry"))[0].count;

describe("K10: whoever kills the server while it answers", () => {
  it("before the entry reaches the register gets no byte, and there is no entry", async () => {
    const before = await registered();
    expect(await killedWhileReading({ when: "before", holding: AN_ENTRY, nth: 1 })).toBe("");
    expect(await registered()).toBe(before);
  });

  it("after the entry is committed gets no byte either, and the register says more than was delivered", async () => {
    const before = await registered();
    expect(await killedWhileReading({ when: "after", holding: AN_ENTRY, nth: 1 })).toBe("");
    expect(await registered()).toBe(before + 1);
  });

  it("gets the answer when nobody is killed, and its entry is there", async () => {
    const before = await registered();
    expect(await registry.ask("director", READ)).toMatchObject({ status: 200 });
    expect(await registered()).toBe(before + 1);
  });
});
