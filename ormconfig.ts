import "reflect-metadata";
import { DataSource } from "typeorm";
import { migrationOptions } from "./src/database/migrations";
import { migratorSettings } from "./src/settings";
import { SettingError } from "./src/start-error";

const { migratorDatabaseUrl } = migratorSettings();
if (migratorDatabaseUrl === undefined) throw new SettingError("MIGRATOR_DATABASE_URL is needed.");

/** For the TypeORM command line, such as `typeorm migration:show -d ormconfig.ts`: the database as its migrator sees it. */
export default new DataSource(migrationOptions(migratorDatabaseUrl));
