import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

import { backup, restore } from "../../src/backup/backup";
import { requireClient } from "../../src/backup/dump";
import { type Settings, readSettings } from "../../src/settings";
import { type TestDatabase, emptyDatabase, testDatabase } from "../support/database";
import type { TestIssuer } from "../support/issuer";
import { catalogOf } from "../support/catalog";
import { temporaryFolder } from "../support/temporary-folder";
import { CANARY, fill, onRegistry, testIssuer, verdicts } from "./kept";

const folder = temporaryFolder("registry-dump-");
const file = join(folder.path, "registry.backup");

let issuer: TestIssuer;
let source: TestDatabase;
let target: TestDatabase;
/** Why a dump cannot be made on this machine, if it cannot. */
let lacking: string | undefined;

beforeAll(async () => {
  issuer = await testIssuer();
  [source, target] = await Promise.all([testDatabase(), emptyDatabase()]);
  for (const program of ["pg_dump", "pg_restore"] as const)
    await requireClient(program, { major: 18, production: false }).catch((error: Error) => (lacking ??= error.message));
});

afterAll(async () => {
  await Promise.all([source.close(), target.close(), issuer.close()]);
  folder.remove();
});

const settingsOf = ({ migratorUrl }: TestDatabase): Settings =>
  readSettings([], {
    DATABASE_URL: migratorUrl,
    OIDC_ISSUER: issuer.issuer,
    DATA_FOLDER: folder.path,
    CHECKPOINT_FOLDER: join(folder.path, "checkpoints"),
  });

const catalog = async ({ migratorUrl }: TestDatabase) => {
  const client = new Client({ connectionString: migratorUrl });
  await client.connect();
  const things = await catalogOf(client);
  await client.end();
  // PostgreSQL names a constant's column again when it reads what it wrote.
  return things.map((line) => line.replaceAll("::text AS text", "::text"));
};

describe("L04: a backup of a database", () => {
  it("is made by pg_dump and loaded into an empty database, where everybody reads what they read before", async () => {
    const served = <T>(test: TestDatabase, work: Parameters<typeof onRegistry<T>>[2]) =>
      onRegistry(settingsOf(test), { url: test.migratorUrl, issuer }, work);
    const before = await served(source, async (registry) => {
      await fill(registry);
      return verdicts(registry);
    });
    if (lacking !== undefined) {
      await expect(backup(settingsOf(source), file)).rejects.toThrow(lacking);
      expect(existsSync(file)).toBe(false);
      return console.log(`No dump was made: ${lacking}`);
    }
    await backup(settingsOf(source), file);
    expect(readFileSync(file).includes(CANARY)).toBe(false);
    await expect(restore(settingsOf(source), file, () => undefined)).rejects.toThrow(
      "This database holds a registry already: restore into an empty one.",
    );
    const { sequence } = await restore(settingsOf(target), file, () => undefined);
    expect(sequence).toBeGreaterThan(10);
    expect(await catalog(target)).toEqual(await catalog(source));
    expect(await served(target, verdicts)).toEqual(before);
  });

  it("is refused where it is the other kind, or no backup", async () => {
    writeFileSync(join(folder.path, "none"), "nothing");
    await expect(restore(settingsOf(target), join(folder.path, "none"), () => undefined)).rejects.toThrow("no whole");
    if (lacking !== undefined) return;
    const demonstration = readSettings([], {
      DATA_FOLDER: folder.path,
      BACKUP_KEY_FILE: join(folder.path, "today/keys/backup.key"),
    });
    await expect(restore(demonstration, file, () => undefined)).rejects.toThrow(
      "This is a backup of a database: give DATABASE_URL and MIGRATOR_DATABASE_URL of an empty one.",
    );
  });
});

describe("L05: the role that dumps", () => {
  it("reads everything, writes nothing, and nobody logs in as it", async () => {
    const client = new Client({ connectionString: source.migratorUrl });
    await client.connect();
    const { rows } = await client.query(
      "select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'registry_backup'",
    );
    expect(rows).toEqual([
      { rolcanlogin: false, rolsuper: false, rolbypassrls: true, rolcreaterole: false, rolcreatedb: false },
    ]);
    await client.query("set role registry_backup");
    expect((await client.query("select from register_entry")).rowCount).toBeGreaterThan(0);
    for (const statement of [
      "insert into mission (acronym, name, kind, area, started_in, head_title, source) values ('X', '', 'HYBRID', '', '2000', '', '')",
      "update report set level = 'UNCLASSIFIED'",
      "delete from part",
      "create table public.mine ()",
      "select register_append(array[]::text[])",
    ])
      await expect(client.query(statement)).rejects.toThrow("permission denied");
    await client.end();
  });
});
