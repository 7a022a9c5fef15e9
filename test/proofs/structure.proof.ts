import { type FileOfTests, proofOfFiles } from "./files-of-tests";

/** What must hold with either wall alone; Jest's configuration names the same. */
const CONFIDENTIALITY = ["hidden-is-absent", "whole-schema", "filters", "search", "selections"].map(
  (stem) => `access/${stem}.test.ts`,
);
const alone = (project: string): FileOfTests[] => CONFIDENTIALITY.map((file) => ({ file, project }));

/** Each field declares how it is read, and the walls stand: together, and each without the other. */
export const proof = proofOfFiles(
  { id: "j", title: "Structure, and each wall alone" },
  [
    { file: "resolvers/schema.test.ts" },
    { file: "database/second-wall.test.ts" },
    { file: "access/row-security.test.ts" },
    { file: "attacks/second-wall.test.ts" },
    ...alone("the law alone"),
    ...alone("row-level security alone"),
  ],
  "the structure, and what must hold with the law alone and with row-level security alone",
);
