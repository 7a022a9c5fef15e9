import { PUBLIC_STEPS } from "../entities/terms";
import { among, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { AnnouncedTo, OnTeam } from "./subjects";

/** Access policy, chapter 11: requests for reviews, their direction, and the course of reviews. */
export const requestPolicy: Policy = (viewer, { can }) => {
  const requests = ["ReviewRequest" as const, "RequestDirection" as const, "RequestEvent" as const];
  const bySelf = { submittedByPost: among(viewer.posts) };
  const onTeam = { team: some<OnTeam>({ post: among(viewer.posts), ...current(viewer.now) }) };
  const isOpsp = viewer.isOpsp || viewer.isDirector;

  // § 11.1 A request for a review is read by the post that submitted it, by OPSP staff and by the USGs of the reporting line.
  can("read", requests, bySelf).because("§ 11.1");
  if (isOpsp || viewer.isUnderSecretaryGeneral) can("read", requests).because("§ 11.1");

  // § 11.2 A post that has the right on the day requests a review, a post of a mission for its own mission alone.
  can("request", "RequestingRight", { post: among(viewer.posts) }).because("§ 11.2");

  // § 11.3 OPSP staff enter the request of a contributing country, with the reference of its letter.
  if (isOpsp) can("enterRequest", "ReviewRequest").because("§ 11.3");

  // § 11.4 Each USG of the reporting line on the day, or who acts in that post, directs a requested review once; two posts need two persons.
  if (viewer.isUnderSecretaryGeneral) can("direct", "ReviewRequest").because("§ 11.4");

  // § 11.5 Any one USG of the reporting line declines a request, with a reason.
  if (viewer.isUnderSecretaryGeneral) can("declineRequest", "ReviewRequest").because("§ 11.5");

  // § 11.6 The post that submitted a request withdraws it while it is submitted; OPSP staff, that of a contributing country.
  can("withdrawRequest", "ReviewRequest", bySelf).because("§ 11.6");
  if (isOpsp) can("withdrawRequest", "ReviewRequest", { isOfCountry: eq(true) }).because("§ 11.6");

  // § 11.7 A USG of the reporting line directs a review that nobody requested, which the others direct as a requested one.
  if (viewer.isUnderSecretaryGeneral) can("directOnOwnMotion", "ReviewRequest").because("§ 11.7");

  // § 11.8 A review that was announced is read, with the public steps of its course, by the Heads of its missions and by who requested it.
  for (const announcedTo of [
    some<AnnouncedTo>({ post: among(viewer.posts) }),
    some<AnnouncedTo>({ office: among(viewer.offices) }),
  ]) {
    can("read", "Review", { announcedTo }).because("§ 11.8");
    can("read", "ReviewEvent", { announcedTo, done: among(PUBLIC_STEPS) }).because("§ 11.8");
  }

  // § 11.9 The Director announces a review to the Heads of its missions, and to the office at Headquarters or the post of a mission that requested it.
  if (viewer.isDirector) can("announce", "Review").because("§ 11.9");

  // § 11.10 The Director records that a review is started and completed, and its debrief.
  if (viewer.isDirector) can("recordCourse", "Review").because("§ 11.10");

  // § 11.11 The Director and the team of a review record its consultations and visits.
  if (viewer.isDirector) can("recordContact", "Review").because("§ 11.11");
  if (viewer.isOpsp) can("recordContact", "Review", onTeam).because("§ 11.11");

  // § 11.12 Each USG of the reporting line cancels a review that is not completed once, with a reason; two posts need two persons.
  if (viewer.isUnderSecretaryGeneral) can("cancel", "Review").because("§ 11.12");

  // § 11.13 The Director, the team of a review and the USGs of the reporting line are told whether it is reported or closed, and by when its report was due.
  if (viewer.isDirector || viewer.isUnderSecretaryGeneral) can("read", "ReviewReporting").because("§ 11.13");
  if (viewer.isOpsp) can("read", "ReviewReporting", onTeam).because("§ 11.13");
};
