import type { EndOfficerInChargeInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import { endEntry, entryOutcome, immediate, lastDay, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/** § 6.11, § 10.15: ends before its time that a post has the Director's powers. */
export async function endOfficerInCharge(act: Act, input: EndOfficerInChargeInput): Promise<Outcome> {
  const naming = await seeEntry(act, immediate.officerInCharge, input.officerInChargeId);
  act.require("nameOfficerInCharge", naming);
  const id = await endEntry(act, naming, await lastDay(act, input.endsOn));
  await act.notify("ENTRY_ENDED", id, await act.watchers());
  return entryOutcome(immediate.officerInCharge, id);
}
