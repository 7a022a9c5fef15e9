import { fillDemonstration } from "../../src/demonstration/filling";
import { demonstrationAccounts } from "../../src/identity/demonstration-accounts";
import { readSettings } from "../../src/settings";
import { type Free, type TestRegistry, startRegistry } from "../support/registry";

describe("the demonstration of today", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry();
    await fillDemonstration({
      settings: readSettings([], {}),
      url: registry.migratorUrl,
      tickets: registry.database.tickets,
      seal: registry.app.stage.seal,
      issuer: registry.issuer.issuer,
      now: new Date(),
      signal: new AbortController().signal,
    });
  });

  afterAll(() => registry.close());

  const rows = <Row>(text: string) => registry.sql<Row>(text);
  const values = async (text: string) => (await rows<{ value: unknown }>(text)).map(({ value }) => value);

  it("has more than 20 reports over the years 2014 to 2026, some of them drafts", async () => {
    const [reports] = await rows("select count(*)::int, count(submitted_on)::int as submitted from report");
    expect(reports).toEqual({ count: 28, submitted: 26 });
    expect(
      await values(
        "select distinct extract(year from submitted_on)::int as value from report where submitted_on is not null order by 1",
      ),
    ).toEqual([2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  });

  it("has reports and parts of every level, and every kind of part", async () => {
    for (const table of ["report", "part"])
      expect(await values(`select distinct level as value from ${table} order by 1`)).toEqual([
        "CONFIDENTIAL",
        "STRICTLY_CONFIDENTIAL",
        "UNCLASSIFIED",
      ]);
    expect(await values("select distinct kind as value from part order by 1")).toEqual([
      "ANNEX",
      "CORRIGENDUM",
      "FINDING",
      "RECOMMENDATION",
      "SECTION",
    ]);
  });

  it("gives each report a section that says what it is, findings, and recommendations that answer them", async () => {
    const odd = await rows(
      `select r.symbol from report r where
         not exists (select from part p join part_content c on c.part_id = p.id where p.report_id = r.id and p.kind = 'SECTION'
           and c.text like 'Demonstration. Not a report of OPSP.%made up.')
         or (select count(*) from part p where p.report_id = r.id and p.kind = 'FINDING') not between 2 and 4
         or (select count(*) from part p where p.report_id = r.id and p.kind = 'RECOMMENDATION') not between 1 and 4
         or exists (select from part p where p.report_id = r.id and p.kind = 'RECOMMENDATION'
           and not exists (select from recommendation_finding f where f.recommendation_id = p.id))`,
    );
    expect(odd).toEqual([]);
  });

  it("keeps the public source with each finding and recommendation, and uses every public row", async () => {
    const quoted = [];
    for (const list of ["findings", "recommendations"]) {
      const { data } = await registry.ask("opsp.director", `{ ${list}(first: 100) { nodes { text publicSource } } }`);
      quoted.push(...data[list].nodes);
    }
    for (const { publicSource } of quoted) expect(publicSource).toMatch(/, \d{4}.*https?:\/\//);
    expect(quoted).toHaveLength(133);
    expect(new Set(quoted.map(({ text, publicSource }) => `${publicSource} ${text}`)).size).toBe(40);
    expect(
      await values(
        `select count(*)::int as value from part p join part_content c on c.part_id = p.id
         where c.public_source is not null and p.kind not in ('FINDING', 'RECOMMENDATION')`,
      ),
    ).toEqual([0]);
  });

  it("has circulations in every state", async () => {
    expect(
      await values("select distinct circulation_state(c, registry_now()) as value from circulation c order by 1"),
    ).toEqual([
      "DECLINED",
      "EXPIRED",
      "NOT_YET_VALID",
      "PARTLY_SIGNED",
      "PROPOSED",
      "REVOKED",
      "SIGNED",
      "SUSPENDED",
      "WITHDRAWN",
    ]);
  });

  it("has reviews of missions, of two missions and of Headquarters, requested by posts and by countries", async () => {
    expect(
      await values(
        "select distinct missions as value from (select count(m.mission_id)::int as missions from review v left join review_mission m on m.review_id = v.id group by v.id) found order by 1",
      ),
    ).toEqual([0, 1, 2]);
    const [requests] = await rows(
      "select count(requesting_post_id) > 10 as posts, count(requesting_country) > 1 as countries, count(*) > count(requesting_post_id) + count(requesting_country) as neither from review",
    );
    expect(requests).toEqual({ posts: true, countries: true, neither: true });
  });

  it("has requests in every state, and reviews in every state with clocks met, due and overdue", async () => {
    expect(await values("select distinct request_state(r) as value from review_request r order by 1")).toEqual([
      "DECLINED",
      "DIRECTED",
      "SUBMITTED",
      "WITHDRAWN",
    ]);
    const { data } = await registry.ask(
      "usg.dpo",
      "{ reviews(first: 100) { nodes { state debriefClock reportClock debriefedInTime } } }",
    );
    const all = (name: string) => new Set(data.reviews.nodes.map((one: Record<string, unknown>) => one[name]));
    for (const state of ["PLANNED", "UNDERWAY", "COMPLETED", "REPORTED", "CANCELLED"])
      expect(all("state")).toContain(state);
    expect(all("debriefClock")).toEqual(new Set([null, "MET", "OVERDUE"]));
    for (const clock of ["MET", "OVERDUE"]) expect(all("reportClock")).toContain(clock);
    expect(all("debriefedInTime")).toEqual(new Set([null, true, false]));
  });

  it("has recommendations in every state, of various ages, overdue, and one of an ended mission", async () => {
    expect(
      await values(
        "select distinct concat_ws(' ', decision, implementation) as value from recommendation_state order by 1",
      ),
    ).toEqual([
      "ENDORSED CLOSED_WITHOUT_IMPLEMENTATION",
      "ENDORSED IMPLEMENTED",
      "ENDORSED IN_PROGRESS",
      "ENDORSED NOT_STARTED",
      "ENDORSED OVERTAKEN_BY_EVENTS",
      "ENDORSED VERIFIED",
      "NOT_ENDORSED NOT_STARTED",
      "PENDING NOT_STARTED",
    ]);
    const { data } = await registry.ask("usg.dpo", "{ compliance { figures { figure key count } } }");
    const counted = (figure: string) =>
      data.compliance.figures.filter(
        (one: { figure: string; count: number }) => one.figure === figure && one.count > 0,
      );
    expect(counted("RECOMMENDATIONS_BY_AGE").map(({ key }: { key: string }) => key)).toEqual(
      expect.arrayContaining(["12_TO_23_MONTHS", "24_MONTHS_AND_MORE", "6_TO_11_MONTHS"]),
    );
    for (const figure of ["OVERDUE", "UNREAD_BY_IMPLEMENTER", "WITHOUT_CONSULTATION", "OF_ENDED_OFFICES"])
      expect([figure, counted(`RECOMMENDATIONS_${figure}`)]).toEqual([figure, [expect.anything()]]);
    const { data: ended } = await registry.ask(
      "usg.dpo",
      "{ recommendations(first: 50, filter: { ofEndedOffices: true }) { nodes { implementation { implementer { code } } } } }",
    );
    const codes = ended.recommendations.nodes.map((one: Free) => one.implementation.implementer.code);
    expect(codes).toContain("UNAMID");
    const transferred = "select count(*)::int as value from recommendation_signature where matter = 'TRANSFER'";
    expect(await values(transferred)).toEqual([2]);
  });

  it("has closed reviews", async () => {
    const { data } = await registry.ask("usg.dpo", "{ reviews(first: 100) { nodes { state } } }");
    expect(data.reviews.nodes.filter(({ state }: { state: string }) => state === "CLOSED").length).toBeGreaterThan(1);
  });

  it("has the work plans of the years, those of this year and the last shared, revised and beside what came of them", async () => {
    const year = new Date().getUTCFullYear();
    const asked = `query ($years: [Int!]) { workPlans(first: 50, filter: { years: $years }) { nodes {
      year status completion revision actual { reviews } items { outcome { __typename } } } } }`;
    const { data } = await registry.ask("opsp.director", asked, { years: [year, year - 1] });
    const isRevised = new Date().getUTCMonth() > 4;
    for (const plan of data.workPlans.nodes.filter((one: Free) => one.year < year || isRevised))
      expect(plan).toMatchObject({ status: "ADOPTED", completion: "COMPLETE_IN_TIME", revision: 1 });
    expect(data.workPlans.nodes.length).toBeGreaterThan(0);
    for (const as of ["oios.designated", "dpet.director"]) {
      const { data: shared } = await registry.ask(as, asked, {});
      expect(shared.workPlans.nodes.map((one: Free) => one.year)).toContain(year - 1);
    }
    const completions = await values(
      "select distinct work_plan_completion(p, registry_now()) as value from work_plan p where status = 'ADOPTED' order by 1",
    );
    expect(completions).toEqual(["COMPLETE_IN_TIME", "COMPLETE_LATE"]);
  });

  it("has lessons in each state", async () => {
    expect(await values("select distinct status as value from lesson order by 1")).toEqual([
      "DISSEMINATED",
      "DRAFT",
      "TESTED",
    ]);
  });

  it("has what is rare: a narrowed circulation, signatures on paper and as acting, a third party's marking and its consent", async () => {
    const [rare] = await rows(
      `select (select count(*)::int from circulation where narrowed_at is not null) as narrowed,
         (select count(*)::int from circulation_signature where memorandum_on is not null) as on_paper,
         (select count(*)::int from paper_signature where confirmed_at is null) as awaiting_the_director,
         (select count(*)::int from circulation_signature where acting) as acting,
         (select count(*)::int from part_content where third_party is not null) as marked,
         (select count(*)::int from part_content where third_party_consent is not null) as consents,
         (select count(*)::int from oversight_invocation where ends_at > registry_now()) as oversight`,
    );
    expect(rare).toEqual({
      narrowed: 1,
      on_paper: 1,
      awaiting_the_director: 2,
      acting: 2,
      marked: 4,
      consents: 1,
      oversight: 1,
    });
  });

  it("knows everybody of the single reporting line, each in one post but for the Heads of missions that have ended", async () => {
    const ended = ["hom.unamid", "hom.minusma", "hom.minujusth"];
    for (const { account, kind } of demonstrationAccounts("SINGLE")) {
      const { data, code } = await registry.ask(
        account,
        "{ viewer { reportingLine { code } posts { code } portal { code } } }",
      );
      expect([account, code, data.viewer.reportingLine.code]).toEqual([account, undefined, "SINGLE"]);
      if (kind === "PORTAL") expect(data.viewer.portal).toEqual({ code: account });
      else expect([account, data.viewer.posts.length]).toEqual([account, ended.includes(account) ? 0 : 1]);
    }
  });

  it("lets nobody confirm what that person entered or gains by, and registers every act", async () => {
    for (const table of ["appointment", "login", "portal", "post_placement"])
      expect(
        await rows(
          `select from ${table} where entered_by is not null and (confirmed_by is null or confirmed_by = entered_by)`,
        ),
      ).toEqual([]);
    const [register] = await rows(
      "select count(*)::int > 700 as whole, bool_and(kind = 'ACT' or kind = 'ANSWER') as acts from register_entry",
    );
    expect(register).toEqual({ whole: true, acts: true });
  });

  it("stands at real time", async () => {
    expect(await values("select shift = interval '0' as value from registry_clock")).toEqual([true]);
  });
});
