import { type Asking, NOBODY } from "./asking";
import { type ReportOfTheTour, namesOf } from "./report-of-the-tour";

/** What a reader sees of the report, cell by cell as the table shows it. */
export interface Sight {
  readonly cover: string;
  readonly title: string;
  readonly parts: string;
  readonly extract: string;
  /** The paragraphs of the access policy by which the reader sees it. */
  readonly because: string;
}

/** For whom the report does not exist. */
export const NOTHING: Sight = { cover: "no", title: "no", parts: "", extract: "", because: "" };

interface Because {
  access: { because: { paragraph: string }[] };
}
interface Seen {
  report:
    | (Because & {
        title: string | null;
        marking: { isExtract: boolean };
        parts: { nodes: (Because & { id: string })[] };
      })
    | null;
}

const REPORT = `query ($symbol: String!) {
  report(symbol: $symbol) {
    title
    marking { isExtract }
    access { because { paragraph } }
    parts(first: 20) { nodes { id access { because { paragraph } } } }
  }
}`;

/** Asks for the report as one reader. */
export async function sightOf(asking: Asking, reader: string, report: ReportOfTheTour): Promise<Sight> {
  const { status, data } = await asking.ask<Seen>(reader, REPORT, { symbol: report.symbol });
  if (status !== (reader === NOBODY ? 401 : 200)) return { ...NOTHING, because: `HTTP ${status}` };
  const seen = data?.report;
  if (!seen) return NOTHING;
  const parts = seen.parts.nodes;
  return {
    cover: "yes",
    title: seen.title === null ? "no" : "yes",
    parts: namesOf(
      report,
      parts.map(({ id }) => id),
    ),
    extract: seen.marking.isExtract ? "yes" : "no",
    because: paragraphs([seen, ...parts]),
  };
}

function paragraphs(seen: readonly Because[]): string {
  const numbers = seen.flatMap(({ access }) => access.because.map(({ paragraph }) => paragraph.replace("§ ", "")));
  return [...new Set(numbers)].sort().join(", ");
}
