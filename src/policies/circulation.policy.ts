import { Level } from "../entities/terms";
import { among, atMost, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { Circulated, OnTeam } from "./subjects";

/** Access policy, chapter 4: circulations, who reads them and who does what to them. */
export const circulationPolicy: Policy = (viewer, { can }) => {
  const now = current(viewer.now);
  const whole = [
    "Circulation" as const,
    "CirculationPaper" as const,
    "Signature" as const,
    "CirculationRecipient" as const,
  ];
  const prepares = viewer.isAdministrator || viewer.isDirector || viewer.isTeamAssistant;

  // § 4.1 Administrators, the Director and the Team Assistant read every circulation, its recipients and its signatures, with its parts as outline.
  if (prepares) can("read", whole).because("§ 4.1");

  // § 4.2 USGs of the reporting line and auditors read every circulation, its recipients and its signatures, with its parts as outline.
  if (viewer.isUnderSecretaryGeneral || viewer.isAuditor) can("read", whole).because("§ 4.2");

  // § 4.3 The team of a review reads every circulation of its reports, its recipients and its signatures, with its parts as outline.
  if (viewer.isOpsp) can("read", whole, { team: some<OnTeam>({ post: among(viewer.posts), ...now }) }).because("§ 4.3");

  // § 4.4 A recipient who reads a part by an effective circulation reads that circulation, itself among the recipients, and those of the parts that it may read.
  for (const given of [
    { post: among(viewer.posts) },
    { office: among(viewer.offices), level: eq(Level.UNCLASSIFIED) },
    { office: among(viewer.confidentialOffices), level: eq(Level.CONFIDENTIAL) },
    { office: among(viewer.portalOffices), level: atMost(Level.CONFIDENTIAL), portalsAllowed: eq(true) },
  ]) {
    const gives = some<Circulated>({ ...given, ...now });
    const itself = "post" in given ? { post: given.post } : { office: given.office };
    can("read", "Circulation", { gives }).because("§ 4.4");
    can("read", "CirculationRecipient", { gives, ...itself }).because("§ 4.4");
  }

  // § 4.5 Administrators, the Director and the Team Assistant propose circulations of submitted reports.
  if (prepares) can("propose", "Report").because("§ 4.5");

  // § 4.6 Each USG of the reporting line on the day of signing, or who acts in that post, signs a proposed circulation once; two posts need two persons.
  if (viewer.isUnderSecretaryGeneral) can("sign", "Circulation").because("§ 4.6");

  // § 4.7 Any one USG of the reporting line declines a circulation that is not complete.
  if (viewer.isUnderSecretaryGeneral) can("decline", "Circulation").because("§ 4.7");

  // § 4.8 Its proposer withdraws a circulation before the first signature.
  can("withdraw", "Circulation", { proposedByPost: among(viewer.posts) }).because("§ 4.8");

  // § 4.9 An administrator records a signature that a USG has given on paper.
  if (viewer.isAdministrator) can("recordPaper", "Circulation").because("§ 4.9");

  // § 4.10 The Director confirms a signature on paper: never the person who recorded it, nor one who gains by it.
  if (viewer.isDirector) can("confirmPaper", "Circulation").because("§ 4.10");

  // § 4.11 An administrator or the Director suspends a circulation at once.
  if (viewer.isAdministrator || viewer.isDirector) can("suspend", "Circulation").because("§ 4.11");

  // § 4.12 Any one USG of the reporting line lifts a suspension.
  if (viewer.isUnderSecretaryGeneral) can("lift", "Circulation").because("§ 4.12");

  // § 4.13 Any one USG of the reporting line revokes a circulation.
  if (viewer.isUnderSecretaryGeneral) can("revoke", "Circulation").because("§ 4.13");
};
