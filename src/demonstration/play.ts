import { idOf, uuidOf } from "../access/ids";
import type { PastTheWall } from "../database/past-the-wall";
import { type Operation, type Outcome, type Stage, perform } from "../operations/perform";

/** Of what the demonstration has a name of its own. */
export type Kind =
  | "appointment"
  | "circulation"
  | "lesson"
  | "login"
  | "office"
  | "paper"
  | "part"
  | "person"
  | "placement"
  | "plan"
  | "portal"
  | "post"
  | "report"
  | "request"
  | "review";

/** Where the acts are done. */
export interface Scene {
  readonly stage: Stage;
  /** Where it looks up what nobody of the demonstration need be asked for. */
  readonly rows: PastTheWall;
  /** The issuer of the tokens of everybody who acts. */
  readonly issuer: string;
}

/** The demonstration under way: it does acts as the persons of the demonstration, and knows what they have made by name. */
export class Play {
  private readonly ids = new Map<string, string>();

  private constructor(private readonly scene: Scene) {}

  get issuer(): string {
    return this.scene.issuer;
  }

  /** A play that knows the offices and posts that are there. */
  static async begin(scene: Scene): Promise<Play> {
    const play = new Play(scene);
    for (const kind of ["office", "post"] as const) {
      const found = await scene.rows.query<{ id: string; code: string }>(`select id, code from ${kind}`);
      for (const { id, code } of found) play.remember(kind, code, id);
    }
    return play;
  }

  /** Does one act as somebody of the demonstration, who has just signed in. */
  as<Input>(account: string, operation: Operation<Input>, input: Input): Promise<Outcome> {
    const login = { issuer: this.issuer, subject: account };
    return perform(this.scene.stage, { login, authenticatedAt: new Date() }, operation, input);
  }

  /** What a signature of a circulation is over. */
  async digest(circulation: string): Promise<string> {
    const circulationId = uuidOf("circulation", this.id("circulation", circulation))!;
    const [paper] = await this.scene.rows.query<{ digest: string }>(
      "select digest from circulation_paper where circulation_id = $1",
      [circulationId],
    );
    return paper!.digest;
  }

  async symbol(report: string): Promise<string> {
    const id = uuidOf("report", this.id("report", report))!;
    const [found] = await this.scene.rows.query<{ symbol: string }>("select symbol from report where id = $1", [id]);
    return found!.symbol;
  }

  /** The items in force of the work plan of a year, as they were planned. */
  async plannedItems(year: string): Promise<string[]> {
    const items = await this.scene.rows.query<{ id: string }>(
      "select id from work_plan_item where work_plan_id = $1 and until_revision is null order by position",
      [uuidOf("plan", this.id("plan", year))!],
    );
    return items.map(({ id }) => idOf("planned", id));
  }

  remember(kind: Kind, name: string, uuid: unknown): void {
    this.ids.set(`${kind} ${name}`, idOf(kind, uuid as string));
  }

  /** The id by which the interface knows what was made under a name. */
  id(kind: Kind, name: string): string {
    const id = this.ids.get(`${kind} ${name}`);
    if (id === undefined) throw new Error(`There is no ${kind} ${name} in the demonstration.`);
    return id;
  }
}
