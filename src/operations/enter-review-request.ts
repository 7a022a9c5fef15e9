import { BadInput } from "../entities/errors";
import type { EnterReviewRequestInput } from "../entities/inputs/review.inputs";
import { PostRole, RequestOrigin } from "../entities/terms";
import type { Act } from "./act";
import { givenDay, today } from "./days";
import type { Outcome } from "./perform";
import { insertRequest, wantedReview } from "./requests";
import { words } from "./words";

/** Posts of OPSP, of which one is recorded as having entered or withdrawn a country's request. */
export const OPSP_POSTS: readonly PostRole[] = [
  PostRole.DIRECTOR_OPSP,
  PostRole.SENIOR_MILITARY_OFFICER,
  PostRole.SENIOR_POLICE_OFFICER,
  PostRole.MISSION_SUPPORT_OFFICER,
  PostRole.TEAM_ASSISTANT,
];

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
  return { request_id: id };
}
