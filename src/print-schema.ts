import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { printSchema } from "graphql";

import { registrySchema } from "./app-schema";
import { commandLine } from "./settings";

const FILE = join(__dirname, "..", "schema.graphql");

/** The schema as the repository keeps it: sorted, described throughout. */
export const printedSchema = () => `${printSchema(registrySchema())}\n`;

function main(): void {
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
