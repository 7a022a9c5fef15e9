import { CirculatedPart, CirculationAct } from "../entities/circulation";
import type { Act } from "./act";

/** Notes what was done to a circulation, in its own history and for the register. */
export async function recordCirculationAct(
  act: Act,
  circulation: string,
  done: string,
  reason: string | null = null,
): Promise<void> {
  const post = await act.postWith("UNDER_SECRETARY_GENERAL", "DIRECTOR_OPSP", "ADMINISTRATOR", "TEAM_ASSISTANT");
  await act.manager.insert(CirculationAct, {
    circulationId: circulation,
    act: done,
    personId: act.person,
    postId: post,
    reason,
  });
  await noteCirculation(act, circulation);
}

/** Notes a circulation and its report for the register. */
export async function noteCirculation(act: Act, circulation: string): Promise<void> {
  const [row] = await act.manager.query<{ report_id: string }[]>("select report_id from circulation where id = $1", [
    circulation,
  ]);
  act.changes.reports.add(row!.report_id);
  act.changes.others.push({ kind: "circulation", id: circulation });
}

/** Brings the end of every window of a circulation forward to an instant; one that has not begun never does. */
export async function closeWindows(act: Act, circulation: string, at: Date): Promise<void> {
  await act.manager
    .createQueryBuilder()
    .update(CirculatedPart)
    .set({ endsAt: () => "greatest(starts_at, :at)" })
    .where("circulation_id = :circulation and ends_at > :at", { circulation, at })
    .execute();
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
