import type { EndAppointmentInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import { confirmable, endEntry, entryOutcome, lastDay, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/** § 6.7: ends an appointment on a day, or at once. Sight only shrinks, so that one administrator suffices. */
export async function endAppointment(act: Act, { appointmentId, endsOn }: EndAppointmentInput): Promise<Outcome> {
  const appointment = await seeEntry(act, confirmable.appointment, appointmentId);
  act.require("keep", appointment);
  const id = await endEntry(act, appointment, await lastDay(act, endsOn));
  await act.notify("ENTRY_ENDED", id, await act.watchers());
  return entryOutcome(confirmable.appointment, id);
}
