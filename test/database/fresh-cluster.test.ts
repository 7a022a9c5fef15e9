import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { withDatabase } from "../../src/database/address";
import { openDatabase } from "../../src/database/connection";
import { startEmbeddedPostgres } from "../../src/database/embedded";
import { MIGRATIONS_FOLDER } from "../../src/database/migration-files";
import type { EmbeddedPostgres } from "../../src/database/embedded";
import { readSettings } from "../../src/settings";
import { testTickets } from "../support/database";
import { reachableBinaries } from "../support/cluster";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-fresh-");

const STEMS = readdirSync(MIGRATIONS_FOLDER)
  .filter((name) => name.endsWith(".up.sql"))
  .map((name) => name.replace(".up.sql", ""))
  .sort();
const LAST = STEMS.at(-1)!;
const HOW =
  "Say npm run migrate, or npm run migrate:revert -- NAME with the name of the last migration, and nothing more.\n";

let postgres: EmbeddedPostgres;

beforeAll(async () => {
  const binaries = await reachableBinaries(folder.path);
  postgres = await startEmbeddedPostgres({ folder: join(folder.path, "data"), durable: false, binaries });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'keeper'");
  await client.query("CREATE DATABASE registry OWNER keeper");
  await client.end();
});

afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

function keeper(): string {
  const address = new URL(withDatabase(postgres.url, "registry"));
  address.username = "keeper";
  address.password = "keeper";
  return address.href;
}

/** Runs `npm run migrate`, with or without `:revert`, as a person would. */
function command(env: Record<string, string>, ...argv: string[]) {
  const file = join(__dirname, "../../src/database/migrate-command.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-r", "./load-typescript.js", file, ...argv], {
    cwd: join(__dirname, "../.."),
    env: { PATH: process.env.PATH, DATA_FOLDER: folder.path, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("a cluster that has never seen the registry", () => {
  it("is migrated by an owner who may create roles, and then served as the application by the same login", async () => {
    const done = command({ MIGRATOR_DATABASE_URL: keeper() });
    expect(done).toEqual({ status: 0, stdout: `These migrations ran: ${STEMS.join(", ")}.\n`, stderr: "" });
    const database = await openDatabase(readSettings([], {}), keeper(), testTickets);
    const { rows } = await database.reading.query("SELECT current_user, session_user");
    await database.close();
    expect(rows).toEqual([{ current_user: "registry_app", session_user: "keeper" }]);
  });

  it("is told that there is nothing to do where it is up to date", () => {
    expect(command({ MIGRATOR_DATABASE_URL: keeper() })).toEqual({
      status: 0,
      stdout: "The database was up to date.\n",
      stderr: "",
    });
  });

  it.each([
    [[], ""],
    [["0001-organisation"], ", and not 0001-organisation"],
  ])("keeps its last migration where it is not named: %j", (named, other) => {
    const sentence = `The last migration is ${LAST}${other}: say npm run migrate:revert -- ${LAST} to take it away, with all that the database keeps by it.`;
    const refused = { status: 1, stdout: "", stderr: `${sentence}\n` };
    expect(command({ DATABASE_URL: keeper() }, "revert", ...named)).toEqual(refused);
    expect(command({ DATABASE_URL: keeper() }).stdout).toBe("The database was up to date.\n");
  });

  it("has its last migration undone on demand, and done again", () => {
    const undone = command({ DATABASE_URL: keeper() }, "revert", LAST);
    expect(undone).toEqual({ status: 0, stdout: `Taken away: ${LAST}.\n`, stderr: "" });
    expect(command({ DATABASE_URL: keeper() }).stdout).toBe(`These migrations ran: ${LAST}.\n`);
  });

  it.each([
    [{}, [], "MIGRATOR_DATABASE_URL is needed: only the demonstration migrates when it starts.\n"],
    [{}, ["sideways"], HOW],
    [{}, ["up", "more"], HOW],
    [{}, ["revert", LAST, "more"], HOW],
    [
      { MIGRATOR_DATABASE_URL: "postgres://keeper:keeper@127.0.0.1:1/registry" },
      [],
      "The database at 127.0.0.1:1 cannot be reached: ECONNREFUSED.\n",
    ],
    [
      { NODE_ENV: "production", DATABASE_URL: "postgres://keeper:keeper@127.0.0.1:1/registry" },
      [],
      "MIGRATOR_DATABASE_URL is needed: only the demonstration migrates when it starts.\n",
    ],
    [
      { NODE_ENV: "production", MIGRATOR_DATABASE_URL: "postgres://keeper:keeper@127.0.0.1:1/registry" },
      [],
      "Production needs TICKET_KEY_FILE: the key that tells the database who is asking.\n",
    ],
  ])("is told about in one sentence what it lacks: %j %j", (env, argv, stderr) => {
    expect(command(env, ...argv)).toEqual({ status: 1, stdout: "", stderr });
  });
});
