import { ObjectType } from "type-graphql";

import { ReadGiven } from "./reads";

@ObjectType({ description: "The circulation that was proposed." })
@ReadGiven({ circulation_id: "uuid" })
export class ProposeCirculationPayload {}

@ObjectType({ description: "The circulation that was signed." })
@ReadGiven({ circulation_id: "uuid" })
export class SignCirculationPayload {}

@ObjectType({ description: "The circulation that was declined." })
@ReadGiven({ circulation_id: "uuid" })
export class DeclineCirculationPayload {}

@ObjectType({ description: "The circulation that was withdrawn." })
@ReadGiven({ circulation_id: "uuid" })
export class WithdrawCirculationPayload {}

@ObjectType({ description: "The signature on paper that was recorded." })
@ReadGiven({ circulation_id: "uuid", paper_signature_id: "uuid" })
export class RecordPaperSignaturePayload {}

@ObjectType({ description: "The signature on paper that was confirmed." })
@ReadGiven({ circulation_id: "uuid", paper_signature_id: "uuid" })
export class ConfirmPaperSignaturePayload {}

@ObjectType({ description: "The circulation that was suspended." })
@ReadGiven({ circulation_id: "uuid" })
export class SuspendCirculationPayload {}

@ObjectType({ description: "The circulation whose suspension was lifted." })
@ReadGiven({ circulation_id: "uuid" })
export class LiftSuspensionPayload {}

@ObjectType({ description: "The circulation that was revoked." })
@ReadGiven({ circulation_id: "uuid" })
export class RevokeCirculationPayload {}

@ObjectType({ description: "The review, and the member of its team that was named." })
@ReadGiven({ review_id: "uuid", team_member_id: "uuid" })
export class NameTeamMemberPayload {}

@ObjectType({ description: "The review, and the membership that was ended." })
@ReadGiven({ review_id: "uuid", team_member_id: "uuid" })
export class EndTeamMembershipPayload {}

@ObjectType({ description: "The draft that was begun." })
@ReadGiven({ report_id: "uuid" })
export class CreateReportPayload {}

@ObjectType({ description: "The draft that was changed." })
@ReadGiven({ report_id: "uuid" })
export class EditReportPayload {}

@ObjectType({ description: "The part that was added." })
@ReadGiven({ part_id: "uuid" })
export class AddPartPayload {}

@ObjectType({ description: "The part that was changed." })
@ReadGiven({ part_id: "uuid" })
export class EditPartPayload {}

@ObjectType({ description: "The draft from which the part was withdrawn." })
@ReadGiven({ report_id: "uuid" })
export class WithdrawPartPayload {}

@ObjectType({ description: "The report that was submitted." })
@ReadGiven({ report_id: "uuid" })
export class SubmitReportPayload {}

@ObjectType({ description: "The corrigendum that was added." })
@ReadGiven({ part_id: "uuid" })
export class AddCorrigendumPayload {}

@ObjectType({ description: "The report, and the part of it, whose level was changed." })
@ReadGiven({ report_id: "uuid", part_id: "uuid" })
export class ReclassifyPayload {}

@ObjectType({ description: "The report, and the part of it, for which a third party's consent was recorded." })
@ReadGiven({ report_id: "uuid", part_id: "uuid" })
export class RecordThirdPartyConsentPayload {}

@ObjectType({ description: "The report for which the right to know was invoked." })
@ReadGiven({ report_id: "uuid" })
export class InvokeOversightPayload {}
