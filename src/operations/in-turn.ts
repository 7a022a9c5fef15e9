import type { Act } from "./act";

/** The key of the lock that acts on the organisation take before any other. */
const ORGANISATION = 4712;

/**
 * Acts on the organisation are few, and are done one after the other: what one of them has checked stays so until it is committed. So
 * two entries at a time cannot both pass what only one of them may (§ 10.10), nor wait for each other.
 */
export async function inTurn(act: Act): Promise<void> {
  await act.manager.query("select pg_advisory_xact_lock($1)", [ORGANISATION]);
  await act.refuseChangedRights();
}
