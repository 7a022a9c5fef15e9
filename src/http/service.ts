import type { IncomingMessage } from "node:http";
import type { ApolloServer, BaseContext } from "@apollo/server";
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Settings } from "../settings";
import type { Executed } from "./answer";
import type { Documents } from "./documents";
import type { Meter } from "./meter";

/** Who asks, as the identity provider knows them; a portal may act on behalf of a person. */
export interface Asker {
  issuer: string;
  subject: string;
  actor?: { issuer: string; subject: string };
}

/** A request that may be executed: its document is valid, and it stays within every limit. */
export interface Question<Caller extends Asker = Asker> {
  requestId: string;
  caller: Caller;
  kind: "query" | "mutation";
  /** What is asked: a valid document, one operation of it, and its variables as that declares them. */
  asked: { document: DocumentNode; operation: OperationDefinitionNode; variables: Readonly<Record<string, unknown>> };
  /** The root fields, by their names in the schema. */
  fields: string[];
  cost: number;
  /** What the client sent as Idempotency-Key. */
  idempotencyKey?: string;
  /** The SHA-256 of the operation's text. */
  operationDigest: string;
  /** Aborted when the client has gone or the time is over. */
  signal: AbortSignal;
}

/** What was executed, and the headers that go with it, such as the register's receipt. */
export interface Answered {
  executed: Executed;
  headers?: Record<string, string>;
}

/** Something that is served as it is, such as a script of GraphiQL. */
export interface Page {
  body: Buffer | string;
  type: string;
  headers?: Record<string, string>;
}

/** What stands behind the HTTP interface. */
export interface Service<Caller extends Asker, Context extends BaseContext> {
  settings: Pick<Settings, "production" | "limits" | "corsOrigins">;
  schema: GraphQLSchema;
  documents: Documents;
  apollo: ApolloServer<Context>;
  /** Throws `Unauthenticated`, or anything else where nobody can be told from anybody. */
  identify(request: IncomingMessage): Promise<Caller>;
  /**
   * Opens what is needed to answer, runs the operation in it, and commits the register's entry; only then does the
   * answer leave. What it runs gives all of the data, or none and the one error that decides.
   */
  answer(question: Question<Caller>, run: (context: Context) => Promise<Executed>): Promise<Answered>;
  /** Registers that a signed-in caller's request was refused before anything was read for it. */
  refused(this: void, caller: Caller, code: string): Promise<void>;
  /** By path. None in production. */
  pages: ReadonlyMap<string, Page>;
  ready(this: void): Promise<boolean>;
  /** Whether checkpoints of the register could be kept nowhere for long: told, and no reason to answer nobody. */
  checkpointsLate?(this: void): boolean;
  meter: Meter;
  log(line: object): void;
}
