import { createHash, createHmac } from "node:crypto";
import { join } from "node:path";
import { Client } from "pg";

import { keysIn, makeKeyFile } from "../secret-file";
import type { Settings } from "../settings";
import { reach, withOptions } from "./address";
import { OWNER } from "./roles";

/** Who may be known to the registry by an issuer and a subject. */
export interface LoginName {
  issuer: string;
  subject: string;
}

/** Who asks for a ticket: the logins, the connection that it is for, and the act where it is one. */
export interface TicketWish {
  readonly logins: readonly LoginName[];
  /** The process of PostgreSQL behind the connection: on any other the ticket is worth nothing. */
  readonly backend: number;
  readonly act?: string | undefined;
}

/** What `enter` is given. */
export interface Ticket {
  readonly ticket: string;
  readonly seal: string;
}

/** How long a ticket can be used, in milliseconds; the clocks of server and database may differ by as much. */
const LIFETIME = 30_000;

/** The process of PostgreSQL behind a connection. */
export const backendOf = (client: unknown): number => (client as { processID: number }).processID;

const keyIdOf = (key: Buffer) =>
  createHash("sha256").update("registry ticket key").update(key).digest("hex").slice(0, 16);

/** Signs tickets: what the database believes of who is asking. */
export class Tickets {
  private readonly keyId: string;

  constructor(private readonly key: Buffer) {
    this.keyId = keyIdOf(key);
  }

  /** For who asks, in one transaction. */
  issue({ logins, backend, act }: TicketWish): Ticket {
    return this.sign(backend, { logins: logins.map(({ issuer, subject }) => [issuer, subject]), act: act ?? null });
  }

  /** For the registry's clock, which looks as a post and nobody in it, in one transaction. */
  forPost(post: string, backend: number): Ticket {
    return this.sign(backend, { logins: [], post });
  }

  /** For the registry itself, which looks as a portal before it tells it something, in one transaction. */
  forPortal(code: string, backend: number): Ticket {
    return this.sign(backend, { logins: [], portal: code });
  }

  /** For these entries of the register and no others. */
  forEntries(entries: readonly string[], backend: number): Ticket {
    return this.sign(backend, { entries: createHash("sha256").update(entries.join("\n")).digest("hex") });
  }

  private sign(backend: number, said: object): Ticket {
    const ticket = JSON.stringify({ ...said, backend, ends: Date.now() + LIFETIME });
    const mac = createHmac("sha256", this.key).update("ticket ").update(ticket).digest("hex");
    return { ticket, seal: `${this.keyId}:${mac}` };
  }
}

/** The key of the tickets: of the file that the settings name, or of one made in the data folder. */
export function ticketKey({ ticketKeyFile, dataFolder }: Pick<Settings, "ticketKeyFile" | "dataFolder">): Buffer {
  const path = ticketKeyFile ?? join(dataFolder, "keys", "ticket.key");
  if (ticketKeyFile === undefined) makeKeyFile(path);
  return keysIn(path)[0]!;
}

/** Tells the database of a ticket key, as the owner. The one before it stays good, for servers that still run with it. */
export async function installTicketKey(url: string, key: Buffer): Promise<void> {
  const client = new Client({ connectionString: withOptions(url, { role: OWNER }), application_name: "registry keys" });
  await reach(url, () => client.connect());
  try {
    await keepNewest(client, key);
  } finally {
    await client.end();
  }
}

async function keepNewest(client: Client, key: Buffer): Promise<void> {
  await client.query(
    `insert into ticket_key (id, key) values ($1, $2)
     on conflict (id) do update set installed_at = case
       when ticket_key.installed_at = (select max(installed_at) from ticket_key) then ticket_key.installed_at else clock_timestamp() end`,
    [keyIdOf(key), key],
  );
  await client.query(
    "delete from ticket_key where id not in (select id from ticket_key order by installed_at desc, id limit 2)",
  );
}
