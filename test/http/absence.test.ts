import { randomUUID } from "node:crypto";

import { idOf } from "../../src/access/ids";
import { tellsOfAbsence } from "../../src/http/absence";
import { house, startHouse } from "../access/house";
import { mutation } from "../operations/life";
import type { TestRegistry } from "../support/registry";

const notFound = { message: "There is none.", extensions: { code: "NOT_FOUND" } };
const forbidden = { message: "No.", extensions: { code: "FORBIDDEN" } };

describe("an answer tells of absence", () => {
  it.each([
    ["nothing in the place of what was asked for", { report: null }],
    ["nothing in a list of what was asked for", { nodes: [{ id: "part_1" }, null] }],
    ["an empty list", { officersInCharge: [] }],
    ["a page without rows", { reports: { nodes: [], pageInfo: { hasNextPage: false } } }],
    ["a count of none", { reports: { totalCount: 0 } }],
    ["one of several", { one: { id: "report_1" }, other: null }],
  ])("by %s", (_how, data) => {
    expect(tellsOfAbsence({ data })).toBe(true);
  });

  it("by the refusal of an act on what is not there", () => {
    expect(tellsOfAbsence({ data: null, errors: [notFound] })).toBe(true);
  });

  it.each([
    ["something is there", { report: { title: null, submittedOn: null } }],
    ["a page has rows", { reports: { totalCount: 2, nodes: [{ title: null }] } }],
    ["a word is answered", { __typename: "Query" }],
  ])("not where %s", (_where, data) => {
    expect(tellsOfAbsence({ data })).toBe(false);
  });

  it("not where an act is refused for another reason", () => {
    expect(tellsOfAbsence({ data: null, errors: [forbidden] })).toBe(false);
  });
});

describe("an answer that tells of absence", () => {
  const GRID = 250;
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startHouse(undefined, { absenceMilliseconds: GRID });
  });

  afterAll(() => registry.close());

  const PART = "query ($id: ID!) { node(id: $id) { id } }";
  const REVOKE = mutation("revokeCirculation", "__typename");

  it.each([
    ["what is hidden", PART, { id: house.part("strict", "secret") }],
    ["what never was", PART, { id: idOf("part", randomUUID()) }],
    ["an act on what is hidden", REVOKE, { input: { circulationId: house.circulation("toHead"), reason: "To know" } }],
    [
      "an act on what never was",
      REVOKE,
      { input: { circulationId: idOf("circulation", randomUUID()), reason: "To know" } },
    ],
  ])("leaves no sooner than its time: %s", async (_what, query, variables) => {
    const asked = performance.now();
    const { data, code } = await registry.ask("adviser", query, variables);
    expect([data?.node ?? null, code ?? "NOT_FOUND"]).toEqual([null, "NOT_FOUND"]);
    expect(performance.now() - asked).toBeGreaterThanOrEqual(GRID - 5);
  });
});
