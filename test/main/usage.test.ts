import { readdirSync } from "node:fs";

import { scripts } from "../../package.json";
import { Child } from "../support/child";
import { temporaryFolder } from "../support/temporary-folder";

/** The commands that are no tools of this repository alone; migrations tell their use as a refusal, and never run for a word too many. */
const COMMANDS = Object.entries(scripts)
  .map(([name, words]) => [name, ...(/load-typescript\.js (src\/\S+)(.*)$/.exec(words)?.slice(1) ?? [])] as const)
  .filter(([name, program]) => program !== undefined && !name.startsWith("migrate")) as [string, string, string][];

describe("every command", () => {
  const folder = temporaryFolder("usage-");
  afterAll(() => folder.remove());

  it.each(COMMANDS)("says for --help how it is used, and does nothing: npm run %s", async (name, program, words) => {
    const argv = [...words.split(" ").filter(Boolean), "--help"];
    const child = Child.run(argv, { DATA_FOLDER: folder.path }, program);
    expect([await child.ended(), child.err]).toEqual([0, ""]);
    const [first] = child.out.split("\n");
    expect(first).toMatch(/^npm (run (-s )?\S+|start)/);
    expect(child.out).toContain(name === "start" ? "npm start" : name);
    expect(child.out.split("\n").length).toBeGreaterThan(2);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
