import type { DeclineReviewRequestInput } from "../entities/inputs/review.inputs";
import { ReviewRequest } from "../entities/request";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { submitter } from "./requests";
import { words } from "./words";

/** § 11.5: one USG is enough to decline a request. */
export async function declineReviewRequest(
  act: Act,
  { requestId, reason }: DeclineReviewRequestInput,
): Promise<Outcome> {
  const request = await act.see("ReviewRequest", "request", requestId);
  act.require("declineRequest", request);
  act.requireState("declineRequest", request);
  const declineReason = words(reason, "the reason of the decline");
  const post = await act.postWith("UNDER_SECRETARY_GENERAL");
  await act.manager.update(ReviewRequest, request.id, {
    declinedAt: () => "registry_now()",
    declinedBy: act.person,
    declinedByPostId: post,
    declineReason,
  });
  await act.record({ kind: "REQUEST", id: request.id, done: "DECLINED", post });
  await act.notify("REQUEST_DECLINED", request.id, await submitter(act, request.id));
  return { request_id: request.id };
}
