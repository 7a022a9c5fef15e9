import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { ApolloServer, type BaseContext } from "@apollo/server";
import { GraphQLError, type GraphQLSchema, buildSchema, isObjectType } from "graphql";
import request, { type Test } from "supertest";
import { BadInput, Forbidden, ReauthenticationRequired, Unavailable } from "../../src/entities/errors";
import { apolloOptions } from "../../src/http/apollo-options";
import { Documents } from "../../src/http/documents";
import { Meter } from "../../src/http/meter";
import { createRequestHandler } from "../../src/http/request-handler";
import { createServer, stopServer } from "../../src/http/server";
import type { Answered, Asker, Question, Service } from "../../src/http/service";
import { authorizationOf } from "../../src/identity/bearer-token";
import { Unauthenticated } from "../../src/identity/unauthenticated";
import { LIMITS } from "../../src/setting-descriptions";
import type { Limits } from "../../src/settings";

/** In every hidden text of these tests; it may appear in no answer, log or metric. */
export const CANARY = "canary-2c1f";

export const TOKEN = "token-of-the-officer";

class QueryFailedError extends Error {
  readonly driverError = { code: "57014" };
}

const failures: Record<string, () => unknown> = {
  sql: () => new QueryFailedError(`select text from part where id = '${CANARY}'`),
  word: () => CANARY,
  graphql: () => new GraphQLError(CANARY, { extensions: { code: "FORBIDDEN", secret: CANARY } }),
  forbidden: () => new Forbidden("You may not do this.", { paragraph: "§ 3.1", source: "DPKO/DFS 2015.05 §21" }),
  input: () => new BadInput("Give another date."),
  reauthentication: () => new ReauthenticationRequired(),
  unavailable: () => new Unavailable(),
};

const raise = (how: string): never => {
  throw (failures[how] ?? failures.sql)?.();
};

interface Given {
  name: string;
  how: string;
  milliseconds: number;
  first: number;
  id: string;
}

const resolvers: Record<string, (source: unknown, given: Given) => unknown> = {
  "Query.hello": (_, { name }) => `Hello, ${name}`,
  "Query.fail": (_, { how }) => raise(how),
  "Query.missing": () => null,
  "Query.wait": async (_, { milliseconds }) => (await pause(milliseconds), "done"),
  "Query.books": (_, { first }) => ({ nodes: Array.from({ length: first }, (__, id) => ({ id })) }),
  "Mutation.sign": (_, { id }) => id,
  "Mutation.fail": (_, { how }) => raise(how),
};

function schemaOfTheDesk(): GraphQLSchema {
  const schema = buildSchema(`
    type Book { id: ID! title: String fail(how: String!): String }
    type PageInfo { hasNextPage: Boolean }
    type BookConnection { nodes: [Book!]! pageInfo: PageInfo }
    enum Level { LOW HIGH }
    type Query {
      hello(name: String = "you", level: Level): String!
      fail(how: String!): String
      missing: String!
      wait(milliseconds: Int!): String
      books(first: Int, last: Int): BookConnection!
    }
    type Mutation { sign(id: ID!): ID fail(how: String!): String }
  `);
  for (const [place, resolve] of Object.entries(resolvers)) {
    const [type, name = ""] = place.split(".");
    const parent = schema.getType(type ?? "");
    const field = isObjectType(parent) ? parent.getFields()[name] : undefined;
    if (field) field.resolve = resolve;
  }
  const book = schema.getType("Book");
  if (isObjectType(book)) Object.assign(book.getFields().fail ?? {}, { resolve: resolvers["Query.fail"] });
  return schema;
}

/** What a test sets otherwise than usual. */
export interface Changes extends Partial<Omit<Service<Asker, BaseContext>, "settings">> {
  limits?: Partial<Limits>;
  production?: boolean;
  corsOrigins?: string[];
}

/** A whole HTTP interface before a small schema, with what it logged and what it asked of the registry. */
export interface Desk {
  address: string;
  server: Server;
  lines: Record<string, unknown>[];
  questions: Question[];
  meter: Meter;
  close(): Promise<void>;
  get(path: string): Test;
  post(body: unknown): Test;
  ask(query: string, variables?: object): Test;
}

const standard = Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, limit.default])) as Limits;

export async function openDesk({
  limits,
  production = false,
  corsOrigins = [],
  ...changes
}: Changes = {}): Promise<Desk> {
  const settings = { production, corsOrigins, limits: { ...standard, ...limits } };
  const schema = schemaOfTheDesk();
  const documents = new Documents(schema, settings.limits);
  const apollo = new ApolloServer<BaseContext>({ schema, ...apolloOptions(settings.limits, documents) });
  await apollo.start();
  const lines: Record<string, unknown>[] = [];
  const questions: Question[] = [];
  const meter = new Meter();
  const handler = createRequestHandler<Asker, BaseContext>({
    settings,
    schema,
    documents,
    apollo,
    meter,
    identify: (incoming) => Promise.resolve(officer(authorizationOf(incoming))),
    refused: () => Promise.resolve(),
    answer: async (question, run): Promise<Answered> => {
      questions.push(question);
      return { executed: await run({}), headers: { Receipt: "entry-1" } };
    },
    pages: new Map(),
    ready: () => Promise.resolve(true),
    log: (line) => void lines.push(line as Record<string, unknown>),
    ...changes,
  });
  const server = createServer(handler, settings.limits);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (body: unknown) =>
    request(address)
      .post("/graphql")
      .set("Authorization", `Bearer ${TOKEN}`)
      .send(body as object);
  return {
    address,
    server,
    lines,
    questions,
    meter,
    close: async () => (await stopServer(server, 1_000), await apollo.stop()),
    get: (path) =>
      request(address).get(path).set("Authorization", `Bearer ${TOKEN}`).set("Apollo-Require-Preflight", "true"),
    post,
    ask: (query, variables) => post({ query, variables }),
  };
}

/** The token says who it is: `token-of-…`. */
function officer(authorization: string[] | undefined): Asker {
  if (!authorization) throw new Unauthenticated("MISSING");
  if (authorization.length > 1) throw new Unauthenticated("SEVERAL");
  const [, subject] = /^Bearer token-of-(.+)$/.exec(authorization[0] ?? "") ?? [];
  if (!subject) throw new Unauthenticated("INVALID");
  return { issuer: "https://issuer.example", subject };
}

/** The one error of an answer. */
export const errorOf = (body: { errors?: { message: string; extensions: { code: string } }[] }) => {
  expect(body.errors).toHaveLength(1);
  const [error] = body.errors ?? [];
  return { message: error?.message, code: error?.extensions.code };
};
