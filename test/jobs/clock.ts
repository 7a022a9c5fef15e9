import { uuidOf } from "../../src/access/ids";
import { Jobs } from "../../src/jobs/jobs";
import { type Settings, readSettings } from "../../src/settings";
import type { MadeReport } from "../operations/life";
import type { Proposed, World } from "../operations/world";
import type { Free } from "../support/registry";
import { toSinks } from "../support/sinks";

/** A notice of the clock: to which post, and of what. */
export interface Told {
  readonly post: string;
  readonly kind: string;
  readonly object: string;
  readonly due: string;
}

/** The clock of a world: it runs when a test says so. */
export class TestClock {
  readonly logged: Free[] = [];

  private constructor(
    readonly world: World,
    readonly jobs: Jobs,
    logged: Free[],
  ) {
    this.logged = logged;
  }

  static async of(world: World, more: Partial<Settings> = {}): Promise<TestClock> {
    const logged: Free[] = [];
    const { registry } = world;
    const { migratorUrl: url, database } = registry;
    const settings = { ...readSettings([], {}), ...more };
    const jobs = await Jobs.open({ settings, url, database, log: (line) => logged.push(line) });
    return new TestClock(world, jobs, logged);
  }

  /** Moves the registry's clock to an instant, and does what is due then. */
  async at(instant: string): Promise<void> {
    await this.world.registry.clock(instant);
    await this.jobs.doDue();
    expect(this.logged.filter(({ event }) => event === "DUE_NOT_DONE")).toEqual([]);
  }

  /** The notices of the clock about one object, or all. */
  async told(object?: string): Promise<Told[]> {
    return this.world.registry.sql<Told>(
      `select p.code as post, n.kind, n.object_id::text as object, n.due_on::text as due from notice n join post p on p.id = n.post_id
       where n.due_on is not null and ($1::uuid is null or n.object_id = $1) order by n.due_on, n.kind, p.code`,
      [object ?? null],
    );
  }

  async close(): Promise<void> {
    await this.jobs.stop();
    toSinks(this.logged);
  }
}

export const uuidOfReport = (report: MadeReport): string => uuidOf("report", report.id)!;
export const uuidOfCirculation = (circulation: Proposed): string => uuidOf("circulation", circulation.id)!;
