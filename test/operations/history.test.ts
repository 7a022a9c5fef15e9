import type { Free } from "../support/registry";
import { Recommendations } from "./implementation/recommendations";
import type { MadeReport } from "./life";
import { type Wish, type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.registry.close());

const GROUNDS = ["INTERNAL_DELIBERATION"];
const ENTRY = "done doneAt acting asOfficerInCharge reportingLineCode post { code } person { name }";

/** What a reader is told of what was done to a report and to its parts; null where there is no report for the reader. */
async function historyOf(as: Wish, { symbol }: MadeReport): Promise<Free> {
  const asked = `query ($symbol: String!) { report(symbol: $symbol) { history { ${ENTRY} } parts(first: 9) { nodes { label history { ${ENTRY} } } } } }`;
  return (await world.registry.ask(as, asked, { symbol })).data.report;
}
const done = (entries: Free[]) => entries.map((entry) => entry.done);
const reclassify = (as: Wish, id: string | undefined, level: string) =>
  world.act(as, "reclassify", { id, level, grounds: level === "UNCLASSIFIED" ? [] : GROUNDS, reason: "A reason" });

const LETTER = {
  kind: "TARGETED",
  missions: ["MINUSCA"],
  areas: ["TRAINING"],
  reasons: "A reason",
  country: "A country",
  letterReference: "NV/1",
  letterOn: "2016-05-30",
};

describe("§ 3.12: the history of a report", () => {
  let report: MadeReport;
  beforeAll(async () => {
    report = await world.report();
    await reclassify("usg.dfs", report.id, "STRICTLY_CONFIDENTIAL");
  });

  it("says what was done, when, by whom, in which post and under which line", async () => {
    const { history } = await historyOf("director", report);
    expect(done(history)).toEqual(["DRAFTED", "SUBMITTED", "RECLASSIFIED"]);
    expect(history[2]).toEqual({
      done: "RECLASSIFIED",
      doneAt: expect.stringMatching(/^2016-06-01T12:/),
      acting: false,
      asOfficerInCharge: false,
      reportingLineCode: "DUAL",
      post: { code: "USG_DFS" },
      person: { name: "usg.dfs" },
    });
  });

  it("is told to nobody who reads the cover alone", async () => {
    expect(await historyOf("administrator", report)).toMatchObject({ history: [] });
    await world.circulate({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
    expect(await historyOf("asg.oo", report)).toMatchObject({ history: [] });
  });

  it("is not there for whom the report is not", async () => {
    expect(await historyOf("oma.staff", report)).toBeNull();
  });
});

describe("§ 2.12: the history of a part", () => {
  let report: MadeReport;
  beforeAll(async () => {
    report = await world.report();
    await reclassify("director", report.parts.u, "CONFIDENTIAL");
    await world.act("director", "addCorrigendum", { partId: report.parts.c, text: "It was otherwise." });
  });

  it("is that part's own: a corrigendum is told of by itself alone", async () => {
    const { parts } = await historyOf("director", report);
    expect(parts.nodes.map((part: Free) => done(part.history))).toEqual([["RECLASSIFIED"], [], ["ADDED"]]);
  });

  it("is told to whom the part was circulated, with the post and without the person", async () => {
    await world.circulate({ reportId: report.id, partIds: [report.parts.u], officeIds: [world.office.OMA] });
    const { parts } = await historyOf("oma.designated", report);
    expect(parts.nodes).toHaveLength(1);
    expect(parts.nodes[0].history).toMatchObject([
      { done: "RECLASSIFIED", post: { code: "DIRECTOR_OPSP" }, person: null },
    ]);
  });

  it("is not told through a portal on behalf of a person", async () => {
    await world.portal("portal.oma", "OMA");
    await world.circulate({
      reportId: report.id,
      partIds: [report.parts.u],
      officeIds: [world.office.OMA],
      portalsAllowed: true,
    });
    const through = { subject: "oma.designated", actor: "portal.oma" };
    const { parts } = await historyOf(through, report);
    expect(parts.nodes.map((part: Free) => part.history)).toEqual([[]]);
  });
});

describe("an officer-in-charge", () => {
  it("is named as such for what the Director's powers alone give, and not for what the own post does", async () => {
    const report = await world.report({ submitted: false });
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    const { request } = await world.act("military", "enterReviewRequest", LETTER, `request { history { ${ENTRY} } }`);
    await world.act("military", "submitReport", { reportId: report.id });
    await recall();
    const inPost = { post: { code: "OPSP_SENIOR_MILITARY" } };
    expect(request.history).toMatchObject([{ done: "SUBMITTED", asOfficerInCharge: false, ...inPost }]);
    const { history } = await historyOf("director", report);
    expect(history.at(-1)).toMatchObject({ done: "SUBMITTED", asOfficerInCharge: true, ...inPost });
  });

  it("is named as such for the own act on what the Director's powers alone let see", async () => {
    const all = new Recommendations(world);
    const [strict, open] = [await all.endorsed({ level: "STRICTLY_CONFIDENTIAL" }), await all.endorsed()];
    for (const made of [strict, open])
      for (const status of ["IN_PROGRESS", "IMPLEMENTED"]) await all.report("oma.head", made, status);
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    for (const made of [strict, open]) await all.do("military", "verifyImplementation", made);
    await recall();
    const flags = [];
    for (const { symbol } of [strict, open]) {
      const { parts } = await historyOf("director", { symbol } as MadeReport);
      flags.push(parts.nodes.at(-1).history.at(-1));
    }
    expect(flags).toMatchObject([
      { done: "VERIFIED", asOfficerInCharge: true },
      { done: "VERIFIED", asOfficerInCharge: false },
    ]);
  });
});
