import { randomUUID } from "node:crypto";

import { idOf } from "../../src/access/ids";
import { registrySchema } from "../../src/app-schema";
import { type Name, house } from "../access/house";
import { MALFORMED, expectSame } from "../access/hearing";
import { mutation } from "../operations/life";
import { type Scene, openScene } from "./scene";

const schema = registrySchema();

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("telling the hidden from the absent", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  const sql = (text: string, values: unknown[] = []) => scene.registry.sql(text, values);

  it("B08: ids and symbols of every odd kind are refused as the absent is, before and beside what is wrong with the rest", async () => {
    const odd = [
      ...MALFORMED,
      idOf("part", randomUUID()),
      house.part("confidential", "recommendation"),
      house.part("draft", "open"),
      house.part("strict", "secret").toUpperCase(),
      `${house.part("strict", "secret")} `,
      `${house.part("strict", "secret")}'--`,
      house.part("strict", "secret").replace("_", "_0"),
      "part_00000000000000000000000000000000",
      "part_ffffffffffffffffffffffffffffffff",
      "1",
      "-1",
      "null",
    ];
    const queries = [
      "query ($id: ID!) { node(id: $id) { id } audience(partId: $id) { paragraphs } explainAccess(partId: $id, postId: $id) { allowed } }",
      "query ($id: ID!) { circulations(first: 1, filter: { reportId: $id }) { totalCount } register(first: 1, filter: { partId: $id, personId: $id }) { totalCount } recommendations(first: 1, filter: { officeIds: [$id] }) { totalCount } }",
    ];
    for (const query of queries)
      await expectSame(
        scene.registry,
        "adviser",
        query,
        odd.map((id) => ({ id })),
      );
    const broken = mutation("editPart", "part { id }");
    const asked = odd.map((partId) => ({
      input: { partId, expectedVersion: -1, text: " ", sensitivity: { level: "UNCLASSIFIED" } },
    }));
    expect(await expectSame(scene.registry, "adviser", broken, asked)).toContain("NOT_FOUND");
  });

  it("B08: no refusal names a table, a column, a constraint or SQL", async () => {
    const inputs: [string, object][] = [
      ["createOffice", { code: "OMA", kind: "HEADQUARTERS_OFFICE", name: "Twice", startsOn: "2016-06-01" }],
      [
        "createOffice",
        { code: "x'; drop table office; --", kind: "HEADQUARTERS_OFFICE", name: "Odd", startsOn: "2016-06-01" },
      ],
      ["registerPerson", { name: "\u0001" }],
      ["registerPerson", { name: "x".repeat(10_000) }],
      ["appoint", { personId: house.person("hom"), postId: "post_0", startsOn: "2016-06-01" }],
      [
        "registerLogin",
        {
          issuer: scene.registry.issuer.issuer,
          subject: "director",
          personId: house.person("hom"),
          startsOn: "2016-06-01",
        },
      ],
      ["designate", { officeId: "office_1", personId: "person_1", startsOn: "0001-01-01" }],
      ["registerPortal", { code: "portal.oma", name: "Twice", officeId: "none", startsOn: "9999-12-31" }],
    ];
    for (const [name, input] of inputs) {
      const { code, body } = await scene.ask("administrator", mutation(name, "__typename"), { input });
      expect([name, input, code]).toEqual([
        name,
        input,
        expect.stringMatching(/^(BAD_USER_INPUT|CONFLICT|NOT_FOUND|FORBIDDEN)$/),
      ]);
      expect(body.errors[0].message).not.toMatch(
        /_key\b|_pkey|constraint|relation|column|\binsert\b|\bselect\b|duplicate|syntax|null value/i,
      );
    }
  });

  it("B09: an act on a hidden thing does not wait for those who work on it, which would tell that it is there", async () => {
    const acts: [Name, string, object, string][] = [
      ["adviser", "editPart", { partId: house.part("draft", "open"), expectedVersion: 1, text: "x" }, "NOT_FOUND"],
      ["adviser", "editPart", { partId: idOf("part", randomUUID()), expectedVersion: 1, text: "x" }, "NOT_FOUND"],
      [
        "administrator",
        "proposeCirculation",
        { reportId: house.report("draft"), full: true, purpose: "x", postIds: [] },
        "NOT_FOUND",
      ],
      ["adviser", "revokeCirculation", { circulationId: house.circulation("toHead"), reason: "x" }, "NOT_FOUND"],
      ["oios", "invokeOversight", { symbol: house.symbol("draft"), reason: "x" }, "NOT_FOUND"],
      ["oios", "invokeOversight", { symbol: "OPSP/2015/R-00000000", reason: "x" }, "NOT_FOUND"],
    ];
    await sql("begin");
    try {
      await sql("select from report for update");
      await sql("select from part for update");
      await sql("select from circulation for update");
      for (const [reader, name, input, expected] of acts) {
        const { code } = await scene.ask(reader, mutation(name, "__typename"), { input });
        expect([reader, name, code]).toEqual([reader, name, expected]);
      }
    } finally {
      await sql("rollback");
    }
  });

  it("B10: who may not make a thing learns nothing of one that exists already", async () => {
    const startsOn = "2016-06-02";
    const pairs: [Name, string, object[]][] = [
      [
        "adviser",
        "registerLogin",
        ["director", "nobody"].map((subject) => ({
          issuer: scene.registry.issuer.issuer,
          subject,
          personId: house.person("adviser"),
          startsOn,
        })),
      ],
      [
        "adviser",
        "registerPortal",
        ["portal.oma", "portal.none"].map((code) => ({ code, name: "P", officeId: "office_0", startsOn })),
      ],
      [
        "stranger",
        "createOffice",
        ["OMA", "NONE"].map((code) => ({ code, kind: "HEADQUARTERS_OFFICE", name: "N", startsOn })),
      ],
      [
        "director",
        "createPost",
        ["MILITARY_ADVISER", "NONE"].map((code) => ({
          code,
          name: "N",
          role: "STAFF",
          officeId: "office_0",
          startsOn,
        })),
      ],
      [
        "adviser",
        "invokeOversight",
        [house.symbol("strict"), house.symbol("draft"), "none"].map((symbol) => ({ symbol, reason: "To know" })),
      ],
      [
        "oios",
        "invokeOversight",
        [house.symbol("draft"), "OPSP/2015/R-00000000", "%", house.symbol("kept").toLowerCase()].map((symbol) => ({
          symbol,
          reason: "To know",
        })),
      ],
    ];
    for (const [reader, name, inputs] of pairs)
      await expectSame(
        scene.registry,
        reader,
        mutation(name, "__typename"),
        inputs.map((input) => ({ input })),
      );
    const symbols = Object.values(schema.getMutationType()!.getFields()).filter(({ args }) =>
      /symbol/.test(
        JSON.stringify(
          args.map(({ type }) =>
            Object.keys((type as never as { ofType: { getFields(): object } }).ofType.getFields()),
          ),
        ),
      ),
    );
    expect(symbols.map(({ name }) => name)).toEqual(["invokeOversight"]);
  });

  it("B10: a key of idempotency that another has used is a new one", async () => {
    const input = {
      reportId: house.report("confidential"),
      full: true,
      purpose: "To know",
      postIds: [await scene.registry.id("post", "MILITARY_ADVISER")],
    };
    const headers = { "idempotency-key": "shared" };
    const mine = await scene.registry.ask(
      "administrator",
      mutation("proposeCirculation", "circulation { id }"),
      { input },
      headers,
    );
    const theirs = await scene.registry.ask(
      "director",
      mutation("proposeCirculation", "circulation { id }"),
      { input },
      headers,
    );
    expect([mine.code, theirs.code]).toEqual([undefined, undefined]);
    expect(theirs.data.proposeCirculation.circulation.id).not.toBe(mine.data.proposeCirculation.circulation.id);
    const [answer, other] = await Promise.all(
      [headers, { "idempotency-key": "fresh" }].map((given) =>
        scene.registry.ask("adviser", mutation("proposeCirculation", "circulation { id }"), { input }, given),
      ),
    );
    expect([answer!.status, answer!.body]).toEqual([other!.status, other!.body]);
  });

  it("B11: what is hidden takes the very statements that the absent takes", async () => {
    const statements = async (reader: Name, query: string, variables: object) => {
      const sent: string[] = [];
      scene.registry.database.onStatement = (text) => sent.push(text);
      await scene.ask(reader, query, variables);
      delete scene.registry.database.onStatement;
      return sent.map((text) => text.replaceAll(/'[^']*'/g, "'…'"));
    };
    const questions: [Name, string, object[]][] = [
      [
        "adviser",
        "query ($id: ID!) { node(id: $id) { id } }",
        [{ id: house.part("strict", "secret") }, { id: idOf("part", randomUUID()) }],
      ],
      [
        "adviser",
        "query ($s: String!) { report(symbol: $s) { id } }",
        [{ s: house.symbol("strict") }, { s: "OPSP/2015/R-00000000" }],
      ],
      [
        "adviser",
        mutation("revokeCirculation", "__typename"),
        [
          { input: { circulationId: house.circulation("toHead"), reason: "x" } },
          { input: { circulationId: idOf("circulation", randomUUID()), reason: "x" } },
        ],
      ],
      [
        "administrator",
        mutation("submitReport", "__typename"),
        [{ input: { reportId: house.report("draft") } }, { input: { reportId: idOf("report", randomUUID()) } }],
      ],
    ];
    for (const [reader, query, [hidden, absent]] of questions)
      expect([query, await statements(reader, query, hidden!)]).toEqual([
        query,
        await statements(reader, query, absent!),
      ]);
  });

  it("B16: who else has access is told to nobody by a list, an error or a second proposal", async () => {
    const asked = `query ($report: ID!) { circulations(first: 9, filter: { reportId: $report }) { totalCount nodes { id recipients { ... on Post { code } ... on Office { code } } signatures { post { code } } awaiting { code } digest } } }`;
    const told = (await scene.ask("adviser", asked, { report: house.report("confidential") })).data.circulations;
    expect(told.nodes.map(({ recipients }: { recipients: object[] }) => recipients)).toEqual(
      expect.arrayContaining([[{ code: "MILITARY_ADVISER" }]]),
    );
    expect(JSON.stringify(told)).not.toMatch(/ASG_OO|HOM_|USG_/);
    for (const reader of ["hom", "stranger", "military"] as const)
      expect([
        reader,
        (await scene.ask(reader, asked, { report: house.report("confidential") })).data.circulations.totalCount,
      ]).toEqual([reader, 0]);
    const again = {
      reportId: house.report("confidential"),
      partIds: [house.part("confidential", "closed")],
      purpose: "Again",
      postIds: [await scene.registry.id("post", "ASG_OO")],
    };
    const { code } = await scene.ask("administrator", mutation("proposeCirculation", "circulation { id }"), {
      input: again,
    });
    expect(code).toBeUndefined();
  });
});
