import { BadInput } from "../entities/errors";
import type { OpenReviewInput } from "../entities/inputs/report.inputs";
import { Review, ReviewMission } from "../entities/review";
import type { Act } from "./act";
import { givenDay, today } from "./days";
import { missionIds } from "./missions";
import type { Outcome } from "./perform";
import { requestingPost } from "./requester";
import { optionalWords, words } from "./words";

/** § 5.2: opens a review that the USGs have directed by a memorandum. */
export async function openReview(act: Act, input: OpenReviewInput): Promise<Outcome> {
  act.require("open", { subject: "Review", row: { team: [] } });
  const missions = await missionIds(act, input.missions ?? []);
  if (input.requestingPostId && input.requestingCountry)
    throw new BadInput("A review is requested by a post or by a country: give one of the two, or neither.");
  const directedOn = givenDay(input.directedOn, "directedOn");
  if (directedOn > (await today(act)))
    throw new BadInput("The memorandum of direction is dated in the future. Give the date that it bears.");
  const { identifiers } = await act.manager.insert(Review, {
    kind: input.kind,
    ofHeadquarters: missions.length === 0,
    requestingPostId: await requestingPost(act, input.requestingPostId, missions),
    requestingCountry: optionalWords(input.requestingCountry, "the requesting country", 200),
    directionReference: words(input.directionReference, "the reference of the direction", 200),
    directedOn,
    openedBy: act.person,
  });
  const reviewId = identifiers[0]!.id as string;
  if (missions.length > 0)
    await act.manager.insert(
      ReviewMission,
      missions.map((missionId) => ({ reviewId, missionId })),
    );
  act.changes.others.push({ kind: "review", id: reviewId });
  return { review_id: reviewId };
}
