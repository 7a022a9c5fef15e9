import { httpSheet, sightOverHttp, tokenOf, uuid } from "../../access/http-sheet";
import type { HttpSight } from "../../access/http-sheet";
import { actsOfViewers, actsOnCirculations, actsOnReports } from "../../policies/may-do";
import type { Reader } from "../../policies/world";
import type { Free, TestRegistry } from "../../support/registry";
import { type Answers, allowed, nothing, sorted } from "./questions";

const fields = (acts: object) => Object.keys(acts).join(" ");

const PEOPLE = `{ persons(first: 100) { nodes { id } } appointments(first: 100) { nodes { id } } officersInCharge { id }
  offices(first: 100) { nodes { designations { id } portals { id } } } }`;
const CAN_ON_REPORTS = `{ viewer { viewerCan { ${fields(actsOfViewers)} } }
  reports(first: 50) { nodes { id viewerCan { ${fields(actsOnReports)} } } } }`;
const CAN_ON_CIRCULATIONS = `query ($after: String) { circulations(first: 50, after: $after) { pageInfo { hasNextPage endCursor }
  nodes { id viewerCan { ${fields(actsOnCirculations)} } } } }`;

/** What a reader is shown over HTTP, and what is promised to the reader; null for whom the registry does not know. */
export async function overHttp(
  registry: TestRegistry,
  reader: Reader,
): Promise<{ sight: HttpSight | null; answers: Answers }> {
  const sight = await sightOverHttp(registry, reader);
  if (!sight) return { sight, answers: nothing() };
  const ask = async (query: string, variables = {}): Promise<Free> => {
    const { data, body } = await registry.ask(tokenOf(reader), query, variables);
    if (!data) throw new Error(`${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return data;
  };
  const { persons, appointments, officersInCharge, offices } = await ask(PEOPLE);
  const ids = (rows: Free[]) => rows.map(({ id }) => uuid(id));
  const answers: Answers = {
    ...httpSheet(sight),
    persons: ids(persons.nodes),
    appointments: ids(appointments.nodes),
    designations: ids(offices.nodes.flatMap((one: Free) => one.designations)),
    charges: ids(officersInCharge),
    portals: ids(offices.nodes.flatMap((one: Free) => one.portals)),
    ...(await promised(ask)),
  };
  return { sight, answers: sorted(answers) };
}

async function promised(
  ask: (query: string, variables?: object) => Promise<Free>,
): Promise<Pick<Answers, "acts" | "duties">> {
  const { viewer, reports } = await ask(CAN_ON_REPORTS);
  const acts = each(reports.nodes);
  for (let after: string | null = null; ;) {
    const { circulations: page } = await ask(CAN_ON_CIRCULATIONS, { after });
    acts.push(...each(page.nodes));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return { acts, duties: allowed(viewer.viewerCan) };
  }
}

const each = (nodes: Free[]) => nodes.flatMap(({ id, viewerCan }) => allowed(viewerCan, uuid(id)));
