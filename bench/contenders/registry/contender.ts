import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { type Answers, type Place, type Wish, listed, said } from "../../asking/reads";
import { type Asked, type Contender, type Program, type Send, type Surroundings, graphql } from "../contender";
import { QUERIES } from "./queries";

const ROOT = join(__dirname, "../../..");
const NO_LIMIT = "1000000000";

function program({ world, issuer, folder }: Surroundings): Program {
  const dataFolder = join(folder, "registry");
  mkdirSync(dataFolder, { recursive: true });
  return {
    arguments: ["-r", "./load-typescript.js", "src/main.ts"],
    folder: ROOT,
    environment: {
      DATABASE_URL: world.applicationUrl,
      MIGRATOR_DATABASE_URL: world.url,
      OIDC_ISSUER: issuer,
      TICKET_KEY_FILE: world.ticketKeyFile,
      REGISTRY_KEY_FILE: world.keyFile,
      DATA_FOLDER: dataFolder,
      PORT: "0",
      LIMIT_REQUESTS_PER_MINUTE: NO_LIMIT,
      LIMIT_COST_PER_MINUTE: NO_LIMIT,
    },
    portIn: (line) => Number(/answers at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]) || undefined,
  };
}

function ask(wish: Wish, cursor?: string): Asked {
  const { read, ...variables } = wish;
  return graphql(QUERIES[read], read === "Q5" ? { after: cursor } : variables);
}

interface Page {
  readonly reports: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly symbol: string } }[];
    readonly pageInfo: { readonly startCursor: string | null; readonly hasPreviousPage: boolean };
  };
}

const PAGE = `query Page($before: String) {
  reports(last: 100, before: $before) { edges { cursor node { symbol } } pageInfo { startCursor hasPreviousPage } } }`;

/** The registry gives a cursor for rows that it has shown and no others: the list is walked from its end. */
async function cursors(places: readonly Place[], send: Send): Promise<string[]> {
  const wanted = new Map<string, string | undefined>(places.map(({ symbol }) => [symbol, undefined]));
  let before: string | undefined;
  while ([...wanted.values()].includes(undefined)) {
    const { reports } = (await send(graphql(PAGE, { before }))) as Page;
    for (const { cursor, node } of reports.edges) if (wanted.has(node.symbol)) wanted.set(node.symbol, cursor);
    if (!reports.pageInfo.hasPreviousPage) break;
    before = reports.pageInfo.startCursor!;
  }
  return places.map(({ symbol }) => {
    const cursor = wanted.get(symbol);
    if (cursor === undefined) throw new Error(`The registry has no cursor for ${symbol}.`);
    return cursor;
  });
}

interface Nodes<Node> {
  readonly nodes: readonly Node[];
}
type Report = NonNullable<Answers["Q1"]>;
type Recommendation = Report["recommendations"][number] & { readonly implementation: { readonly status: string } };

const withStatus = ({ implementation, ...rest }: Recommendation) => ({ ...rest, status: implementation.status });

/** The registry as it is shipped. */
export const registry: Contender = {
  name: "registry",
  about: "this registry as shipped: law compiled to one statement, row-level security, every answer registered",
  program,
  ask,
  cursors,
  answers: {
    Q1: ({ report }: { report: never }) => {
      if (report === null) return null;
      const given: Report & { marking: { level: string } } = report;
      const [findings, recommendations] = [given.findings, given.recommendations] as unknown as [
        Nodes<{ marking: { level: string } } & Report["findings"][number]>,
        Nodes<Recommendation>,
      ];
      return {
        ...listed(given),
        level: given.marking.level,
        findings: findings.nodes.map(({ marking, ...rest }) => ({ ...rest, level: marking.level })),
        recommendations: recommendations.nodes.map(withStatus),
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
    Q4: ({ recommendations }: { recommendations: Nodes<Recommendation> & { totalCount: number | null } }) => ({
      count: recommendations.totalCount,
      first: recommendations.nodes.map((one) => ({
        ...said(one),
        targetOn: one.targetOn,
        status: one.implementation.status,
      })),
    }),
    Q5: ({ reports }: { reports: Nodes<Answers["Q5"][number]> }) => reports.nodes.map(listed),
    Q6: ({ search }: { search: Nodes<Answers["Q6"][number]> }) => search.nodes.map(said),
  },
};
