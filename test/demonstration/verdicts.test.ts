import { Verdicts } from "../../src/demonstration/tour/verdicts";

describe("the verdicts of the tour", () => {
  it("count what was compared, and keep what is not as it should be", () => {
    const verdicts = new Verdicts();
    expect(verdicts.compare("usg.dpo, title", "yes", "yes")).toBe("as it should be");
    expect(verdicts.compare("oma.staff, parts", "F1 F2", "F1")).toBe("NOT AS IT SHOULD BE: expected F1");
    expect(verdicts.compare("asg.dfs, parts", "F1", "")).toBe("NOT AS IT SHOULD BE: expected nothing");
    expect(verdicts.compared).toBe(3);
    expect(verdicts.differences).toEqual([
      "oma.staff, parts: expected F1, found F1 F2",
      "asg.dfs, parts: expected nothing, found F1",
    ]);
  });
});
