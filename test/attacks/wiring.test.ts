import { randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, isInterfaceType, isObjectType } from "graphql";
import request from "supertest";

import { idOf } from "../../src/access/ids";
import { gateSchema } from "../../src/access/schema-reads";
import { registrySchema } from "../../src/app-schema";
import { type Name, house } from "../access/house";
import { type Scene, openScene } from "./scene";

const SOURCE = join(__dirname, "../../src");
const sources = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(SOURCE, name), "utf8"))
  .join("\n");

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("the wiring of the gate, attacked", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });

  afterAll(() => scene.close());

  it("H01: a schema with one field that does not declare how it is read is not served", () => {
    for (const schema of [
      "type Query { part: String }",
      "type Query { a: Thing } type Thing { text: String }",
      "type Query { a: Face } interface Face { text: String } type Thing implements Face { text: String }",
      "type Query { a: ThingConnection } type ThingConnection { nodes: [Thing] } type Thing { text: String }",
    ])
      expect(() => gateSchema(buildSchema(schema))).toThrow(/does not declare how it is read/);
  });

  it("H01: below the roots no field has a resolver of its own: each gives what the gate delivered", () => {
    const schema = registrySchema();
    const roots = new Set(["Query", "Mutation"]);
    const resolvers = new Set<unknown>();
    for (const type of Object.values(schema.getTypeMap()))
      if ((isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__") && !roots.has(type.name))
        for (const field of Object.values(type.getFields())) resolvers.add(field.resolve);
    expect([...resolvers].map((resolve) => (resolve as { name?: string } | undefined)?.name)).toEqual(["delivered"]);
  });

  it("H02: no decorator decides: there is none to be dropped on an inherited or redeclared field", () => {
    expect(/@Authorized|authChecker|authMode|@UseMiddleware|globalMiddlewares/.exec(sources)?.[0]).toBeUndefined();
    const schema = registrySchema();
    const part = schema.getType("Part");
    if (!isInterfaceType(part)) throw new Error("Part is no interface.");
    for (const type of schema.getPossibleTypes(part))
      for (const name of Object.keys(part.getFields()))
        expect([type.name, name, type.getFields()[name]!.resolve]).toEqual([
          type.name,
          name,
          part.getFields()[name]!.resolve,
        ]);
  });

  it("H02: an inherited field is decided alike on each type of its interface, and on the interface", async () => {
    for (const key of ["open", "closed", "annex", "section", "recommendation", "corrigendum"]) {
      const id = house.part("confidential", key);
      const { data } = await scene.ask(
        "adviser",
        `{ a: node(id: "${id}") { ... on Part { text } } b: node(id: "${id}") { ... on Section { text } ... on Finding { text } ... on Recommendation { text } ... on Annex { text } ... on Corrigendum { text } } }`,
      );
      expect([key, data.b]).toEqual([key, data.a]);
      expect([key, data.a !== null]).toEqual([key, ["open", "closed", "annex"].includes(key)]);
    }
  });

  it("H03: no act takes a field that only some may give: what a duty does is an act of its own, refused as one", async () => {
    expect(/@Field\([^)]*\)\s*@Authorized/.exec(sources)?.[0]).toBeUndefined();
    const [{ id: post }] = await scene.registry.sql("select id from post where code = 'MILITARY_ADVISER'");
    const acts: [string, object][] = [
      [
        "appoint",
        { personId: house.person("stranger"), postId: `post_${post.replaceAll("-", "")}`, startsOn: "2016-07-01" },
      ],
      [
        "designate",
        { officeId: await scene.registry.id("office", "OMA"), personId: house.person("staff"), startsOn: "2016-07-01" },
      ],
      ["registerPerson", { name: "Nobody" }],
      ["openReview", { requestId: idOf("request", randomUUID()) }],
      [
        "enterWebhook",
        { portalId: house.portal("portal.oma"), url: "https://portal.example/", startsOn: "2016-06-01" },
      ],
      ["endWebhook", { webhookId: idOf("webhook", randomUUID()) }],
      ["changeEmail", { personId: house.person("stranger"), email: "nobody@un.example" }],
      ["reclassify", { id: house.part("confidential", "open"), level: "UNCLASSIFIED", grounds: [], reason: "x" }],
      ["suspendCirculation", { circulationId: house.circulation("toOffice"), reason: "x" }],
      ["liftSuspension", { circulationId: house.circulation("toOffice"), reason: "x" }],
      ["revokeCirculation", { circulationId: house.circulation("toOffice"), reason: "x" }],
      [
        "recordPaperSignature",
        {
          circulationId: house.circulation("toOffice"),
          postId: `post_${post.replaceAll("-", "")}`,
          memorandumReference: "M",
          memorandumOn: "2016-05-01",
          scanSha256: "a".repeat(64),
        },
      ],
      ["invokeOversight", { symbol: house.symbol("strict"), reason: "x" }],
      [
        "nameOfficerInCharge",
        { postId: `post_${post.replaceAll("-", "")}`, startsOn: "2016-06-02", endsOn: "2016-06-03" },
      ],
    ];
    const before = await scene.registry.contents();
    for (const reader of ["designated", "staff", "stranger"] as const)
      for (const [name, input] of acts) {
        const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
        const { code } = await scene.ask(
          reader,
          `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`,
          { input },
        );
        expect([reader, name, code]).toEqual([reader, name, expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)]);
      }
    expect(await scene.registry.contents()).toEqual(before);
  });

  it("H04, H05: readers who ask at the same time for the same things get each their own, in hundreds of rounds", async () => {
    const symbol = house.symbol("confidential");
    const asked = `{ viewer { person { name } } report(symbol: "${symbol}") { title outline { id } parts(first: 9) { nodes { id text } } } nodes(ids: ["${house.part("confidential", "closed")}", "${house.part("strict", "open")}", "${house.part("draft", "open")}"]) { id } }`;
    const readers: Name[] = ["director", "adviser", "asg.oo", "hom", "staff", "stranger"];
    const alone = new Map<Name, string>();
    for (const reader of readers) alone.set(reader, JSON.stringify((await scene.ask(reader, asked)).body));
    expect(new Set(alone.values()).size).toBe(readers.length);
    for (let round = 0; round < 8; round += 1) {
      const together = [...readers, ...readers.toReversed(), ...readers, ...readers];
      const answers = await Promise.all(
        together.map((reader) => scene.ask(reader, round % 5 === 4 ? asked.replace("first: 9", "first: 0") : asked)),
      );
      if (round % 5 !== 4)
        expect(answers.map(({ body }) => JSON.stringify(body))).toEqual(together.map((reader) => alone.get(reader)));
    }
  });

  it("H04, H05: nothing of a request is kept outside it: no loader, no storage that follows a promise, no pooled object", () => {
    expect(/dataloader|DataLoader|AsyncLocalStorage|cls-hooked/.exec(sources)?.[0]).toBeUndefined();
  });

  it("H06: every door's every answer forbids caches to keep it, and varies by who asks", async () => {
    const token = await scene.registry.issuer.token({ subject: "director" });
    const doors: [string, string, Record<string, string>][] = [
      ["post", "/graphql", { authorization: `Bearer ${token}` }],
      ["get", "/graphql?query={viewer{id}}", { authorization: `Bearer ${token}`, "apollo-require-preflight": "true" }],
      ["post", "/graphql", {}],
      ["get", "/healthz", {}],
      ["get", "/readyz", {}],
      ["get", "/metrics", {}],
      ["get", "/nothing", {}],
      ["options", "/graphql", {}],
    ];
    for (const [method, path, headers] of doors) {
      const asked = request(scene.registry.url)[method as "get"](path).set(headers);
      const answer = await (method === "post" ? asked.send({ query: "{ viewer { id } }" }) : asked);
      expect([method, path, answer.headers["cache-control"], answer.headers.vary]).toEqual([
        method,
        path,
        "no-store, private",
        expect.stringContaining("Authorization"),
      ]);
    }
  });

  it("H07: beside GraphQL there are three doors, and none of them tells of a report, a reader or a version", async () => {
    await scene.ask(
      "director",
      `{ report(symbol: "${house.symbol("strict")}") { title parts(first: 9) { nodes { text } } } }`,
    );
    for (const path of ["/healthz", "/readyz", "/metrics"]) {
      const { status, text } = await request(scene.registry.url).get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(scene.toldIn(text)).toEqual([]);
      expect(text).not.toMatch(
        /OPSP\/|report_|part_|director|adviser|postgres|version|node_|[0-9a-f]{8}-[0-9a-f]{4}-/i,
      );
    }
    for (const path of [
      "/graphiql",
      "/export",
      "/files/1",
      "/copies/1",
      "/register",
      "/backup",
      "/admin",
      "/debug/pprof",
      "/.env",
      "/schema.graphql",
      "/ws",
      "/subscriptions",

      "/access/v1/evaluation",
      "/changes",
    ])
      for (const method of ["get", "post", "put", "delete"] as const)
        expect([method, path, (await request(scene.registry.url)[method](path)).status]).toEqual([method, path, 404]);
  });
});
