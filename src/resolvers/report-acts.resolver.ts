import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import {
  AddCorrigendumInput,
  AddPartInput,
  CreateReportInput,
  EditPartInput,
  EditReportInput,
  EndTeamMembershipInput,
  InvokeOversightInput,
  NameTeamMemberInput,
  ReclassifyInput,
  RecordThirdPartyConsentInput,
  SubmitReportInput,
  WithdrawPartInput,
} from "../entities/inputs/report.inputs";
import * as payloads from "../entities/payloads";
import { Answered } from "../entities/reads";
import { addCorrigendum } from "../operations/add-corrigendum";
import { addPart } from "../operations/add-part";
import { createReport } from "../operations/create-report";
import { editPart, withdrawPart } from "../operations/edit-part";
import { editReport } from "../operations/edit-report";
import { invokeOversight } from "../operations/invoke-oversight";
import { endTeamMembership, nameTeamMember } from "../operations/name-team-member";
import { reclassify } from "../operations/reclassify";
import { recordThirdPartyConsent } from "../operations/record-third-party-consent";
import { submitReport } from "../operations/submit-report";
import type { Context } from "./context";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";

@Resolver()
export class ReportActsResolver {
  @Mutation(() => payloads.NameTeamMemberPayload, {
    description: "Puts a post of OPSP on the team of a review (access policy § 5.2, § 10.14).",
  })
  @Answered(ACT)
  nameTeamMember(
    @Arg("input", () => NameTeamMemberInput, { description: "What is to be done." }) input: NameTeamMemberInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(nameTeamMember, input, info);
  }

  @Mutation(() => payloads.EndTeamMembershipPayload, {
    description: "Ends a membership of a team, at once (access policy § 5.2).",
  })
  @Answered(ACT)
  endTeamMembership(
    @Arg("input", () => EndTeamMembershipInput, { description: "What is to be done." }) input: EndTeamMembershipInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endTeamMembership, input, info);
  }

  @Mutation(() => payloads.CreateReportPayload, {
    description: "Begins the draft of a report (access policy § 5.3).",
  })
  @Answered(ACT)
  createReport(
    @Arg("input", () => CreateReportInput, { description: "What is to be done." }) input: CreateReportInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(createReport, input, info);
  }

  @Mutation(() => payloads.EditReportPayload, {
    description:
      "Changes the title or the sensitivity of a draft; a stale version is a CONFLICT (access policy § 5.3).",
  })
  @Answered(ACT)
  editReport(
    @Arg("input", () => EditReportInput, { description: "What is to be done." }) input: EditReportInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(editReport, input, info);
  }

  @Mutation(() => payloads.AddPartPayload, {
    description: "Adds a part at the end of a draft (access policy § 5.3, § 10.9).",
  })
  @Answered(ACT)
  addPart(
    @Arg("input", () => AddPartInput, { description: "What is to be done." }) input: AddPartInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(addPart, input, info);
  }

  @Mutation(() => payloads.EditPartPayload, {
    description: "Changes a part of a draft; a stale version is a CONFLICT (access policy § 5.3).",
  })
  @Answered(ACT)
  editPart(
    @Arg("input", () => EditPartInput, { description: "What is to be done." }) input: EditPartInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(editPart, input, info);
  }

  @Mutation(() => payloads.WithdrawPartPayload, {
    description: "Takes a part out of a draft (access policy § 5.3).",
  })
  @Answered(ACT)
  withdrawPart(
    @Arg("input", () => WithdrawPartInput, { description: "What is to be done." }) input: WithdrawPartInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(withdrawPart, input, info);
  }

  @Mutation(() => payloads.SubmitReportPayload, {
    description: "Submits a draft to the USGs; from then on it is immutable (access policy § 5.4).",
  })
  @Answered(ACT)
  submitReport(
    @Arg("input", () => SubmitReportInput, { description: "What is to be done." }) input: SubmitReportInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(submitReport, input, info);
  }

  @Mutation(() => payloads.AddCorrigendumPayload, {
    description:
      "Adds a corrigendum to a part of a submitted report (access policy § 5.5). Full circulations cover it at once.",
  })
  @Answered(ACT)
  addCorrigendum(
    @Arg("input", () => AddCorrigendumInput, { description: "What is to be done." }) input: AddCorrigendumInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(addCorrigendum, input, info);
  }

  @Mutation(() => payloads.ReclassifyPayload, {
    description:
      "Raises or lowers the level of a submitted report or of one of its parts (access policy § 5.6, § 5.7, § 10.7 to § 10.9). It acts on circulations at once. It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  reclassify(
    @Arg("input", () => ReclassifyInput, { description: "What is to be done." }) input: ReclassifyInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(reclassify, input, info);
  }

  @Mutation(() => payloads.RecordThirdPartyConsentPayload, {
    description: "Records the consent of a third party to declassification (access policy § 5.8).",
  })
  @Answered(ACT)
  recordThirdPartyConsent(
    @Arg("input", () => RecordThirdPartyConsentInput, { description: "What is to be done." })
    input: RecordThirdPartyConsentInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(recordThirdPartyConsent, input, info);
  }

  @Mutation(() => payloads.InvokeOversightPayload, {
    description:
      "Invokes OIOS's right to know for one submitted report, by its symbol (access policy § 5.9). The Director and the USGs are told at once. It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  invokeOversight(
    @Arg("input", () => InvokeOversightInput, { description: "What is to be done." }) input: InvokeOversightInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(invokeOversight, input, info);
  }
}
