import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { holdFolder } from "../../src/demonstration/folder-lock";
import { makeDemonstrationKey } from "../../src/demonstration/key";
import { Child } from "../support/child";
import { type TestDatabase, emptyDatabase, testDatabase } from "../support/database";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-refusals-");
const DATA_FOLDER = folder.path;
const ISSUER = "https://issuer.invalid";
const isRoot = process.getuid?.() === 0;

let taken: Server;
let port: string;
let migrated: TestDatabase;
let empty: TestDatabase;

beforeAll(async () => {
  taken = createServer().listen(0, "127.0.0.1");
  [migrated, empty] = await Promise.all([testDatabase(), emptyDatabase()]);
  port = String((taken.address() as AddressInfo).port);
});

afterAll(async () => {
  taken.close();
  await Promise.all([migrated.close(), empty.close()]);
  folder.remove();
});

/** Starts the registry with settings that it must refuse, and expects the one sentence. */
async function refuses(env: Record<string, string>, sentence: string, argv: string[] = []): Promise<void> {
  const child = Child.run(argv, { DATA_FOLDER, PORT: "0", OIDC_PORT: "0", ...env });
  expect({ code: await child.ended(), err: child.err }).toEqual({ code: 1, err: `${sentence}\n` });
}

function keyFile(name: string): string {
  const path = join(DATA_FOLDER, name);
  writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  return path;
}

describe("a start that cannot succeed says why in one sentence, with exit code 1", () => {
  it("when a setting cannot be used", async () => {
    await refuses({ PORT: "http" }, 'PORT must be a whole number from 0 to 65535, not "http".');
  });

  it("when DATABASE_URL is given without OIDC_ISSUER", async () => {
    await refuses(
      { DATABASE_URL: migrated.url },
      "DATABASE_URL is given without OIDC_ISSUER: give both, or neither for the demonstration.",
    );
  });

  it("when a day is named for a database of one's own", async () => {
    await refuses(
      { DATABASE_URL: migrated.url, OIDC_ISSUER: ISSUER },
      "--now is of the demonstration: with DATABASE_URL the day is today.",
      ["--now", "2016-06-01"],
    );
  });

  it("when a day is named in production", async () => {
    await refuses({ NODE_ENV: "production" }, "--now is of the demonstration: in production the day is today.", [
      "--now=2016-06-01",
    ]);
  });

  it("when production is to be a demonstration", async () => {
    await refuses(
      { NODE_ENV: "production" },
      "Production needs DATABASE_URL and OIDC_ISSUER: the embedded ones are of the demonstration.",
    );
  });

  it("when the port is in use", async () => {
    await refuses(
      { PORT: port },
      `Port ${port} of 127.0.0.1 is in use: set PORT to a free port, or stop what listens there.`,
    );
  });

  it("when the host is none of this machine", async () => {
    await refuses(
      { HOST: "192.0.2.1", PORT: "4000" },
      "192.0.2.1 is no address of this machine: set HOST to one that is, such as 127.0.0.1.",
    );
  });

  it("when the port of the OpenID provider is in use", async () => {
    await refuses(
      { OIDC_PORT: port, DATA_FOLDER: join(DATA_FOLDER, "provider") },
      `Port ${port} of 127.0.0.1 is in use: set OIDC_PORT to a free port for the OpenID provider.`,
    );
  });

  it("when another registry holds the data folder", async () => {
    const letGo = await holdFolder(join(DATA_FOLDER, "today"));
    await refuses(
      {},
      `The data folder ${join(DATA_FOLDER, "today")} is in use by another registry (process ${process.pid}): stop that one first, or name another folder with DATA_FOLDER.`,
    );
    await letGo();
  });

  it("when a file stands in the place of the data folder", async () => {
    const file = join(DATA_FOLDER, "file");
    writeFileSync(file, "");
    await refuses(
      { DATA_FOLDER: file },
      `The data folder ${join(file, "today")} cannot be made: name one that can be written, with DATA_FOLDER.`,
    );
  });

  (isRoot ? it : it.skip)("when PostgreSQL's user cannot enter the data folder", async () => {
    const closed = join(DATA_FOLDER, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    await refuses(
      { DATA_FOLDER: join(closed, "data") },
      `PostgreSQL runs as the user "postgres" and cannot enter the folder ${closed}: allow it with "chmod o+x ${closed}", or keep the registry in another folder.`,
    );
  });

  it("when the database cannot be reached, without its password", async () => {
    await refuses(
      { DATABASE_URL: "postgres://registry:secret@127.0.0.1:1/registry", OIDC_ISSUER: ISSUER },
      "The database at 127.0.0.1:1 cannot be reached: ECONNREFUSED.",
    );
  });

  it("when the identity provider cannot be reached", async () => {
    await refuses(
      { DATABASE_URL: migrated.migratorUrl, OIDC_ISSUER: ISSUER },
      `The identity provider ${ISSUER} cannot be used: check OIDC_ISSUER and the connection to it.`,
    );
  });

  it("when the key file is not there", async () => {
    const path = join(DATA_FOLDER, "no-key");
    await refuses(
      { DATABASE_URL: migrated.url, OIDC_ISSUER: ISSUER, REGISTRY_KEY_FILE: path },
      `The key file ${path} is not there: make it, with 64 hexadecimal digits on a line of its own.`,
    );
  });
});

describe("production refuses what is of the demonstration", () => {
  const production = (more: Record<string, string>) => ({
    NODE_ENV: "production",
    OIDC_ISSUER: ISSUER,
    DATABASE_URL: migrated.url,
    TICKET_KEY_FILE: keyFile("ticket.key"),
    JOBS: "no",
    CHECKPOINT_KEY_FILE: keyFile("checkpoint.key"),
    CHECKPOINT_FOLDER: join(DATA_FOLDER, "checkpoints"),
    CHECKPOINT_SECOND_PLACE: join(DATA_FOLDER, "checkpoints.second"),
    ...more,
  });

  it("its key, that it would make by itself", async () => {
    await refuses(
      production({}),
      "Production needs REGISTRY_KEY_FILE: a key that is made by itself is of the demonstration.",
    );
  });

  it("its key, brought along", async () => {
    const path = join(DATA_FOLDER, "demonstration.key");
    makeDemonstrationKey(path);
    await refuses(
      production({ REGISTRY_KEY_FILE: path }),
      `The key file ${path} is a demonstration's: make another one for production.`,
    );
  });

  it("a key for checkpoints that it would make by itself", async () => {
    await refuses(
      production({ REGISTRY_KEY_FILE: keyFile("own.key"), CHECKPOINT_KEY_FILE: "" }),
      "Production needs CHECKPOINT_KEY_FILE, CHECKPOINT_FOLDER and CHECKPOINT_SECOND_PLACE: the register is held against what is kept there.",
    );
  });

  it("its provider", async () => {
    await refuses(
      production({ OIDC_ISSUER: "http://127.0.0.1:4001", REGISTRY_KEY_FILE: keyFile("own.key") }),
      'OIDC_ISSUER must be an https address without a query, or several separated by commas, not "http://127.0.0.1:4001".',
    );
  });

  it("a database whose clock was moved", async () => {
    const client = new Client({ connectionString: migrated.migratorUrl });
    await client.connect();
    await client.query("update registry_clock set shift = interval '-1 day'");
    await refuses(
      production({ REGISTRY_KEY_FILE: keyFile("own.key") }),
      "This database holds a demonstration, its accounts or its clock: production needs a database of its own.",
    );
    await client.query("update registry_clock set shift = interval '0'");
    await client.query(
      `with p as (insert into person (name) values ('Demonstration') returning id)
       insert into login (issuer, subject, person_id, starts_on) select 'http://127.0.0.1:4001', 'usg.dpo', id, '2019-01-01' from p`,
    );
    await client.end();
    await refuses(
      production({ REGISTRY_KEY_FILE: keyFile("own.key") }),
      "This database holds a demonstration, its accounts or its clock: production needs a database of its own.",
    );
  });

  it("L11: and a database that was not migrated", async () => {
    await refuses(
      production({ DATABASE_URL: empty.url, REGISTRY_KEY_FILE: keyFile("own.key") }),
      "The database is not up to date: run npm run migrate with MIGRATOR_DATABASE_URL first.",
    );
  });
});
