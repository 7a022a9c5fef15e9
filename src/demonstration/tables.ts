import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** A row of one of the demonstration's tables: a text for each column, empty where nothing is said. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

/** Reads a table of `src/demonstration/data`. */
export function readTable<Column extends string>(name: string): Row<Column>[] {
  return parse<Row<Column>>(readFileSync(join(__dirname, "data", `${name}.csv`), "utf8"), { columns: true });
}

/** The entries of a field that lists several. */
export const listed = (field: string): string[] => field.split(";").filter((entry) => entry !== "");

/** A field that says nothing where it is empty. */
export const optional = (field: string): string | undefined => (field === "" ? undefined : field);
