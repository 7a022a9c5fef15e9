import { RegisterKind } from "../entities/terms";
import type { Entry } from "../register/entry";
import type { Act } from "./act";

/** What the register says of an act: who did it, in which posts, to what, and by which paragraphs. */
export async function entryOfAct({ viewer, manager, changes, inCharge }: Act, name: string): Promise<Entry> {
  const [facts] = await manager.query<{ now: string; acting: string[] }[]>(
    `select iso_instant(registry_now()) as now, coalesce((select array_agg(h.post_id::text order by h.post_id) from posts_held(registry_now(), $1) h
       where h.acting), '{}') as acting`,
    [viewer.personId],
  );
  const paragraphs = [...changes.paragraphs].sort();
  return {
    kind: RegisterKind.ACT,
    person: viewer.personId,
    portal: null,
    through: null,
    posts: viewer.posts,
    instant: facts!.now,
    operation: [name],
    parts: [...changes.parts].sort().map((id) => ({ id, paragraphs: [] })),
    reports: [...changes.reports].sort(),
    paragraphs,
    changed: changes.others,
    ...(inCharge ? { asOfficerInCharge: true as const } : {}),
    ...(facts!.acting.length > 0 ? { actingIn: facts!.acting } : {}),
  };
}
