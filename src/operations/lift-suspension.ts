import { IsNull } from "typeorm";

import { Circulation, CirculationSuspension } from "../entities/circulation";
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
  const now = await act.now();
  await act.manager.update(CirculationSuspension, { circulationId: seen.id, liftedAt: IsNull() }, { liftedAt: now });
  const circulation = await act.manager.findOneByOrFail(Circulation, { id: seen.id });
  await openWindows(act, { ...circulation, isFull: circulation.isFull && circulation.narrowedAt === null }, now);
  await recordCirculationAct(act, seen.id, "LIFTED", why);
  await act.notify("CIRCULATION_GIVEN", seen.id, await readingPosts(act, seen.id));
  return { circulation_id: seen.id };
}
