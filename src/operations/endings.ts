import { BadInput, InvalidState } from "../entities/errors";
import type { Act } from "./act";
import { givenDay, today } from "./days";

/** The last day of an office or a post: today or later, and not before its first. */
export async function givenEnd(act: Act, endsOn: string, startsOn: string): Promise<string> {
  const last = givenDay(endsOn, "endsOn");
  if (last < (await today(act))) throw new BadInput("An office or a post ends today or later: give such a day.");
  if (last < startsOn) throw new BadInput(`It exists from ${startsOn}: give that day or a later one.`);
  return last;
}

/** The reporting line is law: its posts, and their offices, do not end while it is open or goes on. */
export async function refuseEndOfLine(
  act: Act,
  { what, id }: { what: "office" | "post"; id: string },
  last: string,
): Promise<void> {
  const lasting = await act.manager.query<unknown[]>(
    `select from reporting_line l join reporting_line_post lp on lp.reporting_line_code = l.code
     where (l.ends_on is null or l.ends_on > $3::date) and case $1
       when 'post' then lp.post_id = $2
       else exists (select from post_placement pl where pl.post_id = lp.post_id and pl.office_id = $2 and pl.superseded_at is null
         and (pl.ends_on is null or pl.ends_on > $3::date)) end`,
    [what, id, last],
  );
  if (lasting.length > 0)
    throw new InvalidState(
      `The reporting line goes on after ${last} and stands on this ${what}. The line is law: it ends first, by a migration.`,
    );
}
