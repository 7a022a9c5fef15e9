import { IsNull } from "typeorm";

import { CirculationSuspension } from "../entities/circulation";
import type { LiftSuspensionInput } from "../entities/inputs/circulation.inputs";
import type { Act } from "./act";
import { readingPosts, recordCirculationAct } from "./circulation-rows";
import type { Outcome } from "./perform";
import { openWindows } from "./windows";
import { words } from "./words";

/** § 4.12: lifts a suspension; from now on the circulation gives again what it still covers. */
export async function liftSuspension(act: Act, { circulationId, reason }: LiftSuspensionInput): Promise<Outcome> {
  const seen = await act.see("Circulation", "circulation", circulationId);
  act.require("lift", seen);
  act.requireState("lift", seen);
  const why = words(reason, "the reason for lifting the suspension");
  await act.manager.update(
    CirculationSuspension,
    { circulationId: seen.id, liftedAt: IsNull() },
    { liftedAt: () => "registry_now()" },
  );
  await openWindows(act, [seen.id]);
  await recordCirculationAct(act, { circulation: seen.id, done: "LIFTED", reason: why });
  await act.notify("CIRCULATION_GIVEN", seen.id, await readingPosts(act, seen.id));
  return { circulation_id: seen.id };
}
