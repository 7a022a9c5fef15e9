import { type Operator, among, atMost, current, eq, isOperator, some } from "../../src/policies/conditions";
import { rulesFor } from "../../src/policies/policy";
import { instantOf, nobody } from "../../src/policies/viewer";
import { Level } from "../../src/entities/terms";

const NOW = instantOf(new Date("2016-06-01T12:00:00Z"));

describe("the language of the law", () => {
  const ruleWith = (conditions: object) => () =>
    rulesFor(nobody(NOW), [(_viewer, { can }) => can("read", "Report", conditions as never).because("§ 2.2")]);

  it.each([
    ["a bare value", { status: "SUBMITTED" }],
    ["an operator of a query language", { status: { $ne: "DRAFT" } }],
    ["an operator written by hand", { status: { operator: "equals", value: "SUBMITTED" } }],
    ["an operator read from JSON", JSON.parse(JSON.stringify({ status: eq("SUBMITTED") })) as object],
    ["a null", { status: null }],
    ["an unknown operator within a relation", { team: some({ post: { operator: "among", values: [] } as never }) }],
    ["a condition on no column", { $or: [] }],
  ])("refuses %s", (_what, conditions) => {
    expect(ruleWith(conditions)).toThrow("is not one of the policy's operators");
  });

  it("names in its refusal the column whose condition is not one", () => {
    expect(ruleWith({ status: eq("SUBMITTED"), level: "CONFIDENTIAL" })).toThrow(
      "The condition on level is not one of the policy's operators.",
    );
  });

  it("takes a rule without conditions, for several acts and several subjects at once", () => {
    const rules = rulesFor(nobody(NOW), [
      (_viewer, { can }) => can(["read", "copy"], ["Report", "Part"] as never).because("§ 2.2"),
    ]);
    expect(rules.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "read Report",
      "read Part",
      "copy Report",
      "copy Part",
    ]);
    expect(rules.every(({ conditions, reason }) => conditions === undefined && reason === "§ 2.2")).toBe(true);
  });

  it("has these operators, each made once and never changed", () => {
    const values = ["one", "two"];
    const made: [Operator, object][] = [
      [eq(true), { operator: "equals", value: true }],
      [among(values), { operator: "among", values: ["one", "two"] }],
      [atMost(Level.CONFIDENTIAL), { operator: "among", values: ["UNCLASSIFIED", "CONFIDENTIAL"] }],
      [current(NOW).startsAt, { operator: "begun", now: NOW }],
      [current(NOW).endsAt, { operator: "notEnded", now: NOW }],
      [some({}), { operator: "some", conditions: {} }],
    ];
    for (const [operator, meant] of made) {
      expect(operator).toEqual(meant);
      expect([isOperator(operator), Object.isFrozen(operator)]).toEqual([true, true]);
      expect(isOperator({ ...operator })).toBe(false);
    }
    values.push("three");
    expect(made[1]![0]).toEqual({ operator: "among", values: ["one", "two"] });
    expect([isOperator("equals"), isOperator(null), isOperator(undefined)]).toEqual([false, false, false]);
  });
});
