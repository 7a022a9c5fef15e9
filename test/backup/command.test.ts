import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Child } from "../support/child";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-backup-command-");
const HOW =
  "Say npm run backup -- --to FILE, or npm run restore -- --from FILE; with --now DAY for the demonstration of a day.\n";

afterAll(() => folder.remove());

/** Runs `npm run backup` or `npm run restore` as a person would. */
async function refused(argv: string[], env: Record<string, string> = {}): Promise<string> {
  const child = Child.run(argv, { DATA_FOLDER: folder.path, ...env }, "src/backup/command.ts");
  expect([await child.ended(), child.out]).toEqual([1, ""]);
  return child.err;
}

describe("npm run backup and npm run restore", () => {
  it.each([
    ["backup"],
    ["restore"],
    ["backup --from x"],
    ["restore --to x"],
    ["backup --to x --loud"],
    ["other --to x"],
  ])("say how they are said to whoever says: %s", async (words) => {
    expect(await refused(words.split(" "))).toBe(HOW);
  });

  it("say in one sentence what they lack", async () => {
    const file = join(folder.path, "a.backup");
    const database = {
      DATABASE_URL: "postgres://someone:secret@127.0.0.1:1/registry",
      OIDC_ISSUER: "https://id.example",
    };
    expect(await refused(["backup", "--to", file])).toMatch(
      /^There is no registry in .* yet: start it once with npm start/,
    );
    expect(await refused(["backup", "--to", file], database)).toBe(
      "The database at 127.0.0.1:1 cannot be reached: ECONNREFUSED.\n",
    );
    expect(await refused(["restore", "--from", file])).toBe(`There is no file ${file}.\n`);
    writeFileSync(join(folder.path, "open.key"), `${"a".repeat(64)}\n`, { mode: 0o644 });
    expect(await refused(["backup", "--to", file], { BACKUP_KEY_FILE: join(folder.path, "open.key") })).toMatch(
      /can be read by others: set its mode to 600\.\n$/,
    );
    expect(existsSync(file)).toBe(false);
  });
});
