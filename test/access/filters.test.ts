import { randomUUID } from "node:crypto";

import { findingFilter, recommendationFilter, reportFilter, searchFilter } from "../../src/access/filters";
import { idOf } from "../../src/access/ids";
import { uuidOf } from "../policies/rows";
import type { Free, TestRegistry } from "../support/registry";
import { type ReportName, house, startHouse } from "./house";

const NEVER = idOf("report", randomUUID());

describe("a filter", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
    // Rows that the house has no use for, and that a filter may look for: of recommendations, and of findings.
    await registry.sql("alter table part_content disable trigger all");
    await registry.sql("alter table recommendation_state disable trigger recommendation_state_held");
    await registry.sql(
      "update part_content set risk = 'CRITICAL', systemic = true, components = '{MILITARY,POLICE}' where part_id = $1",
      [uuidOf("confidential open")],
    );
    await registry.sql(
      "update part_content set target_on = '2016-05-01', office_id = (select id from office where code = 'OMA') where part_id = $1",
      [uuidOf("confidential recommendation")],
    );
    await registry.sql(
      "update part_content set target_on = '2017-05-01', office_id = (select id from office where code = 'DFS') where part_id = $1",
      [uuidOf("draft recommendation")],
    );
    await registry.sql(
      "update recommendation_state set decision = 'ENDORSED', implementation = 'IN_PROGRESS' where part_id = $1",
      [uuidOf("confidential recommendation")],
    );
    await registry.sql("select place_in_lists(array(select id from part))");
  });

  afterAll(() => registry.close());

  const found = async (reader: string, field: string, filter: object): Promise<string[]> => {
    const type = {
      reports: "Report",
      findings: "Finding",
      recommendations: "Recommendation",
      circulations: "Circulation",
      register: "Register",
      offices: "Office",
      posts: "Post",
    }[field];
    const { data, body } = await registry.ask(
      reader,
      `query ($filter: ${type}Filter) { ${field}(first: 50, filter: $filter) { totalCount nodes { id } } }`,
      { filter },
    );
    if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    expect(data[field].totalCount).toBe(data[field].nodes.length);
    return data[field].nodes.map(({ id }: Free) => id);
  };

  const reports = (...names: ReportName[]) => names.map((name) => house.report(name)).sort();
  const ofReports: [what: object, reader: string, ReportName[]][] = [
    [{}, "director", ["confidential", "strict", "draft", "kept"]],
    [{ levels: ["STRICTLY_CONFIDENTIAL", "UNCLASSIFIED"] }, "director", ["strict", "kept"]],
    [{ levels: [] }, "director", []],
    [{ statuses: ["DRAFT"] }, "director", ["draft"]],
    [{ statuses: ["DRAFT"] }, "usg.dpko", []],
    [{ statuses: ["SUBMITTED"] }, "adviser", ["confidential"]],
    [{ statuses: [] }, "director", []],
    [{ missions: ["MINUSCA"] }, "director", ["confidential", "strict", "draft", "kept"]],
    [{ missions: ["MINUSMA"] }, "director", []],
    [{ missions: ["MINUSMA", "MINUSCA"] }, "hom", ["strict"]],
    [{ missions: ["minusca", "NO SUCH", "", "%", "MINUSC_"] }, "director", []],
    [{ missions: [] }, "director", []],
    [{ submittedFrom: "2015-09-01" }, "director", ["strict", "kept"]],
    [{ submittedTo: "2015-09-01" }, "director", ["confidential", "strict"]],
    [{ submittedFrom: "2015-06-01", submittedTo: "2015-06-01" }, "director", ["confidential"]],
    [{ submittedFrom: "0001-01-01", submittedTo: "9999-12-31" }, "usg.dfs", ["confidential", "strict", "kept"]],
    [{ areas: ["TRAINING"] }, "director", ["confidential", "strict", "draft"]],
    [{ areas: ["STANDARDS"] }, "usg.dpko", ["strict", "kept"]],
    [{ areas: [] }, "director", []],
    [{ text: "convoys" }, "usg.dpko", ["confidential", "strict", "kept"]],
    [{ text: "convoys -kept" }, "usg.dpko", ["confidential", "strict"]],
    [{ text: '"no such phrase"' }, "director", []],
    [
      {
        text: "convoys",
        levels: ["CONFIDENTIAL"],
        statuses: ["SUBMITTED"],
        missions: ["MINUSCA"],
        areas: ["WELFARE"],
        submittedFrom: "2015-01-01",
      },
      "director",
      ["confidential"],
    ],
    [
      { text: null, levels: null, statuses: null, missions: null, areas: null, submittedFrom: null, submittedTo: null },
      "hom",
      ["strict"],
    ],
  ];

  it.each(ofReports)("of reports %j gives the %s %j", async (filter, reader, names) => {
    expect((await found(reader, "reports", filter)).sort()).toEqual(reports(...names));
  });

  it("finds a report through readable parts alone, by area and by words", async () => {
    // ASG/OO reads one finding, on medical matters, of a report that has others on training and welfare.
    expect(await found("asg.oo", "reports", { areas: ["MEDICAL"] })).toEqual([house.report("confidential")]);
    for (const areas of [["TRAINING"], ["WELFARE"], ["TRAINING", "WELFARE", "STANDARDS"]])
      expect(await found("asg.oo", "reports", { areas })).toEqual([]);
    expect(await found("staff", "reports", { areas: ["MEDICAL"] })).toEqual([]);
    expect(await found("staff", "reports", { areas: ["TRAINING"] })).toEqual([house.report("confidential")]);
    expect(await found("asg.oo", "reports", { text: "confidential closed" })).toEqual([house.report("confidential")]);
    for (const text of ["open", "annex", "section", "recommendation"])
      expect([text, await found("asg.oo", "reports", { text })]).toEqual([text, []]);
    // Those who see covers alone find none by what a part says, or is about.
    for (const reader of ["administrator", "auditor"]) {
      expect(await found(reader, "reports", { areas: ["TRAINING", "MEDICAL", "WELFARE", "STANDARDS"] })).toEqual([]);
      expect(await found(reader, "reports", { text: "convoys" })).toEqual([]);
    }
  });

  const part = (report: ReportName, key: string) => house.part(report, key);
  const ofParts: [field: string, what: object, reader: string, string[]][] = [
    [
      "findings",
      {},
      "director",
      [
        part("confidential", "open"),
        part("confidential", "closed"),
        part("strict", "open"),
        part("strict", "closed"),
        part("strict", "secret"),
        part("draft", "open"),
        part("kept", "only"),
      ],
    ],
    [
      "findings",
      { areas: ["MEDICAL"], levels: ["CONFIDENTIAL"] },
      "usg.dpko",
      [part("confidential", "closed"), part("strict", "closed")],
    ],
    ["findings", { levels: ["STRICTLY_CONFIDENTIAL"] }, "assistant", []],
    ["findings", { risks: ["CRITICAL"] }, "director", [part("confidential", "open")]],
    ["findings", { risks: [] }, "director", []],
    ["findings", { systemic: true }, "director", [part("confidential", "open")]],
    [
      "findings",
      { systemic: false },
      "hom",
      [part("strict", "open"), part("strict", "closed"), part("strict", "secret")],
    ],
    ["findings", { components: ["POLICE", "SUPPORT"] }, "director", [part("confidential", "open")]],
    ["findings", { components: [] }, "director", []],
    ["findings", { submittedFrom: "2015-10-01" }, "usg.dpko", [part("kept", "only")]],
    [
      "findings",
      { submittedTo: "2015-06-01" },
      "designated",
      [part("confidential", "open"), part("confidential", "closed")],
    ],
    ["findings", { missions: ["MINUSCA"] }, "staff", [part("confidential", "open")]],
    ["findings", { missions: ["UNMISS"] }, "director", []],
    ["findings", { text: "kept" }, "usg.dfs", [part("kept", "only")]],
    ["recommendations", {}, "director", [part("confidential", "recommendation"), part("draft", "recommendation")]],
    ["recommendations", {}, "adviser", []],
    ["recommendations", { decisions: ["ENDORSED"] }, "director", [part("confidential", "recommendation")]],
    ["recommendations", { decisions: ["PENDING", "NOT_ENDORSED"] }, "director", [part("draft", "recommendation")]],
    ["recommendations", { statuses: ["IN_PROGRESS"] }, "director", [part("confidential", "recommendation")]],
    ["recommendations", { statuses: [] }, "director", []],
    ["recommendations", { overdue: true }, "director", [part("confidential", "recommendation")]],
    ["recommendations", { overdue: false }, "director", [part("draft", "recommendation")]],
    ["recommendations", { targetFrom: "2016-05-02" }, "director", [part("draft", "recommendation")]],
    ["recommendations", { targetTo: "2016-05-01" }, "director", [part("confidential", "recommendation")]],
    [
      "recommendations",
      { areas: ["WELFARE"], levels: ["CONFIDENTIAL"], missions: ["MINUSCA"], text: "convoys" },
      "usg.dpko",
      [part("confidential", "recommendation")],
    ],
    ["recommendations", { officeIds: [] }, "director", []],
    ["recommendations", { officeIds: [NEVER, "", "office_", "office_%"] }, "director", []],
  ];

  it.each(ofParts)("of %s %j gives the %s what it asks for", async (field, filter, reader, expected) => {
    expect((await found(reader, field, filter)).sort()).toEqual([...expected].sort());
  });

  it("finds recommendations by the office that implements them", async () => {
    const offices = [
      await registry.id("office", "OMA"),
      await registry.id("office", "DFS"),
      await registry.id("office", "OO"),
    ];
    const by = async (...officeIds: string[]) => (await found("director", "recommendations", { officeIds })).sort();
    expect(await by(offices[0]!)).toEqual([part("confidential", "recommendation")]);
    expect(await by(...offices)).toEqual(
      [part("confidential", "recommendation"), part("draft", "recommendation")].sort(),
    );
    expect(await by(offices[2]!)).toEqual([]);
  });

  it("of circulations finds by state, report, recipient and end, as far as the reader sees them", async () => {
    const post = (code: string) => registry.id("post", code);
    const circulation = house.circulation;
    const by = async (reader: string, filter: object) => (await found(reader, "circulations", filter)).sort();
    const all = (["toAdviser", "toOffice", "toHead", "proposed", "revoked"] as const).map(circulation).sort();
    expect(await by("administrator", {})).toEqual(all);
    expect(await by("administrator", { states: ["PROPOSED", "REVOKED"] })).toEqual(
      [circulation("proposed"), circulation("revoked")].sort(),
    );
    expect(await by("administrator", { states: [] })).toEqual([]);
    expect(await by("administrator", { reportId: house.report("kept") })).toEqual(
      [circulation("proposed"), circulation("revoked")].sort(),
    );
    expect(await by("administrator", { postId: await post("MILITARY_ADVISER") })).toEqual(
      [circulation("toAdviser"), circulation("proposed")].sort(),
    );
    expect(await by("administrator", { officeId: await registry.id("office", "OMA") })).toEqual([
      circulation("toOffice"),
    ]);
    expect(await by("administrator", { expiringBefore: "2017-01-01T00:00:00.001Z" })).toEqual([
      circulation("toAdviser"),
    ]);
    expect(await by("administrator", { expiringBefore: "2017-01-01T00:00:00Z" })).toEqual([]);
    expect(await by("administrator", { expiringBefore: "0001-01-01T00:00:00Z" })).toEqual([]);
    expect(await by("adviser", { states: ["SIGNED", "PROPOSED"] })).toEqual(
      [circulation("toAdviser"), circulation("toOffice")].sort(),
    );
    expect(await by("adviser", { postId: await post("ASG_OO") })).toEqual([]);
    expect(await by("adviser", { postId: await post("MILITARY_ADVISER") })).toEqual([circulation("toAdviser")]);
    expect(await by("staff", { officeId: await registry.id("office", "OMA") })).toEqual([circulation("toOffice")]);
    const inReport = await registry.ask(
      "administrator",
      `{ report(symbol: "${house.symbol("kept")}") { circulations(first: 5, filter: { states: [PROPOSED] }) { totalCount nodes { id } } } }`,
    );
    expect(inReport.data.report.circulations).toEqual({ totalCount: 1, nodes: [{ id: circulation("proposed") }] });
  });

  it("of offices and posts finds by code, kind, office and day", async () => {
    expect(await found("stranger", "offices", { codes: ["OMA", "oma", "O%"] })).toEqual([
      await registry.id("office", "OMA"),
    ]);
    expect(await found("stranger", "offices", { kinds: ["OVERSIGHT"] })).toEqual([await registry.id("office", "OIOS")]);
    expect(await found("stranger", "offices", { codes: ["DPO", "DPKO"], on: "2018-12-31" })).toEqual([
      await registry.id("office", "DPKO"),
    ]);
    expect(await found("stranger", "offices", { codes: ["DPO", "DPKO"], on: "2019-01-01" })).toEqual([
      await registry.id("office", "DPO"),
    ]);
    expect(await found("stranger", "posts", { officeId: await registry.id("office", "DPKO") })).toEqual([
      await registry.id("post", "USG_DPKO"),
    ]);
    expect(await found("stranger", "posts", { codes: [] })).toEqual([]);
    expect(await found("stranger", "posts", { codes: ["USG_DPO"], on: "2018-12-31" })).toEqual([]);
    expect(await found("stranger", "posts", { officeId: "office_x" })).toEqual([]);
  });
});

describe("a list begins with what words find", () => {
  it.each([
    ["reports", reportFilter],
    ["findings", findingFilter],
    ["recommendations", recommendationFilter],
  ])("where %s are filtered by them, and not by others alone", (_list, { finds }) => {
    expect(finds!({ filter: { text: "convoys", levels: ["CONFIDENTIAL"] } })).toBe(true);
    for (const filter of [undefined, null, {}, { text: null }, { levels: ["CONFIDENTIAL"] }])
      expect(finds!({ filter })).toBe(false);
  });

  it("where they are all that is asked", () => expect(searchFilter.finds!({ text: "convoys" })).toBe(true));
});
