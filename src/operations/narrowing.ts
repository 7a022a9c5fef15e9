import type { Act } from "./act";
import { recordCirculationAct } from "./circulation-rows";
import { closeWindows, closeWindowsOfPart, openWindows } from "./windows";

/** A circulation that was not withdrawn or declined, has not expired and was not revoked. */
export const NOT_ENDED = "circulation_state(c, registry_now()) not in ('WITHDRAWN', 'DECLINED', 'EXPIRED', 'REVOKED')";

/** Takes a part that was raised to strictly confidential out of every circulation that has not ended, for posts too and for good. */
export async function takeOutOfCirculations(act: Act, partId: string): Promise<void> {
  await act.manager.query(
    `insert into circulation_withholding (circulation_id, part_id)
       select c.id, p.id from part p join circulation c on c.report_id = p.report_id
       where p.id = $1 and ${NOT_ENDED} and covers_part(c, p.id)
     on conflict do nothing`,
    [partId],
  );
  await closeWindowsOfPart(act, partId);
}

/**
 * A full circulation of a report that was raised to strictly confidential, or of which a part was, counts from now on as one of the
 * listed parts that it still gives, recipient by recipient.
 */
export async function narrowFullCirculations(act: Act, reportId: string): Promise<void> {
  const full = await act.manager.query<{ id: string; gives: boolean }[]>(
    `select c.id, circulation_state(c, registry_now()) in ('SIGNED', 'NOT_YET_VALID') as gives from circulation c
     where c.report_id = $1 and c.is_full and c.narrowed_at is null and ${NOT_ENDED}`,
    [reportId],
  );
  if (full.length === 0) return;
  const ids = full.map(({ id }) => id);
  await act.manager.query("update circulation set narrowed_at = registry_now() where id = any($1::uuid[])", [ids]);
  await withholdFromOffices(act, ids);
  await closeWindows(act, ids);
  await openWindows(
    act,
    full.filter(({ gives }) => gives).map(({ id }) => id),
  );
  for (const circulation of ids) await recordCirculationAct(act, { circulation, done: "NARROWED" });
}

/** What an office was not given before is not among the parts that a narrowed circulation still gives it, whatever their level later. */
async function withholdFromOffices(act: Act, circulations: readonly string[]): Promise<void> {
  await act.manager.query(
    `insert into circulation_withholding (circulation_id, part_id, recipient_id)
       select c.id, p.id, r.id from circulation c join part p on p.report_id = c.report_id and p.level = 'STRICTLY_CONFIDENTIAL'
       join circulation_recipient r on r.circulation_id = c.id and r.office_id is not null
       where c.id = any($1::uuid[]) on conflict do nothing`,
    [circulations],
  );
}
