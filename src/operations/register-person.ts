import { BadInput } from "../entities/errors";
import type { RegisterPersonInput } from "../entities/inputs/organisation.inputs";
import { Person } from "../entities/organisation";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { words } from "./words";

/** § 6.7: enters a person, who holds nothing and sees nothing before an appointment and a login are confirmed. */
export async function registerPerson(act: Act, { name, email }: RegisterPersonInput): Promise<Outcome> {
  act.require("keep", { subject: "Person", row: {} });
  const { identifiers } = await act.manager.insert(Person, {
    name: words(name, "the name", 200),
    email: email ? givenAddress(email) : null,
  });
  const id = identifiers[0]!.id as string;
  act.changes.others.push({ kind: "person", id });
  return { person_id: id };
}

/** An address of e-mail, as the registry writes to it: plain, without a name or blanks. */
export function givenAddress(address: string): string {
  if (/^[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}$/.test(address)) return address;
  throw new BadInput("Give the e-mail address as it is written, without a name beside it: someone@example.org.");
}
