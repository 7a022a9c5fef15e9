import { ObjectType } from "type-graphql";

import { ReadGiven } from "./reads";

@ObjectType({ description: "The request that was submitted." })
@ReadGiven({ request_id: "uuid" })
export class RequestReviewPayload {}

@ObjectType({ description: "The request that was entered." })
@ReadGiven({ request_id: "uuid" })
export class EnterReviewRequestPayload {}

@ObjectType({ description: "The request that was directed." })
@ReadGiven({ request_id: "uuid" })
export class DirectReviewPayload {}

@ObjectType({ description: "The motion, as a request that was directed." })
@ReadGiven({ request_id: "uuid" })
export class DirectOnOwnMotionPayload {}

@ObjectType({ description: "The request that was declined." })
@ReadGiven({ request_id: "uuid" })
export class DeclineReviewRequestPayload {}

@ObjectType({ description: "The request that was withdrawn." })
@ReadGiven({ request_id: "uuid" })
export class WithdrawReviewRequestPayload {}

@ObjectType({ description: "The review that was opened." })
@ReadGiven({ review_id: "uuid" })
export class OpenReviewPayload {}

@ObjectType({ description: "The review that was announced." })
@ReadGiven({ review_id: "uuid" })
export class AnnounceReviewPayload {}

@ObjectType({ description: "The review that was started." })
@ReadGiven({ review_id: "uuid" })
export class StartReviewPayload {}

@ObjectType({ description: "The review that was completed." })
@ReadGiven({ review_id: "uuid" })
export class CompleteReviewPayload {}

@ObjectType({ description: "The review whose debrief was recorded." })
@ReadGiven({ review_id: "uuid" })
export class RecordDebriefPayload {}

@ObjectType({ description: "The review, and the consultation that was recorded." })
@ReadGiven({ review_id: "uuid", consultation_id: "uuid" })
export class RecordConsultationPayload {}

@ObjectType({ description: "The review, and the visit that was recorded." })
@ReadGiven({ review_id: "uuid", visit_id: "uuid" })
export class RecordVisitPayload {}

@ObjectType({ description: "The review that was cancelled, or awaits another cancellation." })
@ReadGiven({ review_id: "uuid" })
export class CancelReviewPayload {}
