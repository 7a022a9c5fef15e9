import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { printSchema } from "graphql";

import { registrySchema } from "./app-schema";
import { commandLine } from "./settings";
import { tellUsage } from "./usage";

const FILE = join(__dirname, "..", "schema.graphql");

const USAGE = `npm run schema
npm run schema:check

Writes schema.graphql as the code says it, or tells with exit code 1 that the file says something else.`;

/** The schema as the repository keeps it: sorted, described throughout. */
export const printedSchema = () => `${printSchema(registrySchema())}\n`;

function main(): void {
  tellUsage(USAGE);
  const [task] = commandLine();
  if (task === "--write") writeFileSync(FILE, printedSchema());
  else if (readFileSync(FILE, "utf8") !== printedSchema()) {
    process.stderr.write(
      "schema.graphql is not what the code says: run npm run schema, and read what changes for clients.\n",
    );
    process.exitCode = 1;
  }
}

if (require.main === module) main();
