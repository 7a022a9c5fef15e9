import { uuidOf } from "../../src/access/ids";
import { takeSecondWallAway } from "../support/database";
import { TicketHolder } from "../support/ticket-holder";
import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
let circulation: Proposed;
let corrigendum: string;
/** A connection that may do what the server may in an act of the Director: as one would have who has taken the server over. */
let application: TicketHolder;

beforeAll(async () => {
  world = await aWorld();
  report = await world.report({
    missions: ["MINUSCA", "UNMISS"],
    level: "STRICTLY_CONFIDENTIAL",
    parts: [{ key: "u", level: "UNCLASSIFIED", missions: ["MINUSCA"] }, { key: "s" }],
  });
  circulation = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
  corrigendum = (
    await world.act("director", "addCorrigendum", { partId: report.parts.u, text: "Mended." }, "part { id }")
  ).part.id;
  // What is recorded is held by the database's own triggers and constraints, also where row-level security refuses nothing.
  await takeSecondWallAway(world.registry.migratorUrl);
  application = await TicketHolder.open(world.registry.databaseUrl);
});
afterAll(async () => {
  await application.close();
  await world.registry.close();
});

const part = () => uuidOf("part", report.parts.u!)!;
const strict = () => uuidOf("part", report.parts.s!)!;
const reportRow = () => uuidOf("report", report.id)!;
const circulationRow = () => uuidOf("circulation", circulation.id)!;

/** A statement as the application's role, which the database must refuse; in a transaction, so that nothing is kept if it does not. */
async function refused(text: string, values: unknown[] = []): Promise<void> {
  const director = { issuer: world.registry.issuer.issuer, subject: "director" };
  const attempt = application.as([director], (rows) => rows(text, values), "submitReport");
  await expect(attempt).rejects.toThrow(
    /immutable|never changes|permission denied|must be owner|append-only|only be shortened|no part but a corrigendum|violates (?!row-level)/,
  );
}

describe("§ 5.4: submitting", () => {
  it.each(["officer", "assistant", "administrator", "usg.dpko", "auditor"])("the %s does not submit", async (other) => {
    const draft = await world.report({ submitted: false });
    const { data } = await world.registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }`,
      { id: draft.id },
    );
    await world.act("director", "nameTeamMember", {
      reviewId: data.node.review.id,
      postId: world.post.OPSP_MISSION_SUPPORT,
      startsOn: "2016-01-01",
    });
    const expected = other === "officer" ? { code: "FORBIDDEN", paragraph: "§ 5.4" } : { code: "NOT_FOUND" };
    expect(await world.refusal(other, "submitReport", { reportId: draft.id })).toMatchObject(expected);
  });

  it("the officer-in-charge does", async () => {
    const draft = await world.report({ submitted: false });
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    await world.act("military", "submitReport", { reportId: draft.id });
    await recall();
    expect(await world.reads("usg.dpko", draft)).toEqual(["u", "c"]);
  });

  it("is done once, for a report that has a part", async () => {
    const empty = await world.report({ submitted: false, parts: [] });
    expect((await world.refusal("director", "submitReport", { reportId: empty.id })).code).toBe("INVALID_STATE");
    expect((await world.refusal("director", "submitReport", { reportId: report.id })).code).toBe("INVALID_STATE");
  });

  it("records the levels as the originator's classification", async () => {
    const submission = await world.registry.sql(
      `select c.level, c.part_id is null as whole, l.subject, p.code from classification c join login l on l.person_id = c.classified_by join post p on p.id = c.by_post_id
       where c.report_id = $1 and c.reason = 'submission' order by whole desc, c.level`,
      [reportRow()],
    );
    const by = { subject: "director", code: "DIRECTOR_OPSP" };
    expect(submission).toEqual([
      { level: "STRICTLY_CONFIDENTIAL", whole: true, ...by },
      { level: "STRICTLY_CONFIDENTIAL", whole: false, ...by },
      { level: "UNCLASSIFIED", whole: false, ...by },
    ]);
  });
});

describe("what is submitted is immutable through the API", () => {
  it.each([
    ["editReport", () => ({ reportId: report.id, expectedVersion: 1, title: "Another" })],
    ["addPart", () => ({ reportId: report.id, kind: "SECTION", text: "More.", level: "UNCLASSIFIED" })],
    ["editPart", () => ({ partId: report.parts.u, expectedVersion: 1, text: "Another." })],
    ["withdrawPart", () => ({ partId: report.parts.u, expectedVersion: 1 })],
  ])("%s is refused, to the Director too", async (name, input) => {
    expect((await world.refusal("director", name, input())).code).toBe("INVALID_STATE");
    expect(await world.refusal("usg.dpko", name, input())).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 5.3" });
  });
});

describe("what is submitted is immutable in the database, for the application's own role", () => {
  it.each([
    ["its status", "update report set status = 'DRAFT', submitted_at = null, submitted_on = null where id = $1"],
    ["its day", "update report set submitted_on = '2015-01-01' where id = $1"],
    ["its version", "update report set version = 2 where id = $1"],
    ["its symbol", "update report set symbol = 'OPSP/2016/R-ZZZZ' where id = $1"],
    ["its review", "update report set review_id = gen_random_uuid() where id = $1"],
    ["its title's digest", "update report_title set sha256 = sha256('x') where report_id = $1"],
    [
      "its title, in clear",
      "update report_title set title = 'Another', ciphertext = null, wrapped_key = null, key_id = null where report_id = $1",
    ],
    ["a third party's marking", "update report_title set third_party = 'Ours' where report_id = $1"],
    ["itself", "delete from report where id = $1"],
    ["its title as a whole", "delete from report_title where report_id = $1"],
  ])("not %s", async (_what, text) => {
    await refused(text, [reportRow()]);
  });

  it.each([
    ["its label", "update part set label = 'F-ZZZZ' where id = $1"],
    ["its place", "update part set position = 9 where id = $1"],
    ["its kind", "update part set kind = 'SECTION' where id = $1"],
    ["its presence", "update part set withdrawn_at = now() where id = $1"],
    ["its version", "update part set version = 2 where id = $1"],
    ["its report", "update part set report_id = gen_random_uuid() where id = $1"],
    ["its text", "update part_content set text = 'Another.' where part_id = $1"],
    [
      "its text with its digest",
      "update part_content set text = 'Another.', sha256 = sha256('Another.') where part_id = $1",
    ],
    ["what a finding says", "update part_content set risk = 'NONE' where part_id = $1"],
    ["a third party's marking", "update part_content set third_party = 'Ours' where part_id = $1"],
    ["its source", "update part_content set public_source = 'A book' where part_id = $1"],
    ["the file of an annex", "update part_content set file_name = 'another.pdf' where part_id = $1"],
    ["its mission", "update part_mission set is_current = false where part_id = $1"],
    [
      "another mission",
      "insert into part_mission (part_id, mission_id) select $1, id from mission where acronym = 'UNMISS'",
    ],
    ["itself", "delete from part where id = $1"],
    ["its content", "delete from part_content where part_id = $1"],
  ])("not of a part %s", async (_what, text) => {
    await refused(text, [part()]);
  });

  it("no part is added but a corrigendum, and none taken over from elsewhere", async () => {
    await refused(
      "insert into part (report_id, report_level, report_status, kind, label, level, position) values ($1, 'STRICTLY_CONFIDENTIAL', 'SUBMITTED', 'SECTION', 'S-ZZZZ', 'UNCLASSIFIED', 99)",
      [reportRow()],
    );
    await refused(
      "insert into part (report_id, report_level, report_status, kind, label, level, position) values ($1, 'STRICTLY_CONFIDENTIAL', 'DRAFT', 'SECTION', 'S-ZZZZ', 'UNCLASSIFIED', 99)",
      [reportRow()],
    );
  });

  it("a corrigendum is itself immutable, its missions too, once it is added", async () => {
    const row = uuidOf("part", corrigendum);
    await refused("update part_content set text = 'Another.' where part_id = $1", [row]);
    await refused(
      "insert into part_mission (part_id, mission_id) select $1, id from mission where acronym = 'UNMISS'",
      [row],
    );
    await refused("update part set corrects_id = $2 where id = $1", [row, strict()]);
  });

  it("the missions that it is about, and who requested it, stay as they were", async () => {
    await refused(
      "insert into review_mission (review_id, mission_id) select r.review_id, m.id from report r, mission m where r.id = $1 and m.acronym = 'UNMIL'",
      [reportRow()],
    );
    await refused("update review set requesting_post_id = $2 where id = (select review_id from report where id = $1)", [
      reportRow(),
      uuidOf("post", world.post.ASG_OO!),
    ]);
  });

  it("a part is never above its report, and never a strictly confidential text in clear", async () => {
    await refused("update report set level = 'CONFIDENTIAL' where id = $1", [reportRow()]);
    await refused("update part set level = 'STRICTLY_CONFIDENTIAL' where id = $1", [part()]);
    await refused(
      "update part_content set text = 'In clear', ciphertext = null, wrapped_key = null, key_id = null where part_id = $1",
      [strict()],
    );
  });

  it("every level that it had is kept", async () => {
    await refused("update classification set level = 'UNCLASSIFIED' where report_id = $1", [reportRow()]);
    await refused("delete from classification where report_id = $1", [reportRow()]);
  });
});

describe("a proposal never changes, in the database either", () => {
  it.each([
    ["its purpose", "update circulation set purpose = 'Another' where id = $1"],
    ["its scope", "update circulation set is_full = false where id = $1"],
    ["its dates", "update circulation set valid_until = null, valid_from = null where id = $1"],
    ["its portals", "update circulation set portals_allowed = true where id = $1"],
    ["when it was complete", "update circulation set completed_at = '2016-01-01' where id = $1"],
    ["that it was complete", "update circulation set completed_at = null where id = $1"],
    ["its digest", "update circulation_paper set digest = repeat('0', 64) where circulation_id = $1"],
    [
      "its recipients",
      "update circulation_recipient set post_id = null, office_id = (select id from office where code = 'OMA') where circulation_id = $1",
    ],
    [
      "one more recipient",
      "insert into circulation_recipient (circulation_id, office_id, relevance) select $1, id, 'HEADQUARTERS_OFFICE' from office where code = 'OMA'",
    ],
    ["a signature", "update circulation_signature set digest = repeat('0', 64) where circulation_id = $1"],
    ["the lack of a signature", "delete from circulation_signature where circulation_id = $1"],
    ["what was done", "update circulation_act set reason = 'Another' where circulation_id = $1"],
    ["a longer window", "update circulated_part set starts_at = '2010-01-01' where circulation_id = $1"],
    [
      "a window to another",
      "update circulated_part set post_id = null, office_id = (select id from office where code = 'OMA') where circulation_id = $1",
    ],
    ["itself", "delete from circulation where id = $1"],
  ])("not %s", async (_what, text) => {
    await refused(text, [circulationRow()]);
  });

  it("no part is added to what it lists", async () => {
    const listed = await world.circulate({
      reportId: report.id,
      partIds: [report.parts.u],
      postIds: [world.post.ASG_OROLSI],
    });
    await refused("insert into circulation_part (circulation_id, report_id, part_id) values ($1, $2, $3)", [
      uuidOf("circulation", listed.id),
      reportRow(),
      strict(),
    ]);
  });

  it("what has ended stays so: a window is shortened, and never opened again", async () => {
    const ended = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OROLSI] });
    await world.on(ended, "usg.dfs", "revokeCirculation");
    const row = [uuidOf("circulation", ended.id)];
    await refused("update circulation set revoked_at = null where id = $1", row);
    await refused("update circulated_part set ends_at = 'infinity' where circulation_id = $1", row);
    await refused("delete from circulation_withholding where circulation_id = $1", row);
  });

  it("nothing is emptied, no rule lifted, no clock moved", async () => {
    for (const text of [
      "truncate circulation cascade",
      "alter table report disable trigger all",
      "set session_replication_role = replica",
      "update registry_clock set shift = interval '10 years'",
      "insert into reporting_line_post values ('SINGLE', gen_random_uuid())",
      "insert into circulation_headquarters select id, 'x' from office",
      "update register_entry set entry = '{}'",
      "insert into register_entry (sequence) values (1)",
      "create table mine (x int)",
      "set role registry_owner",
    ])
      await refused(text);
  });
});
