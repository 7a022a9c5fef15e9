import { Client } from "pg";
import { reach } from "./address";

/** The registry's clock, in the hands of the migrator: only the demonstration moves it. */
export class Clock {
  private constructor(private readonly client: Client) {}

  static async open(migratorUrl: string): Promise<Clock> {
    const client = new Client({ connectionString: migratorUrl, application_name: "registry clock" });
    await reach(migratorUrl, () => client.connect());
    return new Clock(client);
  }

  /** Sets the clock to an instant, from which it runs on. */
  async move(instant: Date): Promise<void> {
    await this.client.query("update registry_clock set shift = $1::timestamptz - statement_timestamp()", [instant]);
  }

  /** Sets the clock to real time. */
  async release(): Promise<void> {
    await this.client.query("update registry_clock set shift = interval '0'");
  }

  async now(): Promise<Date> {
    const { rows } = await this.client.query<{ now: Date }>("select registry_now() as now");
    return rows[0]!.now;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
