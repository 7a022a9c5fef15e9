import { Circulation } from "../entities/circulation";
import type { Act } from "./act";
import { readingPosts, recordCirculationAct } from "./circulation-rows";
import { type Signed, isSignedByLine } from "./quorum";
import { openWindows } from "./windows";

/** The signature of a circulation, by every post of the reporting line. */
export const signatureOf = (circulation: string): Signed => ({
  quorum: {
    table: "circulation_signature",
    columns: ["circulation_id"],
    mayStill: "may_still_sign",
    paragraph: "§ 4.6",
  },
  keys: [circulation],
});

/**
 * After the signature of a post: when every post of the line then in force has signed, the circulation is complete, and stays so; its
 * windows open.
 */
export async function completeIfSigned(act: Act, circulation: string, post: string): Promise<void> {
  if (!(await isSignedByLine(act, signatureOf(circulation)))) return;
  await act.manager.update(Circulation, circulation, { completedAt: () => "registry_now()" });
  await openWindows(act, [circulation]);
  await recordCirculationAct(act, { circulation, done: "COMPLETED", post });
  await act.notify("CIRCULATION_GIVEN", circulation, await readingPosts(act, circulation));
}
