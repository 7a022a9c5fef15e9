import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { chartOf } from "./reporting/chart";
import { markdownOf } from "./reporting/markdown";
import type { Results } from "./timing/results";

const RESULTS = join(__dirname, "../.data/bench/results.json");

/** Writes what the last run found as Markdown and as a chart: `npm run report -- --tables FILE.md --chart FILE.svg`. */
function main(): void {
  const { values } = parseArgs({
    options: {
      results: { type: "string", default: RESULTS },
      tables: { type: "string", default: join(dirname(RESULTS), "results.md") },
      chart: { type: "string", default: join(dirname(RESULTS), "results.svg") },
      connections: { type: "string" },
    },
  });
  const results = JSON.parse(readFileSync(values.results, "utf8")) as Results;
  const connections = Number(values.connections ?? results.cells[0]!.connections);
  write(values.tables, markdownOf(results));
  write(values.chart, chartOf(results, connections));
}

function write(path: string, text: string): void {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`Written: ${path}`);
}

main();
