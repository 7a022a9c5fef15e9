import { fillDemonstration } from "../../src/demonstration/filling";
import { readSettings } from "../../src/settings";
import { type Free, type TestRegistry, startRegistry } from "../support/registry";

describe("the demonstration of 1 June 2016", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry();
    await fillDemonstration({
      settings: readSettings(["--now", "2016-06-01"], {}),
      url: registry.migratorUrl,
      tickets: registry.database.tickets,
      seal: registry.app.stage.seal,
      issuer: registry.issuer.issuer,
      now: new Date("2016-06-01T12:00:00Z"),
      signal: new AbortController().signal,
    });
  });

  afterAll(() => registry.close());

  const ask = async (as: string, query: string): Promise<Free> => {
    const { data, code } = await registry.ask(as, query);
    expect([as, code]).toEqual([as, undefined]);
    return data;
  };

  it("has a recommendation that one of the two USGs has endorsed", async () => {
    const query =
      "{ recommendations(first: 100, filter: { decisions: [PENDING] }) { nodes { endorsements { post { code } } } } }";
    const { recommendations } = await ask("usg.dfs", query);
    const signed = recommendations.nodes.filter(({ endorsements }: Free) => endorsements.length > 0);
    expect(signed).toEqual([{ endorsements: [{ post: { code: "USG_DPKO" } }] }]);
  });

  it("has recommendations decided, begun, done, verified and closed, and some that are overdue", async () => {
    const query = `{ recommendations(first: 100) { nodes { decision implementation { status overdue } } } }`;
    const { recommendations } = await ask("usg.dpko", query);
    const found = recommendations.nodes.map(
      ({ decision, implementation }: Free) => `${decision} ${implementation.status}`,
    );
    for (const state of [
      "PENDING NOT_STARTED",
      "NOT_ENDORSED NOT_STARTED",
      "ENDORSED NOT_STARTED",
      "ENDORSED IN_PROGRESS",
      "ENDORSED IMPLEMENTED",
      "ENDORSED VERIFIED",
      "ENDORSED OVERTAKEN_BY_EVENTS",
      "ENDORSED CLOSED_WITHOUT_IMPLEMENTATION",
    ])
      expect(found).toContain(state);
    expect(recommendations.nodes.filter(({ implementation }: Free) => implementation.overdue).length).toBeGreaterThan(
      1,
    );
  });

  it("has reviews of every state", async () => {
    const { reviews } = await ask("usg.dpko", "{ reviews(first: 100) { nodes { state } } }");
    expect([...new Set(reviews.nodes.map(({ state }: Free) => state))].sort()).toEqual([
      "CLOSED",
      "COMPLETED",
      "PLANNED",
      "REPORTED",
      "UNDERWAY",
    ]);
  });

  it("has the work plans of 2015 and 2016, revised, beside what came of them, and read by those they are shared with", async () => {
    const query = `{ workPlans(first: 10) { nodes { year completion revision actual { reviews reports } } } }`;
    const { workPlans } = await ask("opsp.director", query);
    const last = workPlans.nodes.filter(({ year }: Free) => year > 2014);
    expect(last.map(({ year, completion, revision }: Free) => [year, completion, revision])).toEqual(
      expect.arrayContaining([
        [2015, "COMPLETE_IN_TIME", 1],
        [2016, "COMPLETE_IN_TIME", 1],
      ]),
    );
    for (const { actual } of last) expect(Math.min(actual.reviews, actual.reports)).toBeGreaterThan(0);
    for (const as of ["dpet.director", "oios.designated"])
      expect((await ask(as, query)).workPlans.nodes.map(({ year }: Free) => year).sort()).toEqual([2015, 2016]);
    expect((await ask("oma.head", query)).workPlans.nodes).toEqual([]);
  });

  it("has lessons in each state, each office reading those that went to it", async () => {
    const query = "{ lessons(first: 10) { nodes { status } } }";
    const states = async (as: string) => (await ask(as, query)).lessons.nodes.map(({ status }: Free) => status).sort();
    expect(await states("opsp.officer")).toEqual(["DISSEMINATED", "DRAFT", "TESTED"]);
    expect(await states("usg.dpko")).toEqual(["DISSEMINATED", "TESTED"]);
    expect(await states("oma.staff")).toEqual(["DISSEMINATED"]);
    expect(await states("hom.minusca")).toEqual([]);
  });
});
