import { idOf, uuidOf } from "../../src/access/ids";
import { aDirectedRequest } from "../operations/life";
import { type World, aWorld } from "../operations/world";
import { TestClock, uuidOfCirculation, uuidOfReport } from "./clock";

let world: World;
let clock: TestClock;

const open = async (now: string) => {
  world = await aWorld(now);
  clock = await TestClock.of(world);
  await clock.at(now);
};
afterEach(async () => {
  await clock.close();
  await world.registry.close();
});

const postsTold = async (object: string, kind: string) =>
  (await clock.told(object)).filter((one) => one.kind === kind).map(({ post }) => post);

/** A full circulation to the Military Adviser's post, valid until an instant; its id as a row has it. */
async function circulated(validUntil: string, more: object = {}): Promise<string> {
  const report = await world.report();
  const postIds = [world.post.MILITARY_ADVISER];
  return uuidOfCirculation(
    await world.circulate({ reportId: report.id, full: true, postIds, validUntil, ...more }, signersNow),
  );
}
let signersNow = ["usg.dpko", "usg.dfs"];
beforeEach(() => {
  signersNow = ["usg.dpko", "usg.dfs"];
});

describe("§ 10.42: the end of a circulation is told", () => {
  const at = (now: string, validUntil: string, [near, last, after]: string[]) => ({
    now,
    validUntil,
    near,
    last,
    after,
  });
  it.each([
    at("2016-02-20T10:00:00Z", "2016-03-03T00:00:00Z", ["2016-02-24", "2016-03-02", "2016-03-03"]),
    at("2015-02-10T10:00:00Z", "2015-03-02T00:00:00Z", ["2015-02-22", "2015-03-01", "2015-03-02"]),
    at("2016-04-20T10:00:00Z", "2016-05-01T12:00:00Z", ["2016-04-24", "2016-05-01", "2016-05-02"]),
    at("2016-12-01T10:00:00Z", "2017-01-04T00:00:00Z", ["2016-12-27", "2017-01-03", "2017-01-04"]),
  ])("of $validUntil: seven days before its last day, $near, and on the day after", async (days) => {
    const { now, validUntil, near, last, after } = days;
    await open(now);
    const id = await circulated(validUntil);
    const dayBefore = new Date(Date.parse(`${near}T23:59:58Z`) - 86_400_000).toISOString();
    await clock.at(dayBefore);
    expect(await clock.told(id)).toEqual([]);
    await clock.at(`${near}T00:00:00Z`);
    const told = await clock.told(id);
    expect(new Set(told.map(({ kind, due }) => `${kind} ${due}`))).toEqual(new Set([`CIRCULATION_EXPIRES ${last}`]));
    await clock.at(`${last}T23:59:58Z`);
    expect(await clock.told(id)).toEqual(told);
    await clock.at(`${after}T00:00:01Z`);
    expect(await postsTold(id, "CIRCULATION_EXPIRED")).toEqual([
      "ADMINISTRATOR_1",
      "DIRECTOR_OPSP",
      "USG_DFS",
      "USG_DPKO",
    ]);
  });

  it.each(["revokeCirculation", "declineCirculation"])("not of one that has ended before, by %s", async (act) => {
    await open("2016-06-01T12:00:00Z");
    const report = await world.report();
    const input = {
      reportId: report.id,
      full: true,
      postIds: [world.post.MILITARY_ADVISER],
      validUntil: "2016-06-12T00:00:00Z",
    };
    const circulation = act === "revokeCirculation" ? await world.circulate(input) : await world.propose(input);
    await world.on(circulation, "usg.dpko", act);
    await clock.at("2016-06-06T00:00:00Z");
    await clock.at("2016-06-13T00:00:00Z");
    expect(await clock.told(uuidOfCirculation(circulation))).toEqual([]);
  });

  it("once, whatever the number of scans; what passed while no server ran is told by the next one", async () => {
    await open("2016-06-01T12:00:00Z");
    const id = await circulated("2016-06-10T00:00:00Z");
    const other = await TestClock.of(world);
    await world.registry.clock("2016-08-01T00:00:00Z");
    await Promise.all([clock.jobs.doDue(), other.jobs.doDue(), clock.jobs.doDue()]);
    await clock.at("2016-08-02T00:00:00Z");
    await other.close();
    expect((await clock.told(id)).map(({ kind, due }) => [kind, due])).toEqual(
      Array.from({ length: 4 }, () => ["CIRCULATION_EXPIRED", "2016-06-09"]),
    );
  });

  it("not of what had ended before the clock was first started", async () => {
    world = await aWorld("2016-06-01T12:00:00Z");
    const id = await circulated("2016-06-10T00:00:00Z");
    clock = await TestClock.of(world);
    await clock.at("2016-06-20T00:00:00Z");
    expect(await clock.told(id)).toEqual([]);
  });

  it("in the API, with the day, to the holder of the post and nobody else", async () => {
    await open("2016-06-01T12:00:00Z");
    const id = idOf("circulation", await circulated("2016-06-10T00:00:00Z"));
    await clock.at("2016-06-05T00:00:00Z");
    const query = `{ notices(first: 50) { nodes { kind dueOn post { code } object { id } } } }`;
    const noticesOf = async (as: string) =>
      (await world.registry.ask(as, query)).data.notices.nodes.filter(({ dueOn }: { dueOn: string }) => dueOn !== null);
    expect(await noticesOf("oma.head")).toEqual([
      { kind: "CIRCULATION_EXPIRES", dueOn: "2016-06-09", post: { code: "MILITARY_ADVISER" }, object: { id } },
    ]);
    for (const other of ["oma.staff", "asg.oo", "auditor"]) expect(await noticesOf(other)).toEqual([]);
  });
});

describe("§ 10.42: the end of an appointment and of an officer-in-charge is told", () => {
  it("seven days before, to the Director and the reporting line; of one that was ended before, not", async () => {
    await open("2016-02-20T12:00:00Z");
    const held = await world.registry.person("leaving", "OO_STAFF", {
      acting: true,
      from: "2016-01-01",
      until: "2016-03-07",
    });
    await world.putInCharge("OPSP_SENIOR_MILITARY");
    await clock.at("2016-02-28T23:59:58Z");
    expect(await clock.told()).toEqual([]);
    await clock.at("2016-02-29T00:00:00Z");
    expect(await postsTold(uuidOf("appointment", held.appointment)!, "APPOINTMENT_ENDS")).toEqual([
      "DIRECTOR_OPSP",
      "OPSP_SENIOR_MILITARY",
      "USG_DFS",
      "USG_DPKO",
    ]);
    await clock.at("2016-03-15T00:00:00Z");
    expect((await clock.told()).map(({ kind, post, due }) => [kind, post, due])).toContainEqual([
      "OFFICER_IN_CHARGE_ENDS",
      "DIRECTOR_OPSP",
      "2016-03-21",
    ]);
  });
});

describe("§ 10.42: the last days of a debrief and of a report are told", () => {
  const DIRECTING = ["DIRECTOR_OPSP", "USG_DFS", "USG_DPKO"];
  /** A review that was completed on a day: its id for clients, and as a row has it. */
  const completed = async (day: string) => {
    const requestId = await aDirectedRequest(world.registry);
    const input = { requestId, directionReference: "MEMO" };
    const { id } = (await world.act("director", "openReview", input, "review { id }")).review;
    const review = uuidOf("review", id)!;
    await world.registry.sql("update review set started_on = $2, completed_on = $2 where id = $1", [review, day]);
    return { id, review };
  };
  const told = async (review: string) =>
    (await clock.told(review)).map(({ kind, due, post }) => `${kind} ${due} ${post}`).toSorted();
  const of = (kind: string, day: string, posts = DIRECTING) => posts.map((post) => `${kind} ${day} ${post}`);

  it("seven days before and on the day after, in a leap year, to the Director, the reporting line and the team", async () => {
    await open("2016-02-22T12:00:00Z");
    const { review } = await completed("2016-02-23");
    await world.registry.sql(
      `insert into team_member (review_id, post_id, starts_on, recorded_at) select $1, id, '2016-01-01', '2016-01-01' from post where code = 'OPSP_MISSION_SUPPORT'`,
      [review],
    );
    const posts = [...DIRECTING, "OPSP_MISSION_SUPPORT"];
    await clock.at("2016-02-22T23:59:58Z");
    expect(await told(review)).toEqual([]);
    await clock.at("2016-02-23T00:00:00Z");
    const near = of("DEADLINE_NEAR", "2016-03-01", posts);
    expect(await told(review)).toEqual(near.toSorted());
    await clock.at("2016-03-01T23:59:58Z");
    expect(await told(review)).toEqual(near.toSorted());
    await clock.at("2016-03-02T00:00:00Z");
    const debrief = [...near, ...of("DEADLINE_PASSED", "2016-03-01", posts)];
    expect(await told(review)).toEqual(debrief.toSorted());
    await clock.at("2016-03-28T23:59:58Z");
    expect(await told(review)).toEqual(debrief.toSorted());
    await clock.at("2016-03-29T00:00:00Z");
    await clock.at("2016-04-06T00:00:00Z");
    const report = [...of("DEADLINE_NEAR", "2016-04-05", posts), ...of("DEADLINE_PASSED", "2016-04-05", posts)];
    expect(await told(review)).toEqual([...debrief, ...report].toSorted());
  });

  it("not of what was done in time", async () => {
    await open("2016-06-01T12:00:00Z");
    const { id, review } = await completed("2016-06-01");
    await world.registry.sql("update review set debriefed_on = '2016-06-01' where id = $1", [review]);
    const draft = { reviewId: id, title: "A title", level: "UNCLASSIFIED", grounds: [] };
    const { report } = await world.act("director", "createReport", draft, "report { id }");
    const part = { reportId: report.id, kind: "SECTION", text: "It went well.", level: "UNCLASSIFIED", grounds: [] };
    await world.act("director", "addPart", part);
    await world.act("director", "submitReport", { reportId: report.id });
    await clock.at("2016-06-20T00:00:00Z");
    await clock.at("2016-08-01T00:00:00Z");
    expect(await told(review)).toEqual([]);
  });
});

describe("§ 10.41: the review of a strictly confidential report's level", () => {
  it("is told to the Director, 20 years after the report's date and every 5 years then: of a leap day on no day too early", async () => {
    await open("2016-02-29T12:00:00Z");
    const strict = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s" }] });
    const object = uuidOfReport(strict);
    await clock.at("2036-02-28T23:59:58Z");
    expect(await clock.told(object)).toEqual([]);
    await clock.at("2036-02-29T00:00:00Z");
    await clock.at("2041-02-28T23:59:58Z");
    const first = { post: "DIRECTOR_OPSP", kind: "REVIEW_OF_LEVEL_DUE", object, due: "2036-02-29" };
    expect(await clock.told(object)).toEqual([first]);
    await clock.at("2041-03-01T00:00:00Z");
    expect(await clock.told(object)).toEqual([first, { ...first, due: "2041-03-01" }]);
  });

  it("is told to an officer-in-charge only where that post may see the report, and to no other post", async () => {
    await open("2016-06-01T12:00:00Z");
    const strict = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s" }] });
    await world.registry.clock("2036-06-01T00:00:00Z");
    await world.putInCharge("OPSP_SENIOR_MILITARY");
    await clock.at("2036-06-02T00:00:00Z");
    expect((await clock.told(uuidOfReport(strict))).map(({ post }) => post)).toEqual([
      "DIRECTOR_OPSP",
      "OPSP_SENIOR_MILITARY",
    ]);
  });
});
