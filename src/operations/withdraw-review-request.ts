import type { WithdrawReviewRequestInput } from "../entities/inputs/review.inputs";
import { ReviewRequest } from "../entities/request";
import type { Act } from "./act";
import { OPSP_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";

/** § 11.6: takes a request back while it is submitted. */
export async function withdrawReviewRequest(act: Act, { requestId }: WithdrawReviewRequestInput): Promise<Outcome> {
  const request = await act.see("ReviewRequest", "request", requestId);
  act.require("withdrawRequest", request);
  act.requireState("withdrawRequest", request);
  const post = (request.row.submittedByPost as string | null) ?? (await act.postWith(...OPSP_POSTS));
  await act.manager.update(ReviewRequest, request.id, {
    withdrawnAt: () => "registry_now()",
    withdrawnBy: act.person,
  });
  await act.record({ kind: "REQUEST", id: request.id, done: "WITHDRAWN", post });
  return { request_id: request.id };
}
