import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { chartOf } from "./reporting/chart";
import { markdownOf } from "./reporting/markdown";
import { markdownOfShare } from "./reporting/register-share";
import { type Acted, markdownOfActs } from "./reporting/acts";
import { type Endured, markdownOfEndurance } from "./reporting/endurance";
import { type Grown, markdownOfGrowth } from "./reporting/growth";
import type { Results } from "./timing/results";

const DATA = join(__dirname, "../.data/bench");

/** What else was measured, each under its title: what no run has found is left out. */
function others(): string[] {
  const found = <Found>(name: string, title: string, tell: (found: Found) => string): string[] => {
    const file = join(DATA, name);
    return existsSync(file) ? [`### ${title}`, tell(JSON.parse(readFileSync(file, "utf8")) as Found)] : [];
  };
  return [
    ...found<Results>("share.json", "What of a request its entry in the register takes", markdownOfShare),
    ...found<Grown[]>("growth.json", "What pages cost as the registry grows", markdownOfGrowth),
    ...found<Acted[]>("acts.json", "Acts: milliseconds", markdownOfActs),
    ...found<Endured>("endurance.json", "Memory", markdownOfEndurance),
  ];
}

/** Writes what the last runs found as Markdown, and the reads as a chart: `npm run report -- --tables FILE.md --chart FILE.svg`. */
function main(): void {
  const { values } = parseArgs({
    options: {
      results: { type: "string", default: join(DATA, "results.json") },
      tables: { type: "string", default: join(DATA, "results.md") },
      chart: { type: "string", default: join(DATA, "results.svg") },
      connections: { type: "string" },
    },
  });
  const results = existsSync(values.results)
    ? (JSON.parse(readFileSync(values.results, "utf8")) as Results)
    : undefined;
  write(values.tables, [...(results ? [markdownOf(results).trimEnd()] : []), ...others(), ""].join("\n\n"));
  if (results) write(values.chart, chartOf(results, Number(values.connections ?? results.cells[0]!.connections)));
}

function write(path: string, text: string): void {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`Written: ${path}`);
}

main();
