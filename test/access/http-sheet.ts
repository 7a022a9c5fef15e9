import { rowOf } from "../../src/access/ids";
import type { Reader } from "../policies/world";
import { uuidOf } from "../policies/rows";
import type { Free, TestRegistry } from "../support/registry";
import type { Sheet } from "./sheets";

/** What a client sees of a world over HTTP, asked in one request. */

const REPORTS = `{ reports(first: 30) { totalCount nodes {
  id title outline { id } marking { isExtract copiesAllowed }
  parts(first: 20) { totalCount nodes { id number text label kind marking { level copiesAllowed isExtract } } }
} } }`;

const CIRCULATIONS = `query ($after: String) { circulations(first: 20, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
  id state full purpose portalsAllowed copiesAllowed validFrom validUntil digest proposedOn
  report { id } parts { id } recipients { __typename ... on Post { code } ... on Office { code } }
  signatures { post { code } } awaiting { code } acts { act } paperSignatures { id }
} } }`;

export const uuid = (id: string) => rowOf(id)!.uuid;
export const tokenOf = ({ person, portal }: Reader) => ({
  subject: (person ?? portal)!,
  ...(person && portal ? { actor: portal } : {}),
});

export interface HttpSight {
  reports: Free[];
  circulations: Free[];
  /** As the lists counted themselves. */
  counts: number[];
}

/** Null for whom the registry does not know. */
export async function sightOverHttp(registry: TestRegistry, reader: Reader): Promise<HttpSight | null> {
  const ask = async (query: string, variables = {}) => {
    const { status, data, body } = await registry.ask(tokenOf(reader), query, variables);
    if (status === 401) return null;
    if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return data;
  };
  const told = await ask(REPORTS);
  if (!told) return null;
  const circulations: Free[] = [];
  const counts = [told.reports.totalCount, ...told.reports.nodes.map((one: Free) => one.parts.totalCount)];
  for (let after: string | null = null; ;) {
    const { circulations: page } = await ask(CIRCULATIONS, { after });
    circulations.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage)
      return { reports: told.reports.nodes, circulations, counts: [...counts, page.totalCount] };
  }
}

export function httpSheet({ reports, circulations }: Pick<HttpSight, "reports" | "circulations">): Sheet {
  const ids = (rows: Free[]) => rows.map(({ id }) => uuid(id)).sort();
  const parts = reports.flatMap((report) => report.parts.nodes);
  return {
    covers: ids(reports),
    titles: ids(reports.filter(({ title }) => title !== null)),
    outlines: ids(reports.filter(({ outline }) => outline !== null)),
    wholes: ids(reports.filter(({ marking }) => !marking.isExtract)),
    parts: ids(parts),
    copies: ids(parts.filter(({ marking }: Free) => marking.copiesAllowed)),
    circulations: ids(circulations),
    papers: ids(circulations.filter(({ digest }) => digest !== null)),
    recipients: circulations
      .flatMap(({ id, recipients }) => recipients.map(({ code }: Free) => uuidOf(`${uuid(id)} ${code}`)))
      .sort(),
  };
}
