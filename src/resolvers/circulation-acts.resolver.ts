import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import {
  ConfirmPaperSignatureInput,
  DeclineCirculationInput,
  LiftSuspensionInput,
  ProposeCirculationInput,
  RecordPaperSignatureInput,
  RevokeCirculationInput,
  SignCirculationInput,
  SuspendCirculationInput,
  WithdrawCirculationInput,
} from "../entities/inputs/circulation.inputs";
import * as payloads from "../entities/payloads";
import { Answered } from "../entities/reads";
import { confirmPaperSignature } from "../operations/confirm-paper-signature";
import { declineCirculation } from "../operations/decline-circulation";
import { liftSuspension } from "../operations/lift-suspension";
import { proposeCirculation } from "../operations/propose-circulation";
import { recordPaperSignature } from "../operations/record-paper-signature";
import { revokeCirculation } from "../operations/revoke-circulation";
import { signCirculation } from "../operations/sign-circulation";
import { suspendCirculation } from "../operations/suspend-circulation";
import { withdrawCirculation } from "../operations/withdraw-circulation";
import type { Context } from "./context";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";

@Resolver()
export class CirculationActsResolver {
  @Mutation(() => payloads.ProposeCirculationPayload, {
    description:
      "Proposes a circulation of a submitted report, in full or in listed parts (access policy § 4.5, § 10.1 to § 10.5). It gives no sight before it is signed. To offices, a strictly confidential part that is listed is refused, and of a full report such parts are left out (§ 10.2): previewCirculation tells which.",
  })
  @Answered(ACT)
  proposeCirculation(
    @Arg("input", () => ProposeCirculationInput, { description: "What is to be done." }) input: ProposeCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(proposeCirculation, input, info);
  }

  @Mutation(() => payloads.SignCirculationPayload, {
    description:
      "Signs a proposed circulation on behalf of one's post (access policy § 4.6). It takes effect with the last signature. It asks for an authentication of the last 5 minutes.",
  })
  @Answered(ACT)
  signCirculation(
    @Arg("input", () => SignCirculationInput, { description: "What is to be done." }) input: SignCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(signCirculation, input, info);
  }

  @Mutation(() => payloads.DeclineCirculationPayload, {
    description: "Declines a circulation that is not complete: that ends it (access policy § 4.7).",
  })
  @Answered(ACT)
  declineCirculation(
    @Arg("input", () => DeclineCirculationInput, { description: "What is to be done." }) input: DeclineCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(declineCirculation, input, info);
  }

  @Mutation(() => payloads.WithdrawCirculationPayload, {
    description: "Takes one's proposal back, before the first signature (access policy § 4.8).",
  })
  @Answered(ACT)
  withdrawCirculation(
    @Arg("input", () => WithdrawCirculationInput, { description: "What is to be done." })
    input: WithdrawCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(withdrawCirculation, input, info);
  }

  @Mutation(() => payloads.RecordPaperSignaturePayload, {
    description:
      "Records a signature that a USG has given on paper (access policy § 4.9). It counts when the Director has confirmed it.",
  })
  @Answered(ACT)
  recordPaperSignature(
    @Arg("input", () => RecordPaperSignatureInput, { description: "What is to be done." })
    input: RecordPaperSignatureInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(recordPaperSignature, input, info);
  }

  @Mutation(() => payloads.ConfirmPaperSignaturePayload, {
    description: "Confirms a signature on paper; this moment is its day of signing (access policy § 4.10).",
  })
  @Answered(ACT)
  confirmPaperSignature(
    @Arg("input", () => ConfirmPaperSignatureInput, { description: "What is to be done." })
    input: ConfirmPaperSignatureInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(confirmPaperSignature, input, info);
  }

  @Mutation(() => payloads.SuspendCirculationPayload, {
    description: "Suspends a complete circulation at once (access policy § 4.11).",
  })
  @Answered(ACT)
  suspendCirculation(
    @Arg("input", () => SuspendCirculationInput, { description: "What is to be done." }) input: SuspendCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(suspendCirculation, input, info);
  }

  @Mutation(() => payloads.LiftSuspensionPayload, {
    description: "Lifts a suspension (access policy § 4.12).",
  })
  @Answered(ACT)
  liftSuspension(
    @Arg("input", () => LiftSuspensionInput, { description: "What is to be done." }) input: LiftSuspensionInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(liftSuspension, input, info);
  }

  @Mutation(() => payloads.RevokeCirculationPayload, {
    description: "Revokes a complete circulation, for good; the next read does not have it (access policy § 4.13).",
  })
  @Answered(ACT)
  revokeCirculation(
    @Arg("input", () => RevokeCirculationInput, { description: "What is to be done." }) input: RevokeCirculationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(revokeCirculation, input, info);
  }
}
