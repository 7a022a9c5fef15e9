import { among, current, some } from "./conditions";
import type { Policy } from "./policy";
import type { OnTeam } from "./subjects";

/** Access policy, chapter 5: reviews, drafts, classification and oversight. */
export const reviewPolicy: Policy = (viewer, { can }) => {
  const onTeam = { team: some<OnTeam>({ post: among(viewer.posts), ...current(viewer.now) }) };

  // § 5.1 OPSP staff and USGs of the reporting line read reviews, their course and who is on their teams.
  if (viewer.isOpsp || viewer.isDirector || viewer.isUnderSecretaryGeneral)
    can("read", ["Review", "ReviewPaper", "ReviewEvent", "TeamMember"]).because("§ 5.1");

  // § 5.2 The Director opens a review that the USGs have directed, and names its team.
  if (viewer.isDirector) can(["open", "nameTeam"], "Review").because("§ 5.2");

  // § 5.3 The Director and the team of a review write the drafts of its reports.
  if (viewer.isDirector) {
    can("draft", "Review").because("§ 5.3");
    can("write", "Report").because("§ 5.3");
  }
  if (viewer.isOpsp) {
    can("draft", "Review", onTeam).because("§ 5.3");
    can("write", "Report", onTeam).because("§ 5.3");
  }

  // § 5.4 The Director submits a report to the USGs; from then on it is immutable.
  if (viewer.isDirector) can("submit", "Report").because("§ 5.4");

  // § 5.5 The Director adds a corrigendum to a submitted report, at no lower a level than the part it corrects.
  if (viewer.isDirector) can("correct", "Report").because("§ 5.5");

  // § 5.6 The Director, as originator, raises and lowers the level of a submitted report and of its parts, with a reason.
  if (viewer.isDirector) can("reclassify", "Report").because("§ 5.6");

  // § 5.7 A USG of the reporting line raises and lowers the level of a submitted report and of its parts, with a reason.
  if (viewer.isUnderSecretaryGeneral) can("reclassify", "Report").because("§ 5.7");

  // § 5.8 The Director records the consent of a third party to the declassification of what came from it.
  if (viewer.isDirector) can("recordConsent", "Report").because("§ 5.8");

  // § 5.9 The head of OIOS invokes its right to know for one submitted report, by its symbol, with a reason and for at most 30 days.
  if (viewer.isHeadOfOversight) can("invoke", "Report").because("§ 5.9");
};
