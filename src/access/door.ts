import { type GraphQLResolveInfo, type GraphQLSchema, getNamedType, isListType, isNonNullType } from "graphql";
import type { Pool, PoolClient } from "pg";

import { type Tickets, backendOf } from "../database/tickets";
import { type FactSender, enter } from "../identity/facts";
import { Abilities } from "./ability";
import type { CursorSeal } from "./cursor";
import { Delivery } from "./delivery";
import type { Caller, KnownViewers } from "./known-viewers";
import { compileRoot } from "./plan";
import { send } from "./prepared";
import { Question } from "./question";
import type { Seal } from "./sealing";
import { Selection } from "./selection";

/** What the door of the database needs. */
export interface DoorParts {
  readonly reading: Pool;
  readonly tickets: Tickets;
  readonly cursors: CursorSeal;
  readonly seal: Seal;
  readonly schema: GraphQLSchema;
  readonly viewers: KnownViewers;
}

/** The registry knows nobody by this login now. */
export class UnknownLogin extends Error {}

type Info = Pick<
  GraphQLResolveInfo,
  "schema" | "fragments" | "variableValues" | "parentType" | "fieldName" | "fieldNodes" | "returnType"
>;

/**
 * One read of the registry for one viewer: one transaction and one snapshot. It is the only way to classified rows: what it gives
 * has been filtered by the law, and is noted for the register.
 */
export class Registry {
  readonly delivery = new Delivery();
  private closed = false;

  private constructor(
    private readonly parts: DoorParts,
    private readonly client: PoolClient,
    readonly abilities: Abilities,
    readonly line: string | null,
  ) {}

  /** Opens a read: from here on the viewer's facts and the rows are of one instant. */
  static async open(parts: DoorParts, caller: Caller): Promise<Registry> {
    const client = await parts.reading.connect();
    try {
      // Sent together: the second does not wait for the answer to the first.
      const [, found] = await Promise.all([
        client.query(BEGIN),
        enter(senderOf(client), parts.tickets, { ...caller, known: parts.viewers.get(caller)?.entered }),
      ]);
      if (!found) throw new UnknownLogin();
      return new Registry(parts, client, new Abilities(found.viewer), found.line);
    } catch (error) {
      await ended(client, error);
      throw error;
    }
  }

  /** What is selected of a root field, as its declaration reads it. */
  async read(info: Info): Promise<unknown> {
    const question = this.question();
    const piece = compileRoot(question, { ...info, nodes: info.fieldNodes });
    return piece.finish((await this.ask(question, `select ${piece.sql} as answer`)) as never);
  }

  /** What is selected of rows that an operation hands over: one, or a list, as the field gives. */
  async rows(info: Info, rows: readonly Readonly<Record<string, unknown>>[]): Promise<unknown> {
    const question = this.question();
    const json = question.context.parameter(JSON.stringify(rows.map((one, place) => ({ ...one, place }))), "jsonb");
    const piece = new Selection(question, info).given(
      getNamedType(info.returnType).name,
      { nodes: info.fieldNodes },
      json,
    );
    const values = piece.finish((await this.ask(question, `select ${piece.sql} as answer`)) as never) as unknown[];
    return isListType(isNonNullType(info.returnType) ? info.returnType.ofType : info.returnType)
      ? values
      : (values[0] ?? null);
  }

  /** Other reads in the same snapshot, for operations that answer from several rows. */
  query<Row>(text: string, values: unknown[]): Promise<Row[]> {
    return this.client.query(text, values).then(({ rows }) => rows as Row[]);
  }

  /** A statement of its own, under this viewer's rights. */
  question(): Question {
    const question = questionOf(this.parts, this);
    question.begin(this.delivery);
    return question;
  }

  /** Ends the read, which wrote nothing: nobody waits for its end but the connection. A second call does nothing. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    void ended(this.client);
  }

  private async ask(question: Question, sql: string): Promise<unknown> {
    const [row] = await send<{ answer: unknown }>(this.client, question.statement.query(sql));
    return row?.answer ?? null;
  }
}

/** One snapshot, and nothing written. */
export const BEGIN = "begin transaction isolation level repeatable read, read only";

/** A statement of its own, under somebody's rights. */
export const questionOf = ({ cursors, seal, schema }: DoorParts, who: { abilities: Abilities; line: string | null }) =>
  new Question({ abilities: who.abilities, line: who.line, cursors, seal, schema });

/** A connection, and the process of PostgreSQL that it is. */
export const senderOf = (client: PoolClient): FactSender => ({
  backend: backendOf(client),
  query: async <Row>(statement: { text: string; values: unknown[] }) => ({ rows: await send<Row>(client, statement) }),
});

/** Ends the transaction; a connection whose state is unknown is thrown away. */
export async function ended(client: PoolClient, failure?: unknown): Promise<void> {
  try {
    await client.query(failure ? "rollback" : "commit");
    client.release();
  } catch {
    client.release(true);
  }
}
