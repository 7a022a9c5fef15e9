import type { GraphQLResolveInfo } from "graphql";
import { FieldResolver, Info, Resolver } from "type-graphql";

import { Circulation } from "../entities/circulation";
import { PaperSignature } from "../entities/signature";
import { Part } from "../entities/part";
import * as payloads from "../entities/payloads";
import { Reads, oneBy } from "../entities/reads";
import { Report } from "../entities/report";
import { Review, TeamMember } from "../entities/review";
import { delivered } from "./delivered";

@Resolver(() => payloads.ProposeCirculationPayload)
export class ProposeCirculationPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.SignCirculationPayload)
export class SignCirculationPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.DeclineCirculationPayload)
export class DeclineCirculationPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.WithdrawCirculationPayload)
export class WithdrawCirculationPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RecordPaperSignaturePayload)
export class RecordPaperSignaturePayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PaperSignature, { nullable: true, description: "The signature on paper." })
  @Reads(oneBy("PaperSignature", "paper_signature_id"))
  paperSignature(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.ConfirmPaperSignaturePayload)
export class ConfirmPaperSignaturePayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PaperSignature, { nullable: true, description: "The signature on paper." })
  @Reads(oneBy("PaperSignature", "paper_signature_id"))
  paperSignature(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.SuspendCirculationPayload)
export class SuspendCirculationPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.LiftSuspensionPayload)
export class LiftSuspensionPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RevokeCirculationPayload)
export class RevokeCirculationPayloadResolver {
  @FieldResolver(() => Circulation, { nullable: true, description: "The circulation, as the reader sees it now." })
  @Reads(oneBy("Circulation", "circulation_id"))
  circulation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.NameTeamMemberPayload)
export class NameTeamMemberPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => TeamMember, { nullable: true, description: "The membership." })
  @Reads(oneBy("TeamMember", "team_member_id"))
  teamMember(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndTeamMembershipPayload)
export class EndTeamMembershipPayloadResolver {
  @FieldResolver(() => Review, { nullable: true, description: "The review." })
  @Reads(oneBy("Review", "review_id"))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => TeamMember, { nullable: true, description: "The membership." })
  @Reads(oneBy("TeamMember", "team_member_id"))
  teamMember(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.CreateReportPayload)
export class CreateReportPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EditReportPayload)
export class EditReportPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.AddPartPayload)
export class AddPartPayloadResolver {
  @FieldResolver(() => Part, { nullable: true, description: "The part." })
  @Reads(oneBy("Part", "part_id"))
  part(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EditPartPayload)
export class EditPartPayloadResolver {
  @FieldResolver(() => Part, { nullable: true, description: "The part." })
  @Reads(oneBy("Part", "part_id"))
  part(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.WithdrawPartPayload)
export class WithdrawPartPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.SubmitReportPayload)
export class SubmitReportPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.AddCorrigendumPayload)
export class AddCorrigendumPayloadResolver {
  @FieldResolver(() => Part, { nullable: true, description: "The part." })
  @Reads(oneBy("Part", "part_id"))
  part(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.ReclassifyPayload)
export class ReclassifyPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Part, { nullable: true, description: "The part." })
  @Reads(oneBy("Part", "part_id"))
  part(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RecordThirdPartyConsentPayload)
export class RecordThirdPartyConsentPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Part, { nullable: true, description: "The part." })
  @Reads(oneBy("Part", "part_id"))
  part(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.InvokeOversightPayload)
export class InvokeOversightPayloadResolver {
  @FieldResolver(() => Report, { nullable: true, description: "The report, as the reader sees it now." })
  @Reads(oneBy("Report", "report_id"))
  report(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
