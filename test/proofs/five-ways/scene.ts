import { abilitiesOf } from "../../access/sheets";
import type { Abilities } from "../../../src/access/ability";
import type { Projection } from "../../../src/access/operators";
import { projectionSql } from "../../../src/access/projection";
import type { Reader, World } from "../../policies/world";
import type { TestRegistry } from "../../support/registry";
import type { TicketHolder } from "../../support/ticket-holder";
import { QUESTIONS, type Question, questions } from "./questions";

/** Every row of every question as the law sees it in memory. */
export type Projections = Readonly<Record<Question, ReadonlyMap<string, Projection>>>;

/** One world in the database, and what each way needs to answer about it. */
export class Scene {
  private readonly known = new Map<Reader, Promise<Abilities | null>>();

  private constructor(
    readonly registry: TestRegistry,
    readonly holder: TicketHolder,
    readonly world: World,
    readonly projections: Projections,
  ) {}

  static async of(registry: TestRegistry, holder: TicketHolder, world: World): Promise<Scene> {
    const now = { isPast: false, sql: "(select registry_now())" };
    const found: Partial<Record<Question, Map<string, Projection>>> = {};
    for (const question of questions) {
      const [, subject, table] = QUESTIONS[question];
      const rows = await registry.sql<{ id: string; row: Projection }>(
        `select x.id, ${projectionSql(subject, "x", now)} as row from ${table} x`,
      );
      found[question] = new Map(rows.map(({ id, row }) => [id, row]));
    }
    return new Scene(registry, holder, world, found as Projections);
  }

  /** The abilities of a reader; null for whom the registry does not know. */
  abilities(reader: Reader): Promise<Abilities | null> {
    const abilities = this.known.get(reader) ?? abilitiesOf(this.registry, reader);
    this.known.set(reader, abilities);
    return abilities;
  }
}
