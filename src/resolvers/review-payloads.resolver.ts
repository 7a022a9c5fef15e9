import type { GraphQLResolveInfo } from "graphql";
import { FieldResolver, Info, Resolver } from "type-graphql";

import { Reads, oneBy } from "../entities/reads";
import { ReviewRequest } from "../entities/request";
import { Consultation, Review, Visit } from "../entities/review";
import * as payloads from "../entities/review-payloads";
import { delivered } from "./delivered";

@Resolver(() => payloads.RequestReviewPayload)
export class RequestReviewPayloadResolver {
  @FieldResolver(() => ReviewRequest, { nullable: true, description: "The request, as the reader sees it now." })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EnterReviewRequestPayload)
export class EnterReviewRequestPayloadResolver {
  @FieldResolver(() => ReviewRequest, { nullable: true, description: "The request, as the reader sees it now." })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.DirectReviewPayload)
export class DirectReviewPayloadResolver {
  @FieldResolver(() => ReviewRequest, { nullable: true, description: "The request, as the reader sees it now." })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.DirectOnOwnMotionPayload)
export class DirectOnOwnMotionPayloadResolver {
  @FieldResolver(() => ReviewRequest, { nullable: true, description: "The request, as the reader sees it now." })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.DeclineReviewRequestPayload)
export class DeclineReviewRequestPayloadResolver {
  @FieldResolver(() => ReviewRequest, { nullable: true, description: "The request, as the reader sees it now." })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.WithdrawReviewRequestPayload)
export class WithdrawReviewRequestPayloadResolver {
  @FieldResolver(() => ReviewRequest, { nullable: true, description: "The request, as the reader sees it now." })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.OpenReviewPayload)
export class OpenReviewPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.AnnounceReviewPayload)
export class AnnounceReviewPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.StartReviewPayload)
export class StartReviewPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.CompleteReviewPayload)
export class CompleteReviewPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RecordDebriefPayload)
export class RecordDebriefPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RecordConsultationPayload)
export class RecordConsultationPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Consultation, { nullable: true, description: "The consultation." })
  @Reads(oneBy("Consultation", "consultation_id"))
  consultation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RecordVisitPayload)
export class RecordVisitPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Visit, { nullable: true, description: "The visit." })
  @Reads(oneBy("Visit", "visit_id"))
  visit(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.CancelReviewPayload)
export class CancelReviewPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review, as the reader sees it now." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
