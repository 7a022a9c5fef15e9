import { BadInput } from "../entities/errors";
import type { RecordConsultationInput, RecordVisitInput } from "../entities/inputs/review.inputs";
import { Consultation, ReviewMission, Visit } from "../entities/review";
import { citing } from "../policies/paragraphs";
import type { Act, Seen } from "./act";
import { givenDay, givenPeriod, today } from "./days";
import { missionIds } from "./missions";
import { PROFESSIONAL_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";
import { words } from "./words";

async function seeReview(act: Act, reviewId: string): Promise<Seen> {
  const review = await act.see("Review", "review", reviewId);
  act.require("recordContact", review);
  act.requireState("recordContact", review);
  return review;
}

/** § 11.11: records a consultation that was held. */
export async function recordConsultation(act: Act, input: RecordConsultationInput): Promise<Outcome> {
  const review = await seeReview(act, input.reviewId);
  const heldOn = givenDay(input.heldOn, "heldOn");
  if (heldOn > (await today(act)))
    throw new BadInput("The consultation is dated in the future. Record it when it was held.", citing("§ 10.19"));
  const { identifiers } = await act.manager.insert(Consultation, {
    reviewId: review.id,
    party: input.party,
    name: words(input.name, "the name", 200),
    heldOn,
    note: words(input.note, "the note"),
    recordedBy: act.person,
  });
  await act.record({ ...done(review, "CONSULTATION_RECORDED"), post: await act.postWith(...PROFESSIONAL_POSTS) });
  return { review_id: review.id, consultation_id: identifiers[0]!.id };
}

/** § 11.11: records a visit to a mission of the review, and the day on which the mission was told of it. */
export async function recordVisit(act: Act, input: RecordVisitInput): Promise<Outcome> {
  const review = await seeReview(act, input.reviewId);
  const [missionId] = await missionIds(act, [input.mission]);
  const isReviewed = await act.manager.existsBy(ReviewMission, { reviewId: review.id, missionId: missionId! });
  if (!isReviewed) throw new BadInput("A visit is to a mission of the review. Name one of its missions.");
  const { startsOn, endsOn } = givenPeriod(input, "The visit");
  const notifiedOn = input.notifiedOn ? givenDay(input.notifiedOn, "notifiedOn") : null;
  if (notifiedOn !== null && notifiedOn > (await today(act)))
    throw new BadInput(
      "The notice is dated in the future. Record the visit when the mission was told.",
      citing("§ 10.19"),
    );
  const { identifiers } = await act.manager.insert(Visit, {
    reviewId: review.id,
    missionId: missionId!,
    startsOn,
    endsOn: endsOn!,
    notifiedOn,
    recordedBy: act.person,
  });
  await act.record({ ...done(review, "VISIT_RECORDED"), post: await act.postWith(...PROFESSIONAL_POSTS) });
  return { review_id: review.id, visit_id: identifiers[0]!.id };
}

const done = ({ id }: Seen, what: string) => ({ kind: "REVIEW" as const, id, done: what });
