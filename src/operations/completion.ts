import { Circulation } from "../entities/circulation";
import type { Act } from "./act";
import { readingPosts, recordCirculationAct } from "./circulation-rows";
import { openWindows } from "./windows";

/** Whether every post of the reporting line in force has signed. */
async function isSignedByLine(act: Act, circulation: string): Promise<boolean> {
  const [line] = await act.manager.query<{ signed: boolean }[]>(
    `select count(*) > 0 and bool_and(exists (select from circulation_signature s where s.circulation_id = $1 and s.post_id = l.post_id)) as signed
     from reporting_line_post l where l.reporting_line_code = line_in_force(registry_now())`,
    [circulation],
  );
  return line!.signed;
}

/**
 * After the signature of a post: when every post of the line then in force has signed, the circulation is complete, and stays so; its
 * windows open.
 */
export async function completeIfSigned(act: Act, circulation: string, post: string): Promise<void> {
  if (!(await isSignedByLine(act, circulation))) return;
  await act.manager.update(Circulation, circulation, { completedAt: () => "registry_now()" });
  await openWindows(act, [circulation]);
  await recordCirculationAct(act, { circulation, done: "COMPLETED", post });
  await act.notify("CIRCULATION_GIVEN", circulation, await readingPosts(act, circulation));
}
