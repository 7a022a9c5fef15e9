import type { AnnounceReviewInput } from "../entities/inputs/review.inputs";
import { Review } from "../entities/review";
import type { Act } from "./act";
import type { Outcome } from "./perform";

/** Heads of the review's missions, and who requested it: a post of a mission itself, of Headquarters the office. */
const CONCERNED = `
  select p.id as post_id, null::uuid as office_id from review_mission m
    join office o on o.mission_id = m.mission_id
    join post_placement pl on pl.office_id = o.id and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
    join post p on p.id = pl.post_id and p.role = 'HEAD_OF_MISSION'
    where m.review_id = $1 and post_exists(p.id, registry_now()) and office_exists(o.id, registry_now())
  union
  select case when is_headquarters(o.id) then null else p.id end, case when is_headquarters(o.id) then o.id end from review v
    join post p on p.id = v.requesting_post_id
    join post_placement pl on pl.post_id = p.id and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
    join office o on o.id = pl.office_id
    where v.id = $1 and post_exists(p.id, registry_now()) and office_exists(o.id, registry_now())`;

const TOLD = `
  select a.post_id from review_announcement a where a.review_id = $1 and a.post_id is not null
  union
  select pl.post_id from review_announcement a join post_placement pl on pl.office_id = a.office_id and pl.is_head
    and pl.sight_from <= registry_now() and registry_now() < pl.sight_until where a.review_id = $1`;

/** § 11.9: announces a review, once, to those whom it concerns on the day: from then on they read it. */
export async function announceReview(act: Act, { reviewId }: AnnounceReviewInput): Promise<Outcome> {
  const review = await act.see("Review", "review", reviewId);
  act.require("announce", review);
  act.requireState("announce", review);
  await act.manager.update(Review, review.id, { announcedAt: () => "registry_now()" });
  await act.manager.query(
    `insert into review_announcement (review_id, post_id, office_id) select $1, c.* from (${CONCERNED}) c`,
    [review.id],
  );
  await act.record({ kind: "REVIEW", id: review.id, done: "ANNOUNCED", post: await act.postWith("DIRECTOR_OPSP") });
  await act.notify("REVIEW_ANNOUNCED", review.id, await toldOf(act, review.id));
  return { review_id: review.id };
}

/** The posts to which a review was announced, and the heads of the offices. */
export async function toldOf(act: Act, review: string): Promise<string[]> {
  const found = await act.manager.query<{ post_id: string }[]>(TOLD, [review]);
  return found.map(({ post_id }) => post_id);
}
