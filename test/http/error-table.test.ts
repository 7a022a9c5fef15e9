import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CODES, statusOf } from "../../src/http/codes";

const PAGE = readFileSync(join(__dirname, "../../docs/errors.md"), "utf8");
const ROWS = [...PAGE.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| (.+?) +\| (.+?) +\|$/gm)].map(([, code, status]) => ({
  code,
  status: Number(status),
}));

describe("docs/errors.md", () => {
  it("has every code that an answer can have, once, and no other", () => {
    expect(ROWS.map(({ code }) => code)).toEqual([...CODES]);
  });

  it("has the status of each: of an answer that was executed, or of a request that was refused before", () => {
    for (const code of CODES)
      expect([statusOf(code), Math.max(400, statusOf(code))]).toContain(ROWS.find((row) => row.code === code)?.status);
  });
});
