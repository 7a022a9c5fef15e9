import { isInterfaceType, isObjectType } from "graphql";
import request from "supertest";

import { registrySchema } from "../../src/app-schema";
import { type Name, house } from "../access/house";
import { uuidOf } from "../policies/rows";
import { type Scene, openScene } from "./scene";

const schema = registrySchema();
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("what stands beside an answer", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  const sql = (text: string, values: unknown[] = []) => scene.registry.sql(text, values);

  it("B12: an answer is never compressed, has no ETag, and no conditional request is answered by less", async () => {
    const token = await scene.registry.issuer.token({ subject: "director" });
    const body = {
      query: `{ report(symbol: "${house.symbol("confidential")}") { parts(first: 9) { nodes { text } } } }`,
    };
    const asked = (headers: Record<string, string>) =>
      request(scene.registry.url)
        .post("/graphql")
        .set({ authorization: `Bearer ${token}`, ...headers })
        .send(body);
    const plain = await asked({});
    const conditions: Record<string, string>[] = [
      { "accept-encoding": "gzip, deflate, br, zstd" },
      { "if-none-match": "*" },
      { "if-none-match": 'W/"1"' },
      { "if-modified-since": new Date(Date.now() + 60_000).toUTCString() },
      { range: "bytes=0-10" },
    ];
    for (const headers of conditions) {
      const answer = await asked(headers);
      expect([headers, answer.status, answer.text]).toEqual([headers, 200, plain.text]);
      for (const name of ["content-encoding", "etag", "last-modified", "age", "content-range", "accept-ranges"])
        expect([name, answer.headers[name]]).toEqual([name, undefined]);
    }
  });

  it("B13: ids are random, and no field counts, numbers or dates what a reader may not see", async () => {
    const columns = await sql(
      "select table_name, column_default from information_schema.columns where table_schema = 'public' and column_name = 'id' and table_name <> 'schema_migration'",
    );
    expect(
      columns.filter(({ column_default }) => column_default !== null && column_default !== "gen_random_uuid()"),
    ).toEqual([]);
    const made = await sql("select id::text from report union all select id::text from register_entry");
    expect(made.filter(({ id }) => !UUID4.test(id))).toEqual([]);
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
        : [],
    );
    expect(
      fields.filter((name) =>
        /updatedAt|modifiedAt|changedAt|lastRead|sequence|serial|position|viewCount|readCount/i.test(name),
      ),
    ).toEqual([]);
    const { data } = await scene.ask("adviser", `{ report(symbol: "${house.symbol("confidential")}") { version } }`);
    expect(data.report.version).toBeNull();
  });

  it("B14: cost, quota and rate tell of the request alone", async () => {
    const left = async (symbol: string) => {
      const before = await scene.registry.ask("adviser", "{ viewer { id } }");
      const after = await scene.registry.ask(
        "adviser",
        "query ($s: String!) { report(symbol: $s) { parts(first: 50) { nodes { id text } totalCount } } }",
        { s: symbol },
      );
      const points = [before, after].map(({ headers }) =>
        [...headers.ratelimit!.matchAll(/r=(\d+)/g)].map(([, one]) => Number(one)),
      );
      return {
        points: points[0]!.map((one, place) => one - points[1]![place]!),
        policy: after.headers["ratelimit-policy"],
        extensions: after.body.extensions,
      };
    };
    const seen = await left(house.symbol("confidential"));
    for (const symbol of [house.symbol("strict"), house.symbol("draft"), "none", ""])
      expect(await left(symbol)).toEqual(seen);
    expect(seen.extensions).toBeUndefined();
  });

  it("B15: nothing is summed, averaged or counted but the rows of a list, as its reader sees them", () => {
    const numbers = Object.values(schema.getTypeMap()).flatMap((type) =>
      (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__")
        ? Object.values(type.getFields())
            .filter(({ type: of }) => /^(Int|Float)!?$/.test(String(of)))
            .map(({ name }) => `${/Connection$/.test(type.name) ? "Connection" : type.name}.${name}`)
        : [],
    );
    // What the Office plans; and of what came of it, how much the reader reads.
    const planned =
      /^(Anticipated\.(reviews|visits|reports)|Actual\.(reviews|visits|reports)|WorkPlan\.(year|revision|version)|WorkPlanItem\.quarter|WorkPlanRevision\.number|Lesson\.version)$/;
    // How old an endorsement is; and what compliance counts, of what its reader sees.
    const counted = /^(Implementation\.ageInMonths|Compliance\.year|ComplianceFigure\.count)$/;
    const known =
      /^Connection\.totalCount(Above)?$|^(Part|Section|Finding|Recommendation|Annex|Corrigendum)\.(number|version)$|^Report\.version$/;
    expect(
      [...new Set(numbers)].filter((name) => !known.test(name) && !planned.test(name) && !counted.test(name)),
    ).toEqual([]);
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()) : [],
    );
    expect(
      fields.filter((name) =>
        /aggregate|groupBy|histogram|facet|statistics|minimum|maximum|average|distinct/i.test(name),
      ),
    ).toEqual([]);
  });

  it("B17: nothing of one reader's answer is kept for the next: each asks the database for all of it", async () => {
    const query = `{ report(symbol: "${house.symbol("confidential")}") { title parts(first: 9) { nodes { text } } } }`;
    const count = async (reader: Name) => {
      let statements = 0;
      scene.registry.database.onStatement = () => (statements += 1);
      await scene.ask(reader, query);
      delete scene.registry.database.onStatement;
      return statements;
    };
    const first = await count("director");
    for (const reader of ["director", "usg.dpko", "asg.oo", "stranger", "director"] as const)
      expect([reader, await count(reader)]).toEqual([reader, first]);
  });

  it("B18: an id and a symbol are bytes: nothing that resembles them is them", async () => {
    const symbol = house.symbol("confidential");
    const resembling = [
      symbol.toLowerCase(),
      `${symbol} `,
      ` ${symbol}`,
      `${symbol}\u200b`,
      symbol.replace("O", "\u039f"),
      symbol.replace("/", "\u2044"),
      symbol.normalize("NFKD").replace("R-", "R\u2010"),
      [...symbol]
        .map((sign) => (/[A-Z]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))
        .join(""),
    ];
    for (const one of resembling)
      expect([
        one,
        (await scene.ask("director", "query ($s: String!) { report(symbol: $s) { id } }", { s: one })).data.report,
      ]).toEqual([one, null]);
    const id = house.report("confidential");
    const near = [
      id.toUpperCase(),
      `${id}\u0301`,
      `\ufeff${id}`,
      `${id} `,
      id.replace("_", "\uff3f"),
      id.replace(/\d/, (digit) => String.fromCharCode(0xff10 + Number(digit))),
      id.replace(/([0-9a-f]{8})([0-9a-f]{4})/, "$1-$2"),
      `{${id}}`,
    ];
    for (const one of near)
      expect([
        one,
        (await scene.ask("director", "query ($id: ID!) { node(id: $id) { id } }", { id: one })).data.node,
      ]).toEqual([one, null]);
    expect(uuidOf("confidential")).toMatch(UUID4);
  });
});
