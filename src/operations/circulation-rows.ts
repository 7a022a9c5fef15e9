import { CirculationAct } from "../entities/circulation";
import { PostRole } from "../entities/terms";
import type { Act } from "./act";

const PREPARING = [PostRole.DIRECTOR_OPSP, PostRole.ADMINISTRATOR, PostRole.TEAM_ASSISTANT];

/** By which posts each thing is done to a circulation: one of these is recorded, of the several that a person may hold. */
const DONE_BY: Readonly<Record<string, readonly PostRole[]>> = {
  PROPOSED: PREPARING,
  WITHDRAWN: PREPARING,
  PAPER_RECORDED: [PostRole.ADMINISTRATOR],
  PAPER_CONFIRMED: [PostRole.DIRECTOR_OPSP],
  SUSPENDED: PREPARING,
  DECLINED: [PostRole.UNDER_SECRETARY_GENERAL],
  LIFTED: [PostRole.UNDER_SECRETARY_GENERAL],
  REVOKED: [PostRole.UNDER_SECRETARY_GENERAL],
  NARROWED: [PostRole.DIRECTOR_OPSP, PostRole.UNDER_SECRETARY_GENERAL],
};

/** Something that was done to a circulation. */
export interface Done {
  readonly circulation: string;
  readonly done: string;
  readonly reason?: string | null;
  /** In which post, where it is not to be found by what was done. */
  readonly post?: string | null;
}

/** Notes what was done to a circulation, in its own history and for the register. */
export async function recordCirculationAct(act: Act, { circulation, done, reason, post }: Done): Promise<void> {
  await act.manager.insert(CirculationAct, {
    circulationId: circulation,
    act: done,
    personId: act.person,
    postId: post ?? (await act.postWith(...(DONE_BY[done] ?? []))),
    reason: reason ?? null,
  });
  await noteCirculation(act, circulation);
}

/** Notes a circulation and its report for the register, once. */
export async function noteCirculation(act: Act, circulation: string): Promise<void> {
  if (act.changes.others.some(({ id }) => id === circulation)) return;
  const [row] = await act.manager.query<{ report_id: string }[]>("select report_id from circulation where id = $1", [
    circulation,
  ]);
  act.changes.reports.add(row!.report_id);
  act.changes.others.push({ kind: "circulation", id: circulation });
}

const READING = `
  select c.post_id from circulated_part c
    where c.circulation_id = $1 and c.post_id is not null and c.starts_at <= registry_now() and registry_now() < c.ends_at
  union
  select pl.post_id from circulated_part c
    join post_placement pl on pl.office_id = c.office_id and pl.is_head and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
    where c.circulation_id = $1 and c.part_level <> 'STRICTLY_CONFIDENTIAL' and c.starts_at <= registry_now() and registry_now() < c.ends_at`;

/** The posts that read something by a circulation now: named themselves, or heading an office that is named. */
export async function readingPosts(act: Act, circulation: string): Promise<string[]> {
  const found = await act.manager.query<{ post_id: string }[]>(READING, [circulation]);
  return found.map(({ post_id }) => post_id);
}
