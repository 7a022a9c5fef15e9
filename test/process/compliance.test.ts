import { fillDemonstration } from "../../src/demonstration/filling";
import { Plans } from "../operations/plans";
import { aWorld } from "../operations/world";
import { readSettings } from "../../src/settings";
import { type TestRegistry, startRegistry } from "../support/registry";

interface Figure {
  figure: string;
  key: string;
  count: number;
}

const COMPLIANCE = "query ($year: Int) { compliance(year: $year) { year csv figures { figure key count } } }";

/** For each figure, the one query that gives the rows behind it. */
const BEHIND: Readonly<Record<string, (key: string) => string>> = {
  DEBRIEFS: (key) => `reviews(first: 100, filter: { debriefClocks: [${key.replace(/_.*/, "")}] })`,
  REPORTS: (key) => `reviews(first: 100, filter: { reportClocks: [${key.replace(/_.*/, "")}] })`,
  RECOMMENDATIONS_BY_DECISION: (key) => `recommendations(first: 100, filter: { decisions: [${key}] })`,
  RECOMMENDATIONS_BY_STATUS: (key) => `recommendations(first: 100, filter: { statuses: [${key}] })`,
  RECOMMENDATIONS_BY_MISSION: (key) => `recommendations(first: 100, filter: { missions: ["${key}"] })`,
  RECOMMENDATIONS_BY_AREA: (key) => `recommendations(first: 100, filter: { areas: [${key}] })`,
  RECOMMENDATIONS_OVERDUE: () => "recommendations(first: 100, filter: { overdue: true })",
  RECOMMENDATIONS_UNREAD_BY_IMPLEMENTER: () => "recommendations(first: 100, filter: { unreadByImplementer: true })",
  RECOMMENDATIONS_WITHOUT_CONSULTATION: () => "recommendations(first: 100, filter: { withoutConsultation: true })",
  WORK_PLANS: (key) => `workPlans(first: 100, filter: { years: [${key.slice(0, 4)}], statuses: [ADOPTED] })`,
  RECOMMENDATIONS_OF_ENDED_OFFICES: () => "recommendations(first: 100, filter: { ofEndedOffices: true })",
  CIRCULATIONS_EXPIRING: () =>
    'circulations(first: 100, filter: { states: [SIGNED], expiringBefore: "2024-07-01T12:00:00Z" })',
};

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startRegistry();
  await fillDemonstration({
    settings: readSettings([], {}),
    url: registry.migratorUrl,
    tickets: registry.database.tickets,
    seal: registry.app.stage.seal,
    issuer: registry.issuer.issuer,
    now: new Date("2024-06-01T12:00:00Z"),
    signal: new AbortController().signal,
  });
});
afterAll(() => registry.close());

const complianceOf = async (as: string, year?: number) =>
  (await registry.ask(as, COMPLIANCE, { year })).data.compliance as { csv: string; figures: Figure[] } | null;
const sum = (figures: readonly Figure[], figure: string, keys = /.*/) =>
  figures.filter((one) => one.figure === figure && keys.test(one.key)).reduce((all, { count }) => all + count, 0);

describe("compliance", () => {
  it("is read by the Director and the USGs of the line alone (§ 15.1)", async () => {
    for (const as of ["opsp.director", "usg.dpo"]) expect(await complianceOf(as)).not.toBeNull();
    for (const as of [
      "opsp.officer",
      "opsp.assistant",
      "administrator",
      "auditor",
      "usg.dos",
      "oma.head",
      "hom.minusca",
    ])
      expect(await complianceOf(as)).toBeNull();
  });

  it("counts what one query more shows, figure by figure", async () => {
    const { figures } = (await complianceOf("usg.dpo"))!;
    for (const [figure, query] of Object.entries(BEHIND)) {
      const keys = [...new Set(figures.filter((one) => one.figure === figure).map(({ key }) => key))];
      expect([figure, keys.length > 0]).toEqual([figure, true]);
      for (const key of keys) {
        const { data } = await registry.ask("usg.dpo", `{ rows: ${query(key)} { totalCount } }`);
        const clock = /^(DEBRIEFS|REPORTS)$/.test(figure)
          ? new RegExp(`^${key.replace(/_.*/, "")}`)
          : new RegExp(`^${key}$`);
        const { data: drafts } = figure.startsWith("RECOMMENDATIONS")
          ? await registry.ask("usg.dpo", `{ rows: ${query(key)} { nodes { report { status } } } }`)
          : { data: null };
        expect(
          drafts?.rows.nodes.some(({ report }: { report: { status: string } }) => report.status === "DRAFT") ?? false,
        ).toBe(false);
        expect([figure, key, sum(figures, figure, clock)]).toEqual([figure, key, data.rows.totalCount]);
      }
    }
  });

  it("has deadlines met in time, met late and overdue, missions that have ended, and a policy past its review", async () => {
    const { figures } = (await complianceOf("opsp.director"))!;
    for (const key of ["MET_IN_TIME", "MET_LATE"]) expect(sum(figures, "REPORTS", new RegExp(key))).toBeGreaterThan(0);
    expect(sum(figures, "VISITS_NOTIFIED_LATE")).toBeGreaterThan(0);
    expect(figures.find(({ figure }) => figure === "POLICY_PAST_REVIEW")).toMatchObject({ key: "2015.05", count: 1 });
  });

  it("of a year counts what fell into it, and the years together are all", async () => {
    const all = (await complianceOf("usg.dpo"))!.figures;
    let debriefs = 0;
    for (let year = 2013; year <= 2024; year += 1)
      debriefs += sum((await complianceOf("usg.dpo", year))!.figures, "DEBRIEFS");
    expect(debriefs).toBe(sum(all, "DEBRIEFS"));
    const { code } = await registry.ask("usg.dpo", COMPLIANCE, { year: 1999 });
    expect(code).toBe("BAD_USER_INPUT");
  });

  it("is the same as CSV", async () => {
    const { csv, figures } = (await complianceOf("usg.dpo"))!;
    expect(csv.split("\r\n")).toEqual([
      "figure,key,count",
      ...figures.map(({ figure, key, count }) => `${figure},${key},${count}`),
      "",
    ]);
  });

  it("finds nothing of others' circulations by its filters for who does not read it", async () => {
    const all = await registry.ask("oma.head", "{ recommendations(first: 100) { totalCount } }");
    expect(all.data.recommendations.totalCount).toBeGreaterThan(0);
    for (const wanted of [true, false]) {
      const { data } = await registry.ask(
        "oma.head",
        `{ recommendations(first: 100, filter: { unreadByImplementer: ${wanted} }) { totalCount } }`,
      );
      expect(data.recommendations.totalCount).toBe(0);
    }
  });
});

describe("the work plans of the years", () => {
  it("are told of since the first, as adopted in time, late, due or missing, and drafts as none", async () => {
    const world = await aWorld();
    const plans = new Plans(world);
    const told = async (as: string, year?: number) => {
      const { data } = await world.registry.ask(as, COMPLIANCE, { year });
      const figures = (data.compliance as { figures: Figure[] } | null)?.figures;
      return figures?.filter(({ figure }) => figure === "WORK_PLANS").map(({ key, count }) => `${key} ${count}`);
    };
    try {
      expect(await told("director")).toEqual(["2016 DUE 0"]);
      await plans.adopted(2013);
      await plans.draft(2015);
      const drafted = await plans.draft(2016);
      const early = ["2013 COMPLETE_LATE 1", "2014 MISSING 0", "2015 MISSING 0", "2016 DUE 0"];
      for (const as of ["director", "usg.dpko", "usg.dfs"]) expect(await told(as)).toEqual(early);
      await world.registry.clock("2016-06-30T23:59:00Z");
      expect(await told("usg.dpko")).toEqual(early);
      await plans.adopt(drafted);
      const adopted = [...early.slice(0, 3), "2016 COMPLETE_IN_TIME 1"];
      await world.registry.clock("2017-06-30T23:59:00Z");
      expect(await told("usg.dpko")).toEqual([...adopted, "2017 DUE 0"]);
      await world.registry.clock("2017-07-01T00:00:00Z");
      expect(await told("usg.dpko")).toEqual([...adopted, "2017 MISSING 0"]);
      expect(await told("usg.dpko", 2014)).toEqual(early.slice(0, 2));
      expect(await told("director", 2018)).toEqual([...adopted, "2017 MISSING 0", "2018 DUE 0"]);
      const csv = (await world.registry.ask("director", COMPLIANCE, { year: 2013 })).data.compliance.csv as string;
      expect(csv).toContain("\r\nWORK_PLANS,2013 COMPLETE_LATE,1\r\n");
      for (const as of ["officer", "usg.dpo", "oma.head"]) expect(await told(as)).toBeUndefined();
    } finally {
      await world.registry.close();
    }
  });
});
