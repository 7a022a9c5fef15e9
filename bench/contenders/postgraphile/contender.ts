import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

import { type Answers, LARGEST_COUNT, type Place, type Wish, listed, said } from "../../asking/reads";
import {
  type Asked,
  type Contender,
  type Program,
  type Send,
  type Surroundings,
  graphql,
  portOfJson,
} from "../contender";
import { telling } from "../settings";
import { CURSOR_AT, QUERIES } from "./queries";

const BENCH = join(__dirname, "../..");

/** PostGraphile needs a newer Node than the registry: a package of the bench brings it. */
const newerNode = () => require.resolve(`node-${process.platform}-${process.arch}/bin/node`);

async function prepare({ world }: Surroundings): Promise<void> {
  const client = new Client(world.url);
  await client.connect();
  await client.query(readFileSync(join(__dirname, "helpers.sql"), "utf8"));
  await client.end();
}

const program = ({ world, issuer, pool }: Surroundings): Program => ({
  node: newerNode(),
  arguments: ["-r", "../load-typescript.js", "-r", "reflect-metadata", "contenders/postgraphile/server.ts"],
  folder: BENCH,
  environment: {
    ...telling({ databaseUrl: world.applicationUrl, issuer, ticketKeyFile: world.ticketKeyFile, pool }),
    GRAPHILE_ENV: "production",
  },
  portIn: portOfJson,
});

function ask(wish: Wish, cursor?: string): Asked {
  const { read, ...variables } = wish;
  return graphql(QUERIES[read], read === "Q5" ? { after: cursor } : variables);
}

/** Its cursors are asked for by offset, once for each place. */
async function cursors(places: readonly Place[], send: Send): Promise<string[]> {
  const found: string[] = [];
  for (const { after } of places) {
    const { reports } = (await send(graphql(CURSOR_AT, { offset: after }))) as {
      reports: { pageInfo: { endCursor: string } };
    };
    found.push(reports.pageInfo.endCursor);
  }
  return found;
}

interface Nodes<Node> {
  readonly nodes: readonly Node[];
}
type Report = NonNullable<Answers["Q1"]>;
type Recommendation = Report["recommendations"][number] & { readonly implementation: string };

const withStatus = ({ implementation, ...rest }: Recommendation) => ({ ...rest, status: implementation });

/** PostGraphile 5 on the same tables, under the same row-level security. */
export const postgraphile: Contender = {
  name: "postgraphile",
  about: "PostGraphile 5 on the same tables under the same row-level security; nothing registered",
  prepare,
  program,
  ask,
  cursors,
  answers: {
    Q1: ({ report }: { report: never }) => {
      if (report === null) return null;
      const given: Report & Record<"findings" | "recommendations", Nodes<never>> = report;
      return {
        ...listed(given),
        level: given.level,
        findings: given.findings.nodes as unknown as Report["findings"],
        recommendations: (given.recommendations.nodes as readonly Recommendation[]).map(withStatus),
      };
    },
    Q2: ({
      reports,
    }: {
      reports: Nodes<Report & Record<"findings" | "recommendations", Nodes<Report["findings"][0]>>>;
    }) =>
      reports.nodes.map((report) => ({
        ...listed(report),
        findings: report.findings.nodes.map(said),
        recommendations: report.recommendations.nodes.map(said),
      })),
    Q3: ({ findings }: { findings: Nodes<Answers["Q3"][number] & { report: { symbol: string } }> }) =>
      findings.nodes.map(({ report, ...rest }) => ({ ...rest, symbol: report.symbol })),
    Q4: ({ count, recommendations }: { count: number; recommendations: Nodes<Recommendation> }) => ({
      count: count > LARGEST_COUNT ? null : count,
      first: recommendations.nodes.map((one) => ({ ...said(one), targetOn: one.targetOn, status: one.implementation })),
    }),
    Q5: ({ reports }: { reports: Nodes<Answers["Q5"][number]> }) => reports.nodes.map(listed),
    Q6: ({ parts }: { parts: Nodes<Answers["Q6"][number]> }) => parts.nodes.map(said),
  },
};
