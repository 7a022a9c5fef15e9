import { registrySchema } from "../../src/app-schema";
import { proof } from "./reading.proof";
import { knownNames, namesToKnow } from "./reference/known";
import { provesQuickly } from "./quickly";

provesQuickly(proof);

test("The reference knows every field of the types that it reads, with its arguments, but for those that it names", () => {
  expect(namesToKnow(registrySchema())).toEqual(knownNames());
});
