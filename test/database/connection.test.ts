import { inspect } from "node:util";
import { Client } from "pg";
import { openDatabase } from "../../src/database/connection";
import type { Database } from "../../src/database/connection";
import { readSettings } from "../../src/settings";
import { testDatabase, testTickets } from "../support/database";
import type { TestDatabase } from "../support/database";

const settings = readSettings([], {});

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await testDatabase();
  await makeTable();
  database = await openDatabase(settings, test.url, testTickets);
});

afterAll(async () => {
  await database.close();
  await test.close();
});

/** A table that refuses a name given twice. */
async function makeTable(): Promise<void> {
  const client = new Client({ connectionString: test.migratorUrl });
  await client.connect();
  await client.query("CREATE TABLE named (name text CONSTRAINT only_once UNIQUE)");
  await client.query("GRANT INSERT ON named TO registry_app");
  await client.end();
}

const ways = [
  [
    "reads",
    (text: string, values?: unknown[]) => database.reading.query(text, values).then(({ rows }) => rows as unknown[]),
  ],
  ["acts", (text: string, values?: unknown[]) => database.acting.query<unknown[]>(text, values)],
] as const;

describe.each(ways)("a connection that %s", (_, ask) => {
  it("works as the application's role, whoever logged in", async () => {
    expect(await ask("SELECT current_user, session_user")).toEqual([
      { current_user: "registry_app", session_user: "registry_test" },
    ]);
  });

  it.each([
    ["statement_timeout", "3s"],
    ["lock_timeout", "1s"],
    ["idle_in_transaction_session_timeout", "5s"],
    ["TimeZone", "UTC"],
    ["search_path", "public"],
  ])("has %s at %s", async (name, value) => {
    expect(await ask("SELECT current_setting($1) AS value", [name])).toEqual([{ value }]);
  });

  it("F06: is refused a second statement behind a semicolon", async () => {
    await expect(ask("SELECT 1; SELECT 2")).rejects.toThrow(
      "cannot insert multiple commands into a prepared statement",
    );
  });

  it("gives a date of the calendar as the text that it is", async () => {
    expect(await ask("SELECT date '2016-06-01' AS day")).toEqual([{ day: "2016-06-01" }]);
  });

  it("tells its statements, without their parameters", async () => {
    const told: string[] = [];
    database.onStatement = (text) => told.push(text);
    await ask("SELECT $1::text", ["a secret"]);
    database.onStatement = undefined;
    expect(told).toEqual(["SELECT $1::text"]);
  });
});

describe("an error of the database", () => {
  it.each(ways)(
    "of a connection that %s keeps its code and constraint, and forgets rows and parameters",
    async (_, ask) => {
      const twice = () => ask("INSERT INTO named VALUES ($1), ($1)", ["a secret"]);
      const error: unknown = await twice().catch((failure: unknown) => failure);
      expect(error).toMatchObject({ code: "23505", constraint: "only_once" });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("a secret");
    },
  );
});

describe("reading", () => {
  it("sends the statements of a transaction without waiting for one another", async () => {
    const client = await database.reading.connect();
    const answers = await Promise.all(["BEGIN", "SELECT 1 AS one", "COMMIT"].map((text) => client.query(text)));
    client.release();
    expect(answers.map(({ command }) => command)).toEqual(["BEGIN", "SELECT", "COMMIT"]);
  });
});

describe("a database that cannot be opened", () => {
  const open = (change: (address: URL) => void) => {
    const address = new URL(test.url);
    change(address);
    return openDatabase(settings, address.href, testTickets);
  };

  it("is named by its host and port when nothing listens there", async () => {
    await expect(open((address) => (address.port = "1"))).rejects.toThrow(
      /^The database at 127.0.0.1:1 cannot be reached: ECONNREFUSED\.$/,
    );
  });

  it("is told by its login, never by its password", async () => {
    const opening = open((address) => (address.password = "wrong-password"));
    await expect(opening).rejects.toThrow(/does not accept the login "registry_test": check its name and password\.$/);
    await expect(opening).rejects.not.toThrow(/wrong-password/);
  });

  it("is told by its name when there is none of it", async () => {
    await expect(open((address) => (address.pathname = "/nowhere"))).rejects.toThrow(/has no database "nowhere"/);
  });

  it("is refused when the address tries to choose another role", async () => {
    const other = await open((address) => address.searchParams.set("options", "-c role=registry_owner"));
    const { rows } = await other.reading.query("SELECT current_user");
    await other.close();
    expect(rows).toEqual([{ current_user: "registry_app" }]);
  });
});
