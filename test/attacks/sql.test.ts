import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";

import { reportOrder } from "../../src/access/filters";
import { registrySchema } from "../../src/app-schema";
import { Office } from "../../src/entities/organisation";
import { house } from "../access/house";
import { mutation } from "../operations/life";
import { type Scene, openScene } from "./scene";

const schema = registrySchema();
const SOURCE = join(__dirname, "../../src");
const sources = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => [name, readFileSync(join(SOURCE, name), "utf8")] as const);
const filesWith = (pattern: RegExp) => sources.filter(([, text]) => pattern.test(text)).map(([name]) => name);

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("SQL, attacked through the interface", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it("F01: an order is one of three, in one of two directions; a text in its place is never SQL", () => {
    const context = { parameter: () => "$1", row: () => "x" } as never;
    for (const field of ["symbol; drop table report", "1", "constructor", "__proto__", "SYMBOL--", ""])
      expect(() =>
        reportOrder({ orderBy: { field, direction: "ASC" } }).map((key) => key.sql("r", context, {})),
      ).toThrow();
    for (const direction of ["ASC; select 1", "desc nulls first", "", "x"])
      expect(reportOrder({ orderBy: { field: "SYMBOL", direction } })[0]!.direction).toMatch(/^(asc|desc)$/);
  });

  it("F01, F03: the program builds no query in pieces: no query builder, no second where, no order by name", () => {
    expect(filesWith(/createQueryBuilder|\.(orWhere|andWhere|addSelect|addOrderBy|orderBy)\((?!target)/)).toEqual([]);
    expect(filesWith(/\b(getRepository|\.save\()/).filter((name) => !name.startsWith("identity/"))).toEqual([]);
  });

  it("F02: a condition that is empty, null or undefined is refused by the library or finds nothing", async () => {
    const { manager } = scene.registry.database.acting;
    for (const id of [undefined, null]) await expect(manager.findOneBy(Office, { id } as never)).rejects.toThrow();
    await expect(manager.findOneBy(Office, { id: NaN } as never)).rejects.toThrow();
    await expect(manager.update(Office, {}, { name: "All" })).rejects.toThrow();
    expect(filesWith(/\bfind(One)?(By)?\([\w]+, (\{\}|\[\])/)).toEqual([]);
  });

  it("F03: in every statement that reads for an answer the law is one bracketed condition among others", async () => {
    const sent: string[] = [];
    scene.registry.database.onStatement = (text) => sent.push(text);
    await scene.ask(
      "adviser",
      `{ reports(first: 3, filter: { levels: [CONFIDENTIAL], text: "convoys" }) { nodes { id parts(first: 3) { nodes { id } } } } findings(first: 3, filter: { systemic: false }) { nodes { id } } search(text: "a or b", first: 2) { totalCount } }`,
    );
    delete scene.registry.database.onStatement;
    const reads = sent.filter((text) => text.includes("as answer"));
    expect(reads.length).toBeGreaterThan(2);
    for (const text of reads) {
      let depth = 0;
      const topLevelOr = [...text.matchAll(/\(|\)|'(?:[^']|'')*'|\bor\b/gi)].filter(([token]) => {
        if (token === "(") depth += 1;
        if (token === ")") depth -= 1;
        return /^or$/i.test(token) && depth === 0;
      });
      expect([depth, topLevelOr.length]).toEqual([0, 0]);
      for (const [, clause = ""] of text.matchAll(/\bwhere ([^()]*\bor\b[^()]*)/gi)) expect(clause).toBe("");
    }
  });

  it("F04: an object, a list or an odd key where a value is expected is refused, in a document and in variables", async () => {
    const objects: unknown[] = [
      { _type: "raw" },
      { _type: "raw", _value: "1 = 1" },
      { $ne: null },
      { _in: [] },
      [["x"]],
      { toString: "x" },
      { valueOf: 1 },
      true,
      1.5,
    ];
    for (const id of objects) {
      const { code, status } = await scene.ask("adviser", "query ($id: ID!) { node(id: $id) { id } }", { id });
      expect([id, code, status]).toEqual([id, "BAD_USER_INPUT", 400]);
    }
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const body = `{"query":"query ($filter: ReportFilter) { reports(first: 1, filter: $filter) { totalCount } }","variables":{"filter":{"${key}":{"levels":["CONFIDENTIAL"]}}}}`;
      expect([key, (await scene.send("adviser", body)).status]).toEqual([key, 400]);
    }
    expect(({} as Record<string, unknown>).levels).toBeUndefined();
  });

  it("F05: percent, underscore, backslash and the signs of a search mean themselves", async () => {
    const symbol = house.symbol("confidential");
    for (const pattern of [
      "%",
      "OPSP/%",
      "OPSP/2015/R-________",
      symbol.replace(/.$/, "_"),
      `${symbol}\\`,
      symbol.replace("/", "\\/"),
      ".*",
      "^OPSP",
      "[A-Z]+",
    ])
      expect([
        pattern,
        (await scene.ask("director", "query ($s: String!) { report(symbol: $s) { id } }", { s: pattern })).data.report,
      ]).toEqual([pattern, null]);
    for (const text of [
      "%",
      "_",
      "\\",
      "'",
      "''",
      "\\'",
      ":*",
      "zz:*",
      "!",
      "&",
      "|",
      "<->",
      "(",
      ")",
      "()",
      "zz & | yy",
      '"',
      "'zz' <2> 'yy'",
      "\u2028",
      "-",
      "or",
      "- or -",
    ]) {
      const { code, data } = await scene.ask(
        "director",
        "query ($t: String!) { search(text: $t, first: 50) { totalCount } }",
        { t: text },
      );
      expect([text, code, data?.search.totalCount ?? 0]).toEqual([
        text,
        code === undefined ? undefined : "BAD_USER_INPUT",
        0,
      ]);
    }
  });

  it("F06: the role of the application can become nobody else, and holds to one statement a text", async () => {
    const { reading } = scene.registry.database;
    const attempts = [
      "set role postgres",
      "set role registry_owner",
      "set session authorization postgres",
      "reset role; select 1",
      "select 1; select 2",
      "begin; drop table report; commit",
      "alter role registry_app superuser",
      "create table t ()",
      "create temp table t ()",
      "copy report to '/tmp/x'",
      "copy report from program 'id'",
      "select pg_read_file('/etc/passwd')",
      "truncate report",
      "delete from report",
    ];
    for (const attempt of attempts) await expect(reading.query(attempt)).rejects.toThrow();
    const { rows } = await reading.query<{ name: string }>("select current_user as name");
    expect(rows).toEqual([{ name: "registry_app" }]);
  });

  it("F07: no input takes a field that it does not have: no id, level, author, state, date or owner slips in", async () => {
    const extra = { id: house.report("confidential"), createdBy: "x", status: "SUBMITTED", confirmedAt: "x" };
    const before = await scene.registry.contents();
    for (const { name, args } of Object.values(schema.getMutationType()!.getFields())) {
      const type = getNamedType(args[0]!.type);
      if (!isInputObjectType(type)) throw new Error(`${name} takes no input.`);
      const own = Object.keys(type.getFields());
      for (const [field, value] of Object.entries(extra).filter(([one]) => !own.includes(one))) {
        const query =
          name === "previewCirculation"
            ? `mutation ($input: ${type.name}!) { ${name}(input: $input) { __typename } }`
            : mutation(name, "__typename");
        const { code, status } = await scene.ask("director", query, {
          input: Object.assign({}, sample(type), { [field]: value }),
        });
        expect([name, field, code, status]).toEqual([name, field, "BAD_USER_INPUT", 400]);
      }
    }
    expect(await scene.registry.contents()).toEqual(before);
  });

  it("F08: numbers, dates and texts at the edge of their encoding are refused or are what they are", async () => {
    const versions = ["9007199254740993", "2147483648", "-2147483649", "1e400", "1.5", '"1"', "null", "[1]"];
    for (const version of versions) {
      const body = `{"query":"mutation ($input: EditPartInput!) { editPart(input: $input) { __typename } }","variables":{"input":{"partId":"${house.part("draft", "open")}","expectedVersion":${version},"text":"x"}}}`;
      const { status, text } = await scene.send("director", body);
      expect([version, status, /BAD_USER_INPUT|NOT_FOUND/.test(text)]).toEqual([
        version,
        version === "[1]" ? expect.any(Number) : 400,
        true,
      ]);
    }
    for (const first of ["0", "-0", "-1", "101", "2147483647", "1e1", "0x10", "٣"])
      expect([
        first,
        (await scene.ask("director", `{ reports(first: ${first}) { totalCount } }`)).status < 500,
      ]).toEqual([first, true]);
    for (const text of ["\\u0000", "\\ud800", "a\\udc00b"]) {
      const { status } = await scene.send(
        "director",
        `{"query":"query ($t: String!) { search(text: $t, first: 1) { totalCount } }","variables":{"t":"${text}"}}`,
      );
      expect([text, status]).toEqual([text, 400]);
    }
    for (const day of ["0000-01-01", "10000-01-01", "2016-02-30", "infinity", "today", "2016-1-1", " 2016-01-01"])
      expect([
        day,
        (
          await scene.ask(
            "director",
            "query ($d: Date) { reports(first: 1, filter: { submittedFrom: $d }) { totalCount } }",
            { d: day },
          )
        ).code,
      ]).toEqual([day, "BAD_USER_INPUT"]);
  });

  it("F09: nothing is filtered or ordered by the inside of a document: no argument takes a path, a key or JSON", () => {
    const leaves = new Set<string>();
    const walk = (type: GraphQLInputType, seen: Set<string>): void => {
      const named = getNamedType(type);
      if (seen.has(named.name)) return;
      seen.add(named.name);
      if (isInputObjectType(named)) for (const field of Object.values(named.getFields())) walk(field.type, seen);
      else if (!isEnumType(named)) leaves.add(named.name);
    };
    for (const root of [schema.getQueryType()!, schema.getMutationType()!])
      for (const field of Object.values(root.getFields())) for (const { type } of field.args) walk(type, new Set());
    expect([...leaves].sort()).toEqual(["Boolean", "Date", "DateTime", "ID", "Int", "String"]);
  });
});

/** A value for each field that an input must have. */
function sample(type: GraphQLInputType): unknown {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return [];
  if (isEnumType(bare)) return bare.getValues()[0]!.name;
  if (isInputObjectType(bare))
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, sample(field.type)]),
    );
  return (
    { Int: 1, Boolean: true, Date: "2016-06-02", DateTime: "2016-07-01T00:00:00Z" }[getNamedType(bare).name] ?? "x"
  );
}
