import type { Cell, Measured, Results } from "../timing/results";

/** A number as short as it can be read. */
export const short = (value: number | undefined): string => {
  if (value === undefined) return "";
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
};

/** One table: what its numbers are, and its rows, of which the first holds the titles. */
export interface Table {
  readonly connections: number;
  readonly about: string;
  readonly rows: readonly (readonly string[])[];
}

/** What is told of a contender in one table. */
interface Told {
  readonly about: string;
  readonly of: (measured: Measured) => string;
}

const TOLD: readonly Told[] = [
  {
    about: "requests per second, and how many ours answers for each one of another's",
    of: (one) => (one.unanswered ? `fewer than 1 in ${short(one.p50 / 1000)} s` : short(one.perSecond)),
  },
  {
    about: "milliseconds of half of the answers / of ninety-nine in a hundred",
    of: (one) => (one.unanswered ? `more than ${short(one.p50)}` : `${short(one.p50)} / ${short(one.p99)}`),
  },
  {
    about: "milliseconds of the processor for one request: Node.js + PostgreSQL",
    of: (one) => `${one.unanswered ? "more than " : ""}${short(one.node)} + ${short(one.postgres)}`,
  },
];

/** What is told of one contender in one cell of the first table, with what it refused. */
function told(cell: Cell, name: string, of: Told["of"], isFirst: boolean): string {
  const measured = cell.of[name];
  if (!measured) return "";
  const refused = cell.refused[name];
  return `${of(measured)}${isFirst && refused ? ` (${refused} refused)` : ""}`;
}

/** Ours beside another's; a bound where one of the two answered nothing. */
function ratio(cell: Cell, ours: string, name: string): string {
  const bound = cell.of[name]?.unanswered ? "more than " : "";
  return cell.of[ours]?.unanswered ? "" : bound + short(cell.ratios[name]);
}

/** The tables for each number of connections; the first of them with the ratios. */
export function tablesOf({ cells, contenders, ours }: Results): Table[] {
  const names = contenders.map(({ name }) => name);
  const others = names.includes(ours) ? names.filter((name) => name !== ours) : [];
  return [...new Set(cells.map(({ connections }) => connections))].flatMap((connections) => {
    const here = cells.filter((cell) => cell.connections === connections);
    return TOLD.map(({ about, of }, place) => {
      const compared = place === 0 ? others : [];
      const head = ["read", "reader", ...names, ...compared.map((name) => `× ${name}`)];
      const rows = here.map((cell) => [
        cell.read,
        cell.reader,
        ...names.map((name) => told(cell, name, of, place === 0)),
        ...compared.map((name) => ratio(cell, ours, name)),
      ]);
      return { connections, about, rows: [head, ...rows] };
    });
  });
}

/** Connections as they are counted in a sentence. */
export const connectionsIn = (many: number): string => (many === 1 ? "one connection" : `${many} connections`);

/** The tables as a terminal shows them. */
export function textOf(results: Results): string {
  return tablesOf(results)
    .map(({ connections, about, rows }) => {
      const widths = rows[0]!.map((_title, column) => Math.max(...rows.map((row) => row[column]!.length)));
      const lines = rows.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join("  "));
      return [`${connectionsIn(connections)}, ${about}`, ...lines].join("\n");
    })
    .join("\n\n");
}
