import type { Asking } from "./asking";

/** The title by which the Director finds the report; its symbol is made at random. */
const TITLE = "Protection of civilians and of uniformed personnel in the Central African Republic";

/** The report that everybody is asked for, as the Director knows it: its parts have names of the tour's own here. */
export interface ReportOfTheTour {
  readonly id: string;
  readonly symbol: string;
  /** F1, F2, R1 and so on, in the order of the report, each with the part's id. */
  readonly parts: ReadonlyMap<string, string>;
}

interface Found {
  reports: { nodes: { id: string; symbol: string; title: string; parts: { nodes: { id: string; kind: string }[] } }[] };
}

const ALL_REPORTS = `{
  reports(first: 10, filter: { missions: ["MINUSCA"], levels: [STRICTLY_CONFIDENTIAL] }) {
    nodes { id symbol title parts(first: 20) { nodes { id kind } } }
  }
}`;

export async function findReport(asking: Asking): Promise<ReportOfTheTour> {
  const { reports } = await asking.need<Found>("opsp.director", ALL_REPORTS);
  const found = reports.nodes.find(({ title }) => title === TITLE);
  if (!found) throw new Error("The Director does not see the report of the tour.");
  return { id: found.id, symbol: found.symbol, parts: named(found.parts.nodes) };
}

/** Parts by the first letter of their kind and their place among those of that kind. */
function named(parts: readonly { id: string; kind: string }[]): Map<string, string> {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { id, kind } of parts) {
    const place = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, place);
    names.set(`${kind.charAt(0)}${place}`, id);
  }
  return names;
}

/** The names of parts, in the order of the report. */
export const namesOf = ({ parts }: ReportOfTheTour, ids: readonly string[]): string =>
  [...parts].flatMap(([name, id]) => (ids.includes(id) ? [name] : [])).join(" ");
