import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import {
  CloseRecommendationInput,
  DeclineRecommendationInput,
  EndorseRecommendationInput,
  NameImplementationOfficeInput,
  RecordImplementationConsultationInput,
  ReportProgressInput,
  SendBackImplementationInput,
  TransferRecommendationInput,
  VerifyImplementationInput,
} from "../entities/inputs/implementation.inputs";
import * as payloads from "../entities/implementation-payloads";
import { Answered } from "../entities/reads";
import { closeRecommendation } from "../operations/close-recommendation";
import { declineRecommendation } from "../operations/decline-recommendation";
import { endorseRecommendation } from "../operations/endorse-recommendation";
import { nameImplementationOffice } from "../operations/name-implementation-office";
import { recordImplementationConsultation } from "../operations/record-implementation-consultation";
import { reportProgress } from "../operations/report-progress";
import { sendBackImplementation } from "../operations/send-back-implementation";
import { transferRecommendation } from "../operations/transfer-recommendation";
import { verifyImplementation } from "../operations/verify-implementation";
import type { Context } from "./context";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";

@Resolver()
export class ImplementationActsResolver {
  @Mutation(() => payloads.EndorseRecommendationPayload, {
    description:
      "Endorses a recommendation of a submitted report on behalf of one's post (access policy § 12.2). It is endorsed with the last signature of the reporting line. It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  endorseRecommendation(
    @Arg("input", () => EndorseRecommendationInput, { description: "What is to be done." })
    input: EndorseRecommendationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endorseRecommendation, input, info);
  }

  @Mutation(() => payloads.DeclineRecommendationPayload, {
    description: "Declines to endorse a recommendation: that decides it (access policy § 12.3).",
  })
  @Answered(ACT)
  declineRecommendation(
    @Arg("input", () => DeclineRecommendationInput, { description: "What is to be done." })
    input: DeclineRecommendationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(declineRecommendation, input, info);
  }

  @Mutation(() => payloads.NameImplementationOfficePayload, {
    description:
      "Names an office that supports or coordinates the implementation of a recommendation (access policy § 12.4, § 10.21).",
  })
  @Answered(ACT)
  nameImplementationOffice(
    @Arg("input", () => NameImplementationOfficeInput, { description: "What is to be done." })
    input: NameImplementationOfficeInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(nameImplementationOffice, input, info);
  }

  @Mutation(() => payloads.RecordImplementationConsultationPayload, {
    description:
      "Records a consultation with the leadership of the mission that implements a recommendation (access policy § 12.5, § 10.22).",
  })
  @Answered(ACT)
  recordImplementationConsultation(
    @Arg("input", () => RecordImplementationConsultationInput, { description: "What is to be done." })
    input: RecordImplementationConsultationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(recordImplementationConsultation, input, info);
  }

  @Mutation(() => payloads.ReportProgressPayload, {
    description:
      "Reports the progress of a recommendation for the office that implements or coordinates it (access policy § 12.6, § 12.6a, § 10.20, § 10.22, § 10.23).",
  })
  @Answered(ACT)
  reportProgress(
    @Arg("input", () => ReportProgressInput, { description: "What is to be done." }) input: ReportProgressInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(reportProgress, input, info);
  }

  @Mutation(() => payloads.VerifyImplementationPayload, {
    description: "Verifies what was reported as implemented: never who reported it (access policy § 12.7, § 10.24).",
  })
  @Answered(ACT)
  verifyImplementation(
    @Arg("input", () => VerifyImplementationInput, { description: "What is to be done." })
    input: VerifyImplementationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(verifyImplementation, input, info);
  }

  @Mutation(() => payloads.SendBackImplementationPayload, {
    description: "Sends back what was reported as implemented (access policy § 12.8).",
  })
  @Answered(ACT)
  sendBackImplementation(
    @Arg("input", () => SendBackImplementationInput, { description: "What is to be done." })
    input: SendBackImplementationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(sendBackImplementation, input, info);
  }

  @Mutation(() => payloads.CloseRecommendationPayload, {
    description:
      "Signs that an endorsed recommendation is closed, on behalf of one's post (access policy § 12.9). It is closed with the last signature of the reporting line. It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  closeRecommendation(
    @Arg("input", () => CloseRecommendationInput, { description: "What is to be done." })
    input: CloseRecommendationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(closeRecommendation, input, info);
  }

  @Mutation(() => payloads.TransferRecommendationPayload, {
    description:
      "Signs that the recommendation of an office or mission that has ended is transferred, on behalf of one's post (access policy § 12.10, § 10.21, § 10.25). It is transferred with the last signature of the reporting line. It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  transferRecommendation(
    @Arg("input", () => TransferRecommendationInput, { description: "What is to be done." })
    input: TransferRecommendationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(transferRecommendation, input, info);
  }
}
