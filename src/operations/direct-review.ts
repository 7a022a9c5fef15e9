import { randomUUID } from "node:crypto";

import type { DirectOnOwnMotionInput, DirectReviewInput } from "../entities/inputs/review.inputs";
import { RequestOrigin } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { awaitSignatures, postToSignFor } from "./quorum";
import { direct, directionOf, insertRequest, wantedReview } from "./requests";

/** § 11.4: directs a requested review for a post of the reporting line. It is directed with the last of them. */
export async function directReview(act: Act, { requestId }: DirectReviewInput): Promise<Outcome> {
  const request = await act.see("ReviewRequest", "request", requestId);
  act.require("direct", request);
  act.requireRecentAuthentication();
  act.requireState("direct", request);
  await direct(act, request.id, await postToSignFor(act, directionOf(request.id)));
  return { request_id: request.id };
}

/** § 11.7: directs a review that nobody requested, for a post of the reporting line; the others direct it as any other. */
export async function directOnOwnMotion(act: Act, input: DirectOnOwnMotionInput): Promise<Outcome> {
  act.require("directOnOwnMotion", { subject: "ReviewRequest", row: {} });
  act.requireRecentAuthentication();
  const { wanted, missions } = await wantedReview(act, input);
  const id = randomUUID();
  const directing = await postToSignFor(act, directionOf(id));
  const { postId } = directing;
  await insertRequest(act, { id, ...wanted, origin: RequestOrigin.OWN_MOTION, postId }, missions, postId);
  await act.notify("REVIEW_REQUESTED", id, await act.watchers());
  await direct(act, id, directing);
  await awaitSignatures(act, id, [postId]);
  return { request_id: id };
}
