import { Level, ReportStatus } from "../entities/terms";
import { among, atMost, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { Circulated, OnTeam, Oversight } from "./subjects";

/** Access policy, chapter 3: covers, titles and outlines, and who holds a report in full. */
export const reportPolicy: Policy = (viewer, { can }) => {
  const submitted = { status: eq(ReportStatus.SUBMITTED) };
  const notStrictlyConfidential = { ...submitted, reportLevel: atMost(Level.CONFIDENTIAL) };
  const now = current(viewer.now);
  const all = (conditions?: Parameters<typeof can<"Report" | "ReportTitle">>[2]) => ({
    because(paragraph: string) {
      can(["read", "readOutline", "holdInFull"], "Report", conditions).because(paragraph);
      can("read", "ReportTitle", conditions).because(paragraph);
    },
  });

  // § 3.2 The Director of OPSP, or the officer-in-charge, reads the cover, the title and the outline of every report, and holds it in full.
  if (viewer.isDirector) all().because("§ 3.2");

  // § 3.3 OPSP staff on the team of a review read the cover, the title and the outline of its reports, and hold them in full.
  if (viewer.isOpsp) all({ team: some<OnTeam>({ post: among(viewer.posts), ...now }) }).because("§ 3.3");

  // § 3.4 Other OPSP professional staff read the cover, the title and the outline of submitted reports that are not strictly confidential, and hold them in full.
  if (viewer.isOpspProfessional) all(notStrictlyConfidential).because("§ 3.4");

  // § 3.5 The Team Assistant of OPSP reads the cover of submitted reports.
  if (viewer.isTeamAssistant) can("read", "Report", submitted).because("§ 3.5");

  // § 3.5a The Team Assistant of OPSP reads the title of submitted reports that are not strictly confidential, and holds them in full.
  if (viewer.isTeamAssistant) {
    can("read", "ReportTitle", notStrictlyConfidential).because("§ 3.5a");
    can("holdInFull", "Report", notStrictlyConfidential).because("§ 3.5a");
  }

  // § 3.6 A USG of the reporting line now in force reads the cover, the title and the outline of every submitted report, and holds it in full.
  if (viewer.isUnderSecretaryGeneral) all(submitted).because("§ 3.6");

  const toPost = some<Circulated>({ post: among(viewer.posts), ...now });
  const inFullToPost = some<Circulated>({ post: among(viewer.posts), isFull: eq(true), ...now });

  // § 3.7 A post that reads a part by an effective circulation reads the cover of its report.
  can("read", "Report", { ...submitted, circulatedTo: toPost }).because("§ 3.7");

  // § 3.7a A post that reads a part by an effective circulation reads the title, unless the report is strictly confidential.
  can("read", "ReportTitle", { ...notStrictlyConfidential, circulatedTo: toPost }).because("§ 3.7a");

  // § 3.7b A post to which a report is circulated in full reads its title, and holds it in full.
  can("read", "ReportTitle", { ...submitted, circulatedTo: inFullToPost }).because("§ 3.7b");
  can("holdInFull", "Report", { ...submitted, circulatedTo: inFullToPost }).because("§ 3.7b");

  const toStaff = some<Circulated>({ office: among(viewer.offices), level: eq(Level.UNCLASSIFIED), ...now });
  const toDesignated = some<Circulated>({
    office: among(viewer.confidentialOffices),
    level: eq(Level.CONFIDENTIAL),
    ...now,
  });

  // § 3.8 Staff of an office who read an unclassified part by an effective circulation read the cover of its report.
  can("read", "Report", { ...submitted, circulatedTo: toStaff }).because("§ 3.8");

  // § 3.8a The head and the designated staff of an office who read a confidential part by an effective circulation read the cover of its report.
  can("read", "Report", { ...submitted, circulatedTo: toDesignated }).because("§ 3.8a");

  // § 3.8b Staff of an office who read a part by an effective circulation read the title, unless the report is strictly confidential.
  can("read", "ReportTitle", { ...notStrictlyConfidential, circulatedTo: toStaff }).because("§ 3.8b");
  can("read", "ReportTitle", { ...notStrictlyConfidential, circulatedTo: toDesignated }).because("§ 3.8b");

  // § 3.8c Staff of an office to which a report is circulated in full hold it in full where its level is one that they read.
  can("holdInFull", "Report", {
    ...submitted,
    reportLevel: eq(Level.UNCLASSIFIED),
    circulatedTo: some<Circulated>({ office: among(viewer.offices), isFull: eq(true), ...now }),
  }).because("§ 3.8c");
  can("holdInFull", "Report", {
    ...submitted,
    reportLevel: eq(Level.CONFIDENTIAL),
    circulatedTo: some<Circulated>({ office: among(viewer.confidentialOffices), isFull: eq(true), ...now }),
  }).because("§ 3.8c");

  const toPortal = {
    office: among(viewer.portalOffices),
    portalsAllowed: eq(true),
    level: atMost(Level.CONFIDENTIAL),
    ...now,
  };

  // § 3.9 A portal that reads a part of a report reads the cover, and the title unless the report is strictly confidential.
  can("read", "Report", { ...submitted, circulatedTo: some<Circulated>(toPortal) }).because("§ 3.9");
  can("read", "ReportTitle", { ...notStrictlyConfidential, circulatedTo: some<Circulated>(toPortal) }).because("§ 3.9");

  // § 3.9a A portal to whose office a report is circulated in full with portals allowed holds it in full, up to confidential.
  can("holdInFull", "Report", {
    ...notStrictlyConfidential,
    circulatedTo: some<Circulated>({ ...toPortal, isFull: eq(true) }),
  }).because("§ 3.9a");

  // § 3.10 Administrators and auditors read the cover of submitted reports.
  if (viewer.isAdministrator || viewer.isAuditor) can("read", "Report", submitted).because("§ 3.10");

  // § 3.10a Administrators and auditors read the title of submitted reports that are not strictly confidential.
  if (viewer.isAdministrator || viewer.isAuditor)
    can("read", "ReportTitle", notStrictlyConfidential).because("§ 3.10a");

  // § 3.10b Those who prepare circulations, and auditors, read the outline of submitted reports; a part itself stays absent for them unless another sentence gives it.
  if (viewer.isAdministrator || viewer.isDirector || viewer.isTeamAssistant || viewer.isAuditor) {
    can("readOutline", "Report", submitted).because("§ 3.10b");
    can("read", "PartReference", submitted).because("§ 3.10b");
  }

  // § 3.11 The head and the designated staff of OIOS read the cover, the title and the outline of a submitted report, and hold it in full, for as long as OIOS has invoked its right to know for it.
  all({ ...submitted, oversight: some<Oversight>({ office: among(viewer.confidentialOffices), ...now }) }).because(
    "§ 3.11",
  );
};
