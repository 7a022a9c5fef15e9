import {
  type Administration,
  TODAY,
  absent,
  confirmed,
  done,
  entered,
  refused,
  somebody,
  startAdministration,
} from "./administration";

let a: Administration;
let office: string;
let report: string;
beforeAll(async () => {
  a = await startAdministration();
  office = await a.registry.id("office", "OMA");
  report = await circulatedReport();
});
afterEach(() => a.registry.sql("update designation set superseded_at = registry_now() where superseded_at is null"));
afterAll(() => a.registry.close());

/** A report with a confidential finding that OMA was circulated; gives the id of the finding. */
async function circulatedReport(): Promise<string> {
  const [{ report, part }] = await a.registry.sql(`
    with v as (insert into review (kind, direction_reference, directed_on) values ('TARGETED', 'test', '2026-01-01') returning id),
    r as (insert into report (symbol, review_id, level, created_at) select 'OPSP/2026/R-TEST22', v.id, 'CONFIDENTIAL', '2026-01-15' from v returning id),
    p as (insert into part (report_id, report_level, report_status, kind, label, level, position)
      select r.id, 'CONFIDENTIAL', 'DRAFT', 'SECTION', 'S-TEST2', 'CONFIDENTIAL', 1 from r returning id)
    select r.id as report, p.id as part from r, p`);
  for (const statement of [
    "insert into report_title (report_id, level, title, sha256) select $1, 'CONFIDENTIAL', 'A title', '\\x00' where $2::uuid is not null",
    "insert into part_content (part_id, level, text, sha256) select $2, 'CONFIDENTIAL', 'The text.', '\\x00' where $1::uuid is not null",
    "update report set status = 'SUBMITTED', submitted_at = '2026-02-01', submitted_on = '2026-02-01' where id = $1 and $2::uuid is not null",
    `with c as (insert into circulation (report_id, is_full, purpose, portals_allowed, copies_allowed, proposed_at)
       values ($1, true, 'test', false, false, '2026-02-02') returning id)
     insert into circulated_part (circulation_id, report_id, part_id, part_level, office_id, is_full, portals_allowed, copies_allowed, starts_at, ends_at)
       select c.id, $1, $2, 'CONFIDENTIAL', o.id, true, false, false, '2026-02-03', 'infinity' from c, office o where o.code = 'OMA'`,
  ])
    await a.registry.sql(statement, [report, part]);
  return `part_${part.replaceAll("-", "")}`;
}

/** Whether somebody reads the confidential part that OMA was circulated. */
async function reads(subject: string): Promise<boolean> {
  const { data } = await a.registry.ask(subject, "query($id: ID!) { node(id: $id) { ... on Part { text } } }", {
    id: report,
  });
  return data.node !== null;
}

const designation = (more: object = {}) => ({
  officeId: office,
  personId: a.people.staff.person,
  startsOn: TODAY,
  ...more,
});
const designated = async (more: object = {}) =>
  (
    await done(
      a.registry,
      "oma",
      "designate { designation { id startsOn endsOn person { name } office { code } } }",
      designation(more),
    )
  ).designation;

describe("A designation", () => {
  it("lets staff of the office read its confidential material from that instant on", async () => {
    expect(await reads("staff")).toBe(false);
    expect(await designated()).toMatchObject({
      startsOn: TODAY,
      endsOn: null,
      person: { name: "staff" },
      office: { code: "OMA" },
    });
    expect(await reads("staff")).toBe(true);
  });

  it("that ends is without effect at the next request", async () => {
    const { id } = await designated();
    expect(await reads("staff")).toBe(true);
    await done(a.registry, "oma", "endDesignation", { designationId: id });
    expect(await reads("staff")).toBe(false);
  });

  it("lasts to the end of its last day", async () => {
    const { id } = await designated({ startsOn: "2026-01-01" });
    await done(a.registry, "oma", "endDesignation", { designationId: id, endsOn: "2026-03-20" });
    await a.registry.clock("2026-03-20T23:59:00Z");
    expect(await reads("staff")).toBe(true);
    await a.registry.clock("2026-03-21T00:00:00Z");
    expect(await reads("staff")).toBe(false);
    await a.registry.clockBack();
  });

  it("of a past day gives no sight of a time before it was recorded", async () => {
    await designated({ startsOn: "2026-02-01" });
    const [row] = await a.registry.sql(
      "select sight_from = recorded_at as since_recorded from designation where superseded_at is null",
    );
    expect(row).toEqual({ since_recorded: true });
  });

  it("is given by the acting head as by the head", async () => {
    const acting = await somebody(a.registry);
    const input = { post: "MILITARY_ADVISER", person: acting.person, acting: true, endsOn: "2026-03-31" };
    await confirmed(a.registry, await entered(a.registry, input));
    await done(a.registry, acting.subject, "designate", designation());
    expect(await reads("staff")).toBe(true);
  });

  it.each(["first", "director", "usg", "auditor", "officer", "staff", "mission"])(
    "is not given by %s (§ 6.10)",
    async (subject) => {
      expect(await refused(a.registry, subject, "designate", designation())).toEqual(["FORBIDDEN", "§ 6.10"]);
    },
  );

  it("is not given by the head of the office to the head", async () => {
    const input = designation({ personId: a.people.oma.person });
    expect(await refused(a.registry, "oma", "designate", input)).toEqual(["FORBIDDEN", "§ 10.11"]);
  });

  it("is not given to who is not of the staff", async () => {
    const { registry, people } = a;
    expect(await refused(registry, "oma", "designate", designation({ personId: people.officer.person }))).toEqual([
      "NOT_FOUND",
    ]);
    const [{ id }] = await registry.sql(
      "insert into appointment (post_id, person_id, acting, starts_on, confirmed_at) select id, $1, true, $2, registry_now() from post where code = 'MILITARY_ADVISER' returning id",
      [people.director.personId, "2026-04-01"],
    );
    await registry.clock("2026-04-01T12:00:00Z");
    const input = { officeId: office, personId: people.officer.person, startsOn: "2026-04-01" };
    expect(await refused(registry, "director", "designate", input)).toEqual(["BAD_USER_INPUT", "§ 6.10"]);
    await registry.sql("update appointment set superseded_at = registry_now() where id = $1", [id]);
    await registry.clockBack();
  });

  it("is not given twice for one day", async () => {
    await designated({ endsOn: "2026-05-31" });
    expect(await refused(a.registry, "oma", "designate", designation({ startsOn: "2026-05-31" }))).toEqual([
      "CONFLICT",
    ]);
    await designated({ startsOn: "2026-06-01" });
  });

  it.each([
    ["of an office that is absent", { officeId: absent("office") }, "NOT_FOUND"],
    ["of a person who is absent", { personId: absent("person") }, "NOT_FOUND"],
    ["that ends before it begins", { endsOn: "2026-03-09" }, "BAD_USER_INPUT"],
    ["of days before the office existed", { startsOn: "2000-01-01" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, given, code) => {
    expect(await refused(a.registry, "oma", "designate", designation(given))).toEqual([code]);
  });

  it.each([
    ["first", ["FORBIDDEN", "§ 6.10"]],
    ["director", ["FORBIDDEN", "§ 6.10"]],
    ["staff", ["FORBIDDEN", "§ 6.10"]],
    ["mission", ["NOT_FOUND"]],
  ])("is not ended by %s", async (subject, refusal) => {
    const { id } = await designated();
    expect(await refused(a.registry, subject, "endDesignation", { designationId: id })).toEqual(refusal);
  });

  it("that is absent, or has ended, is not ended", async () => {
    const { registry } = a;
    expect(await refused(registry, "oma", "endDesignation", { designationId: absent("designation") })).toEqual([
      "NOT_FOUND",
    ]);
    const { id } = await designated();
    await done(registry, "oma", "endDesignation", { designationId: id });
    expect(await refused(registry, "oma", "endDesignation", { designationId: id })).toEqual(["INVALID_STATE"]);
  });
});
