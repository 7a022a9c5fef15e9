import { ObjectType } from "type-graphql";

import { ReadGiven } from "./reads";

@ObjectType({ description: "The recommendation that was signed." })
@ReadGiven({ part_id: "uuid" })
export class EndorseRecommendationPayload {}

@ObjectType({ description: "The recommendation that was declined." })
@ReadGiven({ part_id: "uuid" })
export class DeclineRecommendationPayload {}

@ObjectType({ description: "The recommendation beside whose implementer an office was named." })
@ReadGiven({ part_id: "uuid" })
export class NameImplementationOfficePayload {}

@ObjectType({ description: "The recommendation for which a consultation was recorded." })
@ReadGiven({ part_id: "uuid" })
export class RecordImplementationConsultationPayload {}

@ObjectType({ description: "The recommendation whose progress was reported." })
@ReadGiven({ part_id: "uuid" })
export class ReportProgressPayload {}

@ObjectType({ description: "The recommendation that was verified." })
@ReadGiven({ part_id: "uuid" })
export class VerifyImplementationPayload {}

@ObjectType({ description: "The recommendation that was sent back." })
@ReadGiven({ part_id: "uuid" })
export class SendBackImplementationPayload {}

@ObjectType({ description: "The recommendation that was signed." })
@ReadGiven({ part_id: "uuid" })
export class CloseRecommendationPayload {}

@ObjectType({ description: "The recommendation that was signed." })
@ReadGiven({ part_id: "uuid" })
export class TransferRecommendationPayload {}
