import { setTimeout as pause } from "node:timers/promises";

import { type Checked, selfCheck } from "../../../src/starting/self-check";
import { EVERYBODY, startGuardedHouse } from "../../access/guarded-house";
import { type Sight, guardedSight, lawfulSight } from "../../access/row-security";
import { listedSight } from "../../access/listed-sight";
import { abilitiesOf } from "../../access/sheets";
import { type Reader, readerName } from "../../policies/world";
import { OPEN_TO_WHO_HAS_NOT_ENTERED } from "../../support/catalog";
import type { TestRegistry } from "../../support/registry";
import { TicketHolder } from "../../support/ticket-holder";

/** The indexes that row-level security and look-ups by id stand on. */
export const INDEXES = [
  ...["circulated_part_part", "circulated_part_report", "circulated_part_circulation", "team_member_review"],
  ...[
    "oversight_invocation_report",
    "appointment_person",
    "designation_person",
    "search_entry_document",
    "login_subject",
  ],
];

/** What can tell that a database is not as its migrations made it: each gives a sentence when it finds something. */
export class Finders {
  private constructor(
    readonly registry: TestRegistry,
    private readonly holder: TicketHolder,
    private readonly lawful: ReadonlyMap<string, Sight>,
  ) {}

  static async open(): Promise<Finders> {
    const registry = await startGuardedHouse();
    const lawful = new Map<string, Sight>();
    for (const reader of EVERYBODY)
      lawful.set(readerName(reader), await lawfulSight(registry.superuser, await abilitiesOf(registry, reader)));
    return new Finders(registry, await TicketHolder.open(registry.databaseUrl), lawful);
  }

  async close(): Promise<void> {
    await this.holder.close();
    await this.registry.close();
  }

  /** The first reader to whom row-level security gives other rows than the law. */
  readonly rows = async (): Promise<string | undefined> => {
    for (const reader of EVERYBODY) {
      const name = readerName(reader);
      const seen = await guardedSight(this.holder, this.logins(reader)).catch((error: Error) => error.message);
      if (JSON.stringify(seen) !== JSON.stringify(this.lawful.get(name))) return `${name} sees other rows`;
    }
    return undefined;
  };

  /** The first reader whose lists begin with other parts than are read. */
  readonly lists = async (): Promise<string | undefined> => {
    for (const reader of EVERYBODY) {
      const seen = await listedSight(this.holder, this.logins(reader)).catch((error: Error) => error.message);
      if (typeof seen === "string" || JSON.stringify(seen.begun) !== JSON.stringify(seen.read))
        return `the lists of ${readerName(reader)} begin with other parts`;
    }
    return undefined;
  };

  /** What the server says of the database before it opens its port. */
  readonly "self-check" = async (): Promise<string | undefined> => {
    const ask: Checked["ask"] = (text) => this.holder.as([], (rows) => rows(text));
    const settings = { production: false, databaseMayForget: true };
    return selfCheck({ settings, ask }).then(
      () => undefined,
      (refusal: Error) => refusal.message,
    );
  };

  /** An index that is not there, or a table that lets in who has not entered. */
  readonly catalog = async (): Promise<string | undefined> => {
    const there = await this.registry.sql<{ name: string }>(
      "select indexname as name from pg_indexes where schemaname = 'public'",
    );
    const missing = INDEXES.filter((index) => !there.some(({ name }) => name === index));
    if (missing.length > 0) return `${missing.join(", ")} is not there`;
    const open = await this.registry.sql<{ name: string }>(OPEN_TO_WHO_HAS_NOT_ENTERED);
    return open.length > 0 ? `${open.map(({ name }) => name).join(", ")} is open to who has not entered` : undefined;
  };

  /** A window that has ended in the middle of a transaction, and is read on. */
  readonly "held open" = async (): Promise<string | undefined> => {
    const instants = await this.holder.as([], async (rows) => {
      const asked = "select registry_now()::text as at";
      const [first] = await rows<{ at: string }>(asked);
      await pause(5);
      const [second] = await rows<{ at: string }>(asked);
      return [first!.at, second!.at];
    });
    return instants[0] === instants[1] ? "time stands still in a transaction that is held open" : undefined;
  };

  private logins({ person, portal }: Reader) {
    const { issuer } = this.registry.issuer;
    return [person, portal].flatMap((subject) => (subject ? [{ issuer, subject }] : []));
  }
}
