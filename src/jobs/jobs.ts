import PgBoss from "pg-boss";
import { Pool } from "pg";

import { reach, withOptions } from "../database/address";
import type { Database } from "../database/connection";
import { JOBS } from "../database/roles";
import type { Settings } from "../settings";
import { databaseHoldsTheApplication } from "../starting/self-check";
import { StartError } from "../start-error";
import { type MailJob, type Postman, openPostman, queueMails } from "./mail";
import type { JobParts } from "./parts";
import { Scan } from "./scan";

/** What running jobs needs of a start. */
interface JobsStart {
  readonly settings: Pick<Settings, "production" | "databaseMayForget" | "limits" | "mail">;
  /** The database, by a login that may act as `registry_jobs`. */
  readonly url: string;
  readonly database: Pick<Database, "acting" | "tickets">;
  readonly log: (line: object) => void;
}

/** The most connections that jobs take: one scans or mails while the other asks what there is to do. */
const CONNECTIONS = 2;
/** How often a worker asks for its next job, in seconds. */
const ASKING = 5;
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
  private readonly postman: Postman | undefined;
  private readonly told = new Map<string, number>();
  /** The worker that mails, once there is one. */
  private mailing: string | undefined;

  private constructor(
    { settings, database, log }: JobsStart,
    private readonly pool: Pool,
  ) {
    this.parts = { jobs: pool, database, tickets: database.tickets, log, signal: this.stopping.signal };
    this.boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema: "jobs",
      migrate: false,
    });
    this.boss.on("error", (failure) => this.tellFailure(failure));
    this.postman = settings.mail && openPostman(this.parts, settings.mail);
    this.scan = new Scan(this.parts, () => this.queueMails());
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

  /** What became due while no server ran is done at once; from then on the job runner wakes the scan. */
  async start(): Promise<void> {
    await this.boss.start();
    await this.boss.work("scan", { pollingIntervalSeconds: ASKING }, () => this.doDue());
    if (this.postman) await this.startMailing(this.postman);
    void this.doDue();
  }

  private async startMailing(postman: Postman): Promise<void> {
    const often = { pollingIntervalSeconds: ASKING };
    this.mailing = await this.boss.work<MailJob>("mail", often, async ([job]) => {
      this.mailOn();
      await postman(job!.data);
    });
    await this.boss.work<MailJob>("mail given up", often, ([job]) => {
      const { notice, person } = job!.data;
      this.tell({ event: "MAIL_GIVEN_UP", notice, person });
      return Promise.resolve();
    });
  }

  /** Has the next mail sent without waiting. */
  private mailOn(): void {
    if (this.mailing !== undefined) this.boss.notifyWorker(this.mailing);
  }

  /** Does what is due now, and ends when it is done. */
  doDue(): Promise<void> {
    return this.scan.run();
  }

  /** Finishes what is under way, within some seconds, and begins nothing more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.boss.stop({ graceful: true, wait: true, timeout: STOPPING });
    await this.scan.ended();
    await this.pool.end();
  }

  private async queueMails(): Promise<number> {
    if (!this.postman) return 0;
    const queued = await queueMails(this.parts, this.boss);
    if (queued > 0) this.mailOn();
    return queued;
  }

  private tell(line: object): void {
    this.parts.log({ at: new Date().toISOString(), ...line });
  }

  /** A database that is away fails every look for jobs: that is told once in a while, by its code alone. */
  private tellFailure(failure: unknown): void {
    const code = (failure as { code?: string }).code ?? (failure as Error).name;
    const since = Date.now() - (this.told.get(code) ?? 0);
    if (this.stopping.signal.aborted || since < TOLD_AGAIN) return;
    this.told.set(code, Date.now());
    this.tell({ event: "JOBS_FAILED", cause: { code } });
  }
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
