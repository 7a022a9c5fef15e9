import { readdirSync } from "node:fs";
import { join } from "node:path";

import confidentiality from "../confidentiality.json";
import { proofOfFiles } from "./files-of-tests";

/** What tries row-level security itself. */
const SECOND_WALL = [
  "access/row-security.test.ts",
  "attacks/second-wall.test.ts",
  "attacks/second-wall-acts.test.ts",
  "attacks/second-wall-register.test.ts",
];

const ROOT = join(__dirname, "..");

/** The files that the project without the second wall has beside its own, but for those that try that very wall. */
const ALL_BUT_THE_SECOND_WALL = ["access", "operations", "resolvers", "attacks"]
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((path) => `${folder}/${String(path)}`))
  .filter((file) => file.endsWith(".test.ts") && !SECOND_WALL.includes(file))
  .sort();

/** Each field declares how it is read, and the walls stand: together, and each without the other. */
export const proof = proofOfFiles(
  { id: "j", title: "Structure, and each wall alone" },
  [
    { file: "resolvers/schema.test.ts" },
    { file: "database/second-wall.test.ts" },
    { file: "access/row-security.test.ts" },
    { file: "attacks/second-wall.test.ts" },
    ...ALL_BUT_THE_SECOND_WALL.map((file) => ({ file, project: "the law alone", isOfTheWhole: true })),
    ...confidentiality.map((file) => ({ file, project: "row-level security alone" })),
  ],
  "the structure, all of reading and acting with the law alone, and what must stay hidden with row-level security alone",
);
