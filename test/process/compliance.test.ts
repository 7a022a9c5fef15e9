import { fillDemonstration } from "../../src/demonstration/filling";
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
}, 120_000);
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
