import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import {
  AdoptWorkPlanInput,
  CreateWorkPlanInput,
  EndWorkPlanSharingInput,
  LinkWorkPlanItemInput,
  ReviseWorkPlanInput,
  SetWorkPlanItemsInput,
  ShareWorkPlanInput,
} from "../entities/inputs/work-plan.inputs";
import { Answered } from "../entities/reads";
import * as payloads from "../entities/work-plan-payloads";
import { adoptWorkPlan } from "../operations/adopt-work-plan";
import { createWorkPlan } from "../operations/create-work-plan";
import { linkWorkPlanItem } from "../operations/link-work-plan-item";
import { reviseWorkPlan } from "../operations/revise-work-plan";
import { setWorkPlanItems } from "../operations/set-work-plan-items";
import { endWorkPlanSharing, shareWorkPlan } from "../operations/share-work-plan";
import type { Context } from "./context";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";
const INPUT = { description: "What is to be done." };

@Resolver()
export class WorkPlanActsResolver {
  @Mutation(() => payloads.CreateWorkPlanPayload, {
    description: "Drafts the work plan of a year (access policy § 13.7, § 10.30).",
  })
  @Answered(ACT)
  createWorkPlan(
    @Arg("input", () => CreateWorkPlanInput, INPUT) input: CreateWorkPlanInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(createWorkPlan, input, info);
  }

  @Mutation(() => payloads.SetWorkPlanItemsPayload, {
    description: "Sets the items of a draft, whole; a stale version is a CONFLICT (access policy § 13.7).",
  })
  @Answered(ACT)
  setWorkPlanItems(
    @Arg("input", () => SetWorkPlanItemsInput, INPUT) input: SetWorkPlanItemsInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(setWorkPlanItems, input, info);
  }

  @Mutation(() => payloads.AdoptWorkPlanPayload, {
    description: "Adopts a draft; from then on it changes by numbered revisions alone (access policy § 13.8).",
  })
  @Answered(ACT)
  adoptWorkPlan(
    @Arg("input", () => AdoptWorkPlanInput, INPUT) input: AdoptWorkPlanInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(adoptWorkPlan, input, info);
  }

  @Mutation(() => payloads.ReviseWorkPlanPayload, {
    description:
      "Revises an adopted work plan; a revision that does not follow the one in force is a CONFLICT (access policy § 13.9).",
  })
  @Answered(ACT)
  reviseWorkPlan(
    @Arg("input", () => ReviseWorkPlanInput, INPUT) input: ReviseWorkPlanInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(reviseWorkPlan, input, info);
  }

  @Mutation(() => payloads.LinkWorkPlanItemPayload, {
    description: "Links an item of an adopted work plan to what came of it (access policy § 13.10, § 10.31).",
  })
  @Answered(ACT)
  linkWorkPlanItem(
    @Arg("input", () => LinkWorkPlanItemInput, INPUT) input: LinkWorkPlanItemInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(linkWorkPlanItem, input, info);
  }

  @Mutation(() => payloads.ShareWorkPlanPayload, {
    description:
      "Shares an adopted work plan with an office, whose staff read it from then on (access policy § 13.11, § 10.32).",
  })
  @Answered(ACT)
  shareWorkPlan(
    @Arg("input", () => ShareWorkPlanInput, INPUT) input: ShareWorkPlanInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(shareWorkPlan, input, info);
  }

  @Mutation(() => payloads.EndWorkPlanSharingPayload, {
    description: "Ends a sharing, at once (access policy § 13.11).",
  })
  @Answered(ACT)
  endWorkPlanSharing(
    @Arg("input", () => EndWorkPlanSharingInput, INPUT) input: EndWorkPlanSharingInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endWorkPlanSharing, input, info);
  }
}
