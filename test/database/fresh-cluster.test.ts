import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Client } from "pg";
import { withDatabase } from "../../src/database/address";
import { openDatabase } from "../../src/database/connection";
import { startEmbeddedPostgres } from "../../src/database/embedded";
import type { EmbeddedPostgres } from "../../src/database/embedded";
import { readSettings } from "../../src/settings";
import { testTickets } from "../support/database";
import { reachableBinaries } from "../support/cluster";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-fresh-");

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
  const { status, stderr } = spawnSync(process.execPath, ["-r", "./load-typescript.js", file, ...argv], {
    cwd: join(__dirname, "../.."),
    env: { PATH: process.env.PATH, DATA_FOLDER: folder.path, ...env },
    encoding: "utf8",
  });
  return { status, stderr };
}

describe("a cluster that has never seen the registry", () => {
  it("is migrated by an owner who may create roles, and then served as the application by the same login", async () => {
    const done = command({ MIGRATOR_DATABASE_URL: keeper() });
    expect(done).toEqual({ status: 0, stderr: "" });
    const database = await openDatabase(readSettings([], {}), keeper(), testTickets);
    const { rows } = await database.reading.query("SELECT current_user, session_user");
    await database.close();
    expect(rows).toEqual([{ current_user: "registry_app", session_user: "keeper" }]);
  });

  it("has its last migration undone on demand", () => {
    const done = command({ DATABASE_URL: keeper() }, "revert");
    expect(done).toEqual({ status: 0, stderr: "" });
  });

  it.each([
    [{}, [], "MIGRATOR_DATABASE_URL is needed: only the demonstration migrates when it starts.\n"],
    [{}, ["sideways"], "Say npm run migrate, or npm run migrate:revert, and nothing more.\n"],
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
    expect(command(env, ...argv)).toEqual({ status: 1, stderr });
  });
});
