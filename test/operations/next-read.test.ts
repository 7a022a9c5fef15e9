import { type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.registry.close());
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

const both = ["u", "c"];

describe("the next read", () => {
  const given = async (more: object = {}) => {
    const fresh = await world.report();
    const circulation = await world.circulate({
      full: true,
      postIds: [world.post.ASG_OO],
      reportId: fresh.id,
      officeIds: [world.office.OMA],
      portalsAllowed: true,
      ...more,
    });
    return { fresh, circulation };
  };
  const readers = ["asg.oo", "oma.head", "oma.designated", "portal.oma"];
  beforeAll(() => world.portal("portal.oma", "OMA"));

  it("does not have what was suspended, has it again when that is lifted, and never again when it is revoked", async () => {
    const { fresh, circulation } = await given();
    for (const [as, name, seen] of [
      [null, "", both],
      ["director", "suspendCirculation", null],
      ["usg.dfs", "liftSuspension", both],
      ["administrator", "suspendCirculation", null],
      ["usg.dpko", "liftSuspension", both],
      ["usg.dfs", "revokeCirculation", null],
    ] as const) {
      if (as) await world.on(circulation, as, name);
      for (const reader of readers) expect(await world.reads(reader, fresh)).toEqual(seen);
      expect(await world.reads("oma.staff", fresh)).toEqual(seen && ["u"]);
    }
  });

  it("does not have the circulation itself either, nor the part by its id", async () => {
    const { fresh, circulation } = await given();
    const asked = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
    const ids = { ids: [circulation.id, fresh.parts.c, fresh.id] };
    expect((await world.registry.ask("asg.oo", asked, ids)).data.nodes).toEqual(ids.ids.map((id) => ({ id })));
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    expect((await world.registry.ask("asg.oo", asked, ids)).data.nodes).toEqual([null, null, null]);
  });

  it("has what another circulation still gives: what is revoked neither gives nor takes", async () => {
    const { fresh, circulation } = await given();
    await world.circulate({ reportId: fresh.id, partIds: [fresh.parts.c], postIds: [world.post.ASG_OO] });
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    expect(await world.sees("asg.oo", fresh)).toEqual({ title: "A title", isExtract: true, parts: ["c"] });
    expect(await world.sees("oma.head", fresh)).toBeNull();
  });

  it("begins and ends by the clock: from its first instant to just before its last", async () => {
    const { fresh, circulation } = await given({
      validFrom: "2016-06-10T00:00:00Z",
      validUntil: "2016-06-20T00:00:00Z",
    });
    for (const [instant, state, seen] of [
      ["2016-06-09T23:59:50Z", "NOT_YET_VALID", null],
      ["2016-06-10T00:00:00Z", "SIGNED", both],
      ["2016-06-19T23:59:50Z", "SIGNED", both],
      ["2016-06-20T00:00:00Z", "EXPIRED", null],
      ["2026-06-20T00:00:00Z", "EXPIRED", null],
    ] as const) {
      await world.registry.clock(instant);
      expect(await world.stateOf(circulation)).toBe(state);
      if (instant < "2019") for (const reader of readers) expect(await world.reads(reader, fresh)).toEqual(seen);
    }
  });

  it("has nothing of what was suspended before it began, until that is lifted, and then from its beginning on", async () => {
    const { fresh, circulation } = await given({ validFrom: "2016-06-10T00:00:00Z" });
    await world.on(circulation, "administrator", "suspendCirculation");
    await world.registry.clock("2016-06-11T00:00:00Z");
    expect(await world.stateOf(circulation)).toBe("SUSPENDED");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
    await world.on(circulation, "usg.dfs", "liftSuspension");
    expect(await world.reads("asg.oo", fresh)).toEqual(both);
  });

  it("lifted before it begins, it is not valid yet", async () => {
    const { fresh, circulation } = await given({ validFrom: "2016-06-10T00:00:00Z" });
    await world.on(circulation, "administrator", "suspendCirculation");
    await world.on(circulation, "usg.dfs", "liftSuspension");
    expect(await world.stateOf(circulation)).toBe("NOT_YET_VALID");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
    await world.registry.clock("2016-06-10T00:00:00Z");
    expect(await world.reads("asg.oo", fresh)).toEqual(both);
  });

  it("what is revoked before it begins never begins", async () => {
    const { fresh, circulation } = await given({ validFrom: "2016-06-10T00:00:00Z" });
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    await world.registry.clock("2016-06-11T00:00:00Z");
    expect(await world.stateOf(circulation)).toBe("REVOKED");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
  });

  it("what expires while it is suspended cannot be lifted", async () => {
    const { fresh, circulation } = await given({ validUntil: "2016-06-10T00:00:00Z" });
    await world.on(circulation, "administrator", "suspendCirculation");
    await world.registry.clock("2016-06-10T00:00:00Z");
    expect(await world.stateOf(circulation)).toBe("EXPIRED");
    const lift = { circulationId: circulation.id, reason: "A reason" };
    expect((await world.refusal("usg.dfs", "liftSuspension", lift)).code).toBe("INVALID_STATE");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
  });

  it("tells its end to the posts that had it, and to no others", async () => {
    const { circulation } = await given({ validFrom: "2016-06-10T00:00:00Z" });
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    const told = await world.registry.sql(
      "select p.code, n.kind from notice n join post p on p.id = n.post_id where n.object_id = $1::uuid and n.kind like 'CIRCULATION%'",
      [circulation.id.replace("circulation_", "")],
    );
    expect(told).toEqual([]);
    const other = await given();
    await world.on(other.circulation, "usg.dfs", "revokeCirculation");
    const [{ codes }] = await world.registry.sql(
      "select array_agg(p.code order by p.code) as codes from notice n join post p on p.id = n.post_id where n.object_id = $1::uuid and n.kind = 'CIRCULATION_WITHDRAWN'",
      [other.circulation.id.replace("circulation_", "")],
    );
    expect(codes).toEqual(["ASG_OO", "MILITARY_ADVISER"]);
  });
});
