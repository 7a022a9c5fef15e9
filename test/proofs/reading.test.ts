import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { type GraphQLInterfaceType, isInterfaceType, isObjectType } from "graphql";

import { registrySchema } from "../../src/app-schema";
import { proof } from "./reading.proof";
import { LEFT_OUT, NODES_LEFT_OUT, fieldsOf, knownNames, namesToKnow } from "./reference/known";
import { provesQuickly } from "./quickly";

provesQuickly(proof);

test("The reference knows every field of the types that it reads, with its arguments, but for those that it names", () => {
  expect(namesToKnow(registrySchema())).toEqual(knownNames());
});

test("The reference knows every thing that has an id, but for those that it names, and names no field that is not there", () => {
  const schema = registrySchema();
  const things = schema.getPossibleTypes(schema.getType("Node") as GraphQLInterfaceType).map(({ name }) => name);
  expect(things.filter((name) => !Object.hasOwn(fieldsOf, name)).sort()).toEqual(NODES_LEFT_OUT);
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );
  expect(LEFT_OUT.filter((name) => !fields.includes(name))).toEqual([]);
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
