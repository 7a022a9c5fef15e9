import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

const LAST_OF_DUAL = "2018-12-31T23:59:50Z";
const FIRST_OF_SINGLE = "2019-01-01T00:00:00Z";

describe("the change of reporting line at the end of 2018", () => {
  let world: World;
  let report: MadeReport;
  beforeAll(async () => {
    world = await aWorld(LAST_OF_DUAL);
    report = await world.report();
    await world.registry.person("head.of.both", "USG_DPKO", { acting: true, from: "2018-12-01", until: "2018-12-31" });
    await world.registry.person("head.of.both", "USG_DPO", { acting: true, from: "2019-01-01" });
  });
  afterAll(() => world.registry.close());
  beforeEach(() => world.registry.clock(LAST_OF_DUAL));

  const proposed = (more: object = {}) =>
    world.propose({ reportId: report.id, full: true, postIds: [world.post.MILITARY_ADVISER], ...more });
  const refusal = ({ id, digest }: Proposed, as: string) =>
    world.refusal(as, "signCirculation", { circulationId: id, digest });
  const toSingle = () => world.registry.clock(FIRST_OF_SINGLE);
  const awaiting = async ({ id }: Proposed) => {
    const { data } = await world.registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Circulation { state awaiting { code } } } }`,
      { id },
    );
    return [data.node.state, data.node.awaiting.map(({ code }: { code: string }) => code)];
  };

  it("under DUAL both sign, on its last day too", async () => {
    const circulation = await proposed();
    expect((await refusal(circulation, "usg.dpo")).code).toBe("NOT_FOUND");
    await world.sign(circulation, "usg.dpko");
    expect(await awaiting(circulation)).toEqual(["PARTLY_SIGNED", ["USG_DFS"]]);
    await world.sign(circulation, "usg.dfs");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("one signature of two given in 2018 completes nothing in 2019: the USG DPO signs, and that is enough", async () => {
    const fresh = await world.report();
    const circulation = await proposed({ reportId: fresh.id });
    await world.sign(circulation, "usg.dpko");
    await toSingle();
    expect(await awaiting(circulation)).toEqual(["PARTLY_SIGNED", ["USG_DPO"]]);
    for (const former of ["usg.dpko", "usg.dfs"]) expect((await refusal(circulation, former)).code).toBe("NOT_FOUND");
    expect(await world.sees("oma.head", fresh)).toBeNull();
    await world.sign(circulation, "usg.dpo");
    expect(await awaiting(circulation)).toEqual(["SIGNED", []]);
    expect(await world.reads("oma.head", fresh)).toEqual(["u", "c"]);
  });

  it("a proposal without a signature is signed by the USG DPO alone", async () => {
    const circulation = await proposed();
    await toSingle();
    expect(await awaiting(circulation)).toEqual(["PROPOSED", ["USG_DPO"]]);
    await world.sign(circulation, "usg.dpo");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("who signed for a post that has left the line signs for the one of the line now", async () => {
    const circulation = await proposed();
    await world.sign(circulation, "head.of.both");
    expect((await refusal(circulation, "head.of.both")).code).toBe("INVALID_STATE");
    await toSingle();
    await world.sign(circulation, "head.of.both");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("what was complete stays complete, and is lifted and revoked by the USG of the line now", async () => {
    const fresh = await world.report();
    const circulation = await world.circulate({
      reportId: fresh.id,
      full: true,
      postIds: [world.post.MILITARY_ADVISER],
    });
    await toSingle();
    expect(await awaiting(circulation)).toEqual(["SIGNED", []]);
    expect(await world.reads("oma.head", fresh)).toEqual(["u", "c"]);
    await world.on(circulation, "administrator", "suspendCirculation");
    expect(
      (await world.refusal("usg.dfs", "liftSuspension", { circulationId: circulation.id, reason: "A reason" })).code,
    ).toBe("NOT_FOUND");
    await world.on(circulation, "usg.dpo", "liftSuspension");
    expect(await world.reads("oma.head", fresh)).toEqual(["u", "c"]);
    await world.on(circulation, "usg.dpo", "revokeCirculation");
    expect(await world.sees("oma.head", fresh)).toBeNull();
  });

  it("a proposal whose recipient has ended with the year is not signed any more", async () => {
    const circulation = await proposed({ postIds: [world.post.ASG_OO] });
    await world.sign(circulation, "usg.dpko");
    await toSingle();
    expect(await refusal(circulation, "usg.dpo")).toMatchObject({
      code: "RECIPIENT_NOT_ELIGIBLE",
      paragraph: "§ 10.1",
    });
    await world.on(circulation, "usg.dpo", "declineCirculation");
    expect(await world.stateOf(circulation)).toBe("DECLINED");
  });

  it("with no line in force nobody signs, and nothing is complete", async () => {
    const circulation = await proposed();
    await world.registry.sql("update reporting_line set ends_on = '2018-12-30' where code = 'DUAL'");
    for (const usg of ["usg.dpko", "usg.dfs"]) expect((await refusal(circulation, usg)).code).toBe("NOT_FOUND");
    await world.registry.sql("update reporting_line set ends_on = '2018-12-31' where code = 'DUAL'");
  });

  it("a third line is a row: its posts sign from its first day, and what one line completed stays complete", async () => {
    const circulation = await proposed();
    await world.registry.sql("update reporting_line set ends_on = '2019-06-30' where code = 'SINGLE'");
    await world.registry.sql(
      "insert into reporting_line (code, name, starts_on) values ('THREE', 'A third line', '2019-07-01')",
    );
    await world.registry.sql(
      "insert into reporting_line_post select 'THREE', id from post where code in ('USG_DPO', 'USG_DOS')",
    );
    await world.registry.person("usg.dos", "USG_DOS");
    await world.registry.clock("2019-06-30T23:59:59Z");
    expect((await refusal(circulation, "usg.dos")).code).toBe("NOT_FOUND");
    await world.registry.clock("2019-07-01T00:00:00Z");
    await world.sign(circulation, "usg.dpo");
    expect(await awaiting(circulation)).toEqual(["PARTLY_SIGNED", ["USG_DOS"]]);
    await world.sign(circulation, "usg.dos");
    expect(await awaiting(circulation)).toEqual(["SIGNED", []]);
  });
});

describe("a circulation of 2016, read in 2019", () => {
  let world: World;
  let report: MadeReport;
  let circulation: Proposed;
  beforeAll(async () => {
    world = await aWorld();
    report = await world.report();
    circulation = await world.circulate({
      reportId: report.id,
      full: true,
      postIds: ["ASG_OO", "ASG_OROLSI", "ASG_DFS", "HOM_MINUSCA"].map((code) => world.post[code]),
      officeIds: ["OMA", "OO", "DFS"].map((code) => world.office[code]),
      portalsAllowed: true,
    });
    await world.portal("portal.oma", "OMA");
    await world.portal("portal.oo", "OO");
    await world.registry.person("asg.dfs", "ASG_DFS");
    await world.registry.person("asg.africa", "ASG_AFRICA");
    await world.registry.person("asg.dos", "ASG_DOS");
  });
  afterAll(() => world.registry.close());

  const all = ["u", "c"];
  it.each([
    ["asg.orolsi", all, all],
    ["hom.minusca", all, all],
    ["oma.head", all, all],
    ["oma.designated", all, all],
    ["oma.staff", ["u"], ["u"]],
    ["portal.oma", all, all],
    ["asg.oo", all, null],
    ["oo.staff", ["u"], null],
    ["asg.dfs", all, null],
    ["usg.dpko", all, null],
    ["usg.dfs", all, null],
    ["usg.dpo", null, all],
    ["asg.africa", null, null],
    ["asg.dos", null, null],
    ["hom.unmiss", null, null],
  ])("%s read %j then, and %j after the end of 2018", async (reader, then, later) => {
    await world.registry.clock("2016-06-02T12:00:00Z");
    expect(await world.reads(reader, report)).toEqual(then);
    await world.registry.clock("2019-01-01T00:00:00Z");
    expect(await world.reads(reader, report)).toEqual(later);
  });

  it("the portal of an office that has ended is known no more", async () => {
    await world.registry.clock("2016-06-02T12:00:00Z");
    expect(await world.reads("portal.oo", report)).toEqual(all);
    await world.registry.clock("2019-01-01T00:00:00Z");
    expect((await world.registry.ask("portal.oo", "{ viewer { id } }")).code).toBe("UNAUTHENTICATED");
  });

  it("keeps its recipients: a successor office is named by another circulation, or not at all", async () => {
    const { data } = await world.registry.ask(
      "usg.dpo",
      `query ($id: ID!) { node(id: $id) { ... on Circulation { state recipients { ... on Post { name } ... on Office { name } } } } }`,
      { id: circulation.id },
    );
    expect(data.node.state).toBe("SIGNED");
    expect(data.node.recipients).toHaveLength(7);
  });
});
