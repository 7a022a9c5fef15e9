import { Circulation } from "../entities/circulation";
import type { RevokeCirculationInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { closeWindows, readingPosts, recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { words } from "./words";

/** § 4.13: ends a complete circulation for good; the next read anywhere does not have it. */
export async function revokeCirculation(act: Act, { circulationId, reason }: RevokeCirculationInput): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("revoke", circulation);
  act.requireState("revoke", circulation);
  const why = words(reason, "the reason of the revocation");
  const readers = await readingPosts(act, circulation.id);
  const now = await act.now();
  await act.manager.update(Circulation, circulation.id, { revokedAt: now });
  await closeWindows(act, circulation.id, now);
  await recordCirculationAct(act, circulation.id, "REVOKED", why);
  await act.notify("CIRCULATION_WITHDRAWN", circulation.id, readers);
  return { circulation_id: circulation.id };
}
