import { Client } from "pg";
import { reach } from "./address";

/** A connection that row-level security does not hold: the demonstration's own PostgreSQL, by its superuser. */
export interface PastTheWall {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openPastTheWall(url: string): Promise<PastTheWall> {
  const client = new Client({ connectionString: url, application_name: "registry demonstration" });
  await reach(url, () => client.connect());
  return {
    query: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[],
    close: () => client.end(),
  };
}
