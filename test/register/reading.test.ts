import { rowOf } from "../../src/access/ids";
import { type Name, house, startHouse } from "../access/house";
import { uuidOf } from "../policies/rows";
import type { Free, TestRegistry } from "../support/registry";

const uuid = (id: string) => rowOf(id)!.uuid;

describe("the register", () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse();
  });

  afterAll(() => registry.close());

  /** The last entry, as it is kept. */
  const lastEntry = async (): Promise<Free> => {
    const [kept] = await registry.sql(
      "select entry::json as entry, id, hash from register_entry order by sequence desc limit 1",
    );
    return kept;
  };
  const count = async () => Number((await registry.sql("select count(*) from register_entry"))[0].count);
  const ofPerson = (name: Name) => ({ person: uuidOf(name), portal: null, through: null });

  describe("keeps", () => {
    it("one entry for an answer: who, in which posts, what was asked, the parts delivered and by which paragraphs", async () => {
      const before = await count();
      const { headers } = await registry.ask(
        "designated",
        `{ report(symbol: "${house.symbol("confidential")}") { title parts(first: 9) { nodes { label } } } missions { acronym } }`,
      );
      expect(await count()).toBe(before + 1);
      const { entry, id, hash } = await lastEntry();
      expect(entry).toEqual({
        kind: "ANSWER",
        ...ofPerson("designated"),
        posts: [(await registry.sql("select id from post where code = 'OMA_STAFF_1'"))[0].id],
        instant: expect.stringMatching(/^2016-06-01T1/),
        operation: ["report", "missions"],
        reports: [uuid(house.report("confidential"))],
        parts: (["open", "closed", "annex"] as const)
          .map((key) => ({
            id: uuid(house.part("confidential", key)),
            paragraphs: [key === "closed" ? "§ 2.8a" : "§ 2.8"],
          }))
          .sort((one, other) => (one.id < other.id ? -1 : 1)),
        paragraphs: ["§ 2.8", "§ 2.8a"],
      });
      expect(headers.receipt).toBe(`id=${id}, sha256=${hash}`);
    });

    it("one entry for an answer that delivers nothing", async () => {
      await registry.ask("stranger", `{ report(symbol: "${house.symbol("confidential")}") { id } }`);
      expect((await lastEntry()).entry).toMatchObject({
        kind: "ANSWER",
        ...ofPerson("stranger"),
        posts: [],
        operation: ["report"],
        parts: [],
        reports: [],
        paragraphs: [],
      });
    });

    it("each part once, with every paragraph that gave it, however often and wherever it was asked for", async () => {
      const part = house.part("confidential", "closed");
      await registry.ask(
        "adviser",
        `{ a: node(id: "${part}") { id } b: node(id: "${part}") { ... on Part { text } } findings(first: 9) { nodes { label report { id } } } }`,
      );
      const { entry } = await lastEntry();
      expect(entry.parts.filter(({ id }: Free) => id === uuid(part))).toEqual([
        { id: uuid(part), paragraphs: ["§ 2.7", "§ 2.8a"] },
      ]);
      expect(entry.operation).toEqual(["node", "findings"]);
    });

    it("nothing of a part that was only counted, or told of in an outline", async () => {
      await registry.ask(
        "administrator",
        `{ reports(first: 9) { nodes { outline { label } parts(first: 9) { totalCount } } } circulations(first: 5) { nodes { parts { label } } } }`,
      );
      expect((await lastEntry()).entry).toMatchObject({ parts: [], paragraphs: [] });
      expect((await lastEntry()).entry.reports).toHaveLength(3);
    });

    it("a portal, and a person through a portal, as who they are", async () => {
      await registry.ask("portal.oma", "{ findings(first: 9) { nodes { id } } }");
      expect((await lastEntry()).entry).toMatchObject({
        person: null,
        portal: uuidOf("portal.oma"),
        through: null,
        paragraphs: ["§ 2.9"],
      });
      await registry.ask({ subject: "staff", actor: "portal.oma" }, "{ findings(first: 9) { nodes { id } } }");
      expect((await lastEntry()).entry).toMatchObject({
        person: uuidOf("staff"),
        portal: null,
        through: uuidOf("portal.oma"),
        paragraphs: ["§ 2.8", "§ 2.9"],
      });
    });

    it("one entry for a refusal, with its code and its paragraph, and nothing of what was asked for", async () => {
      const before = await count();
      const input = { reportId: house.report("confidential"), full: true, postIds: [], purpose: "x" };
      const { paragraph, code } = await registry.ask(
        "adviser",
        "mutation ($input: ProposeCirculationInput!) { proposeCirculation(input: $input) { circulation { id } } }",
        { input },
      );
      expect([code, paragraph]).toEqual(["FORBIDDEN", "§ 4.5"]);
      expect(await count()).toBe(before + 1);
      expect((await lastEntry()).entry).toEqual(
        expect.objectContaining({
          kind: "REFUSAL",
          ...ofPerson("adviser"),
          operation: ["proposeCirculation"],
          code: "FORBIDDEN",
          paragraphs: ["§ 4.5"],
          parts: [],
          reports: [],
        }),
      );
    });

    it("one for a refusal of what was read, of a bad page and of a document that is none, all the same", async () => {
      const asked: [query: string, code: string][] = [
        [`{ reports(first: 3, after: "x") { nodes { id } } }`, "BAD_USER_INPUT"],
        [`{ reports(first: 0) { nodes { id } } }`, "BAD_USER_INPUT"],
        ["{ reports { nodes { nothing } } }", "GRAPHQL_VALIDATION_FAILED"],
        ["{", "GRAPHQL_PARSE_FAILED"],
      ];
      for (const [query, code] of asked) {
        const before = await count();
        expect((await registry.ask("hom", query)).code).toBe(code);
        expect([query, await count()]).toEqual([query, before + 1]);
        expect((await lastEntry()).entry).toMatchObject({
          kind: "REFUSAL",
          ...ofPerson("hom"),
          code,
          parts: [],
          reports: [],
        });
      }
    });

    it("no entry for whom it does not know", async () => {
      const before = await count();
      expect((await registry.ask("nobody", "{ viewer { id } }")).status).toBe(401);
      expect(await count()).toBe(before);
    });

    it("an entry for an act, by what it changed, before the one for its answer", async () => {
      const { data } = await registry.ask(
        "administrator",
        "mutation ($input: ProposeCirculationInput!) { proposeCirculation(input: $input) { circulation { id } } }",
        {
          input: {
            reportId: house.report("kept"),
            full: true,
            postIds: [await registry.id("post", "MILITARY_ADVISER")],
            purpose: "To know",
          },
        },
      );
      const kept = await registry.sql("select entry::json as entry from register_entry order by sequence desc limit 2");
      expect(kept.map(({ entry }) => entry.kind)).toEqual(["ANSWER", "ACT"]);
      expect(kept[1].entry).toMatchObject({
        ...ofPerson("administrator"),
        operation: ["proposeCirculation"],
        reports: [uuid(house.report("kept"))],
        paragraphs: ["§ 4.5"],
      });
      expect(JSON.stringify(kept[1].entry.changed)).toContain(uuid(data.proposeCirculation.circulation.id));
    });

    it("no word of what was read, asked or done", async () => {
      const all = JSON.stringify(await registry.sql("select entry from register_entry"));
      expect(all).not.toMatch(/Text |Title |Purpose |convoys|To know|OPSP\/20/);
    });
  });

  describe("is read", () => {
    const REGISTER =
      "query ($filter: RegisterFilter) { register(first: 100, filter: $filter) { totalCount nodes { kind operation code paragraphs partIds reportIds person { name } portal { code } hash } } }";
    const read = async (reader: string, filter: object = {}): Promise<Free[]> => {
      const { data, body } = await registry.ask(reader, REGISTER, { filter });
      if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
      expect(data.register.totalCount).toBe(data.register.nodes.length);
      return data.register.nodes;
    };

    it("wholly by auditors", async () => {
      const before = await count();
      const entries = await read("auditor");
      expect(entries).toHaveLength(before);
      expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(["ANSWER", "REFUSAL", "ACT"]));
      expect(entries.some(({ portal }) => portal?.code === "portal.oma")).toBe(true);
    });

    it("by each person as far as it tells of the own readings", async () => {
      for (const reader of ["adviser", "hom", "staff", "administrator", "officer"]) {
        await registry.ask(reader, "{ findings(first: 2) { nodes { id } } }");
        const entries = await read(reader);
        const own = await registry.sql("select count(*) from register_entry where person_id = $1 and kind = 'ANSWER'", [
          uuidOf(reader),
        ]);
        expect([reader, entries.length]).toEqual([reader, Number(own[0].count) - 1]);
        expect(new Set(entries.map(({ person }) => person?.name))).toEqual(new Set([reader]));
      }
      expect((await read("adviser")).some(({ partIds }) => partIds.length > 0)).toBe(true);
    });

    it("by nobody through a portal, nor by a portal", async () => {
      for (const reader of [{ subject: "portal.oma" }, { subject: "adviser", actor: "portal.oma" }]) {
        const { data } = await registry.ask(reader, "{ register(first: 5) { totalCount nodes { id } } }");
        expect(data.register).toEqual({ totalCount: 0, nodes: [] });
      }
    });

    it("by the Director as far as it tells of reports, and by a USG as far as it tells of those that a USG reads", async () => {
      await registry.ask(
        "director",
        `{ report(symbol: "${house.symbol("draft")}") { parts(first: 5) { nodes { id } } } }`,
      );
      await registry.ask("director", "{ reports(first: 5) { nodes { id } } }");
      const [drafts, part] = [house.report("draft"), house.part("draft", "open")];
      const all = await read("director");
      expect(
        all.every(
          ({ partIds, reportIds, person }) => partIds.length + reportIds.length > 0 || person.name === "director",
        ),
      ).toBe(true);
      expect(all.some(({ partIds }) => partIds.includes(part))).toBe(true);
      const seen = await read("usg.dpko");
      expect(seen.length).toBeGreaterThan(3);
      expect(seen.some(({ person }) => person?.name === "adviser")).toBe(true);
      expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${drafts}|${part}`));
      expect(await read("usg.dpko", { reportId: drafts })).toEqual([]);
      expect(await read("usg.dpko", { partId: part })).toEqual([]);
      expect(await read("auditor", { partId: part })).toHaveLength(1);
    });

    it("by kind, part, report, person and time", async () => {
      const part = house.part("confidential", "closed");
      expect((await read("auditor", { kinds: ["REFUSAL"] })).every(({ kind }) => kind === "REFUSAL")).toBe(true);
      expect(await read("auditor", { kinds: [] })).toEqual([]);
      expect((await read("auditor", { partId: part })).every(({ partIds }) => partIds.includes(part))).toBe(true);
      expect(
        (await read("auditor", { reportId: house.report("kept") })).some(({ operation }) =>
          operation.includes("proposeCirculation"),
        ),
      ).toBe(true);
      expect(
        new Set((await read("auditor", { personId: house.person("hom") })).map(({ person }) => person.name)),
      ).toEqual(new Set(["hom"]));
      expect(await read("auditor", { to: "2020-01-01T00:00:00Z" })).toEqual([]);
      expect(await read("auditor", { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" })).toEqual([]);
      expect((await read("auditor", { from: "2020-01-01T00:00:00Z", kinds: ["ACT"] })).length).toBe(1);
    });

    it("entry by entry by its id, by those alone who may read it", async () => {
      const [refusal] = await registry.sql(
        "select id from register_entry where kind = 'REFUSAL' and person_id = $1 limit 1",
        [uuidOf("hom")],
      );
      const id = `entry_${refusal.id.replaceAll("-", "")}`;
      const node = async (reader: string) =>
        (await registry.ask(reader, `{ node(id: "${id}") { ... on RegisterEntry { id code } } }`)).data.node;
      expect(await node("auditor")).toEqual({ id, code: "BAD_USER_INPUT" });
      for (const reader of ["hom", "adviser", "director", "administrator", "usg.dpko"])
        expect([reader, await node(reader)]).toEqual([reader, null]);
    });
  });
});
