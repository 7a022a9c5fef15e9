import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import {
  AppointInput,
  ConfirmEntryInput,
  CreateOfficeInput,
  CreatePostInput,
  DesignateInput,
  EndAppointmentInput,
  EndDesignationInput,
  EndLoginInput,
  EndOfficeInput,
  EndOfficerInChargeInput,
  EndPortalInput,
  EndPostInput,
  NameOfficerInChargeInput,
  PlacePostInput,
  RegisterLoginInput,
  RegisterMissionInput,
  RegisterPersonInput,
  RegisterPortalInput,
  WithdrawEntryInput,
} from "../entities/inputs/organisation.inputs";
import * as payloads from "../entities/organisation-payloads";
import { Answered } from "../entities/reads";
import { appoint } from "../operations/appoint";
import { confirmEntry } from "../operations/confirm-entry";
import { createOffice } from "../operations/create-office";
import { createPost } from "../operations/create-post";
import { designate } from "../operations/designate";
import { endAppointment } from "../operations/end-appointment";
import { endDesignation } from "../operations/end-designation";
import { endLogin } from "../operations/end-login";
import { endOffice } from "../operations/end-office";
import { endOfficerInCharge } from "../operations/end-officer-in-charge";
import { endPortal } from "../operations/end-portal";
import { endPost } from "../operations/end-post";
import { nameOfficerInCharge } from "../operations/name-officer-in-charge";
import { placePost } from "../operations/place-post";
import { registerLogin } from "../operations/register-login";
import { registerMission } from "../operations/register-mission";
import { registerPerson } from "../operations/register-person";
import { registerPortal } from "../operations/register-portal";
import { withdrawEntry } from "../operations/withdraw-entry";
import type { Context } from "./context";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";
const INPUT = { description: "What is to be done." };

@Resolver()
export class OrganisationActsResolver {
  @Mutation(() => payloads.RegisterPersonPayload, {
    description:
      "Enters a person (access policy § 6.7), who sees nothing before an appointment and a login are confirmed.",
  })
  @Answered(ACT)
  registerPerson(
    @Arg("input", () => RegisterPersonInput, INPUT) input: RegisterPersonInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(registerPerson, input, info);
  }

  @Mutation(() => payloads.RegisterMissionPayload, {
    description:
      "Enters a mission with its office and its four posts (access policy § 6.7). That the posts are of the office awaits confirmation.",
  })
  @Answered(ACT)
  registerMission(
    @Arg("input", () => RegisterMissionInput, INPUT) input: RegisterMissionInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(registerMission, input, info);
  }

  @Mutation(() => payloads.CreateOfficePayload, { description: "Enters an office (access policy § 6.7)." })
  @Answered(ACT)
  createOffice(
    @Arg("input", () => CreateOfficeInput, INPUT) input: CreateOfficeInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(createOffice, input, info);
  }

  @Mutation(() => payloads.EndOfficePayload, {
    description: "Records the last day of an office (access policy § 6.7). After it its posts read nothing.",
  })
  @Answered(ACT)
  endOffice(
    @Arg("input", () => EndOfficeInput, INPUT) input: EndOfficeInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endOffice, input, info);
  }

  @Mutation(() => payloads.CreatePostPayload, {
    description:
      "Enters a post with its office, and whether it heads it, which awaits confirmation (access policy § 6.7, § 6.8).",
  })
  @Answered(ACT)
  createPost(
    @Arg("input", () => CreatePostInput, INPUT) input: CreatePostInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(createPost, input, info);
  }

  @Mutation(() => payloads.PlacePostPayload, {
    description:
      "Moves a post to an office, or changes whether it heads it, from a day on (access policy § 6.7, § 6.8). It leaves where it was at once or on that day; the new place awaits confirmation.",
  })
  @Answered(ACT)
  placePost(
    @Arg("input", () => PlacePostInput, INPUT) input: PlacePostInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(placePost, input, info);
  }

  @Mutation(() => payloads.EndPostPayload, {
    description: "Records the last day of a post (access policy § 6.7). After it nobody reads anything by it.",
  })
  @Answered(ACT)
  endPost(
    @Arg("input", () => EndPostInput, INPUT) input: EndPostInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endPost, input, info);
  }

  @Mutation(() => payloads.AppointPayload, {
    description:
      "Enters that a person holds a post, or acts in it (access policy § 6.7, § 10.10, § 10.11, § 10.13). It gives no sight before a second person has confirmed it.",
  })
  @Answered(ACT)
  appoint(
    @Arg("input", () => AppointInput, INPUT) input: AppointInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(appoint, input, info);
  }

  @Mutation(() => payloads.EndAppointmentPayload, {
    description: "Ends an appointment on a day, or at once (access policy § 6.7). One administrator suffices.",
  })
  @Answered(ACT)
  endAppointment(
    @Arg("input", () => EndAppointmentInput, INPUT) input: EndAppointmentInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endAppointment, input, info);
  }

  @Mutation(() => payloads.RegisterLoginPayload, {
    description:
      "Enters by which issuer and subject a person or a portal signs in (access policy § 6.7). It is not known before it is confirmed.",
  })
  @Answered(ACT)
  registerLogin(
    @Arg("input", () => RegisterLoginInput, INPUT) input: RegisterLoginInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(registerLogin, input, info);
  }

  @Mutation(() => payloads.EndLoginPayload, { description: "Ends a login on a day, or at once (access policy § 6.7)." })
  @Answered(ACT)
  endLogin(
    @Arg("input", () => EndLoginInput, INPUT) input: EndLoginInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endLogin, input, info);
  }

  @Mutation(() => payloads.RegisterPortalPayload, {
    description:
      "Enters a portal of an office (access policy § 6.7). It reads nothing before the head of that office has confirmed it.",
  })
  @Answered(ACT)
  registerPortal(
    @Arg("input", () => RegisterPortalInput, INPUT) input: RegisterPortalInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(registerPortal, input, info);
  }

  @Mutation(() => payloads.EndPortalPayload, {
    description: "Ends a portal and its logins on a day, or at once (access policy § 6.7).",
  })
  @Answered(ACT)
  endPortal(
    @Arg("input", () => EndPortalInput, INPUT) input: EndPortalInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endPortal, input, info);
  }

  @Mutation(() => payloads.DesignatePayload, {
    description:
      "Designates one of the staff of an office that the viewer heads, to handle confidential material (access policy § 6.10).",
  })
  @Answered(ACT)
  designate(
    @Arg("input", () => DesignateInput, INPUT) input: DesignateInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(designate, input, info);
  }

  @Mutation(() => payloads.EndDesignationPayload, {
    description: "Ends a designation on a day, or at once (access policy § 6.10).",
  })
  @Answered(ACT)
  endDesignation(
    @Arg("input", () => EndDesignationInput, INPUT) input: EndDesignationInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endDesignation, input, info);
  }

  @Mutation(() => payloads.NameOfficerInChargePayload, {
    description:
      "Names the officer-in-charge for a stated period (access policy § 6.11, § 10.12): the Director does; a USG for days on which nobody holds the Director's post or acts in it (§ 10.15).",
  })
  @Answered(ACT)
  nameOfficerInCharge(
    @Arg("input", () => NameOfficerInChargeInput, INPUT) input: NameOfficerInChargeInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(nameOfficerInCharge, input, info);
  }

  @Mutation(() => payloads.EndOfficerInChargePayload, {
    description: "Ends before its time that a post has the Director's powers (access policy § 6.11).",
  })
  @Answered(ACT)
  endOfficerInCharge(
    @Arg("input", () => EndOfficerInChargeInput, INPUT) input: EndOfficerInChargeInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endOfficerInCharge, input, info);
  }

  @Mutation(() => payloads.ConfirmEntryPayload, {
    description:
      "Confirms what another person has entered (access policy § 6.8, § 6.9, § 6.14, § 10.11): an appointment, a login, where a post belongs, a portal, or where a portal is told of notices. From then on it gives sight.",
  })
  @Answered(ACT)
  confirmEntry(
    @Arg("input", () => ConfirmEntryInput, INPUT) input: ConfirmEntryInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(confirmEntry, input, info);
  }

  @Mutation(() => payloads.WithdrawEntryPayload, {
    description:
      "Takes back an entry that nobody has confirmed (access policy § 6.7): who entered it, or an administrator.",
  })
  @Answered(ACT)
  withdrawEntry(
    @Arg("input", () => WithdrawEntryInput, INPUT) input: WithdrawEntryInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(withdrawEntry, input, info);
  }
}
