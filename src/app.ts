import type { RequestListener, Server } from "node:http";

import { ApolloServer } from "@apollo/server";

import { CursorSeal } from "./access/cursor";
import { KnownViewers } from "./access/known-viewers";
import { Reader } from "./access/reader";
import { type KeyProvider, Seal } from "./access/sealing";
import { answer, registerRefusal } from "./answering";
import { registrySchema } from "./app-schema";
import type { Database } from "./database/connection";
import { apolloOptions } from "./http/apollo-options";
import { Documents } from "./http/documents";
import { Meter } from "./http/meter";
import { createRequestHandler } from "./http/request-handler";
import { createServer } from "./http/server";
import type { Page } from "./http/service";
import { authorizationOf } from "./identity/bearer-token";
import type { Credentials } from "./identity/credentials";
import type { TokenVerifier } from "./identity/token";
import type { Stage } from "./operations/perform";
import type { CheckpointKeeper } from "./register/checkpoint-keeper";
import { RegisterWriter } from "./register/writer";
import type { Context } from "./resolvers/context";
import type { Settings } from "./settings";

/** What the service stands on. */
export interface AppParts {
  readonly settings: Pick<Settings, "production" | "limits" | "corsOrigins">;
  readonly database: Database;
  readonly keys: KeyProvider;
  /** What cursors are sealed with. */
  readonly cursorSecret: Buffer;
  readonly verifier: Pick<TokenVerifier, "verify">;
  /** Told how far the register has come; tells whether its checkpoints are late. */
  readonly checkpoints?: Pick<CheckpointKeeper, "passed" | "late">;
  readonly pages?: ReadonlyMap<string, Page>;
  readonly log?: (line: object) => void;
}

/** The whole service, short of a port. */
export interface App {
  readonly handler: RequestListener;
  readonly server: Server;
  readonly stage: Stage;
  stop(): Promise<void>;
}

/** Puts the service together: tests start here. */
export async function createApp({
  settings,
  database,
  keys,
  cursorSecret,
  verifier,
  checkpoints,
  pages = new Map(),
  log = () => undefined,
}: AppParts): Promise<App> {
  const schema = registrySchema();
  const seal = new Seal(keys);
  const documents = new Documents(schema, settings.limits);
  const apollo = new ApolloServer<Context>({ schema, ...apolloOptions(settings.limits, documents) });
  await apollo.start();
  const stage: Stage = { acting: database.acting, tickets: database.tickets, seal };
  const { reading, tickets } = database;
  const viewers = new KnownViewers();
  const door = { reading, tickets, cursors: new CursorSeal(cursorSecret), seal, schema, viewers };
  const answering = {
    door,
    reader: new Reader(door),
    stage,
    register: new RegisterWriter(database.registering, database.tickets, (sequence) => checkpoints?.passed(sequence)),
  };
  const handler = createRequestHandler<Credentials, Context>({
    settings,
    schema,
    documents,
    apollo,
    identify: (request) => verifier.verify(authorizationOf(request)),
    answer: (question, run) => answer(answering, question, run),
    refused: (caller, code) => registerRefusal(answering, caller, code),
    pages,
    ready: async () => server.listening && (await database.reading.query("select 1")).rowCount === 1,
    checkpointsLate: () => checkpoints?.late ?? false,
    meter: new Meter(),
    log,
  });
  const server = createServer(handler, settings.limits);
  return { handler, server, stage, stop: () => apollo.stop() };
}
