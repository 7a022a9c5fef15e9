import type { ColumnSql } from "./rows";

/** A column of the row itself. */
export const column =
  (name: string): ColumnSql =>
  (row) =>
    `${row}.${name}`;
