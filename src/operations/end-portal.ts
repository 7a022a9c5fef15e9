import type { EndPortalInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import {
  type EntryKind,
  type SeenEntry,
  confirmable,
  endEntry,
  entryOutcome,
  lastDay,
  seeEntry,
  shortenEntry,
} from "./entries";
import type { Outcome } from "./perform";

/** § 6.7: ends a portal on a day, or at once; and its logins and its address for webhooks with it, so that no later portal inherits them. */
export async function endPortal(act: Act, { portalId, endsOn }: EndPortalInput): Promise<Outcome> {
  const portal = await seeEntry(act, confirmable.portal, portalId);
  act.require("keep", portal);
  const last = await lastDay(act, endsOn);
  const id = await endEntry(act, portal, last);
  await endWithPortal(act, confirmable.login, portal, last);
  await endWithPortal(act, confirmable.webhook, portal, last);
  await act.notify("ENTRY_ENDED", id, await act.watchers());
  return entryOutcome(confirmable.portal, id);
}

/** Ends what speaks of the portal by its code. On other days the code may be of another portal, whose things stay. */
export async function endWithPortal(act: Act, kind: EntryKind, { said }: SeenEntry, last: string): Promise<void> {
  const lasting = await act.manager.query<{ id: string }[]>(
    `select id from ${kind.table} where portal_code = $1 and superseded_at is null and (ends_on is null or ends_on > $2::date)
       and daterange(starts_on, ends_on, '[]') && daterange($3::date, $4::date, '[]')
     order by id for no key update`,
    [said.code, last, said.starts_on, said.ends_on],
  );
  for (const { id } of lasting) await shortenEntry(act, { kind, id }, last);
}
