import { readdirSync } from "node:fs";
import { join } from "node:path";

import listed from "./areas.json";

interface Area {
  readonly parts: readonly { readonly mutated: readonly string[]; readonly tests: readonly string[] }[];
  readonly leftOut?: Readonly<Record<string, string>>;
}

const AREAS: Readonly<Record<string, Area>> = listed;

describe.each(["register", "identity"])("what is mutated of %s", (area) => {
  it("is each of its files once, but for those that are left out with a reason", () => {
    const { parts, leftOut = {} } = AREAS[area]!;
    const folder = `src/${area}`;
    const files = readdirSync(join(__dirname, "../..", folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name}`);
    expect([...parts.flatMap(({ mutated }) => mutated), ...Object.keys(leftOut)].sort()).toEqual(files.sort());
  });
});
