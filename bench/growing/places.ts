import type { Caller } from "../../src/access/known-viewers";
import { enter } from "../../src/identity/facts";
import { backendOf } from "../../src/database/tickets";
import type { Asking } from "./asking";
import type { List } from "./lists";

/** Three quarters down. */
const DEEP = 0.75;

/** Where in a reader's list the deep page begins: behind a row of these keys; and how many rows the list has in all, and behind it. */
export interface Place {
  readonly keys: readonly string[] | null;
  readonly many: number;
  readonly behind: number;
}

/** The place three quarters down what a reader sees by row-level security. */
export async function placeIn(list: List, asking: Asking, caller: Caller): Promise<Place> {
  const client = await asking.database.reading.connect();
  try {
    await client.query("begin transaction isolation level repeatable read, read only");
    const query = async <Row>(statement: { text: string; values: unknown[] }) => ({
      rows: (await client.query(statement)).rows as Row[],
    });
    await enter({ backend: backendOf(client), query }, asking.database.tickets, caller);
    const { rows } = await client.query<{ keys: string[]; many: number; place: number }>(
      `select keys, many, place from (select array[${list.keys.map((key) => `(${key})::text`).join(", ")}] as keys,
         row_number() over (order by ${list.order})::int as place, count(*) over ()::int as many from ${list.rows}) listed
       where place = ceil(many * ${DEEP})`,
    );
    await client.query("commit");
    client.release();
    const [row] = rows;
    return row ? { keys: row.keys, many: row.many, behind: row.many - row.place } : { keys: null, many: 0, behind: 0 };
  } catch (failure) {
    client.release(true);
    throw failure;
  }
}
