import type { Action } from "./subjects";

/** What a refusal of an act says, and the paragraph that says who may do it. */
export interface ActDenial {
  readonly paragraph: string;
  readonly sentence: string;
}

/** For each act, who may do it: the sentence for everyone else. */
export const denials: Readonly<Partial<Record<Action, ActDenial>>> = {
  propose: {
    paragraph: "§ 4.5",
    sentence: "Only an administrator, the Director or the Team Assistant proposes a circulation. Ask one of them.",
  },
  sign: { paragraph: "§ 4.6", sentence: "Only a USG of the reporting line in force signs a circulation." },
  decline: { paragraph: "§ 4.7", sentence: "Only a USG of the reporting line in force declines a circulation." },
  withdraw: { paragraph: "§ 4.8", sentence: "Only the post that proposed a circulation withdraws it." },
  recordPaper: { paragraph: "§ 4.9", sentence: "Only an administrator records a signature given on paper." },
  confirmPaper: { paragraph: "§ 4.10", sentence: "Only the Director confirms a signature given on paper." },
  suspend: { paragraph: "§ 4.11", sentence: "Only an administrator or the Director suspends a circulation." },
  lift: { paragraph: "§ 4.12", sentence: "Only a USG of the reporting line in force lifts a suspension." },
  revoke: { paragraph: "§ 4.13", sentence: "Only a USG of the reporting line in force revokes a circulation." },
  open: { paragraph: "§ 5.2", sentence: "Only the Director opens a review." },
  nameTeam: { paragraph: "§ 5.2", sentence: "Only the Director names the team of a review." },
  draft: { paragraph: "§ 5.3", sentence: "Only the Director and the team of the review write its reports." },
  write: { paragraph: "§ 5.3", sentence: "Only the Director and the team of the review write its reports." },
  submit: { paragraph: "§ 5.4", sentence: "Only the Director submits a report." },
  correct: { paragraph: "§ 5.5", sentence: "Only the Director adds a corrigendum." },
  reclassify: { paragraph: "§ 5.6", sentence: "Only the Director or a USG of the reporting line changes a level." },
  recordConsent: { paragraph: "§ 5.8", sentence: "Only the Director records the consent of a third party." },
  invoke: { paragraph: "§ 5.9", sentence: "Only the head of OIOS invokes its right to know." },
  keep: {
    paragraph: "§ 6.7",
    sentence: "Only an administrator keeps offices, posts, persons, appointments, logins and portals.",
  },
  confirm: {
    paragraph: "§ 6.8",
    sentence: "Only the Director or another administrator confirms this; a portal, the head of its office.",
  },
  designate: { paragraph: "§ 6.10", sentence: "Only the head of the office designates its staff." },
  nameOfficerInCharge: {
    paragraph: "§ 6.11",
    sentence:
      "Only the Director, or a USG of the reporting line in the Director's absence, names the officer-in-charge.",
  },
  audit: {
    paragraph: "§ 7.4",
    sentence:
      "Only the Director, a USG of the reporting line, an auditor or an administrator asks who can read a part.",
  },
  request: {
    paragraph: "§ 11.2",
    sentence:
      "Only a post that has the right today requests a review: an Assistant Secretary-General, an adviser or a director at Headquarters named for it; the Head, a Head of Component or the Director of Mission Support of a mission.",
  },
  enterRequest: { paragraph: "§ 11.3", sentence: "Only OPSP staff enter the request of a contributing country." },
  direct: { paragraph: "§ 11.4", sentence: "Only a USG of the reporting line in force directs a review." },
  declineRequest: { paragraph: "§ 11.5", sentence: "Only a USG of the reporting line in force declines a request." },
  withdrawRequest: {
    paragraph: "§ 11.6",
    sentence: "Only the post that submitted a request withdraws it; that of a country, OPSP staff.",
  },
  directOnOwnMotion: {
    paragraph: "§ 11.7",
    sentence: "Only a USG of the reporting line in force directs a review that nobody requested. Request one.",
  },
  announce: { paragraph: "§ 11.9", sentence: "Only the Director announces a review." },
  recordCourse: {
    paragraph: "§ 11.10",
    sentence: "Only the Director records that a review is started or completed, and its debrief.",
  },
  recordContact: {
    paragraph: "§ 11.11",
    sentence: "Only the Director and the team of the review record its consultations and visits.",
  },
  cancel: { paragraph: "§ 11.12", sentence: "Only a USG of the reporting line in force cancels a review." },
  endorse: { paragraph: "§ 12.2", sentence: "Only a USG of the reporting line in force endorses a recommendation." },
  notEndorse: {
    paragraph: "§ 12.3",
    sentence: "Only a USG of the reporting line in force declines to endorse a recommendation.",
  },
  nameImplementer: {
    paragraph: "§ 12.4",
    sentence: "Only the Director names the offices that support or coordinate the implementation of a recommendation.",
  },
  consultMission: {
    paragraph: "§ 12.5",
    sentence: "Only the Director and the team of the review record a consultation with a mission's leadership.",
  },
  reportProgress: {
    paragraph: "§ 12.6",
    sentence:
      "Only the office that implements or coordinates a recommendation reports its progress; where it is classified, its head and designated staff.",
  },
  verifyImplementation: {
    paragraph: "§ 12.7",
    sentence: "Only the Director and other OPSP professional staff verify an implementation.",
  },
  sendBack: {
    paragraph: "§ 12.8",
    sentence: "Only the Director and other OPSP professional staff send an implementation back.",
  },
  closeImplementation: {
    paragraph: "§ 12.9",
    sentence: "Only a USG of the reporting line in force closes a recommendation.",
  },
  transferImplementation: {
    paragraph: "§ 12.10",
    sentence: "Only a USG of the reporting line in force transfers a recommendation.",
  },
  draftPlan: { paragraph: "§ 13.7", sentence: "Only the Director drafts the work plan of a year." },
  adopt: { paragraph: "§ 13.8", sentence: "Only the Director adopts a work plan." },
  revise: { paragraph: "§ 13.9", sentence: "Only the Director revises a work plan." },
  link: { paragraph: "§ 13.10", sentence: "Only the Director links an item of a work plan to what came of it." },
  draftLesson: {
    paragraph: "§ 14.8",
    sentence:
      "Only the Director drafts lessons that are strictly confidential or drawn from a strictly confidential report, and OPSP professional staff others.",
  },
  testLesson: {
    paragraph: "§ 14.9",
    sentence: "Only the Director or a Senior Strategic Partnership Officer finds that a lesson is tested.",
  },
  disseminate: {
    paragraph: "§ 14.10",
    sentence: "Only the Director or a Senior Strategic Partnership Officer disseminates a lesson.",
  },
  share: { paragraph: "§ 13.11", sentence: "Only the Director shares a work plan, and ends a sharing." },
};
