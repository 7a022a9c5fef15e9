import { verifyKeptRegister } from "../../src/register/kept-entries";
import { canonicalEntry } from "../../src/register/entry";
import { walkRegister } from "../../src/register/walk";
import { BEGINNING } from "../../src/register/verify";
import { type TestRegistry, startRegistry } from "../support/registry";
import { entryOf, uuidOf } from "./made-register";

const SOMETHING = `'${uuidOf("nothing")}'::uuid`;

describe("the register's months", () => {
  let registry: TestRegistry;

  beforeEach(async () => {
    registry = await startRegistry();
  });

  afterEach(() => registry.close());

  const append = (count = 1) =>
    registry.superuser.query("select * from register_append($1::text[])", [
      Array.from({ length: count }, (_, place) => canonicalEntry(entryOf(place + 1))),
    ]);
  const months = async () =>
    (
      await registry.sql<{ name: string }>(
        "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'register_entry'::regclass order by 1",
      )
    ).map(({ name }) => name);
  const nameOf = (month: string) => `register_entry_${month.slice(0, 7).replace("-", "_")}`;
  const monthsFrom = async (instant: string) =>
    (
      await registry.sql<{ month: string }>(
        `select to_char(date_trunc('month', (${instant}) at time zone 'UTC') + n * interval '1 month', 'YYYY-MM') as month from generate_series(0, 1) n`,
      )
    ).map(({ month }) => nameOf(month));
  /** Lets the last entry have been recorded at another time, as if the clock had stood there. */
  const lastAt = (instant: string) => registry.sql(`update register_head set recorded_at = ${instant}`);

  it("are made when an entry needs them: its own, and the next", async () => {
    expect(await months()).toEqual([]);
    await append();
    expect(await months()).toEqual(await monthsFrom("now()"));
    await append(3);
    expect(await months()).toEqual(await monthsFrom("now()"));
  });

  it("follow one another without a gap in the chain", async () => {
    await append(2);
    await lastAt("now() + interval '1 month'");
    await append(2);
    await lastAt("now() + interval '14 months'");
    await append(2);
    const [here, next] = await monthsFrom("now()");
    const [, later] = await monthsFrom("now() + interval '1 month'");
    const far = await monthsFrom("now() + interval '14 months'");
    expect(await months()).toEqual([here, next, later, ...far].sort());
    const held = await registry.sql(
      "select tableoid::regclass::text as month, count(*)::int as n from register_entry group by 1 order by 1",
    );
    expect(held).toEqual([here, next, far[0]].sort().map((month) => ({ month, n: 2 })));
    expect(await verifyKeptRegister(registry.superuser)).toMatchObject({ fits: true, entries: 6 });
  });

  it("hold a time that never goes backwards, whatever the clock does", async () => {
    await append();
    await lastAt("'2031-02-28T23:59:59.999999Z'");
    await append(3);
    const entries = await registry.sql(
      "select recorded_at > '2031-01-01' as late, count(*)::int as n from register_entry group by 1 order by 1",
    );
    expect(entries).toEqual([
      { late: false, n: 1 },
      { late: true, n: 3 },
    ]);
    expect(await verifyKeptRegister(registry.superuser)).toMatchObject({ fits: true, entries: 4 });
    await lastAt("now() - interval '1 day'");
    await append();
    const verdict = { fits: false, sequence: 5, reason: "it is earlier than the entry before it" };
    expect(await verifyKeptRegister(registry.superuser)).toEqual(verdict);
    await expect(walkRegister(registry.database.reading, BEGINNING)).rejects.toMatchObject({
      sequence: 5,
      reason: verdict.reason,
    });
  });

  it("are reached through the register alone, by nobody directly", async () => {
    await append();
    const [month] = await months();
    const [said] = await registry.sql(
      "select relrowsecurity as security, relforcerowsecurity as forced, relacl::text as rights from pg_class where relname = $1",
      [month],
    );
    expect(said).toEqual({ security: true, forced: true, rights: "{}" });
    for (const role of ["registry_app", "registry_owner", "registry_register"])
      for (const statement of [`select from ${month}`, `insert into ${month} default values`, `truncate ${month}`]) {
        await registry.sql(`set role ${role}`);
        await expect(registry.sql(statement)).rejects.toThrow(/permission denied/);
        await registry.sql("reset role");
      }
    await expect(registry.sql(`truncate ${month}`)).rejects.toThrow("append-only");
    await expect(registry.sql(`delete from ${month}`)).rejects.toThrow("append-only");
    await expect(registry.database.reading.query("select register_month(now() + interval '9 years')")).rejects.toThrow(
      /permission denied/,
    );
  });

  it("find entries by number, id, part and person through indexes", async () => {
    await append(50);
    await registry.sql("analyze register_entry");
    await registry.sql("set enable_seqscan = off");
    for (const condition of [
      "sequence = 7",
      `id = ${SOMETHING}`,
      `parts @> array[${SOMETHING}]`,
      `reports @> array[${SOMETHING}]`,
      `person_id = ${SOMETHING}`,
    ]) {
      const plan = await registry.sql(`explain select entry from register_entry where ${condition}`);
      expect([condition, JSON.stringify(plan)]).toEqual([condition, expect.not.stringContaining("Seq Scan")]);
    }
  });
});
