import { demonstrationAccounts } from "../../src/identity/demonstration-accounts";

const names = (regime?: "DUAL" | "SINGLE") => demonstrationAccounts(regime).map(({ account }) => account);

describe("the accounts of the demonstration", () => {
  it("have each a name of their own that is good as a subject", () => {
    expect(new Set(names()).size).toBe(names().length);
    for (const name of names()) expect(name).toMatch(/^[a-z]+(\.[a-z-]+)?$/);
  });

  it("are plainly of the demonstration", () => {
    for (const { name, kind } of demonstrationAccounts()) expect(name).toMatch(`Demonstration ${kind.toLowerCase()}: `);
  });

  it.each([
    ["DUAL", ["usg.dpko", "usg.dfs", "asg.oo", "oo.designated", "oo.staff", "portal.oo", "asg.dfs", "hom.unmil"]],
    ["SINGLE", ["usg.dpo", "usg.dos", "asg.africa", "asg.mideast-asia", "asg.europe-americas", "asg.dos"]],
  ] as const)("under %s alone are those whose posts exist then only", (regime, expected) => {
    const other = names(regime === "DUAL" ? "SINGLE" : "DUAL");
    expect(names(regime)).toEqual(expect.arrayContaining([...expected]));
    expect(other.filter((name) => (expected as readonly string[]).includes(name))).toEqual([]);
  });

  it("are under both whose posts went on", () => {
    const lasting = [
      "opsp.director",
      "oma.head",
      "portal.oma",
      "auditor",
      "oios",
      "administrator",
      "hom.minusca",
      "asg.orolsi",
    ];
    for (const regime of ["DUAL", "SINGLE"] as const) expect(names(regime)).toEqual(expect.arrayContaining(lasting));
  });

  it("are a Head for each of the 18 missions", () => {
    expect(names("DUAL").filter((name) => name.startsWith("hom."))).toHaveLength(18);
    expect(names("SINGLE").filter((name) => name.startsWith("hom."))).toHaveLength(15);
  });
});
