import { idOf } from "../../src/access/ids";
import { aDirectedRequest } from "../operations/life";
import { type World, aWorld } from "../operations/world";

let world: World;
beforeEach(async () => {
  world ??= await aWorld();
  await world.registry.clock("2016-06-01T12:00:00Z");
});
afterAll(() => world.registry.close());

const FIELDS = `state startedOn completedOn debriefedOn debriefDueOn debriefClock debriefedInTime reportDueOn reportClock
  reportedOn reportedInTime announcedAt history { done post { code } } team { post { code } } consultations { note } visits { notifiedLate }
  viewerCan { announce start complete recordDebrief recordContact cancel draftReport }`;
const seen = async (as: string, id: string) =>
  (await world.registry.ask(as, `query ($id: ID!) { node(id: $id) { ... on Review { ${FIELDS} } } }`, { id })).data
    .node;

async function opened(wish: Parameters<typeof aDirectedRequest>[1] = {}): Promise<string> {
  const requestId = await aDirectedRequest(world.registry, wish);
  return (await world.act("director", "openReview", { requestId }, "review { id }")).review.id;
}
const step = (name: string, reviewId: string, on?: string) => world.act("director", name, { reviewId, on });
async function completed(on: string): Promise<string> {
  const reviewId = await opened();
  await step("startReview", reviewId, "2016-01-10");
  await step("completeReview", reviewId, on);
  return reviewId;
}

describe("§ 11.10: the course of a review", () => {
  it("goes from planned to under way to completed, each step once and in its order", async () => {
    const reviewId = await opened();
    expect((await seen("officer", reviewId)).state).toBe("PLANNED");
    for (const name of ["completeReview", "recordDebrief"])
      expect(await world.refusal("director", name, { reviewId })).toMatchObject({ code: "INVALID_STATE" });
    await step("startReview", reviewId, "2016-02-01");
    expect((await seen("officer", reviewId)).state).toBe("UNDERWAY");
    expect(await world.refusal("director", "startReview", { reviewId })).toMatchObject({ code: "INVALID_STATE" });
    await step("completeReview", reviewId);
    expect(await seen("officer", reviewId)).toMatchObject({ state: "COMPLETED", completedOn: "2016-06-01" });
    await step("recordDebrief", reviewId);
    expect(await world.refusal("director", "recordDebrief", { reviewId })).toMatchObject({ code: "INVALID_STATE" });
  });

  it("is dated neither before the step before it nor in the future (§ 10.19)", async () => {
    const reviewId = await opened();
    for (const on of ["2015-01-04", "2016-06-02"])
      expect(await world.refusal("director", "startReview", { reviewId, on })).toMatchObject({
        code: "BAD_USER_INPUT",
        paragraph: "§ 10.19",
      });
    await step("startReview", reviewId, "2016-03-01");
    expect(await world.refusal("director", "completeReview", { reviewId, on: "2016-02-29" })).toMatchObject({
      paragraph: "§ 10.19",
    });
  });

  it("is recorded by the Director alone, and by who is in charge", async () => {
    const reviewId = await opened();
    for (const as of ["officer", "military", "assistant", "usg.dpko"])
      expect(await world.refusal(as, "startReview", { reviewId })).toMatchObject({ paragraph: "§ 11.10" });
    for (const as of ["administrator", "auditor", "hom.minusca"])
      expect(await world.refusal(as, "startReview", { reviewId })).toMatchObject({ code: "NOT_FOUND" });
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    await world.act("military", "startReview", { reviewId });
    await recall();
  });

  it("is written once, whoever writes it", async () => {
    const reviewId = await completed("2016-05-01");
    const id = reviewId.replace("review_", "");
    for (const change of [
      "completed_on = '2016-05-02'",
      "started_on = null",
      "cancelled_at = now()",
      "kind = 'COMPREHENSIVE'",
    ])
      await expect(world.registry.sql(`update review set ${change} where id = $1::uuid`, [id])).rejects.toThrow(
        /never changes|violates check constraint|agrees/,
      );
  });
});

describe("the clocks of a review", () => {
  const at = async (instant: string, reviewId: string, as = "director") => {
    await world.registry.clock(instant);
    return seen(as, reviewId);
  };

  it("begin with its completion: 7 days of UTC for the debrief, 42 for the report, and are overdue the day after", async () => {
    const reviewId = await completed("2016-02-22");
    expect(await at("2016-02-29T23:59:59Z", reviewId)).toMatchObject({
      debriefDueOn: "2016-02-29",
      debriefClock: "DUE",
    });
    expect(await at("2016-03-01T00:00:00Z", reviewId)).toMatchObject({ debriefClock: "OVERDUE", reportClock: "DUE" });
    expect(await at("2016-04-04T23:59:59Z", reviewId)).toMatchObject({ reportDueOn: "2016-04-04", reportClock: "DUE" });
    expect(await at("2016-04-05T00:00:00Z", reviewId)).toMatchObject({ reportClock: "OVERDUE" });
  });

  it("go over ends of years and leap days by the calendar", async () => {
    await world.registry.clock("2017-03-01T12:00:00Z");
    expect(await seen("director", await completed("2016-12-28"))).toMatchObject({
      debriefDueOn: "2017-01-04",
      reportDueOn: "2017-02-08",
    });
    expect(await seen("director", await completed("2017-02-25"))).toMatchObject({ debriefDueOn: "2017-03-04" });
  });

  it("are met by the debrief, in time or late", async () => {
    const inTime = await completed("2016-05-01");
    await step("recordDebrief", inTime, "2016-05-08");
    expect(await seen("director", inTime)).toMatchObject({ debriefClock: "MET", debriefedInTime: true });
    const late = await completed("2016-05-01");
    await step("recordDebrief", late, "2016-05-09");
    expect(await seen("director", late)).toMatchObject({ debriefClock: "MET", debriefedInTime: false });
  });

  it("of the report are met by its submission, which closes the review where nothing is to be decided", async () => {
    const reviewId = await completed("2016-05-01");
    const { report } = await world.act(
      "director",
      "createReport",
      { reviewId, title: "A title", level: "STRICTLY_CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"] },
      "report { id }",
    );
    await world.act("director", "addPart", {
      reportId: report.id,
      kind: "SECTION",
      text: "A",
      level: "UNCLASSIFIED",
      grounds: [],
    });
    await world.act("director", "submitReport", { reportId: report.id });
    expect(await seen("usg.dpko", reviewId)).toMatchObject({
      state: "CLOSED",
      reportClock: "MET",
      reportedOn: "2016-06-01",
      reportedInTime: true,
    });
    // § 11.13: who does not read every report of it is told nothing of them.
    expect(await seen("officer", reviewId)).toMatchObject({
      state: "COMPLETED",
      reportClock: null,
      reportDueOn: null,
      reportedOn: null,
    });
    const { data } = await world.registry.ask(
      "officer",
      "{ reviews(first: 50, filter: { states: [CLOSED, REPORTED] }) { totalCount } }",
    );
    expect(data.reviews.totalCount).toBe(0);
  });

  it("a report waits for them to begin (§ 10.50)", async () => {
    const reviewId = await opened();
    const { report } = await world.act(
      "director",
      "createReport",
      { reviewId, title: "T", level: "UNCLASSIFIED", grounds: [] },
      "report { id }",
    );
    await world.act("director", "addPart", {
      reportId: report.id,
      kind: "SECTION",
      text: "A",
      level: "UNCLASSIFIED",
      grounds: [],
    });
    expect(await world.refusal("director", "submitReport", { reportId: report.id })).toMatchObject({
      code: "INVALID_STATE",
      paragraph: "§ 10.50",
    });
  });
});

describe("§ 11.8, § 11.9: the announcement of a review", () => {
  it("lets the Heads of its missions and its requester read it with its public steps, and nobody else", async () => {
    await world.registry.person("dpet", "DIRECTOR_DPET");
    const reviewId = await opened({ missions: ["MINUSCA"], postId: world.post.DIRECTOR_DPET });
    await world.act("director", "recordConsultation", {
      reviewId,
      party: "HEADQUARTERS",
      name: "DPET",
      heldOn: "2016-05-20",
      note: "Plans",
    });
    for (const as of ["hom.minusca", "dpet"]) expect(await seen(as, reviewId)).toBeNull();
    await step("announceReview", reviewId);
    await step("startReview", reviewId);
    for (const as of ["hom.minusca", "dpet"]) {
      const review = await seen(as, reviewId);
      expect(review).toMatchObject({ state: "UNDERWAY", team: [], consultations: [], visits: [], reportClock: null });
      expect(review.history.map(({ done }: { done: string }) => done)).toEqual(["OPENED", "ANNOUNCED", "STARTED"]);
      expect(Object.values(review.viewerCan)).not.toContain(true);
      const told = await world.registry.ask(as, "{ notices(first: 5) { nodes { kind object { id } } } }");
      expect(told.data.notices.nodes).toContainEqual({ kind: "REVIEW_ANNOUNCED", object: { id: reviewId } });
    }
    for (const as of ["homc.minusca", "hom.unmiss", "administrator", "auditor", "oios", "oma.head", "usg.dpo"])
      expect(await seen(as, reviewId)).toBeNull();
    expect(await world.refusal("director", "announceReview", { reviewId })).toMatchObject({ code: "INVALID_STATE" });
  });

  it("tells a post of a mission that requested it, and not its office", async () => {
    const reviewId = await opened({ missions: ["MINUSCA"], postId: world.post.HOMC_MINUSCA });
    await step("announceReview", reviewId);
    expect(await seen("homc.minusca", reviewId)).not.toBeNull();
    await world.registry.post("MINUSCA_STAFF", "MINUSCA");
    await world.registry.person("minusca.staff", "MINUSCA_STAFF");
    expect(await seen("minusca.staff", reviewId)).toBeNull();
  });

  it("hides a review that was not announced as if it were not there, for acts too", async () => {
    const reviewId = await opened();
    const absent = idOf("review", "00000000-0000-4000-8000-000000000000");
    for (const id of [reviewId, absent])
      expect(await world.refusal("hom.minusca", "announceReview", { reviewId: id })).toMatchObject({
        code: "NOT_FOUND",
      });
  });
});

describe("§ 11.11: consultations and visits", () => {
  it("are recorded by the Director and the team, and read by OPSP and the USGs", async () => {
    const reviewId = await opened();
    const visit = {
      reviewId,
      mission: "MINUSCA",
      startsOn: "2016-06-20",
      endsOn: "2016-06-27",
      notifiedOn: "2016-06-01",
    };
    expect(await world.refusal("officer", "recordVisit", visit)).toMatchObject({ paragraph: "§ 11.11" });
    await world.act("director", "nameTeamMember", {
      reviewId,
      postId: world.post.OPSP_MISSION_SUPPORT,
      startsOn: "2016-05-01",
    });
    await world.act("officer", "recordVisit", visit);
    await world.act("officer", "recordVisit", { ...visit, notifiedOn: undefined });
    await world.act("officer", "recordConsultation", {
      reviewId,
      party: "MISSION",
      name: "MINUSCA",
      heldOn: "2016-05-20",
      note: "Plans",
    });
    for (const as of ["assistant", "usg.dpko", "director"]) {
      const { visits, consultations } = await seen(as, reviewId);
      expect([visits.map(({ notifiedLate }: { notifiedLate: boolean }) => notifiedLate).sort(), consultations]).toEqual(
        [[false, true], [{ note: "Plans" }]],
      );
    }
  });

  it("are to a mission of the review, and not of the future", async () => {
    const reviewId = await opened();
    const wrong = { reviewId, mission: "UNMISS", startsOn: "2016-06-20", endsOn: "2016-06-27" };
    expect(await world.refusal("director", "recordVisit", wrong)).toMatchObject({ code: "BAD_USER_INPUT" });
    const later = { reviewId, party: "MISSION", name: "MINUSCA", heldOn: "2016-06-02", note: "Plans" };
    expect(await world.refusal("director", "recordConsultation", later)).toMatchObject({ paragraph: "§ 10.19" });
  });
});

describe("§ 11.12: a review is cancelled", () => {
  it("by each USG of the line, with a reason, before it is completed", async () => {
    const reviewId = await opened();
    await world.act("usg.dpko", "cancelReview", { reviewId, reason: "The mission closes." });
    expect(await seen("director", reviewId)).toMatchObject({ state: "PLANNED" });
    expect(await world.refusal("usg.dpko", "cancelReview", { reviewId, reason: "Again" })).toMatchObject({
      code: "INVALID_STATE",
      paragraph: "§ 11.12",
    });
    await world.act("usg.dfs", "cancelReview", { reviewId, reason: "Agreed." });
    expect(await seen("director", reviewId)).toMatchObject({ state: "CANCELLED" });
    for (const name of ["startReview", "announceReview"])
      expect(await world.refusal("director", name, { reviewId })).toMatchObject({ code: "INVALID_STATE" });
    expect(
      await world.refusal("director", "createReport", { reviewId, title: "T", level: "UNCLASSIFIED", grounds: [] }),
    ).toMatchObject({ code: "INVALID_STATE" });
    const done = await completed("2016-05-01");
    expect(await world.refusal("usg.dpko", "cancelReview", { reviewId: done, reason: "Late" })).toMatchObject({
      code: "INVALID_STATE",
    });
  });

  it("from 2019 by the USG for Peace Operations alone; an earlier signature of another line does not count", async () => {
    const reviewId = await opened();
    await world.registry.clock("2018-12-31T23:59:59Z");
    await world.act("usg.dpko", "cancelReview", { reviewId, reason: "The mission closes." });
    await world.registry.clock("2019-01-01T00:00:00Z");
    expect((await seen("director", reviewId)).state).toBe("PLANNED");
    expect(await world.refusal("director", "cancelReview", { reviewId, reason: "x" })).toMatchObject({
      paragraph: "§ 11.12",
    });
    await world.act("usg.dpo", "cancelReview", { reviewId, reason: "The mission closes." });
    expect((await seen("director", reviewId)).state).toBe("CANCELLED");
  });
});
