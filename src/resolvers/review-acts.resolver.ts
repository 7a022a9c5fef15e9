import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import {
  AnnounceReviewInput,
  CancelReviewInput,
  CompleteReviewInput,
  DeclineReviewRequestInput,
  DirectOnOwnMotionInput,
  DirectReviewInput,
  EnterReviewRequestInput,
  OpenReviewInput,
  RecordConsultationInput,
  RecordDebriefInput,
  RecordVisitInput,
  RequestReviewInput,
  StartReviewInput,
  WithdrawReviewRequestInput,
} from "../entities/inputs/review.inputs";
import { Answered } from "../entities/reads";
import * as payloads from "../entities/review-payloads";
import { announceReview } from "../operations/announce-review";
import { cancelReview } from "../operations/cancel-review";
import { declineReviewRequest } from "../operations/decline-review-request";
import { directOnOwnMotion, directReview } from "../operations/direct-review";
import { enterReviewRequest } from "../operations/enter-review-request";
import { openReview } from "../operations/open-review";
import { requestReview } from "../operations/request-review";
import { recordConsultation, recordVisit } from "../operations/review-contacts";
import { completeReview, recordDebrief, startReview } from "../operations/review-course";
import { withdrawReviewRequest } from "../operations/withdraw-review-request";
import type { Context } from "./context";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";

@Resolver()
export class ReviewActsResolver {
  @Mutation(() => payloads.RequestReviewPayload, {
    description:
      "Requests that a review be directed, in a post that has the right today (access policy § 11.2, § 10.16).",
  })
  @Answered(ACT)
  requestReview(
    @Arg("input", () => RequestReviewInput, { description: "What is to be done." }) input: RequestReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(requestReview, input, info);
  }

  @Mutation(() => payloads.EnterReviewRequestPayload, {
    description: "Enters the request of a contributing country, by its letter (access policy § 11.3).",
  })
  @Answered(ACT)
  enterReviewRequest(
    @Arg("input", () => EnterReviewRequestInput, { description: "What is to be done." }) input: EnterReviewRequestInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(enterReviewRequest, input, info);
  }

  @Mutation(() => payloads.DirectReviewPayload, {
    description:
      "Directs a requested review for a post of the reporting line; it is directed with the last of them (access policy § 11.4). It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  directReview(
    @Arg("input", () => DirectReviewInput, { description: "What is to be done." }) input: DirectReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(directReview, input, info);
  }

  @Mutation(() => payloads.DirectOnOwnMotionPayload, {
    description:
      "Directs a review that nobody requested; the other USGs of the line direct it as a request (access policy § 11.7). It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  directOnOwnMotion(
    @Arg("input", () => DirectOnOwnMotionInput, { description: "What is to be done." }) input: DirectOnOwnMotionInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(directOnOwnMotion, input, info);
  }

  @Mutation(() => payloads.DeclineReviewRequestPayload, {
    description: "Declines a request; one USG is enough (access policy § 11.5).",
  })
  @Answered(ACT)
  declineReviewRequest(
    @Arg("input", () => DeclineReviewRequestInput, { description: "What is to be done." })
    input: DeclineReviewRequestInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(declineReviewRequest, input, info);
  }

  @Mutation(() => payloads.WithdrawReviewRequestPayload, {
    description: "Takes a request back while it is submitted (access policy § 11.6).",
  })
  @Answered(ACT)
  withdrawReviewRequest(
    @Arg("input", () => WithdrawReviewRequestInput, { description: "What is to be done." })
    input: WithdrawReviewRequestInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(withdrawReviewRequest, input, info);
  }

  @Mutation(() => payloads.OpenReviewPayload, {
    description: "Opens the one review of a request that the USGs have directed (access policy § 5.2, § 10.18).",
  })
  @Answered(ACT)
  openReview(
    @Arg("input", () => OpenReviewInput, { description: "What is to be done." }) input: OpenReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(openReview, input, info);
  }

  @Mutation(() => payloads.AnnounceReviewPayload, {
    description:
      "Announces a review to the Heads of its missions and to who requested it, who read it from then on (access policy § 11.8, § 11.9).",
  })
  @Answered(ACT)
  announceReview(
    @Arg("input", () => AnnounceReviewInput, { description: "What is to be done." }) input: AnnounceReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(announceReview, input, info);
  }

  @Mutation(() => payloads.StartReviewPayload, {
    description: "Records that a review was started (access policy § 11.10, § 10.19).",
  })
  @Answered(ACT)
  startReview(
    @Arg("input", () => StartReviewInput, { description: "What is to be done." }) input: StartReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(startReview, input, info);
  }

  @Mutation(() => payloads.CompleteReviewPayload, {
    description:
      "Records that a review was completed: its debrief is due within 7 days, its report within 42 (access policy § 11.10, § 10.19).",
  })
  @Answered(ACT)
  completeReview(
    @Arg("input", () => CompleteReviewInput, { description: "What is to be done." }) input: CompleteReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(completeReview, input, info);
  }

  @Mutation(() => payloads.RecordDebriefPayload, {
    description: "Records the debrief of Headquarters' senior leadership (access policy § 11.10, § 10.19).",
  })
  @Answered(ACT)
  recordDebrief(
    @Arg("input", () => RecordDebriefInput, { description: "What is to be done." }) input: RecordDebriefInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(recordDebrief, input, info);
  }

  @Mutation(() => payloads.RecordConsultationPayload, {
    description: "Records a consultation of a review (access policy § 11.11).",
  })
  @Answered(ACT)
  recordConsultation(
    @Arg("input", () => RecordConsultationInput, { description: "What is to be done." }) input: RecordConsultationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(recordConsultation, input, info);
  }

  @Mutation(() => payloads.RecordVisitPayload, {
    description: "Records a visit to a mission of the review (access policy § 11.11).",
  })
  @Answered(ACT)
  recordVisit(
    @Arg("input", () => RecordVisitInput, { description: "What is to be done." }) input: RecordVisitInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(recordVisit, input, info);
  }

  @Mutation(() => payloads.CancelReviewPayload, {
    description:
      "Cancels a review that is not completed, for a post of the reporting line; it is cancelled with the last of them (access policy § 11.12). It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  cancelReview(
    @Arg("input", () => CancelReviewInput, { description: "What is to be done." }) input: CancelReviewInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(cancelReview, input, info);
  }
}
