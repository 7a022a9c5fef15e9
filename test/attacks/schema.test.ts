import { isEnumType, isInputObjectType, isInterfaceType, isNonNullType, isObjectType } from "graphql";

import { registrySchema } from "../../src/app-schema";
import { type TestRegistry, startRegistry } from "../support/registry";

const schema = registrySchema();

describe("the schema, looked through by an attacker", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.close());

  it("A07: no payload of an act has a field of its own that carries a text of a part", () => {
    const payloads = Object.values(schema.getMutationType()!.getFields()).map(({ type }) =>
      isNonNullType(type) ? type.ofType : type,
    );
    for (const payload of payloads)
      if (isObjectType(payload))
        expect([
          payload.name,
          Object.keys(payload.getFields()).filter((name) => /text|title|content|body|excerpt/i.test(name)),
        ]).toEqual([payload.name, []]);
  });

  it("A08: no field takes a version, and no text of an earlier one is kept anywhere", async () => {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
    );
    const versioned = fields
      .flatMap(({ name, args }) => args.map((argument) => `${name}(${argument.name})`))
      .filter((name) => /version|revision|history/i.test(name));
    expect(versioned).toEqual([]);
    // The revisions of a work plan are what its policy asks for (§ 13.9), and a history tells what was done: no text of a report is kept so.
    const past = fields.map(({ name }) => name).filter((name) => /history|revisions|versions|diff$/i.test(name));
    expect([...new Set(past)].sort()).toEqual(["history", "revisions"]);
    const tables = await registry.sql(
      "select table_name from information_schema.tables where table_schema = 'public' and table_name ~ 'history|version|archive|audit_trail'",
    );
    expect(tables).toEqual([]);
  });

  it("A09: what can be hidden may be null wherever it is one thing, so that no refusal travels upwards", () => {
    const guarded = new Set([
      "Report",
      "Part",
      "Section",
      "Finding",
      "Recommendation",
      "Annex",
      "Corrigendum",
      "Circulation",
      "Review",
      "Person",
      "Appointment",
      "Login",
      "Portal",
      "Designation",
      "RegisterEntry",
    ]);
    // A part lives within its report, an entry within its list, a payload shows what its act did: none of these is decided by itself.
    const inside =
      /^(Section|Finding|Recommendation|Annex|Corrigendum|Part)\.report$|(Edge|Payload|Preview\w*|Withheld\w*|Gain\w*)\./;
    const unguarded = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith("__")
        ? Object.values(type.getFields())
            .filter(({ type: given }) => isNonNullType(given) && guarded.has(String(given.ofType)))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    expect(unguarded.filter((name) => !inside.test(name))).toEqual([]);
  });

  it("A10: the schema holds no data: no description, value or default names a mission of this registry", async () => {
    const words: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      words.push(type.description ?? "");
      if (isEnumType(type))
        for (const value of type.getValues())
          words.push(value.name, value.description ?? "", value.deprecationReason ?? "");
      if (isObjectType(type) || isInterfaceType(type))
        for (const field of Object.values(type.getFields())) {
          words.push(field.description ?? "", field.deprecationReason ?? "");
          for (const argument of field.args)
            words.push(argument.description ?? "", JSON.stringify(argument.defaultValue ?? ""));
        }
      if (isInputObjectType(type))
        for (const field of Object.values(type.getFields()))
          words.push(field.description ?? "", JSON.stringify(field.defaultValue ?? ""));
    }
    const said = words.join("\n");
    const held = await registry.sql<{ name: string }>(
      "select acronym as name from mission union select name from mission",
    );
    expect(held.length).toBeGreaterThan(20);
    expect(
      held
        .map(({ name }) => name)
        .filter((name) => name.length > 3 && new RegExp(`\\b${name.replaceAll(/[^\w ]/g, ".")}\\b`).test(said)),
    ).toEqual([]);
  });

  it("K11, K12, K13: no copy is made, so that none is numbered, marked or forged: no act, field, door or table makes one", async () => {
    const acts = Object.keys(schema.getMutationType()!.getFields());
    expect(acts.filter((name) => /copy|copies|export|download|print|pdf/i.test(name))).toEqual([]);
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()) : [],
    );
    expect(fields.filter((name) => /download|copyNumber|watermark|pdf/i.test(name))).toEqual([]);
    const tables = await registry.sql(
      "select table_name from information_schema.tables where table_schema = 'public' and table_name ~ 'cop(y|ies)'",
    );
    expect(tables).toEqual([]);
  });
});
