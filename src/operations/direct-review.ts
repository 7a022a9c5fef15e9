import type { DirectOnOwnMotionInput, DirectReviewInput } from "../entities/inputs/review.inputs";
import { InvalidState } from "../entities/errors";
import { RequestOrigin, RequestState } from "../entities/terms";
import { statesFor } from "../policies/states";
import type { Act } from "./act";
import { awaitSignatures } from "./awaited";
import { postToAgreeFor } from "./consents";
import type { Outcome } from "./perform";
import { DIRECTIONS, direct, insertRequest, wantedReview } from "./requests";

/** § 11.4: directs a requested review for a post of the reporting line. It is directed with the last of them. */
export async function directReview(act: Act, { requestId }: DirectReviewInput): Promise<Outcome> {
  const request = await act.see("ReviewRequest", "request", requestId);
  act.require("direct", request);
  act.requireRecentAuthentication();
  if (request.row.state !== RequestState.SUBMITTED) throw new InvalidState(statesFor(act.viewer).direct!.otherwise);
  await direct(act, request.id, await postToAgreeFor(act, DIRECTIONS, request.id));
  return { request_id: request.id };
}

/** § 11.7: directs a review that nobody requested, for a post of the reporting line; the others direct it as any other. */
export async function directOnOwnMotion(act: Act, input: DirectOnOwnMotionInput): Promise<Outcome> {
  act.require("directOnOwnMotion", { subject: "ReviewRequest", row: {} });
  act.requireRecentAuthentication();
  const { wanted, missions } = await wantedReview(act, input);
  const postId = (await act.postWith("UNDER_SECRETARY_GENERAL"))!;
  const id = await insertRequest(act, { ...wanted, origin: RequestOrigin.OWN_MOTION, postId }, missions, postId);
  await act.notify("REVIEW_REQUESTED", id, await act.watchers());
  const directing = await postToAgreeFor(act, DIRECTIONS, id);
  await direct(act, id, directing);
  await awaitSignatures(act, id, [directing.postId]);
  return { request_id: id };
}
