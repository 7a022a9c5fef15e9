import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Abilities, LawfulAbility } from "../../src/access/ability";
import { IncompleteProjection } from "../../src/access/operators";
import { filterSql } from "../../src/access/sql-filter";
import { Statement } from "../../src/access/statement";
import { eq } from "../../src/policies/conditions";
import { law } from "../../src/policies/law";
import { rulesFor } from "../../src/policies/policy";
import { nobody } from "../../src/policies/viewer";
import { house } from "../access/house";
import { mutation } from "../operations/life";
import { uuidOf } from "../policies/rows";
import { type Scene, openScene } from "./scene";

const NOW = { at: 1_464_782_400_000_000, live: false } as never;
const SOURCE = join(__dirname, "../../src");

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("CASL, attacked", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it("G01: the name by which CASL knows a type is no key of any input, and does nothing in variables that are not asked for", async () => {
    const input = { reportId: house.report("draft"), __caslSubjectType__: "Report" };
    const { code, status } = await scene.ask("adviser", mutation("submitReport", "__typename"), { input });
    expect([code, status]).toEqual(["BAD_USER_INPUT", 400]);
    const asked = await scene.ask("adviser", "query ($id: ID!) { node(id: $id) { id } }", {
      id: house.part("strict", "secret"),
      __caslSubjectType__: "Part",
    });
    expect(asked.data.node).toBeNull();
  });

  it("G02: with every fact of a Director set on the prototype of all objects, a stranger still reads nothing", async () => {
    const names = [
      "isDirector",
      "is_director",
      "isUnderSecretaryGeneral",
      "isAdministrator",
      "isOpsp",
      "is_opsp",
      "isAuditor",
      "confidentialOffices",
      "circulatedTo",
      "inverted",
    ];
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const name of names)
      Object.defineProperty(Object.prototype, name, {
        value: true,
        configurable: true,
        enumerable: false,
        writable: true,
      });
    try {
      const { data } = await scene.ask(
        "stranger",
        `{ reports(first: 9) { totalCount } circulations(first: 9) { totalCount } node(id: "${house.part("confidential", "closed")}") { id } }`,
      );
      expect(data).toMatchObject({ reports: { totalCount: 0 }, circulations: { totalCount: 0 }, node: null });
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it("G02: no rule is read from a row, a file or a request, and the globals stand as before", () => {
    const text = readdirSync(join(SOURCE, "policies"))
      .filter((name) => name !== "paragraphs.ts")
      .map((name) => readFileSync(join(SOURCE, "policies", name), "utf8"))
      .join("\n");
    expect(text).not.toMatch(/JSON\.parse|readFile|\beval\b|new Function|unpackRules|packRules|rulesToFields/);
    expect(
      Object.getOwnPropertyNames(Object.prototype).filter(
        (name) =>
          !/^(constructor|__\w+__|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toString|valueOf|toLocaleString)$/.test(
            name,
          ),
      ),
    ).toEqual([]);
  });

  it("G03: a condition whose operator is misspelt stops the law; a column that is, stops the statement", () => {
    const chapter = (conditions: object) => [
      (_viewer: unknown, { can }: { can: (...given: never[]) => { because(paragraph: string): void } }) =>
        can("read" as never, "Part" as never, conditions as never).because("§ 2.2"),
    ];
    for (const conditions of [
      { level: { $ne: "STRICTLY_CONFIDENTIAL" } },
      { level: { operator: "equal", value: "x" } },
      { level: "UNCLASSIFIED" },
      { level: null },
      { $or: [] },
      { level: { operator: "constructor" } },
    ])
      expect(() => rulesFor(nobody(NOW), chapter(conditions) as never)).toThrow();
    const misspelt = rulesFor(nobody(NOW), chapter({ grade: eq("UNCLASSIFIED") }));
    const abilities = {
      all: [
        {
          viewer: nobody(NOW),
          rules: () => misspelt.map(({ conditions, reason }) => ({ paragraph: reason, conditions })),
        },
      ],
    };
    expect(() => filterSql(abilities as never, "read", "Part", { row: "p", statement: new Statement() })).toThrow(
      /no place in SQL/,
    );
  });

  it("G03: an action or a subject that no rule speaks of is denied, in memory and in SQL", () => {
    const abilities = new Abilities({ ...nobody(NOW), isDirector: true, isOpsp: true });
    for (const [action, subject] of [
      ["reads", "Part"],
      ["read", "Parts"],
      ["READ", "Part"],
      ["manage", "all"],
      ["read", "all"],
      ["*", "*"],
      ["manage", "Part"],
    ] as const) {
      expect([action, subject, abilities.allows(action as never, subject as never, {})]).toEqual([
        action,
        subject,
        false,
      ]);
      expect(new LawfulAbility(nobody(NOW)).rules(action as never, subject as never)).toEqual([]);
    }
    expect(
      rulesFor({ ...nobody(NOW), isDirector: true }, law).filter(
        ({ action, subject }) => /^(manage|all|\*)$/.test(action) || /^(all|\*)$/.test(subject),
      ),
    ).toEqual([]);
  });

  it("G07: nothing asks CASL about a type without a row: it is spoken to in one place", () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const speaking = files.filter((name) =>
      /\.(can|cannot|relevantRuleFor|possibleRulesFor)\(|@casl\/ability/.test(readFileSync(join(SOURCE, name), "utf8")),
    );
    expect(speaking.map((name) => name.replaceAll("\\", "/"))).toEqual(["access/ability.ts"]);
    const text = readFileSync(join(SOURCE, "access/ability.ts"), "utf8");
    expect([...text.matchAll(/\.can\(([^)]*\))/g)].map(([, given]) => given)).toEqual([
      "action, named(subject, { ...row })",
    ]);
    expect(LawfulAbility.prototype.allows.length).toBe(3);
    expect(() => new Abilities(nobody(NOW)).allows("read", "Part", undefined as never)).toThrow(IncompleteProjection);
  });

  it("G08: rights are those of the request: two tokens of one person, before and after a post is lost", async () => {
    const asked = `{ report(symbol: "${house.symbol("confidential")}") { parts(first: 9) { totalCount } } }`;
    expect((await scene.ask("asg.oo", asked)).data.report.parts.totalCount).toBe(1);
    await scene.registry.sql("update appointment set superseded_at = registry_now() where person_id = $1", [
      uuidOf("asg.oo"),
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => scene.ask("asg.oo", asked)));
    expect(answers.map(({ data }) => data.report)).toEqual([null, null, null]);
  });

  it("G09: with 2,000 circulations to one reader a statement is as long as with one", async () => {
    const lengths = async () => {
      const sent: string[] = [];
      scene.registry.database.onStatement = (text) => sent.push(text);
      const { data } = await scene.ask(
        "adviser",
        "{ reports(first: 5) { totalCount nodes { id parts(first: 5) { nodes { id } } } } circulations(first: 2) { totalCount } }",
      );
      delete scene.registry.database.onStatement;
      return { lengths: sent.map((text) => text.length), circulations: data.circulations.totalCount as number };
    };
    const one = await lengths();
    await scene.registry.sql("begin");
    await scene.registry.sql("set local session_replication_role = replica");
    await scene.registry.sql(
      `with c as (insert into circulation select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from circulation c, generate_series(1, 2000) where c.id = $1 returning id),
         r as (insert into circulation_recipient select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'circulation_id', c.id))).* from circulation_recipient r, c where r.circulation_id = $1)
       insert into circulated_part select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'circulation_id', c.id))).* from circulated_part w, c where w.circulation_id = $1`,
      [uuidOf("circulation to adviser")],
    );
    await scene.registry.sql("commit");
    const many = await lengths();
    expect(many.circulations).toBeGreaterThan(one.circulations + 1_000);
    expect(many.lengths).toEqual(one.lengths);
  });
});
