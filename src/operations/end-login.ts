import type { EndLoginInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import { confirmable, endEntry, entryOutcome, lastDay, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/** § 6.7: ends a login on a day, or at once: whoever signs in by it is not known any more. */
export async function endLogin(act: Act, { loginId, endsOn }: EndLoginInput): Promise<Outcome> {
  const login = await seeEntry(act, confirmable.login, loginId);
  act.require("keep", login);
  const id = await endEntry(act, login, await lastDay(act, endsOn));
  await act.notify("ENTRY_ENDED", id, await act.watchers());
  return entryOutcome(confirmable.login, id);
}
