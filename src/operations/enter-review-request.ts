import { BadInput } from "../entities/errors";
import type { EnterReviewRequestInput } from "../entities/inputs/review.inputs";
import { RequestOrigin } from "../entities/terms";
import type { Act } from "./act";
import { awaitSignatures } from "./quorum";
import { givenDay, today } from "./days";
import { OPSP_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";
import { insertRequest, wantedReview } from "./requests";
import { words } from "./words";

/** § 11.3: enters the request of a contributing country on its behalf, with the reference of its letter. */
export async function enterReviewRequest(act: Act, input: EnterReviewRequestInput): Promise<Outcome> {
  act.require("enterRequest", { subject: "ReviewRequest", row: {} });
  const { wanted, missions } = await wantedReview(act, input);
  const letterOn = givenDay(input.letterOn, "letterOn");
  if (letterOn > (await today(act)))
    throw new BadInput("The letter is dated in the future. Give the date that it bears.");
  const letter = {
    country: words(input.country, "the country", 200),
    letterReference: words(input.letterReference, "the reference of the letter", 200),
    letterOn,
  };
  const request = { ...wanted, ...letter, origin: RequestOrigin.RECOMMENDED };
  const id = await insertRequest(act, request, missions, await act.postWith(...OPSP_POSTS));
  await act.notify("REVIEW_REQUESTED", id, await act.watchers());
  await awaitSignatures(act, id);
  return { request_id: id };
}
