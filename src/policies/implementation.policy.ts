import { Level } from "../entities/terms";
import { among, current, eq, some } from "./conditions";
import { partPolicy } from "./part.policy";
import { type Policy, rowsRead } from "./policy";
import type { OnTeam } from "./subjects";

/** Access policy, chapter 12: the endorsement of recommendations, and their implementation. */
export const implementationPolicy: Policy = (viewer, { can }) => {
  const onTeam = { team: some<OnTeam>({ post: among(viewer.posts), ...current(viewer.now) }) };

  // § 12.1 Who reads a recommendation reads what was decided on it, who implements it and its progress; notes, reasons and evidence have its level.
  for (const conditions of rowsRead(viewer, partPolicy, "Part"))
    can("read", ["Recommendation", "Implementation"], conditions).because("§ 12.1");

  // § 12.2 Each USG of the reporting line on the day of signing, or who acts in that post, endorses a recommendation of a submitted report once; two posts need two persons.
  if (viewer.isUnderSecretaryGeneral) can("endorse", "Recommendation").because("§ 12.2");

  // § 12.3 Any one USG of the reporting line declines to endorse a recommendation, with a reason.
  if (viewer.isUnderSecretaryGeneral) can("notEndorse", "Recommendation").because("§ 12.3");

  // § 12.4 The Director names the offices that support the implementation of a recommendation, and the office that coordinates it.
  if (viewer.isDirector) can("nameImplementer", "Recommendation").because("§ 12.4");

  // § 12.5 The Director and the team of a review record a consultation with the leadership of the mission that implements a recommendation.
  if (viewer.isDirector) can("consultMission", "Recommendation").because("§ 12.5");
  if (viewer.isOpsp) can("consultMission", "Recommendation", onTeam).because("§ 12.5");

  // § 12.6 All staff of the office that implements or coordinates a recommendation report its progress where it is unclassified and they read it.
  can("reportProgress", "Recommendation", {
    level: eq(Level.UNCLASSIFIED),
    reporting: some<{ office: string }>({ office: among(viewer.offices) }),
  }).because("§ 12.6");

  // § 12.6a The head and the designated staff of the office that implements or coordinates a recommendation report its progress where they read it.
  can("reportProgress", "Recommendation", {
    reporting: some<{ office: string }>({ office: among(viewer.confidentialOffices) }),
  }).because("§ 12.6a");

  // § 12.7 The Director and other OPSP professional staff verify the implementation of a recommendation that they read: never the person who reported it.
  if (viewer.isDirector || viewer.isOpspProfessional) can("verifyImplementation", "Recommendation").because("§ 12.7");

  // § 12.8 The Director and other OPSP professional staff send an implementation that was reported back, with a reason.
  if (viewer.isDirector || viewer.isOpspProfessional) can("sendBack", "Recommendation").because("§ 12.8");

  // § 12.9 Each USG of the reporting line on the day of signing closes a recommendation that is not verified, once and with a reason; two posts need two persons.
  if (viewer.isUnderSecretaryGeneral) can("closeImplementation", "Recommendation").because("§ 12.9");

  // § 12.10 Each USG of the reporting line on the day of signing transfers a recommendation of an office or mission that has ended, once and with a reason; two posts need two persons.
  if (viewer.isUnderSecretaryGeneral) can("transferImplementation", "Recommendation").because("§ 12.10");
};
