import { Circulation } from "../entities/circulation";
import type { WithdrawCirculationInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { optionalWords } from "./words";

/** § 4.8: the post that proposed takes a proposal back, before its first signature. */
export async function withdrawCirculation(
  act: Act,
  { circulationId, reason }: WithdrawCirculationInput,
): Promise<Outcome> {
  const circulation = await act.see("Circulation", "circulation", circulationId);
  act.require("withdraw", circulation);
  act.requireState("withdraw", circulation);
  const why = optionalWords(reason, "the reason of the withdrawal");
  await act.manager.update(Circulation, circulation.id, { withdrawnAt: () => "registry_now()" });
  await recordCirculationAct(act, { circulation: circulation.id, done: "WITHDRAWN", reason: why });
  return { circulation_id: circulation.id };
}
