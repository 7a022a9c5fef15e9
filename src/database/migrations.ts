import { Client } from "pg";
import { DataSource } from "typeorm";
import type { DataSourceOptions } from "typeorm";
import { StartError } from "../start-error";
import { reach, withOptions } from "./address";
import { MIGRATIONS_FOLDER, migrationClasses, stemOf } from "./migration-files";
import { OWNER, prepareDatabase } from "./roles";
import { Silence } from "./silence";

/** The key of the lock that lets one migrator at a time into a database. */
const MIGRATION_LOCK = 4711;

/** Brings the database at the migrator's address up to date, and gives the migrations that ran: none when it is. */
export async function migrate(url: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  return alone(url, () =>
    withMigrations(url, folder, async (source) => {
      const run = await source.runMigrations({ transaction: "each" });
      return run.map(({ name }) => stemOf(name));
    }),
  );
}

/** Undoes the last migration, if it is the one that is named, and gives its name; nothing where there is none. */
export async function revertLast(url: string, named?: string, folder = MIGRATIONS_FOLDER): Promise<string | undefined> {
  return alone(url, () =>
    withMigrations(url, folder, async (source) => {
      const last = (await migrationsRun(source)).at(-1);
      if (last === undefined) return undefined;
      requireNamed(last, named);
      await source.undoLastMigration({ transaction: "each" });
      return last;
    }),
  );
}

/** What a migration made goes with all that was kept in it: whoever takes it away says which it is. */
function requireNamed(last: string, named: string | undefined): void {
  if (named === last) return;
  const other = named === undefined ? "" : `, and not ${named}`;
  throw new StartError(
    `The last migration is ${last}${other}: say npm run migrate:revert -- ${last} to take it away, with all that the database keeps by it.`,
  );
}

/** Undoes every migration, the last first; the roles of the cluster stay. */
export async function revertAll(url: string, folder = MIGRATIONS_FOLDER): Promise<void> {
  await alone(url, () =>
    withMigrations(url, folder, async (source) => {
      while ((await migrationsRun(source)).length > 0) await source.undoLastMigration({ transaction: "each" });
    }),
  );
}

/** How TypeORM reaches the database to migrate it: as the owner of all that it makes. */
export function migrationOptions(url: string, folder = MIGRATIONS_FOLDER): DataSourceOptions {
  return {
    type: "postgres",
    url: withOptions(url, { role: OWNER }),
    applicationName: "registry migrations",
    migrations: migrationClasses(folder),
    migrationsTableName: "schema_migration",
    migrationsTransactionMode: "each",
    installExtensions: false,
    logger: new Silence(),
    poolSize: 2,
  };
}

async function alone<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "registry migrations" });
  await reach(url, () => client.connect());
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await prepareDatabase(client);
    return await work();
  } finally {
    await client.end();
  }
}

async function withMigrations<T>(url: string, folder: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource(migrationOptions(url, folder)).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/** The migrations that the database has, the last at the end. */
async function migrationsRun(source: DataSource): Promise<string[]> {
  const [found] = await source.query<{ there: boolean }[]>(
    "SELECT to_regclass('schema_migration') IS NOT NULL AS there",
  );
  if (!found!.there) return [];
  const rows = await source.query<{ name: string }[]>("SELECT name FROM schema_migration ORDER BY id");
  return rows.map(({ name }) => stemOf(name));
}
