import { type Made, Recommendations } from "../operations/implementation/recommendations";
import { TestClock } from "./clock";

let all: Recommendations;
let clock: TestClock;
beforeEach(async () => {
  all = await Recommendations.open("2016-01-15T12:00:00Z");
  clock = await TestClock.of(all.world);
  await clock.at("2016-01-15T12:00:00Z");
});
afterEach(async () => {
  await clock.close();
  await all.close();
});

const told = async (uuid: string, kind: string) =>
  (await clock.told(uuid)).filter((one) => one.kind === kind).map(({ due, post }) => `${due} ${post}`);

describe("§ 10.45: that progress is awaited is told", () => {
  const awaited = (uuid: string) => told(uuid, "PROGRESS_AWAITED");

  it("90 days after the endorsement, in a leap year, and every 90 days on, once each, to the head of the office that reads it", async () => {
    const [read, unread, pending] = [await all.endorsed(), await all.make(), await all.make()];
    await all.endorse(unread);
    await all.circulate(pending, { offices: ["OMA"] });
    await clock.at("2016-04-13T23:59:58Z");
    expect(await awaited(read.uuid)).toEqual([]);
    await clock.at("2016-04-14T00:00:00Z");
    await clock.at("2016-07-12T23:59:58Z");
    expect(await awaited(read.uuid)).toEqual(["2016-04-14 MILITARY_ADVISER"]);
    await clock.at("2016-07-13T00:00:00Z");
    expect(await awaited(read.uuid)).toEqual(["2016-04-14 MILITARY_ADVISER", "2016-07-13 MILITARY_ADVISER"]);
    for (const { uuid } of [unread, pending]) expect(await awaited(uuid)).toEqual([]);
  });

  it("90 days after the last update, and not of what is implemented; after a standstill of the last time alone", async () => {
    const [going, done] = [await all.endorsed(), await all.endorsed()];
    await all.world.registry.clock("2016-04-13T12:00:00Z");
    for (const made of [going, done]) await all.report("oma.head", made, "IN_PROGRESS");
    await all.report("oma.head", done, "IMPLEMENTED");
    await clock.at("2016-07-11T23:59:58Z");
    expect(await awaited(going.uuid)).toEqual([]);
    await clock.at("2017-01-08T00:00:00Z");
    expect(await awaited(going.uuid)).toEqual(["2017-01-08 MILITARY_ADVISER"]);
    expect(await awaited(done.uuid)).toEqual([]);
  });

  it("to the head of the office that coordinates it, too, where it reads it; of a mission to its Head alone", async () => {
    const made = await all.endorsed({ office: "MINUSCA" });
    const officeId = all.world.office.OO;
    await all.do("director", "nameImplementationOffice", made, { task: "COORDINATES", officeId });
    await all.circulate(made, { offices: ["OO"] });
    await clock.at("2016-04-14T00:00:00Z");
    expect(await awaited(made.uuid)).toEqual(["2016-04-14 ASG_OO", "2016-04-14 HOM_MINUSCA"]);
  });

  it("to no Head of Component, who is not accountable for it (§ 10.20), not even of its last day", async () => {
    const made = await all.endorsed({ office: "MINUSCA", targetOn: "2016-04-15" });
    await all.world.registry.sql("update post set role = 'HEAD_OF_MILITARY_COMPONENT' where code = 'HOM_MINUSCA'");
    await clock.at("2016-04-14T00:00:00Z");
    expect((await clock.told(made.uuid)).filter(({ post }) => post === "HOM_MINUSCA")).toEqual([]);
  });

  it("not of what was due before the clock was first started", async () => {
    await all.world.registry.sql("delete from clock_mark");
    const made = await all.endorsed();
    await clock.at("2016-05-01T00:00:00Z");
    expect(await awaited(made.uuid)).toEqual([]);
    await clock.at("2016-07-13T00:00:00Z");
    expect(await awaited(made.uuid)).toEqual(["2016-07-13 MILITARY_ADVISER"]);
  });
});

describe("§ 12.8: that an implementation was sent back is told in that act", () => {
  const sentBack = async (circulated: boolean) => {
    const made = await all.endorsed();
    await all.report("oma.head", made, "IN_PROGRESS");
    await all.report("oma.head", made, "IMPLEMENTED");
    if (!circulated)
      await all.world.registry.sql("update circulated_part set ends_at = greatest(starts_at, registry_now())");
    await all.do("officer", "sendBackImplementation", made, { reason: "Not in all camps." });
    return (await all.notices(made)).filter((one) => one.startsWith("PROGRESS"));
  };

  it("to the head of the office", async () => {
    expect(await sentBack(true)).toEqual(["PROGRESS_AWAITED MILITARY_ADVISER"]);
  });

  it("to nobody who may not see the recommendation any more", async () => {
    expect(await sentBack(false)).toEqual([]);
  });

  it("to the Head of the mission", async () => {
    const made = await all.endorsed({ office: "MINUSCA" });
    await all.world.registry.clock("2016-01-20T12:00:00Z");
    await all.consult(made, "2016-01-18");
    for (const status of ["IN_PROGRESS", "IMPLEMENTED"]) await all.report("hom.minusca", made, status);
    await all.do("officer", "sendBackImplementation", made, { reason: "Not in all camps." });
    expect(await all.notices(made)).toContain("PROGRESS_AWAITED HOM_MINUSCA");
  });

  it("to the head of an office of the reporting line, who reads it without a circulation", async () => {
    await all.world.registry.person("asg.dfs", "ASG_DFS");
    const made = await all.make({ office: "DFS" });
    await all.endorse(made);
    for (const status of ["IN_PROGRESS", "IMPLEMENTED"]) await all.report("usg.dfs", made, status);
    await all.do("officer", "sendBackImplementation", made, { reason: "Not in all camps." });
    expect(await all.notices(made)).toContain("PROGRESS_AWAITED USG_DFS");
  });
});

describe("§ 10.46: that an office is to implement a recommendation is told by the clock", () => {
  const assigned = (uuid: string) => told(uuid, "RECOMMENDATION_ASSIGNED");
  const valid = (made: Made, validFrom: string) =>
    all.world.circulate({ reportId: made.reportId, full: true, officeIds: [all.world.office.OMA], validFrom });

  it("when a window begins that lets the office read it, once, whatever the scans and circulations", async () => {
    const made = await all.make();
    await all.endorse(made);
    await valid(made, "2016-02-10T06:00:00Z");
    await clock.at("2016-02-10T05:59:58Z");
    expect(await all.notices(made)).toEqual([]);
    const other = await TestClock.of(all.world);
    await all.world.registry.clock("2016-02-10T06:00:00Z");
    await Promise.all([clock.jobs.doDue(), other.jobs.doDue()]);
    await other.close();
    expect(await assigned(made.uuid)).toEqual(["2016-02-10 MILITARY_ADVISER"]);
    await all.circulate(made, { offices: ["OMA"] });
    await clock.at("2016-02-12T00:00:00Z");
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER"]);
  });

  it("not where an act has told it before", async () => {
    const made = await all.endorsed();
    await clock.at("2016-02-12T00:00:00Z");
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER"]);
    expect(await assigned(made.uuid)).toEqual([]);
  });

  it("neither before it is endorsed nor while the circulation is suspended", async () => {
    const [pending, suspended] = [await all.make(), await all.make()];
    await all.endorse(suspended);
    await valid(pending, "2016-02-10T00:00:00Z");
    const circulation = await valid(suspended, "2016-02-10T00:00:00Z");
    await all.world.on(circulation, "administrator", "suspendCirculation");
    await clock.at("2016-02-12T00:00:00Z");
    for (const made of [pending, suspended]) expect(await all.notices(made)).toEqual([]);
  });

  it("not to the head of an office that has ended, by an act either", async () => {
    const made = await all.make({ office: "DFS" });
    await all.circulate(made, { offices: ["DFS"] });
    await all.world.registry.clock("2019-01-15T12:00:00Z");
    await all.endorse(made, ["usg.dpo"]);
    expect((await all.notices(made)).filter((notice) => notice.startsWith("RECOMMENDATION_ASSIGNED"))).toEqual([]);
  });
});
