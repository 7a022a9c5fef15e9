import { Abilities } from "../../src/access/ability";
import { FewList } from "../../src/access/few-list";
import type { Question } from "../../src/access/question";
import { Statement } from "../../src/access/statement";
import type { OrderKey } from "../../src/entities/reads";
import { type Viewer, nobody } from "../../src/policies/viewer";
import { uuidOf } from "../policies/rows";
import { house, startHouse } from "./house";

const [POST, OFFICE] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const REPORTS = { table: "report", subject: "Report" };
const NEWEST: OrderKey[] = ["listed_on", "id"].map((listed) => ({
  sql: (row) => `${row}.${listed}`,
  type: "text",
  direction: "desc",
  listed,
}));
const knows = (facts: Partial<Viewer>): Viewer => ({ ...nobody({ at: 0, live: true }), ...facts });

const listOf = (viewer: Viewer, order = NEWEST) =>
  FewList.of(
    { abilities: new Abilities(viewer), statement: new Statement() } as Question,
    { source: REPORTS, order, args: {} },
    false,
  );

describe("the list of who is given few", () => {
  it("is not there for who reads rows for what they are", () => {
    expect(listOf(knows({ posts: [POST], isUnderSecretaryGeneral: true }))).toBeUndefined();
  });

  it("begins as the few are found, each post's and each office's by itself", () => {
    const list = listOf(knows({ posts: [POST], offices: [OFFICE] }))!;
    expect(list.keys).toEqual(["few.listed_on", "few.id"]);
    const sql = list.first({ size: 21, order: NEWEST });
    expect(sql.match(/limit 21/g)).toHaveLength(3);
    expect(sql.match(/from circulated_part/g)).toHaveLength(2);
  });

  it("has an order of its own where the rows are not listed by their day", () => {
    expect(listOf(knows({ posts: [POST] }), NEWEST.slice(1))!.keys).toBeUndefined();
  });

  it("is taken whole through a portal: the first of what one may read need not be among what both may", () => {
    const through = knows({ portalId: POST, portalOffices: [OFFICE] });
    expect(listOf(knows({ posts: [POST], through }))!.keys).toBeUndefined();
  });

  it("finds nothing for who is given nothing", () => {
    expect(listOf(knows({}))!.all()).toMatch(/where false$/);
  });
});

describe("a page of who is given few", () => {
  it("has no place for a part that a draft lost before it was submitted, by the right to know either", async () => {
    const registry = await startHouse((world) => ({
      ...world,
      invocations: [{ report: uuidOf("strict"), at: "2016-05-20T00:00:00.000Z", until: "2016-06-10T00:00:00.000Z" }],
    }));
    try {
      await registry.sql("set session_replication_role = replica");
      await registry.sql("update part set withdrawn_at = created_at where id = $1", [uuidOf("strict open")]);
      const { data } = await registry.ask(
        "oios",
        "{ findings(first: 1) { nodes { id } totalCount pageInfo { hasNextPage } } }",
      );
      expect(data.findings).toEqual({
        nodes: [{ id: house.part("strict", "closed") }],
        totalCount: 2,
        pageInfo: { hasNextPage: true },
      });
    } finally {
      await registry.close();
    }
  });
});
