import type { EndDesignationInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import { endEntry, entryOutcome, immediate, lastDay, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/** § 6.10: ends a designation on a day, or at once. */
export async function endDesignation(act: Act, { designationId, endsOn }: EndDesignationInput): Promise<Outcome> {
  const designation = await seeEntry(act, immediate.designation, designationId);
  act.require("designate", designation);
  const id = await endEntry(act, designation, await lastDay(act, endsOn));
  return entryOutcome(immediate.designation, id);
}
