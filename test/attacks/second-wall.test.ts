import { house, startHouse } from "../access/house";
import type { TestRegistry } from "../support/registry";
import { testTickets } from "../support/database";
import { rowOf } from "../../src/access/ids";
import { type Entry, canonicalEntry } from "../../src/register/entry";
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
  }, 30_000);

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
      "('x' || repeat('0', 63)) || row(null, null, '{}', '{}', '{}', '{}', '{}', '{}', true, true, true, true, true, true, true, true, false, null, '{}', null, null)::viewer_facts::text",
    ],
    ["nothing", "''"],
    ["rubbish", "repeat('f', 64) || 'rubbish'"],
  ])("I02: becomes nobody by setting the viewer to %s", async (_what, value) => {
    const counts = await intruder.as([], async (rows) => {
      await rows(`select set_config('registry.viewer', ${value}, true)`);
      return (await rows<{ count: number }>("select count(*)::int as count from report"))[0]!.count;
    });
    expect(counts).toBe(0);
  });

  it("I02: cannot carry the sealed facts of one transaction into the next", async () => {
    const kept = await intruder.as([login("director")], async (rows) => {
      const [sealed] = await rows<{ sealed: string }>("select current_setting('registry.viewer') as sealed");
      return sealed!.sealed;
    });
    const count = await intruder.as([], async (rows) => {
      await rows("select set_config('registry.viewer', $1, true)", [kept]);
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
    ["drop a policy", `drop policy "§ 2.2" on part`],
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

  it("K02: adds no entry to the register without a ticket for that very entry", async () => {
    const entry = canonicalEntry({ kind: "ANSWER" } as unknown as Entry);
    const count = () => registry.sql("select count(*)::int as count from register_entry");
    const before = await count();
    const append = "select * from register_append_by_ticket($1::text[], $2, $3)";
    const forReading = intruder.ticketFor([login("director")]);
    const forOthers = testTickets.forEntries([`${entry} `], intruder.backend);
    const elsewhere = testTickets.forEntries([entry], intruder.backend + 1);
    for (const { ticket, seal } of [
      forReading,
      forOthers,
      elsewhere,
      { ticket: forOthers.ticket, seal: forReading.seal },
    ])
      await expect(intruder.as([], (rows) => rows(append, [[entry], ticket, seal]))).rejects.toThrow("not good here");
    await expect(intruder.as([], (rows) => rows("select register_append($1::text[])", [[entry]]))).rejects.toThrow(
      "permission denied",
    );
    const own = testTickets.forEntries([entry], intruder.backend);
    expect(await intruder.as([], (rows) => rows(append, [[entry], own.ticket, own.seal]))).toHaveLength(1);
    expect(await count()).toEqual(before);
  });

  it("K02: enters as nobody with a ticket for entries", async () => {
    const { ticket, seal } = testTickets.forEntries([], intruder.backend);
    const seen = await intruder.as([], async (rows) => {
      await rows("select * from enter($1, $2)", [ticket, seal]);
      return rows("select from report");
    });
    expect(seen).toEqual([]);
  });

  it("I04: finds by a part no entry of the register that its bearer does not read", async () => {
    const part = house.part("strict", "open");
    await registry.ask("director", `{ node(id: "${part}") { ... on Part { text } } }`);
    const named = "select count(*)::int as count from entries_naming($1)";
    const found = (logins: string[]) =>
      intruder.as(
        logins.map(login),
        async (rows) => (await rows<{ count: number }>(named, [rowOf(part)!.uuid]))[0]!.count,
      );
    expect(await found(["director"])).toBeGreaterThan(0);
    expect(await found(["auditor"])).toBe(await found(["director"]));
    expect([await found([]), await found(["hom"]), await found(["director", "portal.oma"])]).toEqual([0, 0, 0]);
  });

  it("I11: learns nothing of rows from the statistics of the planner", async () => {
    const tables = await intruder.as([login("director")], (rows) =>
      rows(
        "select * from pg_stats where tablename in ('report_title', 'part_content', 'report', 'person', 'part_search')",
      ),
    );
    expect(tables).toEqual([]);
  });

  it("I12: in a transaction held open, sees no circulation that has ended meanwhile", async () => {
    await registry.sql(
      `update circulated_part set ends_at = registry_now() + interval '1 hour'
       where post_id = (select id from post where code = 'HOM_MINUSCA') and ends_at > registry_now()`,
    );
    const reader = await TicketHolder.open(registry.databaseUrl);
    const windows = "select count(*)::int as count from window_of_viewer";
    const counts = await reader.as([login("hom")], async (rows) => {
      const [before] = await rows<{ count: number }>(windows);
      await registry.sql("update registry_clock set shift = shift + interval '2 hours'");
      const [after] = await rows<{ count: number }>(windows);
      await registry.sql("update registry_clock set shift = shift - interval '2 hours'");
      return [before!.count, after!.count];
    });
    await reader.close();
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(0);
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
