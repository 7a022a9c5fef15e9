import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "pg";

import { withDatabase } from "../../src/database/address";
import { servingProcess } from "../../src/database/cluster-folder";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/database/embedded";
import { migrate } from "../../src/database/migrations";
import { Child } from "./child";
import { LOGIN, reachableBinaries } from "./cluster";
import { type TestIssuer, testIssuer } from "./issuer";
import { PostgresLink } from "./postgres-link";
import { type Free, TestRegistry } from "./registry";
import { TappedDoor } from "./tapped-door";
import { temporaryFolder } from "./temporary-folder";

/** What can be killed. */
export type Victim = "server" | "PostgreSQL" | "both";

const DATABASE = "registry";

/** Whoever dies is dead within so many milliseconds, or something is badly wrong. */
const DYING = 60_000;

interface Standing {
  readonly folder: ReturnType<typeof temporaryFolder>;
  readonly binaries: string;
  readonly port: number;
  readonly link: PostgresLink;
  readonly door: TappedDoor;
  readonly issuer: TestIssuer;
  /** Further settings of the server. */
  readonly env: Record<string, string>;
}

/** A registry in two processes of its own, the server and a PostgreSQL that forgets nothing, to be killed and started again. */
export class StandingRegistry extends TestRegistry {
  server!: Child;
  private readonly pool: Pool;

  constructor(
    private readonly standing: Standing,
    private postgres: EmbeddedPostgres,
  ) {
    const migratorUrl = withDatabase(postgres.url, DATABASE);
    const login = new URL(withDatabase(`postgres://${LOGIN}:${LOGIN}@127.0.0.1:${standing.link.port}/`, DATABASE));
    const test = { url: login.href, migratorUrl, close: () => Promise.resolve() };
    super({ test, database: undefined as never, issuer: standing.issuer, superuser: undefined as never });
    this.url = standing.door.url;
    this.pool = new Pool({ connectionString: migratorUrl, max: 2 });
    this.pool.on("error", () => undefined);
  }

  get door(): TappedDoor {
    return this.standing.door;
  }

  get link(): PostgresLink {
    return this.standing.link;
  }

  /** The folder that PostgreSQL keeps its cluster in. */
  get postgresFolder(): string {
    return this.standing.folder.path;
  }

  override async sql<Row = Free>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(text, values)).rows as Row[];
  }

  override async ask(...[wish, query, variables, headers]: Parameters<TestRegistry["ask"]>) {
    return super.ask(wish, query, variables, { connection: "close", ...headers });
  }

  async startServer(): Promise<void> {
    this.server = Child.run([], {
      DATABASE_URL: this.databaseUrl,
      MIGRATOR_DATABASE_URL: this.migratorUrl,
      OIDC_ISSUER: this.issuer.issuer,
      DATA_FOLDER: join(this.standing.folder.path, "data"),
      PORT: "0",
      LIMIT_REQUESTS_PER_MINUTE: "1000000",
      LIMIT_COST_PER_MINUTE: "1000000000",
      LIMIT_ABSENCE_MILLISECONDS: "1",
      ...this.standing.env,
    });
    await this.server.printed("The registry answers at");
    this.door.target = Number(new URL(/http:\S+/.exec(this.server.out)![0]).port);
  }

  /** Kills at once and for good; what was under way is nowhere finished. */
  async kill(victim: Victim): Promise<void> {
    const dying = victim === "server" ? [] : this.postgresProcesses();
    if (victim !== "PostgreSQL") dying.push(this.server.pid);
    for (const pid of dying) killNow(pid);
    this.link.cut();
    await untilDead(dying);
  }

  /** Starts again what was killed, and waits until the registry says that it is ready. */
  async startAgain(victim: Victim): Promise<void> {
    this.link.mend();
    if (victim !== "server") await this.startPostgres();
    if (victim !== "PostgreSQL") await this.startServer();
    await this.untilReady();
  }

  /** Asks as a load balancer asks, until it is told that the registry is ready; by itself it becomes so. */
  async untilReady(ready = true): Promise<void> {
    const until = Date.now() + DYING;
    while ((await this.isReady()) !== ready) {
      if (Date.now() > until)
        throw new Error(`The registry is not ${ready ? "ready" : "unready"}:\n${this.server.err}`);
      await pause(25);
    }
  }

  async isReady(): Promise<boolean> {
    const { status } = await fetch(`http://127.0.0.1:${this.door.target}/readyz`, {
      headers: { connection: "close" },
    }).catch(() => ({ status: 0 }));
    return status === 200;
  }

  /** Stops PostgreSQL as its keeper would. */
  async stopPostgres(): Promise<void> {
    await this.postgres.stop();
  }

  async startPostgres(): Promise<void> {
    const { folder, binaries, port } = this.standing;
    this.postgres = await startEmbeddedPostgres({ folder: folder.path, binaries, port, durable: true });
  }

  override async close(): Promise<void> {
    this.server?.signal("SIGKILL");
    await this.pool.end();
    await this.postgres.stop();
    await this.link.close();
    await this.door.close();
    await this.issuer.close();
    this.standing.folder.remove();
  }

  /** The main process of PostgreSQL, held still, and each of its children. */
  private postgresProcesses(): number[] {
    const main = servingProcess(this.standing.folder.path);
    if (main === undefined) return [];
    process.kill(main, "SIGSTOP");
    const children = readFileSync(`/proc/${main}/task/${main}/children`, "utf8").trim().split(" ");
    return [main, ...children.filter(Boolean).map(Number)];
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended by itself.
  }
}

async function untilDead(pids: readonly number[]): Promise<void> {
  const until = Date.now() + DYING;
  while (pids.some(isAlive)) {
    if (Date.now() > until) throw new Error("A process that was killed does not die.");
    await pause(2);
  }
}

/** A dead process that nobody has asked about yet is dead all the same. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Starts a registry that can be killed; its PostgreSQL waits for the disk as an installation's does. */
export async function startStanding(env: Record<string, string> = {}, path?: string): Promise<StandingRegistry> {
  const folder = path === undefined ? temporaryFolder("registry-standing-") : { path, remove: () => undefined };
  const binaries = await reachableBinaries(folder.path);
  const postgres = await startEmbeddedPostgres({ folder: folder.path, binaries, durable: true });
  const port = Number(new URL(postgres.url).port);
  const [link, door, issuer] = await Promise.all([PostgresLink.to(port), TappedDoor.begin(), testIssuer()]);
  const registry = new StandingRegistry({ folder, binaries, port, link, door, issuer, env }, postgres);
  const keeper = new Pool({ connectionString: postgres.url, max: 1 });
  await keeper.query(`create database ${DATABASE}`);
  await migrate(registry.migratorUrl);
  await keeper.query(`create role ${LOGIN} login password '${LOGIN}' in role registry_app`);
  await keeper.end();
  await registry.startServer();
  return registry;
}
