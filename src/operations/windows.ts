import type { Act } from "./act";
import { tellAssigned } from "./assignments";

/**
 * Opens the windows of complete circulations from this instant on: a row for each part that they cover and each recipient, from the later
 * of the instant and validFrom to validUntil; never for a strictly confidential part and an office. With a part, of that part alone.
 */
export async function openWindows(
  act: Act,
  circulations: readonly string[],
  part: string | null = null,
): Promise<void> {
  // Which parts are covered is asked once for each part, and not again for each recipient.
  await act.manager.query(
    `with covered as materialized (
       select c.id, c.report_id, p.id as part_id, p.level, c.is_full and c.narrowed_at is null as is_full, c.portals_allowed, c.copies_allowed,
         greatest(c.valid_from, registry_now()) as starts_at, coalesce(c.valid_until, 'infinity') as ends_at
       from circulation c join part p on p.report_id = c.report_id and p.withdrawn_at is null
       where c.id = any($1::uuid[]) and ($2::uuid is null or p.id = $2) and covers_part(c, p.id)
         and (c.valid_until is null or c.valid_until > greatest(c.valid_from, registry_now())))
     insert into circulated_part (circulation_id, report_id, part_id, part_level, post_id, office_id, is_full, portals_allowed, copies_allowed,
       starts_at, ends_at)
     select c.id, c.report_id, c.part_id, c.level, r.post_id, r.office_id, c.is_full, c.portals_allowed, c.copies_allowed, c.starts_at, c.ends_at
     from covered c join circulation_recipient r on r.circulation_id = c.id
     where not (r.office_id is not null and c.level = 'STRICTLY_CONFIDENTIAL')
       and not exists (select from circulation_withholding w where w.circulation_id = c.id and w.part_id = c.part_id and w.recipient_id = r.id)`,
    [circulations, part],
  );
  const given = await act.manager.query<{ part_id: string }[]>(
    "select distinct part_id from circulated_part where circulation_id = any($1::uuid[]) and part_kind = 'RECOMMENDATION'",
    [circulations],
  );
  if (given.length > 0)
    await tellAssigned(
      act,
      given.map(({ part_id }) => part_id),
    );
}

/** Brings the end of every window of circulations forward to this instant; one that has not begun never does. */
export async function closeWindows(act: Act, circulations: readonly string[]): Promise<void> {
  await act.manager.query(
    `update circulated_part set ends_at = greatest(starts_at, registry_now())
     where circulation_id = any($1::uuid[]) and ends_at > registry_now()`,
    [circulations],
  );
}

/** Brings the end of every window of a part forward to this instant. */
export async function closeWindowsOfPart(act: Act, part: string): Promise<void> {
  await act.manager.query(
    "update circulated_part set ends_at = greatest(starts_at, registry_now()) where part_id = $1 and ends_at > registry_now()",
    [part],
  );
}
