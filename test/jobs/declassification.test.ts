import { Client } from "pg";

import { uuidOf } from "../../src/access/ids";
import type { MadeReport } from "../operations/life";
import { type World, aWorld } from "../operations/world";
import { TestClock, uuidOfReport } from "./clock";

let world: World;
let clock: TestClock;

/** A day that twenty years later is there again, and one that is not. */
const LEAP_DAY = "2016-02-29T12:00:00Z";
const BEFORE = "2036-02-28T23:59:58Z";
const DUE = "2036-02-29T00:00:00Z";

beforeEach(async () => {
  world = await aWorld(LEAP_DAY);
  clock = await TestClock.of(world);
});
afterEach(async () => {
  await clock.close();
  await world.registry.close();
});

/** The levels of a report and its parts, by their keys. */
async function levelsOf(report: MadeReport): Promise<Record<string, string>> {
  const [{ level }] = await world.registry.sql("select level from report where id = $1", [uuidOfReport(report)]);
  const parts = await world.registry.sql("select id, level from part where report_id = $1", [uuidOfReport(report)]);
  const keys = Object.entries(report.parts).map(([key, id]) => [uuidOf("part", id), key]);
  const byId = new Map(keys as [string, string][]);
  return { report: level, ...Object.fromEntries(parts.map((part) => [byId.get(part.id)!, part.level])) };
}

/** What every table that a level touches says of a report, but for ids and what is each report's own. */
async function rowsOf(report: MadeReport): Promise<string[][]> {
  const own =
    "array['id','report_id','part_id','window_id','circulation_id','symbol','review_id','label','sha256','created_at','submitted_at','starts_at']";
  const tables = [
    ["report", "t.id = $1"],
    ["report_title", "t.report_id = $1"],
    ["part", "t.report_id = $1"],
    ["part_content", "t.report_id = $1"],
    ["listed_part", "t.report_id = $1"],
    ["circulated_part", "t.report_id = $1"],
    ["circulated_content", "t.report_id = $1"],
    ["search_entry", "t.part_id in (select id from part where report_id = $1)"],
  ];
  const found: string[][] = [];
  for (const [table, where] of tables) {
    const text = `select (to_jsonb(t) - ${own})::text as row from ${table} t where ${where} order by 1`;
    found.push((await world.registry.sql(text, [uuidOfReport(report)])).map(({ row }) => row));
  }
  return found;
}

const PARTS = [
  { key: "u", level: "UNCLASSIFIED" },
  { key: "c", level: "CONFIDENTIAL" },
];

describe("§ 10.40: what is confidential is declassified by the registry", () => {
  it("twenty years after the report's date, and no second before", async () => {
    const report = await world.report({ parts: PARTS });
    await clock.at(BEFORE);
    expect(await levelsOf(report)).toEqual({ report: "CONFIDENTIAL", u: "UNCLASSIFIED", c: "CONFIDENTIAL" });
    await clock.at(DUE);
    expect(await levelsOf(report)).toEqual({ report: "UNCLASSIFIED", u: "UNCLASSIFIED", c: "UNCLASSIFIED" });
  });

  it("with its own entry in the register, of nobody, and a classification with its reason", async () => {
    const report = await world.report({ parts: PARTS });
    await clock.at(DUE);
    const entries = await world.registry.sql(
      "select entry, person_id from register_entry where entry like '%byRegistry%'",
    );
    expect(entries).toHaveLength(1);
    expect(entries[0].person_id).toBeNull();
    expect(JSON.parse(entries[0].entry)).toMatchObject({
      kind: "ACT",
      person: null,
      posts: [],
      operation: ["declassify"],
      paragraphs: ["§ 10.40"],
      parts: [{ id: uuidOf("part", report.parts.c!), paragraphs: [] }],
      reports: [uuidOfReport(report)],
      byRegistry: true,
    });
    const kept = await world.registry.sql(
      "select part_id, level, grounds, reason, classified_by, by_post_id from classification where by_registry order by part_id nulls first",
    );
    expect(kept).toEqual(
      [null, uuidOf("part", report.parts.c!)].map((part_id) => ({
        part_id,
        level: "UNCLASSIFIED",
        grounds: [],
        reason: expect.stringContaining("§ 10.40"),
        classified_by: null,
        by_post_id: null,
      })),
    );
    const told = await world.registry.sql(
      "select object_kind, object_id, person_id, post_id from process_event where done = 'DECLASSIFIED' order by object_kind",
    );
    expect(told).toEqual([
      { object_kind: "PART", object_id: uuidOf("part", report.parts.c!), person_id: null, post_id: null },
      { object_kind: "REPORT", object_id: uuidOfReport(report), person_id: null, post_id: null },
    ]);
    const [{ fault }] = await world.registry.sql("select fault from register_walk(0, repeat('0', 64), 100000)");
    expect(fault).toBeNull();
  });

  it("so that the staff of an office, to whom it is circulated anew, read and find it, and the past stays as it was", async () => {
    const report = await world.report({ parts: [{ key: "c", level: "CONFIDENTIAL", text: "Of zebras and convoys." }] });
    await clock.at(DUE);
    const circulation = await world.circulate({ reportId: report.id, full: true, officeIds: [world.office.DPET] }, [
      "usg.dpo",
    ]);
    expect(circulation.id).toBeTruthy();
    await world.registry.post("DPET_STAFF", "DPET");
    await world.registry.person("dpet.staff", "DPET_STAFF");
    expect(await world.reads("dpet.staff", report)).toEqual(["c"]);
    const { data } = await world.registry.ask("dpet.staff", `{ search(text: "zebras", first: 5) { totalCount } }`);
    expect(data.search.totalCount).toBe(1);
    const [{ then }] = await world.registry.sql("select part_level_at($1, $2) as then", [
      uuidOf("part", report.parts.c!),
      BEFORE,
    ]);
    expect(then).toBe("CONFIDENTIAL");
  });

  it("with all that lowering by the Director does, to what is listed, searched, circulated to a post and read", async () => {
    const twins = [await world.report({ parts: PARTS }), await world.report({ parts: PARTS })];
    for (const { id } of twins)
      await world.circulate({ reportId: id, full: true, postIds: [world.post.MILITARY_ADVISER] });
    const [byAct, byClock] = twins as [MadeReport, MadeReport];
    const lower = (id: string | undefined) =>
      world.act("director", "reclassify", { id, level: "UNCLASSIFIED", grounds: [], reason: "A reason" });
    await lower(byAct.parts.c);
    await lower(byAct.id);
    await clock.at(DUE);
    const [ofAct, ofClock] = [await rowsOf(byAct), await rowsOf(byClock)];
    expect(ofAct.flat().length).toBeGreaterThan(10);
    expect(ofClock).toEqual(ofAct);
    expect(await world.reads("oma.head", byClock)).toEqual(["u", "c"]);
    const { data } = await world.registry.ask("oma.head", `{ findings(first: 50) { nodes { marking { level } } } }`);
    expect(data.findings.nodes).toEqual(Array.from({ length: 4 }, () => ({ marking: { level: "UNCLASSIFIED" } })));
  });

  it("once: a second scan, on another server at the same time too, finds nothing to do", async () => {
    await world.report({ parts: PARTS });
    const other = await TestClock.of(world);
    await world.registry.clock(DUE);
    await Promise.all([clock.jobs.doDue(), other.jobs.doDue()]);
    await clock.at(DUE);
    await other.close();
    const [{ count }] = await world.registry.sql("select count(*)::int from classification where by_registry");
    expect(count).toBe(2);
    expect(await world.registry.sql("select from register_entry where entry like '%byRegistry%'")).toHaveLength(1);
  });

  it("not while a circulation to an office that covers a part has not ended; and when it has", async () => {
    const report = await world.report({ parts: PARTS });
    const circulation = await world.circulate({
      reportId: report.id,
      full: true,
      officeIds: [world.office.OMA],
    });
    await clock.at(DUE);
    expect(await levelsOf(report)).toEqual({ report: "CONFIDENTIAL", u: "UNCLASSIFIED", c: "CONFIDENTIAL" });
    await world.on(circulation, "usg.dpo", "revokeCirculation");
    await clock.at("2036-03-01T00:00:00Z");
    expect(await levelsOf(report)).toMatchObject({ report: "UNCLASSIFIED", c: "UNCLASSIFIED" });
  });

  it("in the part that none covers, while another part waits for its circulation to expire; the report waits for its parts", async () => {
    const report = await world.report({
      parts: [
        { key: "c", level: "CONFIDENTIAL" },
        { key: "other", level: "CONFIDENTIAL" },
      ],
    });
    await world.circulate({
      reportId: report.id,
      partIds: [report.parts.c],
      officeIds: [world.office.OMA],
      validUntil: "2036-03-02T00:00:00Z",
    });
    await clock.at(DUE);
    expect(await levelsOf(report)).toEqual({ report: "CONFIDENTIAL", c: "CONFIDENTIAL", other: "UNCLASSIFIED" });
    await clock.at("2036-03-02T00:00:00Z");
    expect(await levelsOf(report)).toEqual({ report: "UNCLASSIFIED", c: "UNCLASSIFIED", other: "UNCLASSIFIED" });
  });

  it("not while a third party's consent is missing, to a part or to the report; and when it is recorded", async () => {
    const [ofPart, ofReport] = [await world.report({ parts: PARTS }), await world.report({ parts: PARTS })];
    await world.registry.sql("alter table part_content disable trigger user");
    await world.registry.sql("alter table report_title disable trigger user");
    await world.registry.sql("update part_content set third_party = 'A country' where part_id = $1", [
      uuidOf("part", ofPart.parts.c!),
    ]);
    await world.registry.sql("update report_title set third_party = 'A country' where report_id = $1", [
      uuidOfReport(ofReport),
    ]);
    await world.registry.sql("alter table part_content enable trigger user");
    await world.registry.sql("alter table report_title enable trigger user");
    await clock.at(DUE);
    expect(await levelsOf(ofPart)).toEqual({ report: "CONFIDENTIAL", u: "UNCLASSIFIED", c: "CONFIDENTIAL" });
    expect(await levelsOf(ofReport)).toEqual({ report: "CONFIDENTIAL", u: "UNCLASSIFIED", c: "CONFIDENTIAL" });
    for (const id of [ofPart.parts.c, ofReport.id])
      await world.act("director", "recordThirdPartyConsent", { id, reference: "LETTER 4" });
    await clock.at("2036-03-01T00:00:00Z");
    for (const report of [ofPart, ofReport])
      expect(await levelsOf(report)).toEqual({ report: "UNCLASSIFIED", u: "UNCLASSIFIED", c: "UNCLASSIFIED" });
  });

  it("never a strictly confidential report or part, nor a draft: of a strictly confidential report its confidential parts", async () => {
    const strict = await world.report({
      level: "STRICTLY_CONFIDENTIAL",
      parts: [
        { key: "s", level: "STRICTLY_CONFIDENTIAL" },
        { key: "c", level: "CONFIDENTIAL" },
      ],
    });
    const draft = await world.report({ parts: PARTS, submitted: false });
    await clock.at("2056-03-01T00:00:00Z");
    expect(await levelsOf(strict)).toEqual({
      report: "STRICTLY_CONFIDENTIAL",
      s: "STRICTLY_CONFIDENTIAL",
      c: "UNCLASSIFIED",
    });
    expect(await levelsOf(draft)).toEqual({ report: "CONFIDENTIAL", u: "UNCLASSIFIED", c: "CONFIDENTIAL" });
  });

  it("leaves a report that an act holds for a later scan", async () => {
    const [held, free] = [await world.report({ parts: PARTS }), await world.report({ parts: PARTS })];
    const act = new Client({ connectionString: world.registry.migratorUrl });
    await act.connect();
    await act.query("begin");
    await act.query("select from report where id = $1 for no key update", [uuidOfReport(held)]);
    await clock.at(DUE);
    expect([(await levelsOf(held)).report, (await levelsOf(free)).report]).toEqual(["CONFIDENTIAL", "UNCLASSIFIED"]);
    await act.end();
    await clock.at(DUE);
    expect((await levelsOf(held)).report).toBe("UNCLASSIFIED");
  });

  it("together with its entry in the register, or not at all", async () => {
    const report = await world.report({ parts: PARTS });
    const holder = new Client({ connectionString: world.registry.migratorUrl });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select from register_head for update");
    await world.registry.clock(DUE);
    await clock.jobs.doDue();
    expect(clock.logged).toMatchObject([{ event: "DUE_NOT_DONE", what: "declassification", cause: { code: "55P03" } }]);
    expect((await levelsOf(report)).report).toBe("CONFIDENTIAL");
    expect(await clock.told()).toEqual([]);
    await holder.end();
    clock.logged.length = 0;
    await clock.at(DUE);
    expect((await levelsOf(report)).report).toBe("UNCLASSIFIED");
  });

  it("tells the Director and the reporting line, about the day on which it was done", async () => {
    await clock.at(LEAP_DAY);
    const report = await world.report({ parts: PARTS });
    await clock.at("2036-03-05T09:00:00Z");
    expect(await clock.told(uuidOfReport(report))).toEqual(
      ["DIRECTOR_OPSP", "USG_DPO"].map((post) => ({
        post,
        kind: "DECLASSIFIED",
        object: uuidOfReport(report),
        due: "2036-03-05",
      })),
    );
  });
});
