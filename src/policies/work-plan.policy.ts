import { WorkPlanStatus } from "../entities/terms";
import { among, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { Shared } from "./subjects";

/** What of the history of a plan is told to whom: not how it was drafted, nor that links exist to what a reader may not see. */
const OF_THE_PLAN = ["ADOPTED", "REVISED"];
const SINCE_ADOPTION = [...OF_THE_PLAN, "SHARED", "SHARING_ENDED"];

/** Access policy, chapter 13: the annual work plan. Its revisions and items are read with it. */
export const workPlanPolicy: Policy = (viewer, { can }) => {
  const now = current(viewer.now);
  const adopted = { status: eq(WorkPlanStatus.ADOPTED) };
  const Plan = ["WorkPlan" as const, "WorkPlanRevision" as const, "WorkPlanItem" as const];

  // § 13.1 The Director reads every work plan, drafts included.
  if (viewer.isDirector) can("read", [...Plan, "WorkPlanEvent"]).because("§ 13.1");

  // § 13.2 OPSP staff read adopted work plans.
  if (viewer.isOpsp) {
    can("read", Plan, adopted).because("§ 13.2");
    can("read", "WorkPlanEvent", { ...adopted, done: among(SINCE_ADOPTION) }).because("§ 13.2");
  }

  // § 13.3 A USG of the reporting line now in force reads adopted work plans.
  if (viewer.isUnderSecretaryGeneral) {
    can("read", Plan, adopted).because("§ 13.3");
    can("read", "WorkPlanEvent", { ...adopted, done: among(SINCE_ADOPTION) }).because("§ 13.3");
  }

  // § 13.4 All staff of an office with which a work plan is shared read it for as long as the sharing has not ended.
  const sharedWith = some<Shared>({ office: among(viewer.offices), ...now });
  can("read", Plan, { sharedWith }).because("§ 13.4");
  can("read", "WorkPlanEvent", { sharedWith, done: among(OF_THE_PLAN) }).because("§ 13.4");

  // § 13.5 The Director, OPSP staff and USGs of the reporting line read with whom a work plan was shared, in which post, and when.
  if (viewer.isDirector || viewer.isOpsp || viewer.isUnderSecretaryGeneral)
    can("read", "WorkPlanSharing").because("§ 13.5");

  // § 13.6 All staff of an office with which a work plan is shared read that sharing for as long as it has not ended.
  can("read", "WorkPlanSharing", { office: among(viewer.offices), ...now }).because("§ 13.6");

  // § 13.7 The Director drafts the work plan of a year.
  if (viewer.isDirector) can("draftPlan", "WorkPlan").because("§ 13.7");

  // § 13.8 The Director adopts a work plan.
  if (viewer.isDirector) can("adopt", "WorkPlan").because("§ 13.8");

  // § 13.9 The Director revises an adopted work plan by a numbered revision, which states its reason and carries all items then in force; it changes in no other way.
  if (viewer.isDirector) can("revise", "WorkPlan").because("§ 13.9");

  // § 13.10 The Director links an item in force of an adopted work plan to what came of it; the link exists for nobody who does not read both.
  if (viewer.isDirector) can("link", "WorkPlanItem").because("§ 13.10");

  // § 13.11 The Director shares an adopted work plan with a named office, and ends the sharing.
  if (viewer.isDirector) can("share", "WorkPlan").because("§ 13.11");
};
