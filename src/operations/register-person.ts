import type { RegisterPersonInput } from "../entities/inputs/organisation.inputs";
import { Person } from "../entities/organisation";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { words } from "./words";

/** § 6.7: enters a person, who holds nothing and sees nothing before an appointment and a login are confirmed. */
export async function registerPerson(act: Act, { name }: RegisterPersonInput): Promise<Outcome> {
  act.require("keep", { subject: "Person", row: {} });
  const { identifiers } = await act.manager.insert(Person, { name: words(name, "the name", 200) });
  const id = identifiers[0]!.id as string;
  act.changes.others.push({ kind: "person", id });
  return { person_id: id };
}
