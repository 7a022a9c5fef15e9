import { house, startHouse } from "../access/house";
import type { TestRegistry } from "../support/registry";
import { testTickets } from "../support/database";
import { backendOf } from "../../src/database/tickets";
import { TicketHolder } from "../support/ticket-holder";

/** Every table that holds what somebody may not see. */
const CLASSIFIED = [
  "report",
  "report_title",
  "part",
  "part_content",
  "part_search",
  "circulation",
  "circulated_part",
  "circulated_content",
  "listed_part",
  "register_entry",
  "person",
];

describe("SQL slipped in as the application's role", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;
  const login = (subject: string) => ({ issuer: registry.issuer.issuer, subject });

  beforeAll(async () => {
    registry = await startHouse();
    await registry.ask("director", `{ report(symbol: "${house.symbol("strict")}") { title } }`);
    intruder = await TicketHolder.open(registry.databaseUrl);
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  const seen = (logins: string[]) =>
    intruder.as(logins.map(login), async (rows) => {
      const counts: Record<string, number> = {};
      for (const table of CLASSIFIED)
        counts[table] = (await rows<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;
      return counts;
    });
  const nothing = Object.fromEntries(CLASSIFIED.map((table) => [table, 0]));

  it("I04: without a ticket sees no row of any table that is classified", async () => {
    expect(await seen([])).toEqual(nothing);
  });

  it("sees with a ticket what its bearer sees, and no more", async () => {
    expect((await seen(["director"])).report).toBeGreaterThan((await seen(["hom"])).report!);
    expect((await seen(["hom"])).report).toBeGreaterThan(0);
    expect(await seen(["stranger"])).toMatchObject({
      report: 0,
      report_title: 0,
      part: 0,
      part_content: 0,
      circulation: 0,
      person: 1,
    });
  });

  it.each([
    [
      "the facts of another",
      "row(null, null, '{}', '{}', '{}', '{}', '{}', '{}', true, true, true, true, true, true, true, true, true, true, false, null, '{}', null, 'caller', '0', 9e15)::viewer_facts::text",
    ],
    ["nothing", "''"],
    ["rubbish", "'rubbish'"],
  ])("I02: becomes nobody by setting the viewer to %s", async (_what, value) => {
    const counts = await intruder.as([], async (rows) => {
      await rows(
        `select set_config('registry.viewer', ${value}, true), set_config('registry.seal', repeat('0', 64), true)`,
      );
      return (await rows<{ count: number }>("select count(*)::int as count from report"))[0]!.count;
    });
    expect(counts).toBe(0);
  });

  it("I02: cannot carry the sealed facts of one transaction into the next", async () => {
    const kept = await intruder.as([login("director")], async (rows) => {
      const [sealed] = await rows<{ viewer: string; seal: string }>(
        "select current_setting('registry.viewer') as viewer, current_setting('registry.seal') as seal",
      );
      return sealed!;
    });
    const count = await intruder.as([], async (rows) => {
      await rows("select set_config('registry.viewer', $1, true), set_config('registry.seal', $2, true)", [
        kept.viewer,
        kept.seal,
      ]);
      return (await rows<{ count: number }>("select count(*)::int as count from report"))[0]!.count;
    });
    expect(count).toBe(0);
  });

  describe("I03: with a ticket", () => {
    const refused = (change: (ticket: { ticket: string; seal: string }) => { ticket: string; seal: string }) =>
      intruder.as([], (rows) => {
        const { ticket, seal } = change(intruder.ticketFor([login("director")]));
        return rows("select * from enter($1, $2)", [ticket, seal]);
      });
    const said = (text: string, change: object) => JSON.stringify({ ...(JSON.parse(text) as object), ...change });

    it.each<[string, (ticket: { ticket: string; seal: string }) => { ticket: string; seal: string }]>([
      [
        "whose bearer was changed",
        ({ ticket, seal }) => ({ ticket: said(ticket, { logins: [["x", "usg.dpko"]] }), seal }),
      ],
      ["whose end was put off", ({ ticket, seal }) => ({ ticket: said(ticket, { ends: Date.now() + 50_000 }), seal })],
      ["whose act was changed", ({ ticket, seal }) => ({ ticket: said(ticket, { act: "signCirculation" }), seal })],
      ["without a seal", ({ ticket }) => ({ ticket, seal: "" })],
      [
        "sealed by a key that is not known",
        ({ ticket, seal }) => ({ ticket, seal: seal.replace(/^.{16}/, "0".repeat(16)) }),
      ],
      ["whose seal is cut", ({ ticket, seal }) => ({ ticket, seal: seal.slice(0, -1) })],
    ])("%s is refused", async (_what, change) => {
      await expect(refused(change)).rejects.toThrow("this ticket is not good here");
    });

    it("of another connection is refused", async () => {
      const other = await TicketHolder.open(registry.databaseUrl);
      const { ticket, seal } = other.ticketFor([login("director")]);
      await expect(intruder.as([], (rows) => rows("select * from enter($1, $2)", [ticket, seal]))).rejects.toThrow(
        "this ticket is not good here",
      );
      await other.close();
    });

    it("past its end is refused, and so is one that would last too long", async () => {
      const real = Date.now;
      for (const distance of [-60_000, 120_000]) {
        Date.now = () => real() + distance;
        const { ticket, seal } = intruder.ticketFor([login("director")]);
        Date.now = real;
        await expect(intruder.as([], (rows) => rows("select * from enter($1, $2)", [ticket, seal]))).rejects.toThrow(
          "this ticket is not good here",
        );
      }
    });

    it("for logins that the registry does not know together nobody has entered", async () => {
      for (const logins of [
        ["nobody.known"],
        ["director", "nobody.known"],
        ["director", "usg.dpko"],
        ["portal.oo", "director"],
      ])
        expect((await seen(logins)).report).toBe(0);
    });

    it.each([
      "select key from ticket_key",
      "select * from search_entry",
      "select transaction_seal('x')",
      "select * from register_head",
    ])("the role cannot %s", async (statement) => {
      await expect(intruder.as([login("director")], (rows) => rows(statement))).rejects.toThrow("permission denied");
    });
  });

  it.each([
    ["take another role", "set role registry_owner"],
    ["pass by row-level security", "set row_security = off; select 1 from report"],
    ["make a function", "create function pg_temp.leak(text) returns boolean language sql as 'select true'"],
    ["make a table", "create table loot (text text)"],
    ["make a temporary table", "create temporary table loot as select 1"],
    ["make a view", "create view loot as select 1"],
    ["copy to a file", "copy report to '/tmp/loot'"],
    ["empty a table", "truncate report"],
    ["delete", "delete from report"],
    ["move the clock", "update registry_clock set shift = interval '1 year'"],
    ["write the law", "insert into reporting_line values (gen_random_uuid(), 'X', 'x', '2000-01-01')"],
    ["write the register", "insert into register_entry (sequence) values (1)"],
    ["take a right", "grant select on ticket_key to registry_app"],
    ["drop a policy", `drop policy "§ 2.11, § 2.3, § 2.7, § 2.8, § 2.8a, § 2.9" on part`],
    ["disable the wall", "alter table part disable row level security"],
  ])("I05, I07, I10: cannot %s", async (_what, statement) => {
    await expect(intruder.as([login("director")], (rows) => rows(statement), "submitReport")).rejects.toThrow(
      /permission denied|must be owner|affected by row-level security|must be able to SET ROLE|is not permitted/,
    );
  });

  it("I10: writes nothing with the ticket of a read, and nothing where no act writes", async () => {
    await expect(
      intruder.as([login("administrator")], (rows) => rows("insert into person (name) values ('A. Made Up')")),
    ).rejects.toThrow("row-level security");
    const changed = await intruder.as([login("director")], (rows) =>
      rows("update report set version = version + 1 where status = 'DRAFT' returning id"),
    );
    expect(changed).toEqual([]);
  });

  it("I08: a prepared statement gives each viewer their own rows, also once it has a plan for all", async () => {
    const count = async () =>
      (
        await intruder.client.query({
          name: "all",
          text: "select count(*)::int as count from part_content",
          values: [],
        })
      ).rows as {
        count: number;
      }[];
    const expected = { director: (await seen(["director"])).part_content, hom: (await seen(["hom"])).part_content };
    for (let round = 0; round < 14; round += 1) {
      const reader = round % 2 === 0 ? "director" : "hom";
      const [found] = await intruder.as([login(reader)], count);
      expect(found!.count).toBe(expected[reader]);
    }
    expect((await intruder.as([], count))[0]!.count).toBe(0);
  });

  it("believes facts no longer than a minute after the end of their ticket", async () => {
    const { ticket, seal } = testTickets.issue({ logins: [login("director")], backend: backendOf(registry.superuser) });
    const people = async () =>
      (
        await registry.sql<{ person: string | null; ends: string }>(
          "select (v).person_id as person, (v).ends from viewer() v",
        )
      )[0]!;
    await registry.sql("begin");
    await registry.sql("select from enter($1, $2)", [ticket, seal]);
    const { person, ends } = await people();
    expect(person).not.toBeNull();
    expect(Number(ends) - (JSON.parse(ticket) as { ends: number }).ends).toBe(60_000);
    await registry.sql(
      `select set_config('registry.viewer', replaced, true), set_config('registry.seal', transaction_seal(replaced), true)
       from replace(current_setting('registry.viewer'), $1, $2) replaced`,
      [ends, String(Date.now() - 1)],
    );
    expect((await people()).person).toBeNull();
    await registry.sql("rollback");
  });

  it.each(["director", "officer", "assistant", "usg.dpko", "auditor", "administrator", "adviser"])(
    "I03: shows of circulations through a portal no more to %s than of those that both read",
    async (person) => {
      await registry.sql(
        `insert into circulation_suspension (circulation_id) select c.id from circulation c
         where not exists (select from circulation_suspension s where s.circulation_id = c.id)`,
      );
      const through = [login(person), login("portal.oma")];
      const stray = await intruder.as(through, async (rows) => ({
        reports: await rows(
          "select from circulated_part w where not exists (select from report r where r.id = w.report_id)",
        ),
        suspensions: await rows(
          "select from circulation_suspension s where not exists (select from circulation c where c.id = s.circulation_id)",
        ),
        circulations: await rows(
          "select from unnest(circulations_of_team()) i where not exists (select from circulation c where c.id = i)",
        ),
        drafts: await rows(
          "select from unnest(reports_of_team() || reports_of_oversight()) i where not exists (select from report r where r.id = i)",
        ),
        teams: await rows(
          "select from team_member m where not exists (select from report r where r.review_id = m.review_id)",
        ),
      }));
      expect(stray).toEqual({ reports: [], suspensions: [], circulations: [], drafts: [], teams: [] });
      const others = await intruder.as(through, (rows) =>
        rows(
          `select from circulated_part w where not (w.post_id = any ((viewer()).posts) or w.office_id = any ((viewer()).offices || (viewer()).through_offices))`,
        ),
      );
      expect(others).toEqual([]);
    },
  );

  it("I11: learns nothing of rows from the statistics of the planner", async () => {
    const tables = await intruder.as([login("director")], (rows) =>
      rows(
        "select * from pg_stats where tablename in ('report_title', 'part_content', 'report', 'person', 'part_search')",
      ),
    );
    expect(tables).toEqual([]);
  });

  it("finds by search what the bearer's words are, whatever it asks, and as nobody nothing", async () => {
    const words = "select count(*)::int as count from found_parts(to_tsquery('english', 'convoy'))";
    const found = (logins: string[]) =>
      intruder.as(logins.map(login), async (rows) => (await rows<{ count: number }>(words))[0]!.count);
    expect(await found([])).toBe(0);
    expect(await found(["stranger"])).toBe(0);
    expect(await found(["director"])).toBeGreaterThan(await found(["hom"]));
  });
});
