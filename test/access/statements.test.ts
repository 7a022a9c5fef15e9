import { registrySchema } from "../../src/app-schema";
import { WorldMaker } from "../policies/random-world";
import { type World, type WorldReport, organisation } from "../policies/world";
import { uuidOf } from "../policies/rows";
import { enterWorld } from "../policies/world-rows";
import { type TestRegistry, startRegistry } from "../support/registry";
import { enterLesson } from "./lessons";
import { enterPlan } from "./work-plans";

/** A request is answered in a number of statements that its rows do not change: counted at both pools of connections. */

const FIELDS: Record<string, string> = {
  viewer:
    "{ viewer { id person { name } posts { code appointments { person { name } } } offices { code } reportingLine { code } viewerCan { openReview } } }",
  node: `{ node(id: "report_0") { id } }`,
  nodes: "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Report { title parts(first: 10) { nodes { text } } } } }",
  report:
    "query ($symbol: String!) { report(symbol: $symbol) { title outline { label } parts(first: 50) { totalCount nodes { text access { because { rule circulation { purpose } } } } } } }",
  reports:
    "{ reports(first: 50) { totalCount nodes { title missions { acronym } review { team { post { code } } } marking { isExtract copiesAllowed } parts(first: 5) { nodes { text number } } } } }",
  findings: "{ findings(first: 50) { totalCount nodes { text recommendations { label } report { title } } } }",
  recommendations: "{ recommendations(first: 50) { nodes { text findings { label } office { code } } } }",
  search: `{ search(text: "convoys", first: 50) { totalCount edges { excerpt node { label } } } }`,
  circulations:
    "{ circulations(first: 10) { totalCount nodes { state digest parts { label } recipients { ... on Post { code } } signatures { post { code } person { name } } awaiting { code } acts { act } viewerCan { sign } report { symbol } } } }",
  compliance: "{ compliance { figures { figure key count } } }",
  reviewRequests:
    "{ reviewRequests(first: 20) { totalCount nodes { state missions { acronym } directions { post { code } } history { done person { name } } viewerCan { direct } } } }",
  reviews:
    "{ reviews(first: 20) { totalCount nodes { state reportClock missions { acronym } team { post { code } } history { done } visits { mission { acronym } } reports(first: 5) { nodes { symbol } } viewerCan { cancel } } } }",
  missions: "{ missions { acronym office { code } } }",
  offices:
    "{ offices(first: 30) { nodes { code parent { code } designations { person { name } } portals { code } } } }",
  posts:
    "{ posts(first: 30) { nodes { code office { code } placements { startsOn } appointments { person { name } } } } }",
  reportingLines: "{ reportingLines { code posts { code } } }",
  officersInCharge: "{ officersInCharge { startsOn post { code } } }",
  register: "{ register(first: 50) { totalCount nodes { kind partIds person { name } } } }",
  audience: "query ($part: ID!) { audience(partId: $part) { person { name } posts { code } paragraphs } }",
  explainAccess:
    "query ($part: ID!, $post: ID!) { explainAccess(partId: $part, postId: $post) { allowed tried { rule holds } post { code } part { label } } }",
  persons: "{ persons(first: 50) { nodes { name appointments { post { code } } } } }",
  appointments: "{ appointments(first: 50) { nodes { post { code } person { name } } } }",
  lesson: "query ($lesson: ID!) { lesson(id: $lesson) { title text drawnFrom { text } access { because { rule } } } }",
  lessons:
    "{ lessons(first: 50) { totalCount nodes { title drawnFrom { text } disseminatedTo { office { code } } viewerCan { disseminate } } } }",
  workPlan:
    "{ workPlan(year: 2014) { year items { title outcome { __typename } } revisions { number items { title } } } }",
  workPlans:
    "{ workPlans(first: 50) { totalCount nodes { year anticipated { visits } actual { reports } items { title mission { acronym } } sharedWith { office { code } } } } }",
  notices: "{ notices(first: 50) { nodes { kind object { id } post { code } } } }",
  entriesAwaitingConfirmation: "{ entriesAwaitingConfirmation { __typename } }",
};

/** Begin, the viewer's facts, the question itself, commit, and the entry in the register. */
const STATEMENTS = 5;
const OTHERWISE: Record<string, number> = {
  // The part by outline, the part as the law sees it, everyone's facts, and the rows as they are shown.
  audience: 8,
  explainAccess: 8,
};

const report = (number: number): WorldReport => {
  const id = uuidOf(`report ${number}`);
  return {
    id,
    symbol: `OPSP/2015/R-${id.slice(0, 8).toUpperCase()}`,
    level: "CONFIDENTIAL",
    title: `Title ${number}`,
    createdAt: "2015-03-01T12:00:00.000Z",
    submittedAt: "2015-06-01T12:00:00.000Z",
    team: [{ post: "OPSP_MISSION_SUPPORT", from: "2015-01-01", until: null }],
    parts: (["FINDING", "RECOMMENDATION", "ANNEX"] as const).map((kind) => ({
      id: uuidOf(`${number} ${kind}`),
      kind,
      level: "CONFIDENTIAL",
      label: `${kind.charAt(0)}-${uuidOf(`${number} ${kind}`).slice(0, 6).toUpperCase()}`,
      text: `Text of convoys ${number}`,
      ...(kind === "ANNEX" ? {} : { area: "TRAINING" }),
    })),
  };
};

/** A world with so many of everything, each report circulated in full to the Military Adviser. */
function worldOf(size: number): World {
  const base = new WorldMaker(1).make({ persons: 4, reports: 1 });
  const reports = Array.from({ length: size }, (_, number) => report(number));
  const persons = [
    "director",
    "adviser",
    "auditor",
    ...Array.from({ length: size }, (_, number) => `person ${number}`),
  ];
  const holds = (person: string, post: string) => ({
    person,
    post,
    acting: false,
    from: "2014-06-01",
    until: null,
    confirmed: true,
  });
  return {
    ...base,
    ...organisation,
    now: "2016-06-01T12:00:00.000Z",
    persons,
    appointments: [
      holds("director", "DIRECTOR_OPSP"),
      holds("adviser", "MILITARY_ADVISER"),
      holds("auditor", "AUDITOR"),
    ],
    designations: [],
    officersInCharge: [],
    invocations: [],
    reports,
    circulations: reports.map(({ id }, number) => ({
      id: uuidOf(`circulation ${number}`),
      report: id,
      full: true,
      parts: [],
      posts: ["MILITARY_ADVISER"],
      offices: [],
      portals: false,
      copies: false,
      purpose: "To know",
      proposedAt: "2016-01-01T12:00:00.000Z",
      proposedBy: "ADMINISTRATOR_1",
      validFrom: null,
      validUntil: null,
      signatures: [
        { post: "USG_DPKO", at: "2016-01-02T12:00:00.000Z" },
        { post: "USG_DFS", at: "2016-01-03T12:00:00.000Z" },
      ],
      suspensions: [],
    })),
  };
}

describe("the number of SQL statements", () => {
  let registry: TestRegistry;
  const sent: string[] = [];
  const counted = new Map<string, Record<number, number>>();
  const SIZES = [3, 30];

  beforeAll(async () => {
    registry = await startRegistry();
    // What a connection gives up for want of room is no part of an answer.
    registry.database.onStatement = (text) => {
      if (!text.startsWith("deallocate ")) sent.push(text);
    };
    const part = `part_${uuidOf("0 FINDING").replaceAll("-", "")}`;
    for (const size of SIZES) {
      const world = worldOf(size);
      await enterWorld(registry.superuser, world, { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
      for (const [number, one] of world.reports.entries()) {
        await enterPlan(registry, 2013 + number);
        const from = [one.parts[0]!.id];
        const to = [["OMA"]] as const;
        await enterLesson(registry, { name: `${number}`, level: "CONFIDENTIAL", from, status: "DISSEMINATED", to });
      }
      const variables = {
        lesson: `lesson_${uuidOf("lesson 0").replaceAll("-", "")}`,
        symbol: world.reports[0]!.symbol,
        part,
        post: await registry.id("post", "MILITARY_ADVISER"),
        ids: world.reports.map(({ id }) => `report_${id.replaceAll("-", "")}`),
      };
      await registry.ask("director", "{ viewer { id } }");
      for (const reader of ["director", "adviser", "auditor"])
        for (const [field, query] of Object.entries(FIELDS)) {
          sent.length = 0;
          const used = Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}`)));
          const { data, body } = await registry.ask(reader, query, used);
          if (!data) throw new Error(`${field} ${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
          const key = `${field} for the ${reader}`;
          counted.set(key, { ...counted.get(key), [size]: sent.length });
        }
    }
  });

  afterAll(() => registry.close());

  it("is asked of every root field", () => {
    expect(Object.keys(FIELDS).sort()).toEqual(Object.keys(registrySchema().getQueryType()!.getFields()).sort());
  });

  it.each(Object.keys(FIELDS))("of %s is the same for 3 rows as for 30, and small", (field) => {
    const expected = OTHERWISE[field] ?? STATEMENTS;
    const all = ["director", "adviser", "auditor"].map((reader) => [reader, counted.get(`${field} for the ${reader}`)]);
    const mayNotAsk = (reader: string) => reader === "adviser" && field in OTHERWISE;
    // § 15.1: nothing is asked for who reads no figures.
    const isGiven = (reader: string) => field !== "compliance" || reader === "director";
    expect(all).toEqual(
      ["director", "adviser", "auditor"].map((reader) => [
        reader,
        isGiven(reader) ? (mayNotAsk(reader) ? { 3: 5, 30: 5 } : { 3: expected, 30: expected }) : { 3: 4, 30: 4 },
      ]),
    );
  });

  it("grows by one with each root field, and not otherwise", async () => {
    sent.length = 0;
    await registry.ask(
      "director",
      "{ reports(first: 30) { nodes { parts(first: 10) { nodes { report { title } } } } } findings(first: 30) { totalCount } missions { acronym } offices(first: 5) { nodes { code } } viewer { id } }",
    );
    expect(sent).toHaveLength(STATEMENTS + 4);
  });

  it("J06: is in one transaction that only reads, but for the entry", async () => {
    sent.length = 0;
    await registry.ask("director", "{ reports(first: 30) { nodes { title } } }");
    const verbs = sent.map((text) => /\w+/.exec(text)![0].toLowerCase());
    expect(verbs).toEqual(["begin", "select", "select", "commit", "select"]);
    expect(sent.at(-1)).toContain("register_append");
    expect(sent[0]).toContain("repeatable read, read only");
  });
});
