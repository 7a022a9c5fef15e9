import { Circulation } from "../entities/circulation";
import type { DeclineCirculationInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { words } from "./words";

/** § 4.7: one decline ends a circulation that is not complete, after a signature on paper or another's too. */
export async function declineCirculation(
  act: Act,
  { circulationId, reason }: DeclineCirculationInput,
): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("decline", circulation);
  act.requireState("decline", circulation);
  const why = words(reason, "the reason of the decline");
  await act.manager.update(Circulation, circulation.id, { declinedAt: () => "registry_now()" });
  await recordCirculationAct(act, { circulation: circulation.id, done: "DECLINED", reason: why });
  return { circulation_id: circulation.id };
}
