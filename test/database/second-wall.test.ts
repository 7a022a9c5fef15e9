import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

import { OPEN_TO_WHO_HAS_NOT_ENTERED } from "../support/catalog";
import { type TestDatabase, testDatabase } from "../support/database";

/** What works as the owner, past row-level security: each takes from the viewer's ticket whom it works for, holds what is recorded, or gives registry_jobs ids, days and posts. */
const WORKS_AS_OWNER = [
  "assign_recommendations",
  "follow_in_state",
  "hold_recommendation_consultation",
  "hold_recommendation_evidence",
  "hold_recommendation_office",
  "hold_recommendation_progress",
  "hold_recommendation_signature",
  "hold_recommendation_state",
  "place_words",
  "circulations_of_team",
  "portal_reads_circulation",
  "portal_reads_part",
  "portal_reads_report",
  "reports_both_read",
  "reports_of_oversight",
  "reports_of_team",
  "requester_of",
  "requests_submitted",
  "reviews_announced",
  "reviews_of_team",
  "enter",
  "entries_naming",
  "carried_seal",
  "change_facts",
  "follow_in_lessons",
  "follow_in_gone",
  "follow_in_assignments",
  "follow_in_lists",
  "found_parts",
  "hold_agreement",
  "heads_to_go_on",
  "hold_direction",
  "hold_lesson",
  "hold_lesson_part",
  "hold_proposal",
  "hold_reviewed_missions",
  "hold_submitted_links",
  "is_demonstration",
  "lessons_given",
  "follow_in_search",
  "place_in_search",
  "register_append",
  "register_append_by_ticket",
  "register_walk",
  "report_for_oversight",
  "take_place",
  "declassify",
  "due_appointments",
  "due_assignments",
  "due_circulations",
  "due_debriefs",
  "due_declassified",
  "due_level_reviews",
  "due_officers_in_charge",
  "due_progress",
  "due_reports",
  "due_targets",
  "enter_portal",
  "enter_post",
  "mail_to_send",
  "mails_to_queue",
  "reports_to_declassify",
  "shortens_webhook",
  "start_clock",
  "ticket_is_good",
  "transaction_seal",
  "viewer",
  "webhook_is_gone",
  "webhook_to_send",
  "webhooks_due",
];
const VIEWS = ["window_of_portal", "window_of_viewer"];

describe("the catalog of the database", () => {
  let test: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    test = await testDatabase({ walls: "both" });
    client = new Client({ connectionString: test.migratorUrl });
    await client.connect();
    // The partitions of the register are made when it is first written.
    await client.query("select register_append(array[]::text[])");
  });

  afterAll(async () => {
    await client.end();
    await test.close();
  });

  const names = async (text: string) => (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);

  it("I05, I13: has row-level security enabled and forced on every table and every partition", async () => {
    expect(
      await names(
        `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f')
           and not (relrowsecurity and relforcerowsecurity)`,
      ),
    ).toEqual([]);
    expect(
      (
        await names(
          "select oid::regclass::text as name from pg_class where relname like 'register_entry_2%' and relkind = 'r'",
        )
      ).length,
    ).toBeGreaterThan(1);
  });

  it("I05: has roles that cannot pass by it, log in as its owner, or become another", async () => {
    expect(
      (
        await client.query(
          `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin from pg_roles
           where rolname in ('registry_owner', 'registry_app', 'registry_register', 'registry_auditor', 'registry_jobs') order by 1`,
        )
      ).rows,
    ).toEqual(
      ["registry_app", "registry_auditor", "registry_jobs", "registry_owner", "registry_register"].map((rolname) => ({
        rolname,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolcanlogin: false,
      })),
    );
    expect(
      await names(`select r.rolname || ' as ' || g.rolname as name from pg_auth_members m
        join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid 
        where r.rolname like 'registry\\_%' and r.rolname not like 'registry\\_test%' order by 1`),
    ).toEqual(["registry_backup as pg_read_all_data", "registry_owner as registry_keys"]);
  });

  it("I06: has no function that works as its owner, and no view, but the listed ones", async () => {
    expect(
      await names(
        `select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`,
      ),
    ).toEqual([...WORKS_AS_OWNER].sort());
    expect(
      await names(
        "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm') order by 1",
      ),
    ).toEqual(VIEWS);
  });

  it("I06: has no function that works as its owner with a search path that its caller could set", async () => {
    expect(
      await names(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and not coalesce(proconfig && array['search_path=pg_catalog, public, pg_temp'], false)`),
    ).toEqual([]);
  });

  it("gives PUBLIC nothing", async () => {
    expect(
      await names(`
        select 'relation ' || relname as name from pg_class, aclexplode(relacl) a where relnamespace = 'public'::regnamespace and a.grantee = 0
        union all select 'function ' || proname from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
          where pronamespace = 'public'::regnamespace and a.grantee = 0
        union all select 'schema ' || nspname from pg_namespace, aclexplode(nspacl) a where nspname in ('public', 'extensions') and a.grantee = 0
        union all select 'database' from pg_database, aclexplode(datacl) a where datname = current_database() and a.grantee = 0`),
    ).toEqual([]);
  });

  it("I07: gives the application no right to make, delete, truncate or refer to anything", async () => {
    expect(
      await names(`
        select c.relname || ' ' || a.privilege_type as name from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
          where c.relnamespace = 'public'::regnamespace and r.rolname = 'registry_app' and a.privilege_type not in ('SELECT', 'INSERT')
        union all select nspname || ' CREATE' from pg_namespace where has_schema_privilege('registry_app', oid, 'CREATE')
        union all select 'TEMPORARY' where has_database_privilege('registry_app', current_database(), 'TEMPORARY')`),
    ).toEqual([]);
  });

  it("I10: holds every update of the application to what is read, by the policies of reading as they are", async () => {
    expect(
      await names(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and has_any_column_privilege('registry_app', c.oid, 'update')
        and not exists (select from pg_policies p where p.tablename = c.relname and p.policyname = 'as it is read')`),
    ).toEqual([]);
    const held =
      "select tablename || ' ' || qual as name from pg_policies where policyname = 'as it is read' order by 1";
    const before = await names(held);
    await client.query("select hold_updates_to_reading()");
    expect(await names(held)).toEqual(before);
  });

  it("I04: turns away who has not entered from every table that is not for all", async () => {
    expect(await names(OPEN_TO_WHO_HAS_NOT_ENTERED)).toEqual([]);
  });

  it("I11: tells the application no counts of a transaction's work", async () => {
    expect(
      await names(`select proname as name from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname like 'pg_stat_get_xact%'
        and has_function_privilege('registry_app', oid, 'execute')`),
    ).toEqual([]);
  });

  it("gives the register's writer that one function, and no table", async () => {
    expect(
      await names(`
        select 'function ' || proname as name from pg_proc, aclexplode(proacl) a join pg_roles r on r.oid = a.grantee
          where pronamespace = 'public'::regnamespace and r.rolname = 'registry_register'
        union all select 'relation ' || relname from pg_class, aclexplode(relacl) a join pg_roles r on r.oid = a.grantee
          where relnamespace = 'public'::regnamespace and r.rolname = 'registry_register'`),
    ).toEqual(["function register_append"]);
  });

  it("I13: gives nobody a way to a partition but through its parent", async () => {
    expect(
      await names(
        `select c.relname as name from pg_class c, aclexplode(c.relacl) a where c.relispartition and c.relkind = 'r'`,
      ),
    ).toEqual([]);
  });

  it("has policies for each command that a role may give, and the application's are of paragraphs that are in force", async () => {
    const inForce = new Set(
      readFileSync(join(__dirname, "../../docs/policy/access-policy.md"), "utf8").match(
        /(?<=\*\*)§ [0-9.]+[a-z]?(?=\*\*)/g,
      ),
    );
    const policies = await names(
      "select distinct policyname as name from pg_policies where schemaname = 'public' and 'registry_app' = any(roles)",
    );
    const cited = policies.flatMap((name) => (name.startsWith("§") ? name.split(", ") : []));
    expect(cited.filter((paragraph) => !inForce.has(paragraph))).toEqual([]);
    expect(policies.filter((name) => !name.startsWith("§")).sort()).toEqual([
      "a day is of the clock",
      "a draft",
      "act of a lesson, insert",
      "act of implementation, insert",
      "act of the office, insert",
      "act of the process, insert",
      "act of the work plan, insert",
      "act of webhooks, insert",
      "act, insert",
      "act, update",
      "announced, § 11.8",
      "as it is read",
      "awaited of the line",
      "by the registry alone",
      "entered",
      "entered, on behalf",
      "for all",
      "in the own name",
      "its caller",
      "of a request",
      "of the team",
      "on behalf",
      "with its circulation",
      "with its lesson and its part",
      "with its part",
      "with its report",
      "with its work plan",
    ]);
    const reading = [...inForce].filter((paragraph) =>
      /^§ (2|3|6)\.|^§ 4\.[1-4]$|^§ 5\.1$|^§ 7\.[1235]$|^§ 12\.1$|^§ 13\.([1-6]|10)$|^§ 14\.([1-6]|4a)$/.test(
        paragraph,
      ),
    );
    const carriedOut = new Set([...cited, ...HOLDING]);
    expect(reading.filter((paragraph) => !carriedOut.has(paragraph) && !ACTING.test(paragraph))).toEqual([]);
  });

  it("has an index for each column that the wall looks things up by", async () => {
    const indexed = new Set(
      await names(`select i.indrelid::regclass || '.' || a.attname as name from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]`),
    );
    for (const column of [
      "circulated_part.part_id",
      "circulated_part.report_id",
      "circulated_part.circulation_id",
      "team_member.review_id",
      "oversight_invocation.report_id",
      "appointment.person_id",
      "designation.person_id",
      "search_entry.reader",
      "login.issuer",
    ])
      expect(indexed).toContain(column);
  });
});

/** Who holds a report in full, and outlines, are questions about rows and no rows: the law alone answers them. */
const HOLDING = ["§ 3.8c", "§ 3.9a"];
/** The paragraphs of chapter 6 that speak of acts. */
const ACTING = /^§ 6\.(7|8|9|10|11)$/;
