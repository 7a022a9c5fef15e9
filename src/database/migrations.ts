import { Client } from "pg";
import { DataSource } from "typeorm";
import type { DataSourceOptions } from "typeorm";
import { reach, withOptions } from "./address";
import { MIGRATIONS_FOLDER, migrationClasses } from "./migration-files";
import { OWNER, prepareDatabase } from "./roles";
import { Silence } from "./silence";

/** The key of the lock that lets one migrator at a time into a database. */
const MIGRATION_LOCK = 4711;

/** Brings the database at the migrator's address up to date; does nothing when it is. */
export async function migrate(url: string, folder = MIGRATIONS_FOLDER): Promise<void> {
  await alone(url, async () => {
    await withMigrations(url, folder, async (source) => {
      await source.runMigrations({ transaction: "each" });
    });
  });
}

/** Undoes the last migration, if there is one. */
export async function revertLast(url: string, folder = MIGRATIONS_FOLDER): Promise<void> {
  await alone(url, () => withMigrations(url, folder, (source) => source.undoLastMigration({ transaction: "each" })));
}

/** Undoes every migration, the last first; the roles of the cluster stay. */
export async function revertAll(url: string, folder = MIGRATIONS_FOLDER): Promise<void> {
  await alone(url, () =>
    withMigrations(url, folder, async (source) => {
      while ((await migrationsRun(source)) > 0) await source.undoLastMigration({ transaction: "each" });
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

async function alone(url: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "registry migrations" });
  await reach(url, () => client.connect());
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await prepareDatabase(client);
    await work();
  } finally {
    await client.end();
  }
}

async function withMigrations(url: string, folder: string, work: (source: DataSource) => Promise<void>): Promise<void> {
  const source = await new DataSource(migrationOptions(url, folder)).initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}

async function migrationsRun(source: DataSource): Promise<number> {
  const [row] = await source.query<{ count: number }[]>("SELECT count(*)::int AS count FROM schema_migration");
  return row?.count ?? 0;
}
