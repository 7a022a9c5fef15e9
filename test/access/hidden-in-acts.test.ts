import { randomUUID } from "node:crypto";
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

import { idOf } from "../../src/access/ids";
import { registrySchema } from "../../src/app-schema";
import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";
import { MALFORMED, expectSame } from "./hearing";
import { type Name, house, startHouse } from "./house";

const schema = registrySchema();

describe("an act on what is hidden", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
    await registry.sql(
      `insert into paper_signature (id, circulation_id, post_id, memorandum_reference, memorandum_on, scan_sha256, recorded_at)
         select $1, $2, id, 'MEMO', '2016-02-01', repeat('a', 64), '2016-02-02' from post where code = 'USG_DPKO'`,
      [uuidOf("paper"), house.circulation("proposed").replace("circulation_", "")],
    );
  });

  afterAll(() => registry.close());

  /** Ids by the name of the field that they are given in: one that is hidden from those who ask, where there is one. */
  const hidden: Record<string, string | undefined> = {
    reportId: house.report("draft"),
    partId: house.part("draft", "open"),
    partIds: house.part("draft", "open"),
    findingIds: house.part("draft", "open"),
    circulationId: house.circulation("proposed"),
    reviewId: house.review("draft"),
    teamMemberId: idOf("member", uuidOf(`${uuidOf("confidential")} OPSP_MISSION_SUPPORT`)),
    paperSignatureId: idOf("paper", uuidOf("paper")),
    personId: house.person("director"),
    appointmentId: idOf("appointment", uuidOf("appointment 0")),
    designationId: idOf("designation", uuidOf("designation OO asg.oo")),
    loginId: idOf("login", uuidOf("login director")),
    portalId: house.portal("portal.oo"),
    entryId: idOf("appointment", uuidOf("appointment 0")),
    id: house.part("draft", "open"),
  };

  const fieldsOf = (type: GraphQLInputObjectType) => Object.values(type.getFields());
  const isId = (type: GraphQLInputType) => getNamedType(type).name === "ID";

  function value(name: string, type: GraphQLInputType, put: ReadonlyMap<string, string>): unknown {
    const bare = isNonNullType(type) ? type.ofType : type;
    if (isListType(bare)) return [value(name, bare.ofType, put)];
    if (isEnumType(bare)) return bare.getValues()[0]!.name;
    if (isInputObjectType(bare)) return input(bare, put);
    const plain: Record<string, unknown> = {
      ID: put.get(name) ?? idOf("post", randomUUID()),
      Int: 1,
      Boolean: true,
      Date: "2016-06-02",
      DateTime: "2016-07-01T00:00:00Z",
    };
    return (
      plain[bare.name] ??
      (name.endsWith("256") || name === "digest" ? "a".repeat(64) : name === "missions" ? "MINUSCA" : "Words")
    );
  }

  const input = (type: GraphQLInputObjectType, put: ReadonlyMap<string, string>): object =>
    Object.fromEntries(
      fieldsOf(type)
        .filter((field) => isNonNullType(field.type) || put.has(field.name))
        .map((field) => [field.name, value(field.name, field.type, put)]),
    );

  const acts = Object.values(schema.getMutationType()!.getFields()).flatMap(({ name, args }) => {
    const type = getNamedType(args[0]!.type) as GraphQLInputObjectType;
    const own = fieldsOf(type)
      .filter((field) => isId(field.type))
      .map((field): [string, string, GraphQLInputObjectType] => [name, field.name, type]);
    return own;
  });

  it.each(acts)("B09: %s answers alike to %s that is hidden, absent or none", async (act, field, type) => {
    const query = `mutation ($input: ${type.name}!) { ${act}(input: $input) { __typename } }`;
    const prefix = hidden[field]?.split("_")[0] ?? "post";
    const readers: Name[] = ["reportId", "partId", "partIds", "findingIds", "id"].includes(field)
      ? ["adviser", "usg.dpko"]
      : ["adviser"];
    for (const reader of readers) {
      const given = [hidden[field] ?? "none", idOf(prefix, randomUUID()), "__proto__"];
      const answer = await expectSame(
        registry,
        reader,
        query,
        given.map((id) => ({ input: input(type, new Map([[field, id]])) })),
      );
      expect(answer).not.toContain('\\"data\\":{');
      expect(answer).not.toContain("UNAVAILABLE");
    }
  });

  it("names the same way a draft to those who prepare circulations, and its parts", async () => {
    const propose =
      "mutation ($input: ProposeCirculationInput!) { proposeCirculation(input: $input) { circulation { id } } }";
    const preview = propose
      .replaceAll("ropose", "review")
      .replace("PreviewCirculationInput", "ProposeCirculationInput")
      .replace("circulation { id }", "__typename");
    const post = await registry.id("post", "MILITARY_ADVISER");
    const proposal = { postIds: [post], purpose: "To know" };
    for (const query of [propose, preview])
      for (const reader of ["administrator", "assistant"] as const) {
        const drafts = [house.report("draft"), idOf("report", randomUUID()), ...MALFORMED];
        await expectSame(
          registry,
          reader,
          query,
          drafts.map((reportId) => ({ input: { ...proposal, reportId, full: true } })),
        );
        const parts = [house.part("draft", "open"), idOf("part", randomUUID()), ...MALFORMED];
        await expectSame(
          registry,
          reader,
          query,
          parts.map((part) => ({ input: { ...proposal, reportId: house.report("confidential"), partIds: [part] } })),
        );
      }
  });

  it("changes nothing", async () => {
    const [{ circulations }] = await registry.sql("select count(*)::int as circulations from circulation");
    expect(circulations).toBe(5);
  });
});
