import PgBoss from "pg-boss";
import { Pool } from "pg";

import { reach, withOptions } from "../database/address";
import type { Database } from "../database/connection";
import { JOBS } from "../database/roles";
import type { Settings } from "../settings";
import { databaseHoldsTheApplication } from "../starting/self-check";
import { StartError } from "../start-error";
import { type MailJob, openPostman, queueMails } from "./mail";
import type { JobParts } from "./parts";
import { Queue } from "./queue";
import { Scan } from "./scan";
import { type WebhookJob, openWebhooks, queueWebhooks } from "./webhooks";

/** What running jobs needs of a start. */
interface JobsStart {
  readonly settings: Pick<Settings, "production" | "databaseMayForget" | "limits" | "mail" | "webhooks">;
  /** The database, by a login that may act as `registry_jobs`. */
  readonly url: string;
  readonly database: Pick<Database, "acting" | "tickets">;
  readonly log: (line: object) => void;
}

/** The most connections that jobs take: one scans or mails while the other asks what there is to do. */
const CONNECTIONS = 2;
/** How often a scan is woken, in seconds. */
const WAKING = 60;
/** How long a stop waits for what is under way, in milliseconds. */
const STOPPING = 6_000;
/** How often the same failure is told, in milliseconds. */
const TOLD_AGAIN = 60_000;

/** The registry's clock: wakes at the start and every minute, on one of the servers, and does what is due. */
export class Jobs {
  private readonly stopping = new AbortController();
  private readonly parts: JobParts;
  private readonly boss: PgBoss;
  private readonly scan: Scan;
  private readonly queues: { start(): void; stop(): Promise<void> }[] = [];
  private readonly mails: Queue<MailJob> | undefined;
  private readonly webhooks: Queue<WebhookJob> | undefined;
  private readonly told = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    { settings, database, log }: JobsStart,
    private readonly pool: Pool,
  ) {
    this.parts = { jobs: pool, database, tickets: database.tickets, log, signal: this.stopping.signal };
    const db: PgBoss.Db = { executeSql: (text, values) => pool.query(text, values) };
    this.boss = new PgBoss({ db, schema: "jobs", migrate: false, schedule: false });
    this.boss.on("error", (failure) => this.tellFailure(failure));
    this.scan = new Scan(this.parts, [
      { name: "mails", paragraph: "§ 10.44", run: () => queued(this.mails, () => queueMails(this.parts, this.boss)) },
      {
        name: "webhooks",
        paragraph: "§ 10.48",
        run: () => queued(this.webhooks, () => queueWebhooks(this.parts, this.boss)),
      },
    ]);
    this.queue("scan", () => this.doDue());
    if (settings.mail)
      this.mails = this.sending<MailJob>("mail", "MAIL_GIVEN_UP", openPostman(this.parts, settings.mail));
    if (settings.webhooks)
      this.webhooks = this.sending<WebhookJob>(
        "webhook",
        "WEBHOOK_GIVEN_UP",
        openWebhooks(this.parts, settings.webhooks),
      );
  }

  /** Connects, and refuses a login that could do more than run jobs. */
  static async open(start: JobsStart): Promise<Jobs> {
    const pool = new Pool({
      connectionString: withOptions(start.url, sessionOptions(start.settings.limits)),
      application_name: "registry jobs",
      max: CONNECTIONS,
      connectionTimeoutMillis: 5_000,
    });
    pool.on("error", () => undefined);
    pool.on("connect", (connection) => connection.on("error", () => undefined));
    try {
      await reach(start.url, () => pool.query("select 1"));
      const ask = async <Row>(text: string) => (await pool.query(text)).rows as Row[];
      const wrong = await databaseHoldsTheApplication({ settings: start.settings, ask });
      if (wrong !== undefined) throw new StartError(wrong);
      return new Jobs(start, pool);
    } catch (failure) {
      await pool.end();
      throw failure;
    }
  }

  /** What became due while no server ran is done at once; from then on the job runner wakes a scan every minute. */
  async start(): Promise<void> {
    await this.boss.start();
    for (const queue of this.queues) queue.start();
    this.timer = setInterval(() => void this.wake(), WAKING * 1000).unref();
    void this.doDue();
  }

  /** Does what is due now, and ends when it is done. */
  doDue(): Promise<void> {
    return this.scan.run();
  }

  /** Finishes what is under way, within some seconds, and begins nothing more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    let patience: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => (patience = setTimeout(resolve, STOPPING)));
    const ended = Promise.all([this.scan.ended(), ...this.queues.map((queue) => queue.stop())]);
    await Promise.race([ended, waited]);
    clearTimeout(patience);
    await this.boss.stop({ graceful: false });
    await this.pool.end();
  }

  /** Every server asks for it, and one scan comes of it: of a minute the job runner takes one. */
  private async wake(): Promise<void> {
    try {
      await this.boss.send("scan", {}, { singletonSeconds: WAKING });
    } catch (failure) {
      this.tellFailure(failure);
    }
  }

  private queue<Payload>(name: string, work: (payload: Payload) => Promise<unknown>): Queue<Payload> {
    const queue = new Queue<Payload>({ boss: this.boss, name, work, failed: (failure) => this.tellFailure(failure) });
    this.queues.push(queue);
    return queue;
  }

  /** A queue of what is sent, and beside it that of what was given up, which is told by its ids. */
  private sending<Ids extends object>(name: string, givenUp: string, send: (ids: Ids) => Promise<void>): Queue<Ids> {
    this.queue<Ids>(`${name} given up`, (ids) => {
      this.tell({ event: givenUp, ...ids });
      return Promise.resolve();
    });
    return this.queue(name, send);
  }

  private tell(line: object): void {
    this.parts.log({ at: new Date().toISOString(), ...line });
  }

  /** A database that is away fails all that is asked of it: that is told once in a while, by its code alone. */
  private tellFailure(failure: unknown): void {
    const code = (failure as { code?: string }).code ?? (failure as Error).name;
    const since = Date.now() - (this.told.get(code) ?? 0);
    if (this.stopping.signal.aborted || since < TOLD_AGAIN) return;
    this.told.set(code, Date.now());
    this.tell({ event: "JOBS_FAILED", cause: { code } });
  }
}

/** Queues what is to be sent, where something is sent at all. */
async function queued<Ids>(queue: Queue<Ids> | undefined, work: () => Promise<number>): Promise<number> {
  const count = queue ? await work() : 0;
  if (count > 0) queue!.wake();
  return count;
}

/** Whoever logs in, it is the role of the jobs that acts. */
const sessionOptions = (limits: Settings["limits"]): Record<string, string> => ({
  role: JOBS,
  search_path: "public",
  timezone: "UTC",
  statement_timeout: String(limits.statementMilliseconds),
  lock_timeout: String(limits.lockMilliseconds),
  idle_in_transaction_session_timeout: String(limits.idleInTransactionMilliseconds),
});
