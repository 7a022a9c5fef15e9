import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { registrySchema } from "../../src/app-schema";
import { proof } from "./reading.proof";
import { knownNames, namesToKnow } from "./reference/known";
import { provesQuickly } from "./quickly";

provesQuickly(proof);

test("The reference knows every field of the types that it reads, with its arguments, but for those that it names", () => {
  expect(namesToKnow(registrySchema())).toEqual(knownNames());
});

/** The law itself, ids, what is sealed, and cursors: nothing that turns a selection into SQL or shapes an answer. */
const SHARED = ["ability", "cursor", "ids", "key-file", "operators", "sealing"];

test("The reference has nothing of the access layer but the law, ids and seals", () => {
  const folder = join(__dirname, "reference");
  const imported = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/src\/access\/([\w-]+)"/g)].map(([, name]) => name!),
  );
  expect([...new Set(imported)].sort()).toEqual(SHARED);
});
