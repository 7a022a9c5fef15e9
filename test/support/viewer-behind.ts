import type { Client } from "pg";

import { type LoginName, backendOf } from "../../src/database/tickets";
import { enter } from "../../src/identity/facts";
import type { Viewer } from "../../src/policies/viewer";
import { testTickets } from "./database";

/** A connection of a test as a transaction is entered from. */
export const senderOf = (client: Client) => ({
  backend: backendOf(client),
  query: async <Row>({ text, values }: { text: string; values: unknown[] }) => ({
    rows: (await client.query(text, values)).rows as Row[],
  }),
});

/** The facts of the viewer behind a login, and a portal, at the registry's instant; null for whom it does not know. */
export async function viewerBehind(client: Client, login: LoginName, actor?: LoginName): Promise<Viewer | null> {
  return (await enter(senderOf(client), testTickets, { login, actor }))?.viewer ?? null;
}
