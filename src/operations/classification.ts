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
