import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { requireClient } from "../../src/backup/dump";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-programs-");
const { PATH } = process.env;

beforeAll(() => {
  process.env.PATH = folder.path;
});

afterAll(() => {
  process.env.PATH = PATH;
  folder.remove();
});

/** A `pg_dump` that says it is of a version. */
function installed(version: string): void {
  const file = join(folder.path, "pg_dump");
  writeFileSync(file, `#!/bin/sh\necho "pg_dump (PostgreSQL) ${version}"\n`);
  chmodSync(file, 0o755);
}

const required = (production: boolean) => requireClient("pg_dump", { major: 18, production });

describe("L05: the program that dumps", () => {
  it("is asked for where there is none", async () => {
    await expect(required(false)).rejects.toThrow(
      "There is no pg_dump on the PATH: install PostgreSQL's client programs of version 18 or later.",
    );
  });

  it("is refused where it is older than the server", async () => {
    installed("15.18 (Debian 15.18-0+deb12u1)");
    await expect(required(false)).rejects.toThrow(
      "pg_dump is of version 15, and the server of 18: install PostgreSQL's client programs of version 18 or later.",
    );
  });

  it("is refused in production where it lacks fixes of security, and taken elsewhere", async () => {
    installed("18.4");
    await expect(required(true)).rejects.toThrow(
      "pg_dump is not safe: PostgreSQL 18.4 lacks fixes of security: use 18.7 or a later release of it.",
    );
    await required(false);
  });

  it("is taken with its fixes", async () => {
    installed("18.7 (Debian 18.7-1)");
    await required(true);
  });
});
