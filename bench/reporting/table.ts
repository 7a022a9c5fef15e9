import type { Measured, Results } from "../timing/results";

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
    of: (one) => short(one.perSecond),
  },
  {
    about: "milliseconds of half of the answers / of ninety-nine in a hundred",
    of: (one) => `${short(one.p50)} / ${short(one.p99)}`,
  },
  {
    about: "milliseconds of the processor for one request: Node.js + PostgreSQL",
    of: (one) => `${short(one.node)} + ${short(one.postgres)}`,
  },
];

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
        ...names.map((name) => (cell.of[name] ? of(cell.of[name]) : "")),
        ...compared.map((name) => short(cell.ratios[name])),
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
