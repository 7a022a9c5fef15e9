import type { ProgressKind } from "../entities/terms";
import type { Act, Seen } from "./act";
import { PROFESSIONAL_POSTS } from "./opsp-posts";
import { noteRecommendation } from "./recommendations";

/** What the Office makes of a report: verified, or sent back to be gone on with. */
export async function judge(act: Act, seen: Seen, done: ProgressKind, words: string | null): Promise<void> {
  const [judged] = await act.manager.query<{ post_id: string }[]>(
    `insert into recommendation_progress (part_id, done, status, person_id, post_id, acting, words_id)
     select $1, $2, $3, h.person_id, h.post_id, h.acting, $5 from posts_held(registry_now(), $4) h
     where h.role = any($6) order by array_position($6, h.role), h.acting, h.post_id limit 1 returning post_id`,
    [seen.id, done, done === "VERIFIED" ? "VERIFIED" : "IN_PROGRESS", act.person, words, PROFESSIONAL_POSTS],
  );
  await noteRecommendation(act, seen, { done, post: judged!.post_id });
}
