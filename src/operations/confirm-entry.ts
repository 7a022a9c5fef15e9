import { Forbidden, InvalidState, type RegistryError } from "../entities/errors";
import type { ConfirmEntryInput } from "../entities/inputs/organisation.inputs";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { refuseTwoDuties } from "./duties";
import { takePlace } from "./enter-webhook";
import { type SeenEntry, confirmable, confirmableKind, entryOutcome, noteEntry, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/**
 * § 6.8, § 6.9, § 6.14: the second person confirms an appointment, a login, where a post belongs, a portal, or where it is told of notices. From now on, and never for a
 * time that is past, it gives sight.
 */
export async function confirmEntry(act: Act, { entryId }: ConfirmEntryInput): Promise<Outcome> {
  const entry = await seeEntry(act, confirmableKind(entryId), entryId);
  requireConfirmer(act, entry);
  await refuseObstacle(act, entry);
  if (entry.kind === confirmable.webhook) await takePlace(act, entry);
  await act.manager.query(
    `update ${entry.kind.table} set confirmed_at = registry_now(), confirmed_by = $2 where id = $1`,
    [entry.id, act.person],
  );
  noteEntry(act, entry.kind, entry.id);
  await act.notify("ENTRY_CONFIRMED", entry.id, await act.watchers());
  return entryOutcome(entry.kind, entry.id);
}

/** A portal, and its login, is the office's: its head answers for who reads by it, and is the one who confirms it; and where it is told of notices. */
function requireConfirmer(act: Act, entry: SeenEntry): void {
  if (entry.kind === confirmable.webhook && !act.abilities.allows("confirm", entry.subject, entry.row))
    throw new Forbidden("Only the head of its office confirms where a portal is told of notices.", citing("§ 6.14"));
  const isOfPortal = entry.kind === confirmable.portal || entry.said.portal_code;
  if (isOfPortal && !act.abilities.allows("confirm", entry.subject, entry.row))
    throw new Forbidden("Only the head of its office confirms a portal, and the login of a portal.", citing("§ 6.9"));
  act.require("confirm", entry);
}

const OBSTACLES: Readonly<Record<string, () => RegistryError>> = {
  REPLACED: () => new InvalidState("Another entry has taken the place of this one, or it was withdrawn."),
  CONFIRMED: () => new InvalidState("This entry is confirmed already."),
  ENTERED: () =>
    new Forbidden("You entered this yourself. Another person who may confirm it has to.", citing("§ 10.11")),
  GAINS: () => new Forbidden("You gain by this yourself. Another person who may confirm it has to.", citing("§ 10.11")),
};

/** What stands in the way of this person, by the same function that tells it beforehand in `viewerCanConfirm`. */
async function refuseObstacle(act: Act, { kind, id, said }: SeenEntry): Promise<void> {
  const [found] = await act.manager.query<{ obstacle: string | null }[]>(
    `select confirmation_obstacle(entry, $2) as obstacle from ${kind.table} entry where entry.id = $1`,
    [id, act.person],
  );
  const { obstacle } = found!;
  if (obstacle === null) return;
  if (obstacle === "DUTIES") {
    const period = { startsOn: said.starts_on!, endsOn: said.ends_on ?? null };
    await refuseTwoDuties(act, { person: said.person_id!, post: said.post_id!, period, entry: id });
  }
  const refusal = OBSTACLES[obstacle];
  if (!refusal) throw new Error(`There is no sentence for the obstacle ${obstacle}.`);
  throw refusal();
}
