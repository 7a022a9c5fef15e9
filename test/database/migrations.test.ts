import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { migrate, revertAll, revertLast } from "../../src/database/migrations";
import { StartError } from "../../src/start-error";
import { catalogOf } from "../support/catalog";
import { emptyDatabase, testDatabase } from "../support/database";
import type { TestDatabase } from "../support/database";
import { temporaryFolder } from "../support/temporary-folder";

const folder = temporaryFolder("registry-migrations-");

let database: TestDatabase;

beforeEach(async () => {
  database = await emptyDatabase();
});

afterEach(() => database.close());

afterAll(() => folder.remove());

async function asMigrator<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database.migratorUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const catalog = () => asMigrator(catalogOf);

const rowsOf = (text: string) => asMigrator(async (client) => (await client.query<Record<string, unknown>>(text)).rows);

/** A folder of migrations of one's own. */
function written(name: string, files: Record<string, string>): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

describe("migrations", () => {
  it("go down to nothing and up again to the same", async () => {
    const empty = written("none", {});
    await migrate(database.migratorUrl, empty);
    const nothing = await catalog();

    await migrate(database.migratorUrl);
    const everything = await catalog();
    await revertAll(database.migratorUrl);
    const undone = await catalog();
    await migrate(database.migratorUrl);

    expect(undone).toEqual(nothing);
    expect(await catalog()).toEqual(everything);
  });

  it("leave an up-to-date database alone", async () => {
    await migrate(database.migratorUrl);
    const before = await catalog();
    await migrate(database.migratorUrl);
    expect(await catalog()).toEqual(before);
  });

  it("are done once when two migrators come at a time", async () => {
    const path = written("slow", {
      "0001-slow.up.sql": "SELECT pg_sleep(0.2); CREATE TABLE once ();",
      "0001-slow.down.sql": "DROP TABLE once;",
    });
    await Promise.all([migrate(database.migratorUrl, path), migrate(database.migratorUrl, path)]);
    expect(await rowsOf("SELECT name FROM schema_migration")).toEqual([{ name: "slow-0000000000001" }]);
  });

  it("are undone one at a time, the last first", async () => {
    const path = written("two", {
      "0001-first.up.sql": "CREATE TABLE first ();",
      "0001-first.down.sql": "DROP TABLE first;",
      "0002-second.up.sql": "CREATE TABLE second ();",
      "0002-second.down.sql": "DROP TABLE second;",
    });
    expect(await migrate(database.migratorUrl, path)).toEqual(["0001-first", "0002-second"]);
    for (const named of [undefined, "0001-first", "0002"])
      await expect(revertLast(database.migratorUrl, named, path)).rejects.toThrow(/^The last migration is 0002-second/);
    expect(await revertLast(database.migratorUrl, "0002-second", path)).toBe("0002-second");
    expect(await rowsOf("SELECT to_regclass('first') AS first, to_regclass('second') AS second")).toEqual([
      { first: "first", second: null },
    ]);
  });

  it("are told to be none where there is none to undo", async () => {
    expect(await revertLast(database.migratorUrl, undefined, written("nothing", {}))).toBeUndefined();
  });

  it("L11: leave nothing of one that fails, and keep those before it", async () => {
    const path = written("failing", {
      "0001-good.up.sql": "CREATE TABLE good ();",
      "0001-good.down.sql": "DROP TABLE good;",
      "0002-bad.up.sql": "CREATE TABLE half (); SELECT 1 / 0;",
      "0002-bad.down.sql": "DROP TABLE half;",
    });
    await expect(migrate(database.migratorUrl, path)).rejects.toThrow("division by zero");
    expect(await rowsOf("SELECT to_regclass('good') AS good, to_regclass('half') AS half")).toEqual([
      { good: "good", half: null },
    ]);
  });

  it.each([
    [{ "0001-lonely.up.sql": "" }, "The migration 0001-lonely.up.sql has no 0001-lonely.down.sql."],
    [{ "1-short.up.sql": "" }, "A migration is called NNNN-name.up.sql or NNNN-name.down.sql, not 1-short.up.sql."],
  ])("are pairs: %j", async (files, sentence) => {
    const path = written(Object.keys(files).join(), files);
    await expect(migrate(database.migratorUrl, path)).rejects.toThrow(sentence);
  });
});

describe("a migrated database", () => {
  beforeEach(() => migrate(database.migratorUrl));

  it("loses with the addresses of portals their notices, mailed or told, and no others", async () => {
    await asMigrator((client) =>
      client.query(`insert into person (name) values ('A person');
        insert into post (code, name, role, starts_on) values ('A_POST', 'A post', 'STAFF', '2016-01-01');
        insert into webhook (portal_code, url, starts_on) values ('portal.a', 'https://portal.example/', '2016-01-01');
        insert into notice (post_id, kind, object_id) select p.id, 'ENTRY_CONFIRMED', w.id from post p, webhook w where p.code = 'A_POST';
        insert into notice (post_id, kind, object_id) select p.id, 'ENTRY_CONFIRMED', p.id from post p where p.code = 'A_POST';
        insert into notice_mail (notice_id, person_id) select n.id, p.id from notice n, person p`),
    );
    expect(await revertLast(database.migratorUrl, "0018-webhooks")).toBe("0018-webhooks");
    const left = await rowsOf(
      "select n.object_id = p.id as of_post, m.person_id is not null as mailed from notice n join post p on p.id = n.post_id left join notice_mail m on m.notice_id = n.id",
    );
    expect(left).toEqual([{ of_post: true, mailed: true }]);
  });

  it("belongs to the owner, who cannot log in", async () => {
    const strangers = await rowsOf(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner <> 'registry_owner'::regrole",
    );
    expect(strangers).toEqual([]);
    expect(await rowsOf("SELECT rolname FROM pg_roles WHERE rolname LIKE 'registry\\_%' AND rolcanlogin")).toEqual([
      { rolname: "registry_test" },
    ]);
  });

  it.each(["registry_app", "registry_register"])("lets %s make nothing, and be nobody special", async (role) => {
    const [may] = await rowsOf(
      `SELECT has_schema_privilege('${role}', 'public', 'CREATE') AS make, has_database_privilege('${role}', current_database(), 'CREATE, TEMPORARY') AS room,
         rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication AS special
       FROM pg_roles WHERE rolname = '${role}'`,
    );
    expect(may).toEqual({ make: false, room: false, special: false });
  });

  it("is closed to logins without a role in it", async () => {
    const [may] = await rowsOf(
      "SELECT has_database_privilege('pg_monitor', current_database(), 'CONNECT') AS enter, has_schema_privilege('pg_monitor', 'public', 'USAGE') AS look",
    );
    expect(may).toEqual({ enter: false, look: false });
  });
});

describe("a migrator without the rights of a superuser", () => {
  const login = "migrator_of_a_test";

  beforeEach(() => asMigrator((client) => client.query(`CREATE ROLE ${login} LOGIN PASSWORD '${login}'`)));

  afterEach(async () => {
    await asMigrator(async (client) => {
      await client.query(`REASSIGN OWNED BY ${login} TO postgres`);
      await client.query(`DROP OWNED BY ${login}`);
      await client.query(`DROP ROLE ${login}`);
    });
  });

  const url = () => {
    const address = new URL(database.migratorUrl);
    address.username = login;
    address.password = login;
    return address.href;
  };

  it("can migrate a database that it owns, lent the owner's role", async () => {
    const name = new URL(database.migratorUrl).pathname.slice(1);
    await asMigrator((client) => client.query(`ALTER DATABASE ${name} OWNER TO ${login}`));
    await asMigrator((client) => client.query(`GRANT registry_owner TO ${login}`));
    await migrate(url());
    const test = await testDatabase();
    const expected = await catalogIn(test);
    await test.close();
    expect(await catalog()).toEqual(expected);
  });

  it("is told in one sentence when it may not", async () => {
    await expect(migrate(url())).rejects.toThrow(StartError);
    await expect(migrate(url())).rejects.toThrow(/^The migrator may not prepare the database \(.+\): let it /);
  });
});

async function catalogIn({ migratorUrl }: TestDatabase): Promise<string[]> {
  const client = new Client({ connectionString: migratorUrl });
  await client.connect();
  const lines = await catalogOf(client);
  await client.end();
  return lines;
}
