import { Field, ID, InputType } from "type-graphql";

import { DayScalar } from "../scalars";
import { Area, Level, Party, ReviewKind } from "../terms";

/** What any request for a review says. */
@InputType({ description: "What any request for a review says." })
abstract class WantedReview {
  @Field(() => ReviewKind as never, { description: "How far the review is to go." })
  kind!: ReviewKind;

  @Field(() => [String], {
    nullable: true,
    description: "The missions, by acronym; none for a review of Headquarters.",
  })
  missions?: string[];

  @Field(() => [Area] as never, { description: "The areas to be reviewed: at least one." })
  areas!: Area[];

  @Field(() => String, {
    description: "Why: up to 5,000 characters, and nothing that is strictly confidential.",
  })
  reasons!: string;

  @Field(() => Level as never, {
    nullable: true,
    description: "The level of the request: CONFIDENTIAL where none is given; never strictly confidential.",
  })
  level?: Level;
}

@InputType({ description: "A request that a review be directed." })
export class RequestReviewInput extends WantedReview {
  @Field(() => ID, { nullable: true, description: "The post that requests it, where the viewer holds several." })
  postId?: string;
}

@InputType({ description: "A contributing country's request, as its letter makes it." })
export class EnterReviewRequestInput extends WantedReview {
  @Field(() => String, { description: "The country." })
  country!: string;

  @Field(() => String, { description: "The reference of its letter." })
  letterReference!: string;

  @Field(() => DayScalar, { description: "The date of its letter." })
  letterOn!: string;
}

@InputType({ description: "A review that nobody requested." })
export class DirectOnOwnMotionInput extends WantedReview {}

@InputType({ description: "The direction of a review that was requested." })
export class DirectReviewInput {
  @Field(() => ID, { description: "The request." })
  requestId!: string;
}

@InputType({ description: "A refusal to direct a review." })
export class DeclineReviewRequestInput {
  @Field(() => ID, { description: "The request." })
  requestId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "A request taken back." })
export class WithdrawReviewRequestInput {
  @Field(() => ID, { description: "The request." })
  requestId!: string;
}

@InputType({ description: "The review of a directed request." })
export class OpenReviewInput {
  @Field(() => ID, { description: "The request that was directed." })
  requestId!: string;

  @Field(() => String, {
    nullable: true,
    description: "The reference of the memorandum of direction, where there is one.",
  })
  directionReference?: string;

  @Field(() => [ID], { nullable: true, description: "The offices with which it is joint." })
  partnerOfficeIds?: string[];
}

@InputType({ description: "A review, to be announced to those whom it concerns." })
export class AnnounceReviewInput {
  @Field(() => ID, { description: "The review." })
  reviewId!: string;
}

/** A step of a review, and its day. */
@InputType({ description: "A step of a review." })
abstract class DatedStep {
  @Field(() => ID, { description: "The review." })
  reviewId!: string;

  @Field(() => DayScalar, { nullable: true, description: "The day; today where none is given. Never in the future." })
  on?: string;
}

@InputType({ description: "That a review was started." })
export class StartReviewInput extends DatedStep {}

@InputType({ description: "That a review was completed: the clocks of debrief and report begin." })
export class CompleteReviewInput extends DatedStep {}

@InputType({ description: "The debrief of Headquarters' senior leadership." })
export class RecordDebriefInput extends DatedStep {}

@InputType({ description: "A consultation of a review." })
export class RecordConsultationInput {
  @Field(() => ID, { description: "The review." })
  reviewId!: string;

  @Field(() => Party as never, { description: "With whom it was held." })
  party!: Party;

  @Field(() => String, { description: "The office, the mission or the country." })
  name!: string;

  @Field(() => DayScalar, { description: "When." })
  heldOn!: string;

  @Field(() => String, { description: "What came of it: nothing that is strictly confidential." })
  note!: string;
}

@InputType({ description: "A visit of a review to one of its missions." })
export class RecordVisitInput {
  @Field(() => ID, { description: "The review." })
  reviewId!: string;

  @Field(() => String, { description: "The mission, by acronym." })
  mission!: string;

  @Field(() => DayScalar, { description: "The first day." })
  startsOn!: string;

  @Field(() => DayScalar, { description: "The last day." })
  endsOn!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The day on which the mission was told of it, where it has been.",
  })
  notifiedOn?: string;
}

@InputType({ description: "The cancellation of a review." })
export class CancelReviewInput {
  @Field(() => ID, { description: "The review." })
  reviewId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}
