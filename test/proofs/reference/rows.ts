import type { Client } from "pg";

import type { Free } from "../../support/registry";

/** A row as PostgreSQL writes it in JSON: days and instants as text, bytes in hexadecimal. */
export type Row = Readonly<Record<string, Free>>;

const TABLES = [
  "circulated_part",
  "circulation",
  "circulation_act",
  "circulation_paper",
  "circulation_part",
  "circulation_recipient",
  "circulation_signature",
  "circulation_suspension",
  "circulation_withholding",
  "classification_level",
  "mission",
  "office",
  "office_end",
  "oversight_invocation",
  "part",
  "part_content",
  "part_mission",
  "post",
  "post_end",
  "post_placement",
  "recommendation_finding",
  "recommendation_state",
  "report",
  "report_title",
  "reporting_line",
  "reporting_line_post",
  "review",
  "review_mission",
  "team_member",
] as const;

type Table = (typeof TABLES)[number];

/** Every row that reading is about, as plain objects: loaded once, past every wall. */
export class Rows {
  private readonly indexes = new Map<string, Map<unknown, Row[]>>();

  private constructor(
    private readonly tables: Readonly<Record<Table, readonly Row[]>>,
    private readonly hits: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** Loads them, and for some words the parts that PostgreSQL says they are in. */
  static async load(superuser: Client, words: readonly string[]): Promise<Rows> {
    const selects = TABLES.map((table) => `(select coalesce(jsonb_agg(t), '[]') from ${table} t) as ${table}`);
    const { rows } = await superuser.query<Record<Table, Row[]>>(`select ${selects.join(", ")}`);
    const { rows: found } = await superuser.query<{ word: string; part_id: string }>(
      `select w.word, s.part_id from unnest($1::text[]) w (word)
       join part_search s on s.document @@ websearch_to_tsquery('english', w.word)`,
      [words],
    );
    const hitsOf = (word: string) => new Set(found.filter((one) => one.word === word).map(({ part_id }) => part_id));
    return new Rows(rows[0]!, new Map(words.map((word) => [word, hitsOf(word)])));
  }

  all(table: Table): readonly Row[] {
    return this.tables[table];
  }

  /** The rows of a table that have a value in a column. */
  of(table: Table, column: string, value: unknown): readonly Row[] {
    const name = `${table}.${column}`;
    let index = this.indexes.get(name);
    if (!index) {
      index = new Map();
      for (const row of this.tables[table]) index.set(row[column], [...(index.get(row[column]) ?? []), row]);
      this.indexes.set(name, index);
    }
    return index.get(value) ?? [];
  }

  /** The one row of a table that has a value in a column. */
  one(table: Table, value: unknown, column = "id"): Row | undefined {
    return this.of(table, column, value)[0];
  }

  /** Whether the words of a part answer a search. */
  isHit(text: string, part: Row): boolean {
    const hits = this.hits.get(text);
    if (!hits) throw new Error(`The reference did not look for the words ${text}.`);
    return hits.has(part.id as string);
  }
}

/** An instant in microseconds since 1970, as decisions in memory compare it. */
export function microseconds(instant: string): number {
  if (instant === "infinity") return 9e18;
  if (instant === "-infinity") return -9e18;
  const fraction = (/\.(\d+)/.exec(instant)?.[1] ?? "").padEnd(6, "0");
  const seconds = Date.parse(instant.replace(/\.\d+/, "")) / 1000;
  return seconds * 1_000_000 + Number(fraction);
}
