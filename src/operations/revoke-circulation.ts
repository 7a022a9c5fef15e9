import { Circulation } from "../entities/circulation";
import type { RevokeCirculationInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { readingPosts, recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { closeWindows } from "./windows";
import { words } from "./words";

/** § 4.13: ends a complete circulation for good; the next read anywhere does not have it. */
export async function revokeCirculation(act: Act, { circulationId, reason }: RevokeCirculationInput): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("revoke", circulation);
  act.requireState("revoke", circulation);
  const why = words(reason, "the reason of the revocation");
  const readers = await readingPosts(act, circulation.id);
  await act.manager.update(Circulation, circulation.id, { revokedAt: () => "registry_now()" });
  await closeWindows(act, [circulation.id]);
  await recordCirculationAct(act, { circulation: circulation.id, done: "REVOKED", reason: why });
  await act.notify("CIRCULATION_WITHDRAWN", circulation.id, readers);
  return { circulation_id: circulation.id };
}
