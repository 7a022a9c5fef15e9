import { CirculationSuspension } from "../entities/circulation";
import type { SuspendCirculationInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { readingPosts, recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { closeWindows } from "./windows";
import { words } from "./words";

/** § 4.11: suspends a complete circulation at once. */
export async function suspendCirculation(
  act: Act,
  { circulationId, reason }: SuspendCirculationInput,
): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("suspend", circulation);
  act.requireState("suspend", circulation);
  const why = words(reason, "the reason of the suspension");
  const readers = await readingPosts(act, circulation.id);
  await act.manager.insert(CirculationSuspension, { circulationId: circulation.id });
  await closeWindows(act, [circulation.id]);
  await recordCirculationAct(act, { circulation: circulation.id, done: "SUSPENDED", reason: why });
  await act.notify("CIRCULATION_WITHDRAWN", circulation.id, readers);
  return { circulation_id: circulation.id };
}
