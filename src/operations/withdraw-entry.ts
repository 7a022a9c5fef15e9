import { InvalidState } from "../entities/errors";
import type { WithdrawEntryInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import { dayBefore } from "./days";
import { endWithPortal } from "./end-portal";
import { requireWebhookKeeper } from "./enter-webhook";
import { type SeenEntry, confirmable, confirmableKind, entryOutcome, noteEntry, seeEntry } from "./entries";
import type { Outcome } from "./perform";

/**
 * § 6.7, § 6.13: takes back an entry that nobody has confirmed: who entered it, or an administrator. A portal takes its logins with it,
 * so that no later portal of its code inherits them.
 */
export async function withdrawEntry(act: Act, { entryId }: WithdrawEntryInput): Promise<Outcome> {
  const entry = await seeEntry(act, confirmableKind(entryId), entryId);
  if (entry.said.entered_by !== act.person) requireKeeper(act, entry);
  if (entry.said.superseded_at)
    throw new InvalidState("Another entry has taken the place of this one, or it was withdrawn already.");
  if (entry.said.confirmed_at)
    throw new InvalidState("This entry is confirmed. It can be ended: by the act that ends what it says.");
  await act.manager.query(
    `update ${entry.kind.table} set superseded_at = registry_now(), superseded_by = $2 where id = $1`,
    [entry.id, act.person],
  );
  if (entry.kind === confirmable.portal)
    await endWithPortal(act, confirmable.login, entry, dayBefore(entry.said.starts_on!));
  noteEntry(act, entry.kind, entry.id);
  await act.notify("ENTRY_ENDED", entry.id, await act.watchers());
  return entryOutcome(entry.kind, entry.id);
}

function requireKeeper(act: Act, entry: SeenEntry): void {
  if (entry.kind === confirmable.webhook) requireWebhookKeeper(act, entry.row);
  else act.require("keep", entry);
}
