import { BadInput } from "../entities/errors";
import type { CompleteReviewInput, RecordDebriefInput, StartReviewInput } from "../entities/inputs/review.inputs";
import { Review } from "../entities/review";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { givenDay, today } from "./days";
import type { Outcome } from "./perform";

/** A step of a review: the state that it asks for, what it dates, and after which earlier day. */
interface Step {
  readonly act: "start" | "complete" | "debrief";
  readonly done: string;
  readonly dates: "startedOn" | "completedOn" | "debriefedOn";
  readonly after: "directedOn" | "startedOn" | "completedOn";
  readonly earlier: string;
}

/** § 11.10, § 10.19: records a step of a review, once, on a day that is not before the step before it, nor in the future. */
async function record(act: Act, input: { reviewId: string; on?: string }, step: Step): Promise<Outcome> {
  const seen = await act.see("Review", "review", input.reviewId);
  act.require("recordCourse", seen);
  act.requireState(step.act, seen);
  const now = await today(act);
  const on = input.on ? givenDay(input.on, "on") : now;
  const review = await act.manager.findOneByOrFail(Review, { id: seen.id });
  if (on > now)
    throw new BadInput("The day is in the future. Record it on the day or after, with its day.", citing("§ 10.19"));
  if (on < review[step.after]!)
    throw new BadInput(`The day is before that of ${step.earlier}. Give a later one.`, citing("§ 10.19"));
  await act.manager.update(Review, review.id, { [step.dates]: on });
  await act.record({ kind: "REVIEW", id: review.id, done: step.done, post: await act.postWith("DIRECTOR_OPSP") });
  return { review_id: review.id };
}

export const startReview = (act: Act, input: StartReviewInput): Promise<Outcome> =>
  record(act, input, {
    act: "start",
    done: "STARTED",
    dates: "startedOn",
    after: "directedOn",
    earlier: "the direction",
  });

/** Its completion starts the clocks of debrief and report. */
export const completeReview = (act: Act, input: CompleteReviewInput): Promise<Outcome> =>
  record(act, input, {
    act: "complete",
    done: "COMPLETED",
    dates: "completedOn",
    after: "startedOn",
    earlier: "the start",
  });

export const recordDebrief = (act: Act, input: RecordDebriefInput): Promise<Outcome> =>
  record(act, input, {
    act: "debrief",
    done: "DEBRIEFED",
    dates: "debriefedOn",
    after: "completedOn",
    earlier: "the completion",
  });
