import { readdirSync } from "node:fs";

import { registrySchema } from "../../../src/app-schema";
import { linesOf } from "./table";

const TABLES = [
  ...readdirSync(__dirname).filter((file) => file.endsWith(".csv")),
  "../../operations/implementation/acts.csv",
];

it("every act of the schema is tried by a table", () => {
  const tried = new Set(TABLES.flatMap((file) => linesOf(file).map(({ act }) => act)));
  expect([...tried].sort()).toEqual(Object.keys(registrySchema().getMutationType()!.getFields()).sort());
});
