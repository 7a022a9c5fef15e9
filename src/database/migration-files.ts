import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { MigrationInterface, QueryRunner } from "typeorm";

type MigrationClass = new () => MigrationInterface;

/** Pairs of plain SQL, `NNNN-name.up.sql` and `NNNN-name.down.sql`, in the order of their numbers. */
export const MIGRATIONS_FOLDER = resolve(__dirname, "../../migrations");

/** The pairs as classes that TypeORM's migration runner knows how to run. */
export function migrationClasses(folder = MIGRATIONS_FOLDER): MigrationClass[] {
  return stems(folder).map((stem) => migrationClass(folder, stem));
}

/** The name of a migration's files, from the name that TypeORM keeps of it. */
export function stemOf(name: string): string {
  const [, words, number] = /^(.+)-0{9}(\d{4})$/.exec(name) ?? [];
  return number === undefined ? name : `${number}-${words}`;
}

function stems(folder: string): string[] {
  const files = new Set(readdirSync(folder).filter((file) => file.endsWith(".sql")));
  for (const file of files) requirePair(file, files);
  return [...files]
    .filter((file) => file.endsWith(".up.sql"))
    .map((file) => file.replace(/\.up\.sql$/, ""))
    .sort();
}

function requirePair(file: string, files: Set<string>): void {
  const [, stem, way] = /^(\d{4}-[a-z0-9-]+)\.(up|down)\.sql$/.exec(file) ?? [];
  if (stem === undefined) throw new Error(`A migration is called NNNN-name.up.sql or NNNN-name.down.sql, not ${file}.`);
  const other = `${stem}.${way === "up" ? "down" : "up"}.sql`;
  if (!files.has(other)) throw new Error(`The migration ${file} has no ${other}.`);
}

function migrationClass(folder: string, stem: string): MigrationClass {
  const text = (way: "up" | "down") => readFileSync(join(folder, `${stem}.${way}.sql`), "utf8");
  return class implements MigrationInterface {
    /** TypeORM orders migrations by the last thirteen digits of their name. */
    readonly name = `${stem.slice(5)}-${stem.slice(0, 4).padStart(13, "0")}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(text("up"));
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(text("down"));
    }
  };
}
