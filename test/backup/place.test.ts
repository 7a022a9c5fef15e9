import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Child } from "../support/child";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-place-");
afterAll(() => folder.remove());

/** `npm run backup -- --to FILE`, on a data folder in which there is nothing yet. */
async function refusal(file: string): Promise<{ code: unknown; err: string }> {
  const env = { DATA_FOLDER: join(folder.path, "data") };
  const child = Child.run(["backup", "--to", file], env, "src/backup/command.ts");
  return { code: await child.ended(), err: child.err };
}

describe("the place of a backup is refused in one sentence", () => {
  it("where its folder is not there", async () => {
    const missing = join(folder.path, "missing");
    expect(await refusal(join(missing, "x.backup"))).toEqual({
      code: 1,
      err: `The folder ${missing} is not there or cannot be written: make it, or name another.\n`,
    });
    expect(existsSync(missing)).toBe(false);
  });

  it("where there is a file of that name", async () => {
    const file = join(folder.path, "there.backup");
    writeFileSync(file, "");
    expect(await refusal(file)).toEqual({
      code: 1,
      err: `The file ${file} is there already: name a new one.\n`,
    });
  });
});
