import { proofOfFiles } from "./files-of-tests";

/** The whole table, row by row, in memory, by the SQL filter and by row-level security; and the laws, by enumeration. */
export const proof = proofOfFiles(
  { id: "c", title: "The whole table, three ways, and the laws" },
  [{ file: "policies/decision-table.test.ts" }, { file: "policies/laws.test.ts" }, { file: "policies/rights.test.ts" }],
  "every situation of the decision table in each of three ways, and every law",
);
