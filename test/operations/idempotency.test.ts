import type { MadeReport } from "./life";
import { type Wish, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  report = await world.report();
});
afterAll(() => world.registry.close());

let keys = 0;
const freshKey = () => `key-${(keys += 1)}`;
const scope = (more: object = {}) => ({
  reportId: report.id,
  full: true,
  postIds: [world.post.ASG_OO],
  purpose: "A test",
  ...more,
});
const propose = (key: string, as: Wish = "administrator", more: object = {}) =>
  world.ask(as, "proposeCirculation", scope(more), {
    payload: "circulation { id state }",
    headers: { "idempotency-key": key },
  });
const circulations = async () => (await world.registry.sql("select count(*)::int as n from circulation"))[0].n;

describe("an act with a key of idempotency", () => {
  it("is done once, and answers the same when it is asked for again", async () => {
    const [key, before] = [freshKey(), await circulations()];
    const first = await propose(key);
    const second = await propose(key);
    expect(second.data).toEqual(first.data);
    expect(await circulations()).toBe(before + 1);
    await propose(freshKey());
    await world.propose(scope());
    expect(await circulations()).toBe(before + 3);
  });

  it("is done once, when it is asked for twice at the same moment", async () => {
    const [key, before] = [freshKey(), await circulations()];
    const [first, second] = await Promise.all([propose(key), propose(key)]);
    expect(first.data).toEqual(second.data);
    expect(await circulations()).toBe(before + 1);
  });

  it("is registered once as an act, and each answer as one", async () => {
    const key = freshKey();
    const count = async (kind: string) =>
      (await world.registry.sql("select count(*)::int as n from register_entry where kind = $1", [kind]))[0].n;
    const [acts, answers] = [await count("ACT"), await count("ANSWER")];
    await propose(key);
    await propose(key);
    expect([await count("ACT"), await count("ANSWER")]).toEqual([acts + 1, answers + 2]);
  });

  it("with the same key, another request is refused: another input, or another act", async () => {
    const key = freshKey();
    await propose(key);
    const before = await world.contents();
    expect((await propose(key, "administrator", { purpose: "Another" })).code).toBe("IDEMPOTENCY_KEY_REUSED");
    const other = await world.ask(
      "administrator",
      "suspendCirculation",
      { circulationId: report.id, reason: "x" },
      { headers: { "idempotency-key": key } },
    );
    expect(other.code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(await world.contents()).toEqual(before);
  });

  it("is another's own: the same key of another person is another key", async () => {
    const key = freshKey();
    const [mine, yours] = [await propose(key), await propose(key, "director")];
    expect(yours.data.proposeCirculation.circulation.id).not.toBe(mine.data.proposeCirculation.circulation.id);
  });

  it("that was refused can be tried again with the key: nothing is kept of a refusal", async () => {
    const key = freshKey();
    const draft = await world.report({ submitted: false });
    expect((await propose(key, "director", { reportId: draft.id })).code).toBe("INVALID_STATE");
    await world.act("director", "submitReport", { reportId: draft.id });
    expect((await propose(key, "director", { reportId: draft.id })).code).toBeUndefined();
  });

  it("keeps ids alone, and the digest of what was asked", async () => {
    const key = freshKey();
    await propose(key, "administrator", { purpose: "Cormorant" });
    const [row] = await world.registry.sql("select i::text as row, outcome from idempotency i where key = $1", [key]);
    expect(row.row).not.toContain("Cormorant");
    expect(row.outcome).toEqual({ circulation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it.each(["", " ", "a b", "x".repeat(256), "ü"])("has a key of visible characters: not %j", async (key) => {
    const before = await world.contents();
    const headers = { "idempotency-key": key === "ü" ? Buffer.from(key).toString("latin1") : key };
    const answer = await world.ask("administrator", "proposeCirculation", scope(), { headers });
    expect([answer.status, answer.code]).toEqual([400, expect.any(String)]);
    expect(await world.contents()).toEqual(before);
  });
});

describe("a replay reads again, through the door", () => {
  it("and shows what is so now, not what was so then", async () => {
    const key = freshKey();
    const { data } = await propose(key);
    const { id } = data.proposeCirculation.circulation;
    await world.act("administrator", "withdrawCirculation", { circulationId: id });
    expect((await propose(key)).data).toEqual({ proposeCirculation: { circulation: { id, state: "WITHDRAWN" } } });
  });

  it("and gives nothing to who has lost the right since", async () => {
    const key = freshKey();
    await world.registry.person("brief", "ADMINISTRATOR_2", { acting: true, from: "2016-06-01", until: "2016-06-01" });
    const first = await propose(key, "brief");
    expect(first.data.proposeCirculation.circulation.state).toBe("PROPOSED");
    await world.registry.clock("2016-06-02T12:00:00Z");
    expect((await propose(key, "brief")).data).toEqual({ proposeCirculation: { circulation: null } });
    expect((await propose(freshKey(), "brief")).code).toBe("NOT_FOUND");
  });

  it("of a signature asks for no other signature: it was given once", async () => {
    const circulation = await world.propose(scope());
    const sign = (key: string) =>
      world.ask(
        "usg.dpko",
        "signCirculation",
        { circulationId: circulation.id, digest: circulation.digest },
        { headers: { "idempotency-key": key }, payload: "circulation { state }" },
      );
    const key = freshKey();
    expect((await sign(key)).data.signCirculation.circulation.state).toBe("PARTLY_SIGNED");
    expect((await sign(key)).data.signCirculation.circulation.state).toBe("PARTLY_SIGNED");
    expect((await sign(freshKey())).code).toBe("INVALID_STATE");
  });

  it("for 24 hours, by the real clock", async () => {
    const key = freshKey();
    const { data } = await propose(key);
    await world.registry.sql(
      "update idempotency set recorded_at = clock_timestamp() - interval '24 hours 1 second' where key = $1",
      [key],
    );
    const later = await propose(key);
    expect(later.data.proposeCirculation.circulation.id).not.toBe(data.proposeCirculation.circulation.id);
    expect((await propose(key)).data).toEqual(later.data);
  });
});
