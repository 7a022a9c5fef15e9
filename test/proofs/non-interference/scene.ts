import { Random, WorldMaker } from "../../policies/random-world";
import { type Instant, type World, type WorldReport } from "../../policies/world";

/** A notice to a post. */
export interface SceneNotice {
  id: string;
  post: string;
  kind: string;
  object: string;
  at: Instant;
}

/** What the register says that somebody did before. */
export interface SceneEntry {
  id: string;
  sequence: number;
  kind: "ANSWER" | "REFUSAL" | "ACT";
  person: string;
  operation: string[];
  parts: string[];
  reports: string[];
  code?: string;
}

/** A world with all that the policy's page has no words for and that lies in the database all the same. */
export interface Scene {
  world: World;
  /** Reports that are not there yet, or no more, while their reviews are; with their circulations and invocations. */
  empty: Pick<World, "reports" | "circulations" | "invocations">;
  /** The places of parts in their reports, by id. */
  positions: Record<string, number>;
  /** What persons are called. */
  names: Record<string, string>;
  notices: SceneNotice[];
  entries: SceneEntry[];
  /** Ids of rows that were written anew after the others, and so lie behind them. */
  moved: string[];
}

const NOTICES = ["SIGNATURE_AWAITED", "CIRCULATION_GIVEN", "OVERSIGHT_INVOKED", "PAPER_SIGNATURE_RECORDED"];
const OPERATIONS = ["reports", "report", "search", "findings", "node", "register", "circulations"];

/** Between two entries of one scene there is room for those of another. */
export const STEP = 20;

export class SceneMaker {
  constructor(
    private readonly seed: number,
    readonly random = new Random(seed ^ 0x5ce7e),
  ) {}

  make(): Scene {
    const world = new WorldMaker(this.seed).make({ persons: 14, reports: 10 });
    const scene: Scene = {
      world,
      empty: this.others(),
      positions: Object.assign({}, ...world.reports.map(placed)) as Record<string, number>,
      names: Object.fromEntries(world.persons.map((person) => [person, `Name ${this.random.code(6)}`])),
      notices: [],
      entries: [],
      moved: [],
    };
    scene.notices = Array.from({ length: 12 }, () => this.notice(scene));
    scene.entries = Array.from({ length: 16 }, (_, place) => this.entry(scene, (place + 1) * STEP));
    return scene;
  }

  /** Reports with their circulations and invocations, of another world at the same instant. */
  others(): Pick<World, "reports" | "circulations" | "invocations"> {
    const seed = (this.seed % 4) + 4 * (1 + this.random.below(1_000_000));
    return new WorldMaker(seed).make({ persons: 4, reports: 4 });
  }

  notice({ world }: Scene): SceneNotice {
    const object = this.random.pick([...world.reports, ...world.circulations, ...world.reports]).id;
    const at = new Date(Date.parse(world.now) - this.random.below(40 * 86_400_000)).toISOString();
    const post = this.random.pick(Object.keys(world.posts));
    return { id: this.random.uuid(), post, kind: this.random.pick(NOTICES), object, at };
  }

  entry({ world }: Scene, sequence: number): SceneEntry {
    const drafts = world.reports.filter(({ submittedAt }) => !submittedAt);
    const isOfDraft = drafts.length > 0 && this.random.chance(0.3);
    const report = this.random.pick(isOfDraft ? drafts : world.reports);
    const kind = this.random.pick(["ANSWER", "ANSWER", "ANSWER", "REFUSAL", "ACT"] as const);
    return {
      id: this.random.uuid(),
      sequence,
      kind,
      person: this.random.pick(world.persons),
      operation: [this.random.pick(OPERATIONS)],
      parts: kind === "ANSWER" ? this.random.some(report.parts, 0.5).map(({ id }) => id) : [],
      reports: kind === "REFUSAL" || this.random.chance(0.2) ? [] : [report.id],
      ...(kind === "REFUSAL" ? { code: "NOT_FOUND" } : {}),
    };
  }
}

/** Parts lie ten places apart, so that others fit between them and move none. */
const placed = ({ parts }: WorldReport) =>
  Object.fromEntries(parts.map(({ id }, place): [string, number] => [id, (place + 1) * 10]));
