import { startHouse } from "../access/house";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";

describe("SQL slipped in as the application's role, and what plans and a held transaction tell", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;
  const login = (subject: string) => ({ issuer: registry.issuer.issuer, subject });

  beforeAll(async () => {
    registry = await startHouse();
    intruder = await TicketHolder.open(registry.databaseUrl);
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  it.each([
    ["a word of a text", "part_content", 'text collate "C" >='],
    ["an id", "part", "id::text ="],
  ])("I11: without a ticket learns from no plan of a whole table whether %s is there", async (_, table, condition) => {
    const [row] = await registry.sql<{ value: string }>(
      `select ${condition.replace(/ (collate "C" )?[>=]+$/, "")} as value from ${table} where ${table === "part_content" ? "text is not null" : "true"} limit 1`,
    );
    const planFor = (value: string) =>
      intruder.as([], async (rows) =>
        JSON.stringify(
          await rows(
            `explain (analyze, timing off, summary off, buffers off, costs off) select from ${table} where ${condition} '${value}'`,
          ),
        ).replaceAll(value, "…"),
      );
    expect(await planFor(row!.value)).toBe(await planFor("zzzz"));
    expect(await planFor(row!.value)).toContain("never executed");
  });

  it("I11: without a ticket compares no row of any table before it is asked whether anybody has entered", async () => {
    const tables = await registry.sql<{ name: string; key: string }>(
      `select c.relname as name, a.attname as key from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid in ('uuid'::regtype, 'text'::regtype)
       where c.relname in (select tablename from pg_policies where policyname like 'entered%')
         and a.attnum = (select min(b.attnum) from pg_attribute b
           where b.attrelid = c.oid and b.attnum > 0 and b.atttypid in ('uuid'::regtype, 'text'::regtype))`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const told: string[] = [];
    for (const { name, key } of tables) {
      const [row] = await registry.sql<{ value: string }>(`select ${key}::text as value from ${name} limit 1`);
      if (!row) continue;
      const planFor = (value: string) =>
        intruder.as([], async (rows) => {
          for (const way of ["indexscan", "bitmapscan", "indexonlyscan"]) await rows(`set local enable_${way} = off`);
          return JSON.stringify(
            await rows(
              `explain (analyze, timing off, summary off, buffers off, costs off) select from ${name} where ${key} = '${value}'`,
            ),
          ).replaceAll(value, "…");
        });
      if ((await planFor(row.value)) !== (await planFor("00000000-0000-4000-8000-000000000000"))) told.push(name);
    }
    expect(told).toEqual([]);
  });

  it("I11: without a ticket learns from no plan what costs nothing to ask, as whether anything is null or true", async () => {
    const columns = await registry.sql<{ name: string; column: string; is: string; isNot: string }>(
      `select c.relname as name, a.attname as column,
         case when a.atttypid = 'bool'::regtype then '' else ' is null' end as is,
         case when a.atttypid = 'bool'::regtype then ' is not true' else ' is not null' end as "isNot"
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relname in (select tablename from pg_policies where policyname like 'entered%')
         and (not a.attnotnull or a.atttypid = 'bool'::regtype) order by 1, 2`,
    );
    expect(columns.length).toBeGreaterThan(80);
    const told: string[] = [];
    for (const { name, column, is, isNot } of columns) {
      const planFor = (condition: string) =>
        intruder.as([], async (rows) => {
          for (const way of ["indexscan", "bitmapscan", "indexonlyscan"]) await rows(`set local enable_${way} = off`);
          const plan = await rows<Record<"QUERY PLAN", string>>(
            `explain (analyze, timing off, summary off, buffers off, costs off) select from ${name} where ${condition}`,
          );
          // What is asked stands in the filters; what became of it is told elsewhere.
          return plan.map((line) => line["QUERY PLAN"]).filter((line) => !line.includes("Filter: "));
        });
      const [one, other] = [await planFor(`${column}${is}`), await planFor(`${column}${isNot}`)];
      if (JSON.stringify(one) !== JSON.stringify(other)) told.push(`${name}.${column}`);
    }
    expect(told).toEqual([]);
  });

  it("I12: in a transaction held open, sees no circulation that has ended meanwhile", async () => {
    const reader = await TicketHolder.open(registry.databaseUrl);
    const windows = "select count(*)::int as count from window_of_viewer";
    const counts = await reader.as([login("hom")], async (rows) => {
      const [ending] = await registry.sql<{ at: string }>(
        `with ending as (
           update circulated_part set ends_at = clock_timestamp() + (select shift from registry_clock) + interval '1 second'
           where post_id = (select id from post where code = 'HOM_MINUSCA') and ends_at > registry_now() returning ends_at)
         select (max(ends_at) - (select shift from registry_clock))::text as at from ending`,
      );
      const [before] = await rows<{ count: number }>(windows);
      await rows("select pg_sleep_until($1)", [ending!.at]);
      const [after] = await rows<{ count: number }>(windows);
      return [before!.count, after!.count];
    });
    await reader.close();
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(0);
  });

  it.each([
    ["intervalstyle", ["sql_standard", "postgres_verbose", "iso_8601", "postgres"]],
    ["timezone", ["America/New_York", "Asia/Tokyo", "UTC"]],
  ])("I12: turns no clock by its %s", async (setting, values) => {
    const [{ now }] = (await registry.sql("select registry_now() as now")) as [{ now: Date }];
    const told = "select registry_now() as now, shifted_now((viewer()).shift) as viewers";
    for (const first of values)
      for (const second of values) {
        const { ticket, seal } = intruder.ticketFor([login("hom")]);
        const [read] = await intruder.as([], async (rows) => {
          await rows(`set local ${setting} = '${first}'`);
          await rows("select from enter($1, $2)", [ticket, seal]);
          await rows(`set local ${setting} = '${second}'`);
          return rows<{ now: Date; viewers: Date }>(told);
        });
        expect(read!.viewers).toEqual(read!.now);
        expect(Math.abs(read!.now.getTime() - now.getTime())).toBeLessThan(60_000);
      }
  });
});
