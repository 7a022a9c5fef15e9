import { Level, LessonStatus } from "../entities/terms";
import { among, atMost, current, eq, some } from "./conditions";
import type { Policy } from "./policy";
import type { Shared } from "./subjects";

/** Access policy, chapter 14: lessons, who reads them and who does what to them. */
export const lessonPolicy: Policy = (viewer, { can }) => {
  const withoutStrict = { level: atMost(Level.CONFIDENTIAL), reportLevel: atMost(Level.CONFIDENTIAL) };
  const givenTo = (offices: readonly string[]) => ({
    givenTo: some<Shared>({ office: among(offices), ...current(viewer.now) }),
  });

  // § 14.1 The Director reads every lesson, drafts included.
  if (viewer.isDirector) can("read", ["Lesson", "LessonEvent"]).because("§ 14.1");

  // § 14.2 OPSP professional staff read lessons, drafts included, that are not strictly confidential and not drawn from a strictly confidential report.
  if (viewer.isOpspProfessional) can("read", ["Lesson", "LessonEvent"], withoutStrict).because("§ 14.2");

  // § 14.3 A USG of the reporting line now in force reads lessons that are tested or disseminated.
  if (viewer.isUnderSecretaryGeneral) {
    const tested = among([LessonStatus.TESTED, LessonStatus.DISSEMINATED]);
    can("read", "Lesson", { status: tested }).because("§ 14.3");
    can("read", "LessonEvent", { done: tested }).because("§ 14.3");
  }

  // § 14.4 All staff of an office to which an unclassified lesson is disseminated read it.
  can("read", "Lesson", { level: eq(Level.UNCLASSIFIED), ...givenTo(viewer.offices) }).because("§ 14.4");

  // § 14.4a The head and the designated staff of an office to which a confidential lesson is disseminated read it for as long as effective circulations give the office each classified part that it is drawn from.
  can("read", "Lesson", { level: eq(Level.CONFIDENTIAL), ...givenTo(viewer.confidentialOffices) }).because("§ 14.4a");

  // § 14.5 The Director, OPSP professional staff and USGs of the reporting line read to which offices a lesson that they read was disseminated, in which post, and when.
  if (viewer.isDirector || viewer.isUnderSecretaryGeneral) can("read", "LessonDissemination").because("§ 14.5");
  if (viewer.isOpspProfessional) can("read", "LessonDissemination", withoutStrict).because("§ 14.5");

  // § 14.6 Who reads a lesson by its dissemination to an office reads that dissemination, and no other.
  can("read", "LessonDissemination", { level: eq(Level.UNCLASSIFIED), ...givenTo(viewer.offices) }).because("§ 14.6");
  can("read", "LessonDissemination", {
    level: eq(Level.CONFIDENTIAL),
    ...givenTo(viewer.confidentialOffices),
  }).because("§ 14.6");

  // § 14.7 The Director drafts lessons.
  if (viewer.isDirector) can("draftLesson", "Lesson").because("§ 14.7");

  // § 14.8 OPSP professional staff draft lessons that are not strictly confidential and not drawn from a strictly confidential report.
  if (viewer.isOpspProfessional) can("draftLesson", "Lesson", withoutStrict).because("§ 14.8");

  // § 14.9 The Director or a Senior Strategic Partnership Officer finds that a lesson is tested.
  if (viewer.isDirector || viewer.isSeniorOfficer) can("testLesson", "Lesson").because("§ 14.9");

  // § 14.10 The Director or a Senior Strategic Partnership Officer disseminates a tested lesson to named offices.
  if (viewer.isDirector || viewer.isSeniorOfficer) can("disseminate", "Lesson").because("§ 14.10");
};
