import { LRUCache } from "lru-cache";
import type { PoolClient } from "pg";

import { Unavailable } from "../entities/errors";
import { inOneWrite } from "../database/one-write";
import { type Entered, enter } from "../identity/facts";
import type { Viewer } from "../policies/viewer";
import { Abilities } from "./ability";
import { Delivery } from "./delivery";
import { BEGIN, type DoorParts, UnknownLogin, ended, questionOf, senderOf } from "./door";
import type { Caller, Known } from "./known-viewers";
import { withLate } from "./late";
import { Plan, type Reading } from "./plan";
import { type Given, send } from "./prepared";
import { readOf } from "./schema-reads";

/** What came of an operation that only reads. */
export interface Read {
  readonly viewer: Viewer;
  readonly delivery: Delivery;
  /** What was asked, or why nothing of it is given. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly failure?: unknown;
}

/** An operation, and what tells it from others. */
export interface AskedReading extends Reading {
  readonly digest: string;
}

/** What is sent for a viewer who is known, or why nothing is. */
interface Ready {
  readonly plan?: Plan;
  readonly statements: readonly Given[];
  readonly failure?: unknown;
}

const KEPT_PLANS = 500;

/** Of variables that would take more than this no plan is remembered, in characters. */
const LONGEST_KEY = 4_096;

/** How often facts may change under a read before it is given up. */
const TRIES = 5;

/**
 * Answers operations that only read, in one flush: the beginning of the transaction, who is asking, a statement for each root field, and
 * the end. What is sent is compiled for the facts that are known of the viewer; where the database gives others, what came is thrown away
 * and asked anew.
 */
export class Reader {
  private readonly plans = new LRUCache<string, Plan>({ max: KEPT_PLANS });

  constructor(private readonly parts: DoorParts) {}

  /** Whether root fields of queries read rows, all of them: what does not is an operation of its own. */
  readsAll(fields: readonly string[]): boolean {
    const query = this.parts.schema.getQueryType()!.getFields();
    return fields.every((name) => Object.hasOwn(query, name) && readOf(query[name]!) !== undefined);
  }

  async read(caller: Caller, asked: AskedReading): Promise<Read> {
    const client = await this.parts.reading.connect();
    try {
      const read = await this.settled(client, caller, asked);
      client.release();
      return read;
    } catch (failure) {
      await ended(client, failure);
      throw failure;
    }
  }

  private async settled(client: PoolClient, caller: Caller, asked: AskedReading): Promise<Read> {
    const { viewers } = this.parts;
    let known = viewers.get(caller);
    if (!known) return this.first(client, caller, asked);
    for (let time = 0; time < TRIES; time += 1) {
      const ready = this.ready(known, asked);
      const [entered, answers] = await inOneWrite(client, () =>
        Promise.all([this.enter(client, caller, known), sendAll(client, ready.statements)]),
      );
      const now = this.keep(caller, entered, known);
      if (now.facts === known.facts) return readOut(entered!.viewer, ready, answers);
      known = now;
    }
    throw new Unavailable();
  }

  /** Of who has not asked before nothing can be sent before it is known who it is. */
  private async first(client: PoolClient, caller: Caller, asked: AskedReading): Promise<Read> {
    const entered = await inOneWrite(client, () => this.enter(client, caller));
    const ready = this.ready(this.keep(caller, entered), asked);
    const answers = await inOneWrite(client, () => sendAll(client, ready.statements));
    return readOut(entered!.viewer, ready, answers);
  }

  private async enter(client: PoolClient, caller: Caller, known?: Known): Promise<Entered | null> {
    const begun = client.query(BEGIN);
    const entering = enter(senderOf(client), this.parts.tickets, { ...caller, known: known?.entered });
    const [, entered] = await Promise.all([begun, entering]);
    return entered;
  }

  private keep(caller: Caller, entered: Entered | null, known?: Known): Known {
    if (!entered) throw new UnknownLogin();
    return this.parts.viewers.keep(caller, entered, known);
  }

  private ready({ entered, facts }: Known, asked: AskedReading): Ready {
    try {
      const { digest, document, operation, variables } = asked;
      const name = operation.name?.value ?? "";
      const key = JSON.stringify([digest, name, facts, withLate(document, variables)]);
      let plan = this.plans.get(key);
      if (!plan) {
        const who = { abilities: new Abilities(entered.viewer), line: entered.line };
        plan = Plan.of(asked, this.parts.schema, () => questionOf(this.parts, who));
        if (key.length <= LONGEST_KEY) this.plans.set(key, plan);
      }
      return { plan, statements: plan.statements(variables) };
    } catch (failure) {
      return { failure, statements: [] };
    }
  }
}

type Settled = PromiseSettledResult<unknown>;

/** Sends every statement and the end of the transaction, without waiting: of what was asked, each answer or failure by itself. */
function sendAll(client: PoolClient, statements: readonly Given[]): Promise<Settled[]> {
  const answers = statements.map(async (statement) => {
    const [row] = await send<{ answer: unknown }>(client, statement);
    return row?.answer ?? null;
  });
  const committed = client.query("commit");
  return Promise.all([Promise.allSettled(answers), committed]).then(([settled]) => settled);
}

function readOut(viewer: Viewer, ready: Ready, answers: readonly PromiseSettledResult<unknown>[]): Read {
  const delivery = new Delivery();
  try {
    if (!ready.plan) throw ready.failure;
    return { viewer, delivery, data: ready.plan.data(answers, delivery) };
  } catch (failure) {
    return { viewer, delivery, failure };
  }
}
