import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { startEmbeddedPostgres } from "../../src/database/embedded";
import type { EmbeddedPostgres } from "../../src/database/embedded";
import { StartError } from "../../src/start-error";
import { reachableBinaries } from "../support/cluster";
import { temporaryFolder } from "../support/temporary-folder";

const isRoot = process.getuid?.() === 0;
const inPlace = temporaryFolder("registry-embedded-");

let binaries: string;

beforeAll(async () => {
  binaries = await reachableBinaries(inPlace.path);
});

afterAll(() => inPlace.remove());

const start = (folder: string) => startEmbeddedPostgres({ folder, durable: false, binaries });

async function ask<Row>(postgres: EmbeddedPostgres, text: string): Promise<Row> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows[0] as Row;
}

describe("the embedded PostgreSQL", () => {
  const folder = join(inPlace.path, "data");
  const note = join(folder, "cluster", "postmaster.pid");

  it("is found again with its data by a second start", async () => {
    const first = await start(folder);
    await ask(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();
    const second = await start(folder);
    expect([first.firstStart, second.firstStart]).toEqual([true, false]);
    expect(await ask(second, "SELECT answer FROM kept")).toEqual({ answer: 42 });
    await second.stop();
  });

  it("leaves nothing running behind, and no note of itself", async () => {
    const postgres = await start(folder);
    expect(existsSync(note)).toBe(true);
    await postgres.stop();
    expect(existsSync(note)).toBe(false);
    await expect(ask(postgres, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("can be told to stop twice", async () => {
    const postgres = await start(folder);
    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    expect(existsSync(note)).toBe(false);
  });

  it("refuses a folder that another one serves, and names its process", async () => {
    const postgres = await start(folder);
    const pid = readFileSync(note, "utf8").split("\n")[0];
    await expect(start(folder)).rejects.toThrow(
      new StartError(
        `The data folder ${folder} is in use by another registry (process ${pid}): stop that one first, or name another folder with DATA_FOLDER.`,
      ),
    );
    expect(await ask(postgres, "SELECT 1 AS one")).toEqual({ one: 1 });
    await postgres.stop();
  });

  it.each([
    ["gone", 2 ** 22],
    ["another process's by now", process.pid],
  ])("is not held up by a note whose process is %s", async (_, pid) => {
    writeFileSync(note, `${pid}\n${join(folder, "cluster")}\n1700000000\n5432\n\n127.0.0.1\n  1234  1234\nready\n`);
    const postgres = await start(folder);
    expect(await ask(postgres, "SELECT 1 AS one")).toEqual({ one: 1 });
    await postgres.stop();
  });

  it("speaks UTF-8, sorts alike on every machine and asks for its password", async () => {
    const postgres = await start(folder);
    const about = await ask(
      postgres,
      "SELECT datlocprovider AS provider, datlocale AS locale, current_setting('server_encoding') AS encoding FROM pg_database WHERE datname = 'postgres'",
    );
    expect(about).toEqual({ provider: "b", locale: "C.UTF-8", encoding: "UTF8" });
    const stranger = new URL(postgres.url);
    stranger.password = "guess";
    await expect(ask({ ...postgres, url: stranger.href }, "SELECT 1")).rejects.toThrow(
      /password authentication failed/,
    );
    expect(statSync(join(folder, "postgres-password")).mode & 0o777).toBe(0o600);
    await postgres.stop();
  });

  it("ends when the process that started it is killed", async () => {
    const program = `require("./src/database/embedded").startEmbeddedPostgres(${JSON.stringify({ folder, durable: false, binaries })})
      .then(() => { console.log("started"); setInterval(() => undefined, 1000); });`;
    const parent = spawn(process.execPath, ["-r", "./load-typescript.js", "-e", program], {
      cwd: join(__dirname, "../.."),
    });
    await once(parent.stdout, "data");
    parent.kill("SIGKILL");
    for (let tries = 0; existsSync(note) && tries < 100; tries++) await pause(50);
    expect(existsSync(note)).toBe(false);
  });
});

describe("a folder that cannot be used", () => {
  it("is refused when another version wrote it", async () => {
    const folder = join(inPlace.path, "old");
    mkdirSync(join(folder, "cluster"), { recursive: true });
    writeFileSync(join(folder, "cluster", "PG_VERSION"), "15\n");
    await expect(start(folder)).rejects.toThrow(/was written by PostgreSQL 15, and this is 18/);
  });

  it("is refused when a file stands in its place", async () => {
    const folder = join(inPlace.path, "file");
    writeFileSync(folder, "");
    await expect(start(folder)).rejects.toThrow(
      new StartError(`The data folder ${folder} cannot be made: name one that can be written, with DATA_FOLDER.`),
    );
  });

  (isRoot ? it : it.skip)(
    "is refused below a folder that PostgreSQL's user may not enter, which is named",
    async () => {
      const closed = join(inPlace.path, "closed");
      mkdirSync(closed, { mode: 0o700 });
      await expect(start(join(closed, "below", "data"))).rejects.toThrow(
        new StartError(
          `PostgreSQL runs as the user "postgres" and cannot enter the folder ${closed}: allow it with "chmod o+x ${closed}", or keep the registry in another folder.`,
        ),
      );
    },
  );
});
