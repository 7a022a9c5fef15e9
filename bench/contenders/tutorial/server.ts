import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express from "express";
import { buildSchema } from "type-graphql";
import { DataSource } from "typeorm";

import { bearers } from "../bearer";
import { told } from "../settings";
import { type Context, contextOf } from "./context";
import { AppointmentRow, DesignationRow, LinePostRow, LoginRow, PlacementRow } from "./people";
import { PartResolver, ReportResolver } from "./resolvers";
import { ContentRow, PartRow, ReportRow, StateRow, TitleRow, WordsRow } from "./tables";

const CONTENT = [ReportRow, TitleRow, PartRow, ContentRow, StateRow, WordsRow];
const PEOPLE = [LoginRow, AppointmentRow, PlacementRow, DesignationRow, LinePostRow];

/** The registry as tutorials would have it: it answers on a free port until it is ended. */
async function main(): Promise<void> {
  const { databaseUrl, issuer, pool } = told();
  const entities = [...CONTENT, ...PEOPLE];
  const source = new DataSource({ type: "postgres", url: databaseUrl, entities, poolSize: pool, logging: false });
  await source.initialize();
  const bearer = bearers(issuer);
  const schema = await buildSchema({ resolvers: [ReportResolver, PartResolver], validate: false });
  const server = new ApolloServer<Context>({ schema, introspection: false });
  await server.start();
  const context = async ({ req }: { req: express.Request }) =>
    contextOf(source, await bearer(req.headers.authorization));
  const app = express().use("/graphql", express.json(), expressMiddleware(server, { context }));
  const listening = app.listen(0, "127.0.0.1", () =>
    console.log(JSON.stringify({ port: (listening.address() as AddressInfo).port })),
  );
}

void main();
