import { Client } from "pg";

import { type LoginName, type Ticket, backendOf } from "../../src/database/tickets";
import { testTickets } from "./database";

type Rows = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

/** A connection as the application's role has it, without a registry before it: row-level security stands alone. */
export class TicketHolder {
  private constructor(readonly client: Client) {}

  static async open(url: string): Promise<TicketHolder> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("set role registry_app");
    return new TicketHolder(client);
  }

  get backend(): number {
    return backendOf(this.client);
  }

  ticketFor(logins: readonly LoginName[], act?: string): Ticket {
    return testTickets.issue({ logins, backend: this.backend, act });
  }

  /** Work in one transaction as the bearer of logins; as nobody where there are none. Nothing of it is kept. */
  async as<Result>(logins: readonly LoginName[], work: (rows: Rows) => Promise<Result>, act?: string): Promise<Result> {
    const ticket = logins.length > 0 ? this.ticketFor(logins, act) : undefined;
    return this.within(work, ticket && { ...ticket, by: "enter" });
  }

  /** The same as the registry itself enters as a portal. */
  asPortal<Result>(code: string, work: (rows: Rows) => Promise<Result>): Promise<Result> {
    return this.within(work, { ...testTickets.forPortal(code, this.backend), by: "enter_portal" });
  }

  private async within<Result>(
    work: (rows: Rows) => Promise<Result>,
    entering?: Ticket & { by: string },
  ): Promise<Result> {
    await this.client.query("begin");
    try {
      if (entering) await this.client.query(`select * from ${entering.by}($1, $2)`, [entering.ticket, entering.seal]);
      return await work(async <Row>(text: string, values?: unknown[]) => {
        const { rows } = await this.client.query(text, values);
        return rows as Row[];
      });
    } finally {
      await this.client.query("rollback");
    }
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
