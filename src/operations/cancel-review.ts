import type { CancelReviewInput } from "../entities/inputs/review.inputs";
import { Review, ReviewCancellation } from "../entities/review";
import type { Act } from "./act";
import { toldOf } from "./announce-review";
import type { Outcome } from "./perform";
import { type Quorum, awaitSignatures, isSignedByLine, postToSignFor, postsSigned } from "./quorum";
import { director } from "./requests";
import { words } from "./words";

const CANCELLATION: Quorum = {
  table: "review_cancellation",
  columns: ["review_id"],
  mayStill: "may_still_cancel",
  paragraph: "§ 11.12",
};

/** § 11.12: cancels a review for a post of the reporting line, with a reason. It is cancelled with the last of them. */
export async function cancelReview(act: Act, { reviewId, reason }: CancelReviewInput): Promise<Outcome> {
  const review = await act.see("Review", "review", reviewId);
  act.require("cancel", review);
  act.requireRecentAuthentication();
  act.requireState("cancel", review);
  const why = words(reason, "the reason of the cancellation");
  const cancellation = { quorum: CANCELLATION, keys: [review.id] };
  const { postId, acting } = await postToSignFor(act, cancellation);
  await act.manager.insert(ReviewCancellation, {
    reviewId: review.id,
    postId,
    acting,
    personId: act.person,
    reportingLineCode: act.line!,
    reason: why,
  });
  await act.record({ kind: "REVIEW", id: review.id, done: "CANCELLATION_GIVEN", post: postId });
  if (!(await isSignedByLine(act, cancellation)))
    await awaitSignatures(act, review.id, await postsSigned(act, cancellation));
  else {
    await act.manager.update(Review, review.id, { cancelledAt: () => "registry_now()", cancellationReason: why });
    await act.record({ kind: "REVIEW", id: review.id, done: "CANCELLED", post: postId });
    await act.notify("REVIEW_CANCELLED", review.id, [...(await director(act)), ...(await toldOf(act, review.id))]);
  }
  return { review_id: review.id };
}
