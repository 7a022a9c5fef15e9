import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import PgBoss from "pg-boss";

import { type Ticket, backendOf } from "../../src/database/tickets";
import { type TestDatabase, testDatabase, testTickets } from "../support/database";

let test: TestDatabase;
let client: Client;

beforeAll(async () => {
  test = await testDatabase({ walls: "both" });
  client = new Client({ connectionString: test.migratorUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.close();
});

/** Work as a role, of which nothing is kept. */
async function as<Result>(role: string, work: () => Promise<Result>): Promise<Result> {
  await client.query("begin");
  try {
    await client.query(`set local role ${role}`);
    return await work();
  } finally {
    await client.query("rollback");
  }
}
const asJobs = (text: string, values?: unknown[]) => as("registry_jobs", () => client.query(text, values));

const names = async (text: string) => (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);

describe("the role of the jobs", () => {
  it("has just these rights to the registry's tables, by column, and to its functions", async () => {
    expect(
      await names(`
        select c.relname || ' ' || a.privilege_type as name from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
          where c.relnamespace = 'public'::regnamespace and r.rolname = 'registry_jobs'
        union all select a.attrelid::regclass || '.' || a.attname || ' ' || g.privilege_type from pg_attribute a, aclexplode(a.attacl) g
          join pg_roles r on r.oid = g.grantee where r.rolname = 'registry_jobs'
        union all select 'function ' || proname from pg_proc, aclexplode(proacl) a join pg_roles r on r.oid = a.grantee
          where pronamespace = 'public'::regnamespace and r.rolname = 'registry_jobs' order by 1`),
    ).toEqual(
      [
        ...[
          "declassify",
          "due_appointments",
          "due_assignments",
          "due_circulations",
          "due_debriefs",
          "due_declassified",
          "due_level_reviews",
        ],
        ...[
          "due_officers_in_charge",
          "due_progress",
          "due_reports",
          "due_targets",
          "mail_to_send",
          "mails_to_queue",
          "register_append_by_ticket",
        ],
        ...["reports_to_declassify", "start_clock", "webhook_is_gone", "webhook_to_send", "webhooks_due"],
      ]
        .map((name) => `function ${name}`)
        .concat(["post_id", "kind", "object_id", "due_on"].map((column) => `notice.${column} SELECT`))
        .concat(
          ["notice_id", "person_id"].flatMap((column) =>
            ["SELECT", "INSERT"].map((right) => `notice_mail.${column} ${right}`),
          ),
        )
        .concat(
          ["notice_webhook.notice_id", "notice_webhook.portal_code"].flatMap((column) =>
            ["SELECT", "INSERT"].map((right) => `${column} ${right}`),
          ),
        )
        .toSorted(),
    );
  });

  it.each(["part_content", "part", "report", "report_title", "circulation", "person", "login", "register_entry"])(
    "reads nothing of %s",
    async (table) => {
      await expect(asJobs(`select * from ${table}`)).rejects.toThrow("permission denied");
    },
  );

  it.each([
    ["create table jobs.more ()", "permission denied"],
    ["create table more ()", "permission denied"],
    ["drop table jobs.job", "must be owner"],
    ["select jobs.create_queue('more', '{}')", "permission denied"],
    ["set local role registry_app", "permission denied"],
    [
      "insert into notice (post_id, kind, object_id, due_on) values (gen_random_uuid(), 'DECLASSIFIED', gen_random_uuid(), now())",
      "permission denied",
    ],
    ["update report set level = 'UNCLASSIFIED'", "permission denied"],
    ["select register_append(array['{}'])", "permission denied"],
    ["select * from register_append_by_ticket(array['{}'], '{}', 'none')", "not good here"],
    ["select * from enter_post('{}', 'none')", "permission denied"],
  ])("may not: %s", async (text, sentence) => {
    if (text.startsWith("set local role")) {
      const login = new Client({ connectionString: test.migratorUrl });
      await login.connect();
      await login.query("set session authorization registry_jobs");
      await expect(login.query(text)).rejects.toThrow(sentence);
      await login.end();
      return;
    }
    await expect(asJobs(text)).rejects.toThrow(sentence);
  });

  it("declassifies nothing whose time has not come, whatever it asks for", async () => {
    const { rows } = await asJobs("select * from declassify(gen_random_uuid())");
    expect(rows).toEqual([]);
  });

  it("is the only one beside the owner with a right to the job runner's tables", async () => {
    expect(
      await names(`select distinct r.rolname as name from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'jobs'::regnamespace order by 1`),
    ).toEqual(["registry_jobs", "registry_owner"]);
  });
});

describe("entering as a post", () => {
  const enter = ({ ticket, seal }: Ticket, role = "registry_app") =>
    as(role, async () => {
      await client.query("select * from enter_post($1, $2)", [ticket, seal]);
      return (await client.query("select (viewer()).act, (viewer()).posts, (viewer()).person_id")).rows[0];
    });
  const director = async () =>
    (await client.query<{ id: string }>("select id from post where code = 'DIRECTOR_OPSP'")).rows[0]!.id;

  it("needs the server's ticket for this post and this connection", async () => {
    const post = await director();
    expect(await enter(testTickets.forPost(post, backendOf(client)))).toEqual({
      act: "tellPost",
      posts: [post],
      person_id: null,
    });
    await expect(enter(testTickets.forPost(post, backendOf(client) + 1))).rejects.toThrow("not good here");
    const { ticket, seal } = testTickets.forPost(post, backendOf(client));
    await expect(
      enter({
        ticket: ticket.replace(
          post,
          post.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
        ),
        seal,
      }),
    ).rejects.toThrow("not good here");
  });

  it("is nobody by a ticket of a login, and a login is nobody by a ticket of a post", async () => {
    const ofLogin = testTickets.issue({ logins: [{ issuer: "x", subject: "y" }], backend: backendOf(client) });
    expect(await enter(ofLogin)).toMatchObject({ act: null, posts: [] });
    const { ticket, seal } = testTickets.forPost(await director(), backendOf(client));
    const entered = await as("registry_app", async () => {
      await client.query("select * from enter($1, $2)", [ticket, seal]);
      return (await client.query("select (viewer()).act, (viewer()).posts")).rows[0];
    });
    expect(entered).toEqual({ act: null, posts: [] });
  });

  it("lets it tell that post, about a day, of what the post sees, and write nothing else", async () => {
    const post = await director();
    const { rows } = await client.query<{ id: string }>("select id from post where code = 'USG_DPO'");
    const tell = (
      values: unknown[],
      text = "insert into notice (post_id, kind, object_id, due_on) select $1, $2, id, $3 from post where code = 'USG_DPO'",
    ) =>
      as("registry_app", async () => {
        const { ticket, seal } = testTickets.forPost(post, backendOf(client));
        await client.query("select * from enter_post($1, $2)", [ticket, seal]);
        return (await client.query(text, values)).rowCount;
      });
    expect(await tell([post, "DECLASSIFIED", "2036-01-01"])).toBe(1);
    const unseen = "insert into notice (post_id, kind, object_id, due_on) values ($1, $2, gen_random_uuid(), $3)";
    await expect(tell([post, "DECLASSIFIED", "2036-01-01"], unseen)).rejects.toThrow("row-level security");
    await expect(tell([rows[0]!.id, "DECLASSIFIED", "2036-01-01"])).rejects.toThrow("row-level security");
    await expect(tell([post, "CIRCULATION_GIVEN", null])).rejects.toThrow("row-level security");
    await expect(tell([], "insert into person (name) values ('nobody')")).rejects.toThrow("row-level security");
    await expect(
      tell(
        [],
        "insert into classification (report_id, level, reason, by_registry) values (gen_random_uuid(), 'UNCLASSIFIED', 'none', true)",
      ),
    ).rejects.toThrow("row-level security");
  });
});

describe("the job runner's own tables", () => {
  const words = (text: string) => text.replace(/\s+/g, " ").replaceAll(" ;", ";");

  it("are those that the package would make", () => {
    const migration = words(readFileSync(join(__dirname, "../../migrations/0016-jobs.up.sql"), "utf8"));
    const plans = PgBoss.getConstructionPlans("jobs")
      .replace(/^\s*BEGIN;[\s\S]*?::bigint\s*\);/, "")
      .replace(/COMMIT;\s*$/, "");
    expect(migration).toContain(words(plans).trim());
  });
});

describe("the days of the clock", () => {
  it.each([
    ["2016-02-29", 20, "2036-02-29"],
    ["1996-02-29", 20, "2016-02-29"],
    ["2080-02-29", 20, "2100-03-01"],
    ["2016-02-29", 25, "2041-03-01"],
    ["2015-12-31", 20, "2035-12-31"],
    ["2016-03-31", 5, "2021-03-31"],
  ])("%s and %i years is %s: no day too early", async (day, years, then) => {
    const { rows } = await client.query("select years_after($1, $2)::text as found", [day, years]);
    expect(rows).toEqual([{ found: then }]);
  });

  it.each([
    ["2016-03-01T00:00:00Z", "2016-02-29"],
    ["2016-03-01T00:00:00.000001Z", "2016-03-01"],
    ["2017-01-01T00:00:00Z", "2016-12-31"],
    ["2016-12-31T23:00:00-05:00", "2017-01-01"],
  ])("what ends at %s has %s for its last day, in UTC", async (until, last) => {
    await client.query("set timezone to 'America/New_York'");
    const { rows } = await client.query("select last_day_before($1)::text as found", [until]);
    expect(rows).toEqual([{ found: last }]);
  });
});
