import { InvalidState } from "../entities/errors";
import type { CancelReviewInput } from "../entities/inputs/review.inputs";
import { Review, ReviewCancellation } from "../entities/review";
import { ReviewState } from "../entities/terms";
import { statesFor } from "../policies/states";
import type { Act } from "./act";
import { toldOf } from "./announce-review";
import { awaitSignatures } from "./awaited";
import { type Consents, isAgreedByLine, postToAgreeFor, postsAgreed } from "./consents";
import type { Outcome } from "./perform";
import { director } from "./requests";
import { words } from "./words";

const CANCELLATIONS: Consents = {
  table: "review_cancellation",
  column: "review_id",
  mayStill: "may_still_cancel",
  paragraph: "§ 11.12",
};

const OPEN: readonly unknown[] = [ReviewState.PLANNED, ReviewState.UNDERWAY];

/** § 11.12: cancels a review for a post of the reporting line, with a reason. It is cancelled with the last of them. */
export async function cancelReview(act: Act, { reviewId, reason }: CancelReviewInput): Promise<Outcome> {
  const review = await act.see("Review", "review", reviewId);
  act.require("cancel", review);
  act.requireRecentAuthentication();
  if (!OPEN.includes(review.row.progress)) throw new InvalidState(statesFor(act.viewer).cancel!.otherwise);
  const why = words(reason, "the reason of the cancellation");
  const { postId, acting } = await postToAgreeFor(act, CANCELLATIONS, review.id);
  await act.manager.insert(ReviewCancellation, {
    reviewId: review.id,
    postId,
    acting,
    personId: act.person,
    reportingLineCode: act.line!,
    reason: why,
  });
  await act.record({ kind: "REVIEW", id: review.id, done: "CANCELLATION_GIVEN", post: postId });
  if (!(await isAgreedByLine(act, CANCELLATIONS, review.id)))
    await awaitSignatures(act, review.id, await postsAgreed(act, CANCELLATIONS, review.id));
  else {
    await act.manager.update(Review, review.id, { cancelledAt: () => "registry_now()", cancellationReason: why });
    await act.record({ kind: "REVIEW", id: review.id, done: "CANCELLED", post: postId });
    await act.notify("REVIEW_CANCELLED", review.id, [...(await director(act)), ...(await toldOf(act, review.id))]);
  }
  return { review_id: review.id };
}
