import { Level, ReportStatus } from "../entities/terms";
import { among, atMost, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { Circulated, OnTeam, Oversight } from "./subjects";

/** Access policy, chapter 2: parts of reports. Who reads a part reads its place in the outline too. */
export const partPolicy: Policy = (viewer, { can }) => {
  const submitted = { status: eq(ReportStatus.SUBMITTED) };
  const notStrictlyConfidential = { ...submitted, reportLevel: atMost(Level.CONFIDENTIAL) };
  const now = current(viewer.now);
  const Part = ["Part" as const, "PartReference" as const];

  // § 2.2 The Director of OPSP, or the officer-in-charge, reads every part of every report, drafts included.
  if (viewer.isDirector) can("read", Part).because("§ 2.2");

  // § 2.3 OPSP staff on the team of a review read every part of its reports, drafts included.
  if (viewer.isOpsp) can("read", Part, { team: some<OnTeam>({ post: among(viewer.posts), ...now }) }).because("§ 2.3");

  // § 2.4 Other OPSP professional staff read every part of submitted reports that are not strictly confidential.
  if (viewer.isOpspProfessional) can("read", Part, notStrictlyConfidential).because("§ 2.4");

  // § 2.5 The Team Assistant of OPSP reads every part of submitted reports that are not strictly confidential.
  if (viewer.isTeamAssistant) can("read", Part, notStrictlyConfidential).because("§ 2.5");

  // § 2.6 A USG of the reporting line now in force reads every part of every submitted report.
  if (viewer.isUnderSecretaryGeneral) can("read", Part, submitted).because("§ 2.6");

  // § 2.7 A post named by an effective circulation reads the parts circulated to it.
  can("read", Part, {
    ...submitted,
    circulatedTo: some<Circulated>({ post: among(viewer.posts), ...now }),
  }).because("§ 2.7");

  // § 2.8 All staff of an office named by an effective circulation read its unclassified parts.
  can("read", Part, {
    ...submitted,
    level: eq(Level.UNCLASSIFIED),
    circulatedTo: some<Circulated>({ office: among(viewer.offices), ...now }),
  }).because("§ 2.8");

  // § 2.8a The head and the designated staff of an office named by an effective circulation read its confidential parts too.
  can("read", Part, {
    ...submitted,
    level: eq(Level.CONFIDENTIAL),
    circulatedTo: some<Circulated>({ office: among(viewer.confidentialOffices), ...now }),
  }).because("§ 2.8a");

  // § 2.9 A portal reads what its office was circulated with portals allowed, up to confidential.
  can("read", Part, {
    ...submitted,
    level: atMost(Level.CONFIDENTIAL),
    circulatedTo: some<Circulated>({ office: among(viewer.portalOffices), portalsAllowed: eq(true), ...now }),
  }).because("§ 2.9");

  // § 2.11 The head and the designated staff of OIOS read a submitted report in full for as long as OIOS has invoked its right to know for it.
  can("read", Part, {
    ...submitted,
    oversight: some<Oversight>({ office: among(viewer.confidentialOffices), ...now }),
  }).because("§ 2.11");
};
