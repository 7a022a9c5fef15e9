import type { ChangeEmailInput } from "../entities/inputs/organisation.inputs";
import { Person } from "../entities/organisation";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { givenAddress } from "./register-person";

/** § 6.7: enters the address at which a person is told that there is a notice, or takes it away. */
export async function changeEmail(act: Act, { personId, email }: ChangeEmailInput): Promise<Outcome> {
  const { id } = await act.see("Person", "person", personId);
  act.require("keep", { subject: "Person", row: {} });
  await act.manager.update(Person, id, { email: email ? givenAddress(email) : null });
  act.changes.others.push({ kind: "person", id });
  return { person_id: id };
}
