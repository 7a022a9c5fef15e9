import { type GraphQLResolveInfo, type GraphQLSchema, getNamedType, isListType, isNonNullType } from "graphql";
import type { Pool, PoolClient } from "pg";

import { type LoginName, type Tickets, backendOf } from "../database/tickets";
import { type FactSender, enter } from "../identity/facts";
import { Abilities } from "./ability";
import type { CursorSeal } from "./cursor";
import { Delivery } from "./delivery";
import { send } from "./prepared";
import { Question } from "./question";
import { readOf } from "./schema-reads";
import type { Seal } from "./sealing";
import { Selection } from "./selection";

/** What the door of the database needs. */
export interface DoorParts {
  readonly reading: Pool;
  readonly tickets: Tickets;
  readonly cursors: CursorSeal;
  readonly seal: Seal;
  readonly schema: GraphQLSchema;
}

/** Who knocks: a login, and the portal through which it asks. */
export interface Caller {
  readonly login: LoginName;
  readonly actor?: LoginName | undefined;
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
        client.query("begin transaction isolation level repeatable read, read only"),
        enter(senderOf(client), parts.tickets, caller),
      ]);
      if (!found) throw new UnknownLogin();
      return new Registry(parts, client, new Abilities(found.viewer), found.line);
    } catch (error) {
      await end(client, error);
      throw error;
    }
  }

  /** What is selected of a root field, as its declaration reads it. */
  async read(info: Info): Promise<unknown> {
    const field = info.parentType.getFields()[info.fieldName]!;
    const question = this.question();
    const selection = new Selection(question, info);
    const [[, selected] = []] = selection.below(info.parentType, asSelection(info));
    const piece = selection.field(selected!, undefined, readOf(field));
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
    const { cursors, seal, schema } = this.parts;
    return new Question({ abilities: this.abilities, line: this.line, cursors, seal, schema, delivery: this.delivery });
  }

  /** Ends the read, which wrote nothing: nobody waits for its end but the connection. A second call does nothing. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    void end(this.client);
  }

  private async ask(question: Question, sql: string): Promise<unknown> {
    const [row] = await send<{ answer: unknown }>(this.client, question.statement.query(sql));
    return row?.answer ?? null;
  }
}

/** A root field as a selection of its own: exactly the nodes that the executor merged for it. */
const asSelection = ({ fieldNodes }: Info) =>
  [
    {
      kind: "Field",
      name: { kind: "Name", value: "root" },
      selectionSet: { kind: "SelectionSet", selections: fieldNodes },
    },
  ] as never;

/** A connection, and the process of PostgreSQL that it is. */
const senderOf = (client: PoolClient): FactSender => ({
  backend: backendOf(client),
  query: async <Row>(statement: { name?: string; text: string; values: unknown[] }) => ({
    rows: (await client.query(statement)).rows as Row[],
  }),
});

/** Ends the transaction; a connection whose state is unknown is thrown away. */
async function end(client: PoolClient, failure?: unknown): Promise<void> {
  try {
    await client.query(failure ? "rollback" : "commit");
    client.release();
  } catch {
    client.release(true);
  }
}
