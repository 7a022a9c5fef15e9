import type { Ground, Level } from "../entities/terms";
import type { Act } from "./act";

/** A level that a report or a part has from now on. */
export interface Classified {
  readonly reportId: string;
  readonly partId: string | null;
  readonly level: Level;
  readonly grounds: readonly Ground[];
  readonly reason: string;
}

/** Keeps a level in the line of time that past instants are answered from. */
export async function recordClassification(
  act: Act,
  { reportId, partId, level, grounds, reason }: Classified,
): Promise<void> {
  await act.manager.query(
    `insert into classification (report_id, part_id, level, grounds, reason, classified_by, by_post_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      reportId,
      partId,
      level,
      grounds,
      reason,
      act.person,
      await act.postWith("DIRECTOR_OPSP", "UNDER_SECRETARY_GENERAL"),
    ],
  );
}

/** By its submission the originator makes the levels of a draft the classification of the report and of each part. */
export async function recordSubmission(act: Act, reportId: string): Promise<void> {
  await act.manager.query(
    `insert into classification (report_id, part_id, level, grounds, reason, classified_by, by_post_id)
     select t.report_id, null::uuid, t.level, t.grounds, 'submission', $2::uuid, $3::uuid from report_title t where t.report_id = $1
     union all
     select p.report_id, p.id, p.level, c.grounds, 'submission', $2, $3 from part p join part_content c on c.part_id = p.id
     where p.report_id = $1 and p.withdrawn_at is null`,
    [reportId, act.person, await act.postWith("DIRECTOR_OPSP")],
  );
}
