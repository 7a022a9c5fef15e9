import { uuidOf } from "../../src/access/ids";
import { type Answer, PATIENT_LOCKS } from "../support/registry";
import { type Proposed, type World, type Wish, aWorld } from "./world";
import { type MadeReport, aDirectedRequest } from "./life";

let world: World;
beforeAll(async () => {
  world = await aWorld(undefined, PATIENT_LOCKS);
});
afterAll(() => world.registry.close());

type Asked = readonly [as: Wish, name: string, input: object];

/** Several acts on one report at the same moment. */
const atOnce = (report: MadeReport, ...acts: Asked[]) => atOnceOn("report", report.id, ...acts);

/**
 * Several acts on one report or review at the same moment: each waits, in this order, until it is let go. What the later one has seen
 * before it waited must not count.
 */
async function atOnceOn(held: "report" | "review", id: string, ...acts: Asked[]): Promise<(string | undefined)[]> {
  await world.registry.sql("begin");
  await world.registry.sql(`select from ${held} where id = $1 for update`, [uuidOf(held, id)]);
  const answers: Promise<Answer>[] = [];
  for (const [as, name, input] of acts) {
    answers.push(world.ask(as, name, input));
    await waiting(answers.length);
  }
  await world.registry.sql("commit");
  return (await Promise.all(answers)).map(({ code }) => code);
}

/** Until so many acts wait for a lock. */
async function waiting(wanted: number): Promise<void> {
  const waits =
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  for (let turn = 0; turn < 200; turn += 1) {
    await world.registry.sql("select pg_stat_clear_snapshot()");
    if ((await world.registry.sql(waits))[0].n >= wanted) return;
    await world.registry.sql("select pg_sleep(0.002)");
  }
  throw new Error("An act did not wait for what is held.");
}

const of = (circulation: Proposed) => ({ circulationId: circulation.id, reason: "A reason" });
const sign = (circulation: Proposed, as: Wish): Asked => [
  as,
  "signCirculation",
  { circulationId: circulation.id, digest: circulation.digest },
];
const raise = (part: string | undefined): Asked => [
  "director",
  "reclassify",
  { id: part, level: "STRICTLY_CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"], reason: "A reason" },
];
const done = undefined;

async function signedByOne(more: object = {}) {
  const report = await world.report();
  const circulation = await world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO], ...more });
  await world.sign(circulation, "usg.dpko");
  return { report, circulation };
}

describe("acts on one report at the same moment", () => {
  it("a decline and the last signature: what comes first holds", async () => {
    const { report, circulation } = await signedByOne();
    expect(
      await atOnce(report, ["usg.dpko", "declineCirculation", of(circulation)], sign(circulation, "usg.dfs")),
    ).toEqual([done, "INVALID_STATE"]);
    expect(await world.stateOf(circulation)).toBe("DECLINED");
    expect(await world.sees("asg.oo", report)).toBeNull();
    const other = await signedByOne();
    expect(
      await atOnce(other.report, sign(other.circulation, "usg.dfs"), [
        "usg.dpko",
        "declineCirculation",
        of(other.circulation),
      ]),
    ).toEqual([done, "INVALID_STATE"]);
    expect(await world.stateOf(other.circulation)).toBe("SIGNED");
  });

  it("the first signature and a withdrawal: a signed proposal is not withdrawn, a withdrawn one is not signed", async () => {
    const report = await world.report();
    const scope = { reportId: report.id, full: true, postIds: [world.post.ASG_OO] };
    const signed = await world.propose(scope);
    expect(
      await atOnce(report, sign(signed, "usg.dpko"), ["administrator", "withdrawCirculation", of(signed)]),
    ).toEqual([done, "INVALID_STATE"]);
    const withdrawn = await world.propose(scope);
    expect(
      await atOnce(report, ["administrator", "withdrawCirculation", of(withdrawn)], sign(withdrawn, "usg.dpko")),
    ).toEqual([done, "INVALID_STATE"]);
  });

  it("both signatures: the circulation is complete once, and opens each window once", async () => {
    const report = await world.report();
    const circulation = await world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    expect(await atOnce(report, sign(circulation, "usg.dfs"), sign(circulation, "usg.dpko"))).toEqual([done, done]);
    expect(await world.stateOf(circulation)).toBe("SIGNED");
    expect(
      await world.registry.sql("select from circulated_part where circulation_id = $1", [
        uuidOf("circulation", circulation.id),
      ]),
    ).toHaveLength(2);
  });

  it("a revocation and the end of a suspension: what is revoked is not lifted", async () => {
    const { report, circulation } = await signedByOne();
    await world.sign(circulation, "usg.dfs");
    await world.on(circulation, "director", "suspendCirculation");
    expect(
      await atOnce(
        report,
        ["usg.dfs", "revokeCirculation", of(circulation)],
        ["usg.dpko", "liftSuspension", of(circulation)],
      ),
    ).toEqual([done, "INVALID_STATE"]);
    expect(await world.stateOf(circulation)).toBe("REVOKED");
    expect(await world.sees("asg.oo", report)).toBeNull();
  });

  it("the last signature and a raised level: what is raised is not given, whichever comes first", async () => {
    for (const raisedFirst of [true, false]) {
      const { report, circulation } = await signedByOne();
      const acts = [raise(report.parts.c), sign(circulation, "usg.dfs")];
      expect(await atOnce(report, ...(raisedFirst ? acts : acts.reverse()))).toEqual([done, done]);
      expect(await world.sees("asg.oo", report)).toEqual({ title: null, isExtract: true, parts: ["u"] });
    }
  });

  it("the end of a suspension and a raised level, likewise", async () => {
    for (const raisedFirst of [true, false]) {
      const { report, circulation } = await signedByOne();
      await world.sign(circulation, "usg.dfs");
      await world.on(circulation, "director", "suspendCirculation");
      const acts: Asked[] = [raise(report.parts.c), ["usg.dpko", "liftSuspension", of(circulation)]];
      expect(await atOnce(report, ...(raisedFirst ? acts : acts.reverse()))).toEqual([done, done]);
      expect(await world.sees("asg.oo", report)).toEqual({ title: null, isExtract: true, parts: ["u"] });
    }
  });

  it("the last signature of a full circulation and a corrigendum: it covers it, whichever comes first", async () => {
    for (const signedFirst of [true, false]) {
      const { report, circulation } = await signedByOne();
      const acts: Asked[] = [
        sign(circulation, "usg.dfs"),
        ["director", "addCorrigendum", { partId: report.parts.c, text: "Mended." }],
      ];
      expect(await atOnce(report, ...(signedFirst ? acts : acts.reverse()))).toEqual([done, done]);
      expect(await world.reads("asg.oo", report)).toEqual(["u", "c", "later"]);
    }
  });

  it("a lowered level and a proposal to an office: one of them stands in the other's way", async () => {
    const report = await world.report();
    const lower: Asked = ["director", "reclassify", { id: report.parts.c, level: "UNCLASSIFIED", reason: "A reason" }];
    const propose: Asked = [
      "administrator",
      "proposeCirculation",
      { reportId: report.id, full: true, officeIds: [world.office.OMA], purpose: "A test" },
    ];
    expect(await atOnce(report, propose, lower)).toEqual([done, "INVALID_STATE"]);
    const other = await world.report();
    const strict = {
      id: other.parts.c,
      level: "STRICTLY_CONFIDENTIAL",
      grounds: ["INTERNAL_DELIBERATION"],
      reason: "A reason",
    };
    const listing = { reportId: other.id, partIds: [other.parts.c], officeIds: [world.office.OMA], purpose: "A test" };
    expect(
      await atOnce(other, ["director", "reclassify", strict], ["administrator", "proposeCirculation", listing]),
    ).toEqual([done, "BAD_USER_INPUT"]);
  });

  it("a submission and an edit: what is submitted is not edited", async () => {
    const report = await world.report({ submitted: false });
    const submit: Asked = ["director", "submitReport", { reportId: report.id }];
    const edit: Asked = ["director", "editPart", { partId: report.parts.c, expectedVersion: 1, text: "Another text." }];
    const add: Asked = [
      "director",
      "addPart",
      { reportId: report.id, kind: "SECTION", text: "One more.", level: "UNCLASSIFIED" },
    ];
    expect(await atOnce(report, submit, edit, add)).toEqual([done, "INVALID_STATE", "INVALID_STATE"]);
  });

  it("two edits of one version: the second is told of the first", async () => {
    const report = await world.report({ submitted: false });
    const edit = (text: string): Asked => [
      "director",
      "editPart",
      { partId: report.parts.c, expectedVersion: 1, text },
    ];
    expect(await atOnce(report, edit("One."), edit("Another."))).toEqual([done, "CONFLICT"]);
    const title = (text: string): Asked => [
      "director",
      "editReport",
      { reportId: report.id, expectedVersion: 1, title: text },
    ];
    expect(await atOnce(report, title("One."), title("Another."))).toEqual([done, "CONFLICT"]);
  });

  it("two new parts: each gets its own place", async () => {
    const report = await world.report({ submitted: false });
    const add: Asked = [
      "director",
      "addPart",
      { reportId: report.id, kind: "SECTION", text: "One more.", level: "UNCLASSIFIED" },
    ];
    expect(await atOnce(report, add, add)).toEqual([done, done]);
    expect(await world.reads("director", report)).toEqual(["u", "c", "later", "later"]);
  });
});

describe("acts on one review at the same moment", () => {
  it("two ends of one membership of its team: the second is told of the first", async () => {
    const requestId = await aDirectedRequest(world.registry);
    const { review } = await world.act("director", "openReview", { requestId }, "review { id }");
    const member = { reviewId: review.id, postId: world.post.OPSP_MISSION_SUPPORT, startsOn: "2016-06-01" };
    const { teamMember } = await world.act("director", "nameTeamMember", member, "teamMember { id }");
    const end: Asked = ["director", "endTeamMembership", { teamMemberId: teamMember.id }];
    expect(await atOnceOn("review", review.id, end, end)).toEqual([done, "CONFLICT"]);
  });
});
