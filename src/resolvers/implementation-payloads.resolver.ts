import type { GraphQLResolveInfo } from "graphql";
import { FieldResolver, Info, Resolver } from "type-graphql";

import * as payloads from "../entities/implementation-payloads";
import { Recommendation } from "../entities/part";
import { Reads, oneBy } from "../entities/reads";
import { delivered } from "./delivered";

const NOW = "The recommendation, as the reader sees it now.";

@Resolver(() => payloads.EndorseRecommendationPayload)
export class EndorseRecommendationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.DeclineRecommendationPayload)
export class DeclineRecommendationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.NameImplementationOfficePayload)
export class NameImplementationOfficePayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RecordImplementationConsultationPayload)
export class RecordImplementationConsultationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.ReportProgressPayload)
export class ReportProgressPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.VerifyImplementationPayload)
export class VerifyImplementationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.SendBackImplementationPayload)
export class SendBackImplementationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.CloseRecommendationPayload)
export class CloseRecommendationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.TransferRecommendationPayload)
export class TransferRecommendationPayloadResolver {
  @FieldResolver(() => Recommendation, { nullable: true, description: NOW })
  @Reads(oneBy("Recommendation", "part_id"))
  recommendation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
