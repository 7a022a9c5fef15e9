import { CirculatedPart, Circulation } from "../entities/circulation";
import type { Act } from "./act";
import { closeWindows, recordCirculationAct } from "./circulation-rows";
import { openWindows } from "./windows";

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
  await act.manager
    .createQueryBuilder()
    .update(CirculatedPart)
    .set({ endsAt: () => "greatest(starts_at, :now)" })
    .where("part_id = :partId and ends_at > :now", { partId, now: await act.now() })
    .execute();
}

/**
 * A full circulation of a report that was raised to strictly confidential, or of which a part was, counts from now on as one of the
 * listed parts that it still gives, recipient by recipient.
 */
export async function narrowFullCirculations(act: Act, reportId: string): Promise<void> {
  const full = await act.manager.query<{ id: string; state: string }[]>(
    `select c.id, circulation_state(c, registry_now()) as state from circulation c
     where c.report_id = $1 and c.is_full and c.narrowed_at is null and ${NOT_ENDED}`,
    [reportId],
  );
  for (const { id, state } of full) await narrow(act, id, state);
}

async function narrow(act: Act, id: string, state: string): Promise<void> {
  const now = await act.now();
  await act.manager.update(Circulation, id, { narrowedAt: now });
  await act.manager.query(
    `insert into circulation_withholding (circulation_id, part_id, recipient_id)
       select c.id, p.id, r.id from circulation c join part p on p.report_id = c.report_id and p.level = 'STRICTLY_CONFIDENTIAL'
       join circulation_recipient r on r.circulation_id = c.id and r.office_id is not null
       where c.id = $1 on conflict do nothing`,
    [id],
  );
  await closeWindows(act, id, now);
  const circulation = await act.manager.findOneByOrFail(Circulation, { id });
  if (state === "SIGNED" || state === "NOT_YET_VALID") await openWindows(act, { ...circulation, isFull: false }, now);
  await recordCirculationAct(act, id, "NARROWED");
}
