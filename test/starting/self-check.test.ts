import { Client } from "pg";

import { EMBEDDED_NAME } from "../../src/database/postgres-process";
import { SUPPORTED, whyUnsupported } from "../../src/database/postgres-versions";
import { readSettings } from "../../src/settings";
import { type Checked, selfCheck } from "../../src/starting/self-check";
import { type TestDatabase, testDatabase } from "../support/database";

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url, options: "-c role=registry_app" });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.close();
});

const ask: Checked["ask"] = async <Row>(text: string) => (await client.query(text)).rows as Row[];
const check = (settings: Partial<Checked["settings"]>, answers: Checked["ask"] = ask) =>
  selfCheck({ settings: { production: false, databaseMayForget: false, ...settings }, ask: answers });

/** PostgreSQL as it says it is. */
const saying = (version: number, name = ""): Checked["ask"] => {
  return async <Row>(text: string) =>
    (text.includes("server_version_num")
      ? [{ version, name }]
      : text.includes("'fsync'")
        ? []
        : await ask(text)) as Row[];
};

describe("the check of itself that a start begins with", () => {
  it("refuses a database that does not wait for the disk", async () => {
    await expect(check({})).rejects.toThrow(
      "The database may lose what the registry has acknowledged: turn fsync, full_page_writes, synchronous_commit on.",
    );
  });

  it("lets tests have such a database, and production never", async () => {
    await check({ databaseMayForget: true });
    expect(() => readSettings([], { NODE_ENV: "production", DATABASE_MAY_FORGET: "yes" })).toThrow(
      "DATABASE_MAY_FORGET is for tests: in production the database forgets nothing.",
    );
    expect(() => readSettings([], { DATABASE_MAY_FORGET: "perhaps" })).toThrow(
      'DATABASE_MAY_FORGET must be yes or no, not "perhaps".',
    );
  });

  it("refuses in production the embedded PostgreSQL, whatever its version", async () => {
    await expect(check({ production: true, databaseMayForget: true })).rejects.toThrow(
      "This is the embedded PostgreSQL of a demonstration: production needs one of its own.",
    );
    await expect(check({ production: true }, saying(990_000, EMBEDDED_NAME))).rejects.toThrow("embedded");
  });

  it.each([
    [180_004, "PostgreSQL 18.4 lacks fixes of security: use 18.7 or a later release of it."],
    [180_006, "PostgreSQL 18.6 lacks fixes of security: use 18.7 or a later release of it."],
    [170_010, "PostgreSQL 17 is not one that the registry is tried with: use 18.7 or a later release of it."],
  ])("I14: refuses in production PostgreSQL %d", async (version, sentence) => {
    await expect(check({ production: true }, saying(version))).rejects.toThrow(sentence);
    await check({}, saying(version));
  });

  it("I05, I13: refuses a login that passes by row-level security", async () => {
    const superuser = new Client({ connectionString: database.migratorUrl });
    await superuser.connect();
    const asSuperuser: Checked["ask"] = async <Row>(text: string) => (await superuser.query(text)).rows as Row[];
    await expect(check({ databaseMayForget: true }, asSuperuser)).rejects.toThrow(
      "The login postgres passes by row-level security: let the registry use another, which cannot.",
    );
    await superuser.end();
  });

  it.each(["no force row level security", "disable row level security"])(
    "I05, I13: refuses a database of which one table has %s",
    async (change) => {
      const superuser = new Client({ connectionString: database.migratorUrl });
      await superuser.connect();
      await superuser.query(`alter table notice ${change}`);
      await expect(check({ databaseMayForget: true })).rejects.toThrow(
        "Row-level security does not guard notice: bring the database back to its migrations.",
      );
      await superuser.query("alter table notice enable row level security, force row level security");
      await superuser.end();
    },
  );

  it("takes in production every release that has the fixes", async () => {
    for (const { major, minor } of SUPPORTED) {
      await check({ production: true }, saying(major * 10_000 + minor));
      expect(whyUnsupported(major, minor + 1)).toBeUndefined();
    }
  });
});
