import { CirculatedPart } from "../entities/circulation";
import type { Level } from "../entities/terms";
import type { Act } from "./act";

/** A circulation as far as it says which windows it opens. */
export interface OpenedCirculation {
  readonly id: string;
  readonly reportId: string;
  readonly isFull: boolean;
  readonly portalsAllowed: boolean;
  readonly copiesAllowed: boolean;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/** A part that a circulation covers, for one of its recipients. */
export interface Coverage {
  partId: string;
  level: Level;
  postId: string | null;
  officeId: string | null;
}

const COVERED = `
  select p.id as "partId", p.level, r.post_id as "postId", r.office_id as "officeId"
  from circulation c
  join circulation_recipient r on r.circulation_id = c.id
  join part p on p.report_id = c.report_id and p.withdrawn_at is null and covers_part(c, p.id)
  where c.id = $1
    and not (r.office_id is not null and p.level = 'STRICTLY_CONFIDENTIAL')
    and not exists (select from circulation_withholding w where w.circulation_id = c.id and w.part_id = p.id and w.recipient_id = r.id)
    and ($2::uuid is null or p.id = $2)
  order by p.position, r.id`;

/** What a circulation covers now, recipient by recipient: never a strictly confidential part for an office. */
export const coverageOf = (act: Act, circulation: string, part: string | null = null): Promise<Coverage[]> =>
  act.manager.query<Coverage[]>(COVERED, [circulation, part]);

const laterOf = (one: Date | null, other: Date) => (one && one > other ? one : other);

/**
 * Opens the windows of a complete circulation from an instant on: a row for each part and recipient, from the later of the instant and
 * its validFrom to its validUntil.
 */
export async function openWindows(
  act: Act,
  circulation: OpenedCirculation,
  at: Date,
  covered?: readonly Coverage[],
): Promise<void> {
  const coverage = covered ?? (await coverageOf(act, circulation.id));
  const startsAt = laterOf(circulation.validFrom, at);
  if (coverage.length === 0 || (circulation.validUntil && circulation.validUntil <= startsAt)) return;
  await act.manager
    .createQueryBuilder()
    .insert()
    .into(CirculatedPart)
    .values(
      coverage.map(({ partId, level, postId, officeId }) => ({
        circulationId: circulation.id,
        reportId: circulation.reportId,
        partId,
        partLevel: level,
        postId,
        officeId,
        isFull: circulation.isFull,
        portalsAllowed: circulation.portalsAllowed,
        copiesAllowed: circulation.copiesAllowed,
        startsAt,
        endsAt: circulation.validUntil ?? (() => "'infinity'"),
      })),
    )
    .execute();
}
