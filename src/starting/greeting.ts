import { dirname, resolve } from "node:path";
import type { Settings } from "../settings";

type Greeted = Pick<Settings, "databaseUrl" | "now" | "dataFolder">;

/** The data folder as a command must be told of it, which finds the one that stands by itself alone. */
function carried(folder: string): string {
  if (folder === resolve(".data")) return "";
  return `DATA_FOLDER=${/^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`} `;
}

/** What the person at the terminal is told when the registry answers. */
export function greeting({ databaseUrl, now, dataFolder }: Greeted, url: string): string {
  if (databaseUrl !== undefined) return `The registry answers at ${url}/graphql.`;
  const day = now?.toISOString().slice(0, 10);
  const someone = day !== undefined && day < "2019" ? "usg.dpko" : "usg.dpo";
  const token = `${carried(dirname(dataFolder))}npm run -s token -- ${someone}${day === undefined ? "" : ` --now ${day}`}`;
  return [
    `The registry's demonstration of ${day ?? "today"} answers at ${url}/graphql. Ctrl-C stops it.`,
    `To ask on a page:  ${url}/graphiql`,
    `To get a token:    ${token}   (the list of everybody: npm run -s token -- --help)`,
    "A first query:",
    `  curl -s ${url}/graphql -H 'Content-Type: application/json' \\`,
    `    -H "Authorization: Bearer $(${token})" \\`,
    `    -d '{"query": "{ viewer { posts { name } } reports(first: 5) { nodes { symbol title } } }"}'`,
  ].join("\n");
}
