import { ReportStatus } from "../entities/terms";
import { among, eq } from "./conditions";
import type { Policy } from "./policy";

/** Access policy, chapter 7: the register, and who could see what. */
export const registerPolicy: Policy = (viewer, { can }) => {
  // § 7.1 Auditors read the register.
  if (viewer.isAuditor) can("read", "RegisterEntry").because("§ 7.1");

  // § 7.2 The Director and the USGs of the reporting line read what the register says of the reports that they read.
  if (viewer.isDirector) can("read", "RegisterEntry", { aboutReports: eq(true) }).because("§ 7.2");
  if (viewer.isUnderSecretaryGeneral)
    can("read", "RegisterEntry", { aboutSubmittedReports: eq(true) }).because("§ 7.2");

  // § 7.3 Each person reads the own readings in the register.
  if (viewer.personId !== null)
    can("read", "RegisterEntry", { person: eq(viewer.personId), isReading: eq(true) }).because("§ 7.3");

  // § 7.4 The Director, USGs of the reporting line, auditors and administrators ask who can read a part, and why or why not, by outline.
  if (viewer.isDirector) can("audit", ["PartReference", "Report"]).because("§ 7.4");
  if (viewer.isUnderSecretaryGeneral || viewer.isAuditor || viewer.isAdministrator)
    can("audit", ["PartReference", "Report"], { status: eq(ReportStatus.SUBMITTED) }).because("§ 7.4");

  // § 7.5 The holder of a post reads the notices to that post.
  can("read", "Notice", { post: among(viewer.posts) }).because("§ 7.5");
};
