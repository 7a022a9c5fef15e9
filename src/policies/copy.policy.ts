import { Level, ReportStatus } from "../entities/terms";
import { among, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { Circulated } from "./subjects";

/** Access policy, chapter 8: seeing is not copying. */
export const copyPolicy: Policy = (viewer, { can }) => {
  const submitted = { status: eq(ReportStatus.SUBMITTED) };
  const withCopies = { copiesAllowed: eq(true), ...current(viewer.now) };

  // § 8.1 The Director and the USGs of the reporting line may take copies of what they read.
  if (viewer.isDirector) can("copy", "Part").because("§ 8.1");
  if (viewer.isUnderSecretaryGeneral) can("copy", "Part", submitted).because("§ 8.1");

  // § 8.2 A post named by an effective circulation with copies allowed may take copies of the parts circulated to it.
  can("copy", "Part", {
    ...submitted,
    circulatedTo: some<Circulated>({ post: among(viewer.posts), ...withCopies }),
  }).because("§ 8.2");

  // § 8.3 Staff of an office named by an effective circulation with copies allowed may take copies of the unclassified parts.
  can("copy", "Part", {
    ...submitted,
    level: eq(Level.UNCLASSIFIED),
    circulatedTo: some<Circulated>({ office: among(viewer.offices), ...withCopies }),
  }).because("§ 8.3");

  // § 8.4 The head and the designated staff of an office named by an effective circulation with copies allowed may take copies of the confidential parts too.
  can("copy", "Part", {
    ...submitted,
    level: eq(Level.CONFIDENTIAL),
    circulatedTo: some<Circulated>({ office: among(viewer.confidentialOffices), ...withCopies }),
  }).because("§ 8.4");
};
