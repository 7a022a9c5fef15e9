import { join } from "node:path";

import type { Answers, Place, Wish } from "../../asking/reads";
import { type Asked, type Contender, type Program, type Surroundings, graphql, portOfJson } from "../contender";
import { telling } from "../settings";
import { cursorAfter } from "./cursor";
import { QUERIES } from "./queries";

const BENCH = join(__dirname, "../..");

const program = ({ world, issuer, pool }: Surroundings): Program => ({
  arguments: ["-r", "../load-typescript.js", "-r", "reflect-metadata", "contenders/tutorial/server.ts"],
  folder: BENCH,
  environment: telling({ databaseUrl: world.url, issuer, ticketKeyFile: world.ticketKeyFile, pool }),
  portIn: portOfJson,
});

function ask(wish: Wish, cursor?: string): Asked {
  const { read, ...variables } = wish;
  return graphql(QUERIES[read], read === "Q5" ? { after: cursor } : variables);
}

type Found = Answers["Q3"][number] & { readonly report: { readonly symbol: string } };
type Counted = { readonly count: Answers["Q4"]["count"]; readonly nodes: Answers["Q4"]["first"] };

/** What tutorials show, with the checks of access in the application. */
export const tutorial: Contender = {
  name: "tutorial",
  about: "Express, Apollo Server, type-graphql, TypeORM and DataLoader; checks in the application, nothing registered",
  program,
  ask,
  cursors: (places: readonly Place[]) => Promise.resolve(places.map(cursorAfter)),
  answers: {
    Q1: ({ report }: { report: Answers["Q1"] }) => report,
    Q2: ({ reports }: { reports: Answers["Q2"] }) => reports,
    Q3: ({ findings }: { findings: Found[] }) =>
      findings.map(({ report, ...rest }) => ({ ...rest, symbol: report.symbol })),
    Q4: ({ recommendations: { count, nodes } }: { recommendations: Counted }) => ({ count, first: nodes }),
    Q5: ({ reports }: { reports: Answers["Q5"] }) => reports,
    Q6: ({ search }: { search: Answers["Q6"] }) => search,
  },
};
