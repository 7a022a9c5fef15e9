import { Client } from "pg";

import { backendOf } from "../../src/database/tickets";
import { type Entered, enter } from "../../src/identity/facts";
import { startHouse } from "../access/house";
import { testTickets } from "../support/database";
import type { TestRegistry } from "../support/registry";
import { senderOf } from "../support/viewer-behind";

/** What facts are made of. */
const TABLES = [
  "appointment",
  "designation",
  "login",
  "office",
  "office_end",
  "officer_in_charge",
  "oversight_invocation",
  "portal",
  "post",
  "post_end",
  "post_placement",
  "registry_clock",
  "reporting_line",
  "reporting_line_post",
  "team_member",
];

describe("facts that a server carries", () => {
  let registry: TestRegistry;
  let client: Client;

  beforeAll(async () => {
    registry = await startHouse();
    client = new Client({ connectionString: registry.databaseUrl });
    await client.connect();
    await client.query("set role registry_app");
  });

  afterAll(async () => {
    await client.end();
    await registry.close();
  });

  const login = (subject: string) => ({ issuer: registry.issuer.issuer, subject });
  const ticketOf = (...subjects: string[]) =>
    testTickets.issue({ logins: subjects.map(login), backend: backendOf(client) });

  /** What entering gives to whoever brings something carried, and who is asking from then on. */
  async function entering(carried: string | null, ...subjects: string[]) {
    await client.query("begin");
    try {
      const { ticket, seal } = ticketOf(...subjects);
      const { rows } = await client.query<{ place: string; person_id: string | null; carried: string | null }>(
        "select * from enter($1, $2, $3)",
        [ticket, seal, carried],
      );
      const { rows: asking } = await client.query<{ viewer: string }>("select (viewer())::text as viewer");
      return { isBelieved: rows[0]?.place === "0", last: rows.at(-1)!, viewer: asking[0]!.viewer };
    } finally {
      await client.query("rollback");
    }
  }
  const carriedBy = async (...subjects: string[]) => (await entering(null, ...subjects)).last.carried!;
  const timeless = (viewer: string) => viewer.replace(/[\d.]+\)$/, "");

  it.each([[["director"]], [["adviser"]], [["portal.oma"]], [["adviser", "portal.oma"]]])(
    "make of %s who they were",
    async (subjects) => {
      const fresh = await entering(null, ...subjects);
      const again = await entering(fresh.last.carried, ...subjects);
      expect([fresh.isBelieved, again.isBelieved]).toEqual([false, true]);
      expect(timeless(again.viewer)).toBe(timeless(fresh.viewer));
    },
  );

  it.each([undefined, "portal.oma"])(
    "are given to the program as they were found, at the instant of the new entering, through %s",
    async (portal) => {
      const once = async (known?: Entered) => {
        await client.query("begin");
        const actor = portal === undefined ? {} : { actor: login(portal) };
        const entered = await enter(senderOf(client), testTickets, { login: login("adviser"), ...actor, known });
        await client.query("rollback");
        return entered!;
      };
      const first = await once();
      const again = await once(first);
      const { now } = again.viewer;
      const through = first.viewer.through && { ...first.viewer.through, now };
      expect(again).toEqual({ ...first, viewer: { ...first.viewer, now, through } });
      expect(through === null).toBe(portal === undefined);
      expect(now.at).toBeGreaterThan(first.viewer.now.at);
      expect(now.live).toBe(true);
    },
  );

  it("are believed of nobody else, nor through another portal", async () => {
    const carried = await carriedBy("adviser", "portal.oma");
    for (const others of [["adviser"], ["portal.oma"], ["director", "portal.oma"], ["adviser", "portal.oo"]])
      expect((await entering(carried, ...others)).isBelieved).toBe(false);
  });

  it("are worth nothing when one character of them is another", async () => {
    const carried = await carriedBy("adviser");
    for (const place of [0, 63, 64, 70, carried.length - 2]) {
      const forged = carried.slice(0, place) + (carried[place] === "0" ? "1" : "0") + carried.slice(place + 1);
      const { isBelieved, viewer } = await entering(forged, "adviser");
      expect(isBelieved).toBe(false);
      expect(timeless(viewer)).toBe(timeless((await entering(null, "adviser")).viewer));
    }
    for (const nothing of ["", "x", carried.slice(0, 64)])
      expect((await entering(nothing, "adviser")).isBelieved).toBe(false);
  });

  it("are neither given nor believed for an act, which may be given what there was not", async () => {
    for (const brought of [null, await carriedBy("director")]) {
      const { ticket, seal } = testTickets.issue({
        logins: [login("director")],
        backend: backendOf(client),
        act: "reclassify",
      });
      await client.query("begin");
      const { rows } = await client.query("select place, carried from enter($1, $2, $3)", [ticket, seal, brought]);
      const { rows: asking } = await client.query("select v.is_in_team, v.has_oversight, v.act from viewer() v");
      await client.query("rollback");
      expect(rows).toEqual([{ place: "1", carried: null }]);
      expect(asking).toEqual([{ is_in_team: true, has_oversight: true, act: "reclassify" }]);
    }
  });

  it.each(TABLES)(
    "are found anew once anything of %s has changed, and not for a change that was not made",
    async (table) => {
      const carried = await carriedBy("adviser");
      const [column] = await registry.sql(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = '' limit 1`,
        [table],
      );
      const change = `update ${table} set ${column!.name} = ${column!.name}`;
      const rows = Number((await registry.sql(`select count(*) from ${table}`))[0]!.count);
      await registry.sql("begin");
      await registry.sql(rows > 0 ? change : `truncate ${table}`);
      await registry.sql("rollback");
      expect((await entering(carried, "adviser")).isBelieved).toBe(true);
      await registry.sql(rows > 0 ? change : `truncate ${table}`);
      expect((await entering(carried, "adviser")).isBelieved).toBe(false);
      expect((await entering(await carriedBy("adviser"), "adviser")).isBelieved).toBe(true);
    },
  );

  it("are made of these tables and no others", async () => {
    const read = await registry.sql(`
      with recursive asked (oid) as (
        select p.oid from pg_proc p where p.proname in ('facts_of_logins', 'registry_now', 'line_in_force')
        union select d.refobjid from asked join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = asked.oid
          and d.refclassid = 'pg_proc'::regclass)
      select distinct d.refobjid::regclass::text as name from asked
      join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = asked.oid and d.refclassid = 'pg_class'::regclass
      order by 1`);
    const names = read.map(({ name }) => name as string);
    // Of a person nothing but the id is asked, which never changes.
    expect(names.filter((name) => name !== "person")).toEqual(TABLES);
    const watched = await registry.sql(
      `select tgrelid::regclass::text as name, array_agg(concat(tgname, ' ', tgenabled) order by tgname) as triggers from pg_trigger
       where tgfoid = 'change_facts'::regproc group by 1 order by 1`,
    );
    expect(watched).toEqual(TABLES.map((name) => ({ name, triggers: ["facts_change A", "facts_emptied A"] })));
  });

  it("stay as they are to the end of the day, or to the first moment at which an entry begins or ends to count", async () => {
    const until = async (at: string) =>
      (await registry.sql("select iso_instant(facts_stay_until($1)) as until", [at]))[0]!.until as string;
    expect(await until("2019-03-31T12:00:00Z")).toBe("2019-04-01T00:00:00.000Z");
    expect(await until("2020-02-28T23:59:59.999Z")).toBe("2020-02-29T00:00:00.000Z");
    expect(await until("2020-02-29T00:00:00Z")).toBe("2020-03-01T00:00:00.000Z");
    for (const [table, column] of [
      ["post_placement", "confirmed_at"],
      ["appointment", "superseded_at"],
      ["portal", "confirmed_at"],
      ["login", "superseded_at"],
      ["designation", "superseded_at"],
      ["officer_in_charge", "recorded_at"],
      ["post_end", "recorded_at"],
      ["office_end", "recorded_at"],
    ]) {
      await registry.sql("begin");
      await registry.sql("set local session_replication_role = replica");
      const [{ count }] = (await registry.sql(
        `with changed as (update ${table} set ${column} = '2019-03-31T15:00:00.5Z' where ctid = (select min(ctid) from ${table}) returning 1)
         select count(*)::int from changed`,
      )) as unknown as [{ count: number }];
      if (count > 0)
        expect({ table, until: await until("2019-03-31T12:00:00Z") }).toEqual({
          table,
          until: "2019-03-31T15:00:00.500Z",
        });
      await registry.sql("rollback");
    }
  });

  it.each([
    ["begins", "'2019-03-31T15:00:00.5Z', '2019-04-09'"],
    ["ends", "'2019-03-30', '2019-03-31T15:00:00.5Z'"],
  ])(
    "stay as they are to the moment at which a right to know %s, or a place on a team is another's",
    async (_, window) => {
      const until = async () =>
        (await registry.sql("select iso_instant(facts_stay_until('2019-03-31T12:00:00Z')) as until"))[0]!
          .until as string;
      await registry.sql("begin");
      await registry.sql(
        `insert into oversight_invocation (office_id, report_id, reason, starts_at, ends_at)
       select o.id, r.id, 'asked', ${window} from office o, report r where o.code = 'OIOS' limit 1`,
      );
      expect(await until()).toBe("2019-03-31T15:00:00.500Z");
      await registry.sql(
        "update team_member set superseded_at = '2019-03-31T14:00:00Z' where starts_on <= '2019-03-31'",
      );
      expect(await until()).toBe("2019-03-31T14:00:00.000Z");
      await registry.sql("rollback");
    },
  );

  it("are not believed from the moment at which they may be others", async () => {
    const carried = await carriedBy("adviser");
    const facts = carried.slice(64 + carried.slice(64).indexOf(" ") + 1);
    const sealedUntil = async (seconds: number) => {
      const { ticket } = ticketOf("adviser");
      const { logins } = JSON.parse(ticket) as { logins: unknown };
      const [row] = await registry.sql(
        `select carried_seal($1::jsonb::text, kept) || kept as carried
         from concat(microseconds(registry_now() + make_interval(secs => $2)), ' ', $3::text) kept`,
        [JSON.stringify(logins), seconds, facts],
      );
      return row!.carried as string;
    };
    expect((await entering(await sealedUntil(60), "adviser")).isBelieved).toBe(true);
    expect((await entering(await sealedUntil(0), "adviser")).isBelieved).toBe(false);
  });
});
