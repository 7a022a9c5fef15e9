import fc from "fast-check";
import { Client } from "pg";

import { Abilities, LawfulAbility } from "../../src/access/ability";
import { IncompleteProjection, type Projection, conditionsSql, matches } from "../../src/access/operators";
import { rows } from "../../src/access/rows";
import { placeOf, ruleSql } from "../../src/access/sql-filter";
import { Statement } from "../../src/access/statement";
import { type AnyConditions, type Operator, among, current, eq, some } from "../../src/policies/conditions";
import { law } from "../../src/policies/law";
import { type Rule, rulesFor } from "../../src/policies/policy";
import type { Subjects } from "../../src/policies/subjects";
import { type Viewer, instantOf, nobody } from "../../src/policies/viewer";
import { type TestDatabase, testDatabase } from "../support/database";

const NOW = instantOf(new Date("2016-06-01T12:00:00Z"));
const ID = "00000000-0000-4000-8000-000000000001";

/** Somebody to whom every rule of the law speaks. */
const everybody: Viewer = {
  ...(Object.fromEntries(
    Object.entries(nobody(NOW)).map(([fact, value]) => [
      fact,
      value === false ? true : Array.isArray(value) ? [ID] : value,
    ]),
  ) as unknown as Viewer),
  personId: ID,
  portalId: ID,
  through: null,
};

const lawRules: Rule[] = rulesFor(everybody, law).filter(({ conditions }) => conditions);
const conditional = lawRules.map((rule) => [`${rule.reason} ${rule.action} ${rule.subject}`, rule] as const);

/** A row that fulfils conditions: what they ask of each column, and a related row for each relation. */
const fulfilling = (conditions: AnyConditions): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(conditions).map(([column, operator]) => {
      if (operator.operator === "equals") return [column, operator.value];
      if (operator.operator === "among") return [column, operator.values[0]];
      if (operator.operator === "some") return [column, [fulfilling(operator.conditions)]];
      return [column, operator.operator === "begun" ? NOW.at : NOW.at + 1];
    }),
  );

/** Every way of changing one column of a row, or of a row related to it. */
function changes(
  row: Record<string, unknown>,
  change: (row: Record<string, unknown>, column: string) => void,
): { column: string; row: Projection }[] {
  return Object.entries(row).flatMap(([column, value]) => {
    const changed = structuredClone(row);
    change(changed, column);
    const below = Array.isArray(value) ? changes(value[0] as Record<string, unknown>, change) : [];
    return [
      { column, row: changed },
      ...below.map((one) => ({ column: `${column}.${one.column}`, row: { ...row, [column]: [one.row] } })),
    ];
  });
}

const holds = ({ conditions }: Rule, row: Projection) => matches(conditions as AnyConditions, row);

describe("a rule in memory", () => {
  it.each(conditional)(
    "G04: %s holds of a row that fulfils it, and asks for every column that it speaks of",
    (_name, rule) => {
      const row = fulfilling(rule.conditions as AnyConditions);
      expect(holds(rule, row)).toBe(true);
      for (const missing of changes(row, (changed, column) => delete changed[column]))
        expect(() => holds(rule, missing.row)).toThrow(IncompleteProjection);
      for (const undefinedColumn of changes(row, (changed, column) => (changed[column] = undefined)))
        expect(() => holds(rule, undefinedColumn.row)).toThrow(IncompleteProjection);
    },
  );

  it.each(conditional)("G06: %s is denied by a null in any column", (_name, rule) => {
    const row = fulfilling(rule.conditions as AnyConditions);
    for (const { column, row: withNull } of changes(row, (changed, name) => (changed[name] = null)))
      expect([column, holds(rule, withNull)]).toEqual([column, false]);
  });

  it("G02: takes nothing from the prototype of a row, nor of any object", () => {
    const conditions = { status: eq("SUBMITTED") };
    const inherited = Object.create({ status: "SUBMITTED" }) as Projection;
    expect(() => matches(conditions, inherited)).toThrow(IncompleteProjection);
    Object.defineProperty(Object.prototype, "status", { value: "SUBMITTED", configurable: true });
    try {
      expect(() => matches(conditions, {})).toThrow(IncompleteProjection);
    } finally {
      Reflect.deleteProperty(Object.prototype, "status");
    }
  });

  it("G01: is not told by a row what the row is", () => {
    const abilities = new Abilities({ ...nobody(NOW), isAdministrator: true });
    const cover = {
      status: "SUBMITTED",
      reportLevel: "UNCLASSIFIED",
      level: "UNCLASSIFIED",
      team: [],
      oversight: [],
      circulatedTo: [],
    };
    expect(abilities.allows("read", "Report", cover)).toBe(true);
    const disguised = { ...cover, __caslSubjectType__: "Report", ["__proto__"]: { __caslSubjectType__: "Report" } };
    expect(() => abilities.allows("read", "Part", disguised)).toThrow();
    expect(abilities.allows("read", "Part", { ...cover, constructor: { modelName: "Report" } })).toBe(false);
  });

  it("G05: does not mix the rows of a relation: one row must fulfil all that is asked", () => {
    const asked = { circulatedTo: some({ post: among(["mine"]), ...current(NOW) }) };
    const mineEnded = { post: "mine", startsAt: 0, endsAt: NOW.at };
    const anothersActive = { post: "another's", startsAt: 0, endsAt: Infinity };
    expect(matches(asked, { circulatedTo: [mineEnded, anothersActive] })).toBe(false);
    expect(matches(asked, { circulatedTo: [mineEnded, { ...anothersActive, post: "mine" }] })).toBe(true);
  });
});

describe("the language of the law", () => {
  it("G03: has no meaning for an operator that is not its own, in memory or in SQL", () => {
    const forged = { status: { operator: "notEquals", value: "DRAFT" } as unknown as Operator };
    expect(() => matches(forged, { status: "SUBMITTED" })).toThrow();
    expect(() =>
      conditionsSql(forged, placeOf(new LawfulAbility(everybody), "Report", "x", new Statement())),
    ).toThrow();
  });

  it("G03: throws where a column or a relation has no place in SQL", () => {
    const place = placeOf(new LawfulAbility(everybody), "Report", "x", new Statement());
    expect(() => conditionsSql({ colour: eq("red") }, place)).toThrow(
      "The column colour of a rule has no place in SQL.",
    );
    expect(() => conditionsSql({ readers: some({}) }, place)).toThrow(
      "The relation readers of a rule has no place in SQL.",
    );
    expect(() => conditionsSql({ team: some<{ colour: string }>({ colour: eq("red") }) }, place)).toThrow(
      "The column colour",
    );
    expect(() => conditionsSql({ constructor: eq("red") }, place)).toThrow("The column constructor");
    expect(() => conditionsSql({ toString: some({}) }, place)).toThrow("The relation toString");
  });

  it("finds in SQL every column that a rule speaks of", () => {
    const ability = new LawfulAbility(everybody);
    for (const { action, subject } of lawRules)
      for (const rule of ability.rules(action, subject))
        expect(ruleSql(rule, placeOf(ability, subject, "x", new Statement()))).not.toMatch(/undefined/);
  });

  it("speaks of each subject's own columns alone", () => {
    const known: Record<keyof Subjects, true> = Object.fromEntries(
      Object.keys(rows).map((name) => [name, true]),
    ) as never;
    for (const { subject, conditions } of lawRules) {
      const { columns, relations } = rows[subject];
      expect(known[subject]).toBe(true);
      expect(Object.keys({ ...columns, ...relations })).toEqual(expect.arrayContaining(Object.keys(conditions!)));
    }
  });
});

describe("an operator in memory and in SQL", () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await testDatabase();
    client = new Client({ connectionString: database.migratorUrl });
    await client.connect();
    await client.query(
      "create temporary table hostile (number int, status text, post uuid, flag boolean, starts timestamptz, ends timestamptz)",
    );
    await client.query(
      "create temporary table related (number int, status text, post uuid, starts timestamptz, ends timestamptz)",
    );
  });

  afterAll(async () => {
    await client.end();
    await database.close();
  });

  const column = (name: string) => (row: string) => `${row}.${name}`;
  const own = {
    status: column("status"),
    post: column("post"),
    flag: column("flag"),
    startsAt: column("starts"),
    endsAt: column("ends"),
  };
  const { flag: _flag, ...relatedColumns } = own;
  const relations = {
    others: {
      from: (row: string, other: string) => ({ table: `related ${other}`, on: `${other}.number = ${row}.number` }),
      columns: relatedColumns,
    },
  };

  const TEXTS = [
    "SUBMITTED",
    "submitted",
    "SUBMITTED ",
    "",
    "%",
    "_",
    "\\",
    "' or true --",
    "caf\u00e9",
    "cafe\u0301",
    "\u{1F4A3}",
    "null",
  ];
  const IDS = [ID, "00000000-0000-4000-8000-000000000002"];
  const INSTANTS: [sql: string, at: number][] = [
    ["-infinity", -9e18],
    ["0001-01-01T00:00:00Z", Date.parse("0001-01-01T00:00:00Z") * 1000],
    ["2016-06-01T11:59:59.999999Z", NOW.at - 1],
    ["2016-06-01T12:00:00Z", NOW.at],
    ["2016-06-01T14:00:00.000001+02:00", NOW.at + 1],
    ["9999-12-31T00:00:00Z", Date.parse("9999-12-31T00:00:00Z") * 1000],
    ["infinity", 9e18],
  ];
  const orNull = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
  const row = fc.record({
    status: orNull(TEXTS),
    post: orNull(IDS),
    startsAt: orNull(INSTANTS),
    endsAt: orNull(INSTANTS),
  });
  const hostile = fc.record({ row, flag: orNull([true, false]), others: fc.array(row, { maxLength: 3 }) });
  type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never;

  const simple = fc.oneof(
    fc.constantFrom(...TEXTS).map((status): AnyConditions => ({ status: eq(status) })),
    fc.subarray(TEXTS).map((statuses): AnyConditions => ({ status: among(statuses) })),
    fc.subarray(IDS).map((posts): AnyConditions => ({ post: among(posts) })),
    fc.constantFrom(...IDS).map((post): AnyConditions => ({ post: eq(post) })),
    fc.constant<AnyConditions>(current(NOW)),
  );
  const flags = fc.boolean().map((flag): AnyConditions => ({ flag: eq(flag) }));
  const together = (...parts: fc.Arbitrary<AnyConditions>[]) =>
    fc.tuple(...parts).map((all) => Object.assign({}, ...all) as AnyConditions);
  const conditions = fc.oneof(
    simple,
    flags,
    together(simple, simple),
    together(
      simple,
      together(simple, simple).map((asked): AnyConditions => ({ others: some(asked as never) })),
    ),
    simple.map((asked): AnyConditions => ({ others: some(asked as never) })),
    fc.constant<AnyConditions>({}),
  );

  const inMemory = ({ row: { status, post, startsAt, endsAt }, flag, others }: Hostile): Projection => ({
    status,
    post,
    flag,
    startsAt: startsAt?.[1] ?? null,
    endsAt: endsAt?.[1] ?? null,
    others: others.map((one) => ({ ...one, startsAt: one.startsAt?.[1] ?? null, endsAt: one.endsAt?.[1] ?? null })),
  });

  async function enter(all: readonly Hostile[]): Promise<void> {
    await client.query("truncate hostile, related");
    const line = (number: number, { status, post, startsAt, endsAt }: Hostile["row"]) => ({
      number,
      status,
      post,
      starts: startsAt?.[0] ?? null,
      ends: endsAt?.[0] ?? null,
    });
    const main = all.map(({ row: one, flag }, number) => ({ ...line(number, one), flag }));
    const others = all.flatMap(({ others: some }, number) => some.map((one) => line(number, one)));
    await client.query("insert into hostile select * from jsonb_populate_recordset(null::hostile, $1)", [
      JSON.stringify(main),
    ]);
    await client.query("insert into related select * from jsonb_populate_recordset(null::related, $1)", [
      JSON.stringify(others),
    ]);
  }

  it("G06: means the same on rows of every hostile kind", async () => {
    const rowsAndConditions = fc.tuple(
      fc.array(hostile, { minLength: 30, maxLength: 30 }),
      fc.array(conditions, { minLength: 25, maxLength: 25 }),
    );
    let holding = 0;
    await fc.assert(
      fc.asyncProperty(rowsAndConditions, async ([all, asked]) => {
        await enter(all);
        for (const one of asked) {
          const statement = new Statement();
          const at = { isPast: true, sql: `timestamptz '2016-06-01T12:00:00Z'` };
          const sql = conditionsSql(one, { statement, row: "x", columns: own, relations, at });
          const { rows: found } = await client.query<{ number: number }>(
            statement.query(`select x.number from hostile x where ${sql} order by 1`),
          );
          const expected = all.flatMap((hostileRow, number) => (matches(one, inMemory(hostileRow)) ? [number] : []));
          holding += expected.length;
          expect(found.map(({ number }) => number)).toEqual(expected);
        }
      }),
      { numRuns: 8, seed: 2015 },
    );
    expect(holding).toBeGreaterThan(100);
  });
});
