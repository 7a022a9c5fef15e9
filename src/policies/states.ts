import {
  CirculationState,
  LessonStatus,
  Level,
  ReportStatus,
  RequestState,
  ReviewState,
  WorkPlanStatus,
} from "../entities/terms";
import { type AnyConditions, among, atMost, eq, some } from "./conditions";
import { statesOfRecommendations } from "./implementation-states";
import type { SubjectName } from "./subjects";
import type { Viewer } from "./viewer";

/** The state in which an act can be done, in the same language as the law, and the sentence for any other. */
export interface StateForAct {
  readonly subject: SubjectName;
  readonly when: AnyConditions;
  /** Of what every post of the reporting line signs: who may still sign. Who may not is told why where the post is found. */
  readonly signatory?: AnyConditions;
  readonly otherwise: string;
}

/** All that must hold of a row for the act to be done by the viewer. */
export const conditionsFor = ({ when, signatory }: StateForAct): AnyConditions => ({ ...when, ...signatory });

const draft = { status: eq(ReportStatus.DRAFT) };
const submitted = { status: eq(ReportStatus.SUBMITTED) };
const open = among([CirculationState.PROPOSED, CirculationState.PARTLY_SIGNED]);
const complete = among([CirculationState.SIGNED, CirculationState.NOT_YET_VALID, CirculationState.SUSPENDED]);

/** That the viewer is among persons; a portal is no person. */
const theViewer = ({ personId }: Viewer) =>
  some<{ person: string }>({ person: among(personId === null ? [] : [personId]) });

/** For each act on a report, the state that it asks for. */
const ofReport: Readonly<Record<string, StateForAct>> = {
  write: {
    subject: "Report",
    when: draft,
    otherwise: "A submitted report is immutable. Mend it by a corrigendum.",
  },
  submit: {
    subject: "Report",
    when: { ...draft, hasParts: eq(true), isReviewCompleted: eq(true) },
    otherwise: "A report is submitted once: not before it has a part, nor before its review is completed.",
  },
  correct: {
    subject: "Report",
    when: submitted,
    otherwise: "A corrigendum mends a submitted report. Edit the draft itself while it is one.",
  },
  reclassify: {
    subject: "Report",
    when: submitted,
    otherwise: "In a draft its writers set the levels: edit the report or the part.",
  },
  recordConsent: {
    subject: "Report",
    when: { ...submitted, awaitsConsent: eq(true) },
    otherwise: "Consent is recorded once, for what bears a third party's marking in a submitted report.",
  },
  propose: { subject: "Report", when: submitted, otherwise: "Only a submitted report is circulated. Submit it first." },
};

/** For each act on a circulation, the state that it asks for. */
const ofCirculation = (viewer: Viewer): Readonly<Record<string, StateForAct>> => ({
  sign: {
    subject: "Circulation",
    when: { state: open },
    signatory: { mayStillSign: theViewer(viewer) },
    otherwise: "This circulation does not await a signature: it is complete, or it has ended.",
  },
  decline: {
    subject: "Circulation",
    when: { state: open },
    otherwise: "Only a circulation that is not complete can be declined. Revoke a complete one.",
  },
  withdraw: {
    subject: "Circulation",
    when: { state: eq(CirculationState.PROPOSED) },
    otherwise: "A proposal can be withdrawn before its first signature only.",
  },
  recordPaper: {
    subject: "Circulation",
    when: { state: open, awaitsPaper: some<{ post: string }>({}) },
    otherwise: "This circulation awaits no further signature, on paper or otherwise.",
  },
  confirmPaper: {
    subject: "Circulation",
    when: { state: open, mayConfirmPaper: theViewer(viewer) },
    otherwise: "There is no signature on paper here for you to confirm.",
  },
  suspend: {
    subject: "Circulation",
    when: { state: among([CirculationState.SIGNED, CirculationState.NOT_YET_VALID]) },
    otherwise: "Only a complete circulation that is neither suspended nor ended can be suspended.",
  },
  lift: {
    subject: "Circulation",
    when: { state: eq(CirculationState.SUSPENDED) },
    otherwise: "This circulation is not suspended.",
  },
  revoke: {
    subject: "Circulation",
    when: { state: complete },
    otherwise: "Only a complete circulation that has not ended can be revoked. Decline one that is not complete.",
  },
});

/** For each act on a request for a review, the state that it asks for. */
const ofRequest = (viewer: Viewer): Readonly<Record<string, StateForAct>> => ({
  direct: {
    subject: "ReviewRequest",
    when: { state: eq(RequestState.SUBMITTED) },
    signatory: { mayStillDirect: theViewer(viewer) },
    otherwise: "This request does not await your direction.",
  },
  declineRequest: {
    subject: "ReviewRequest",
    when: { state: eq(RequestState.SUBMITTED) },
    otherwise: "Only a request that was neither directed, declined nor withdrawn can be declined. Cancel its review.",
  },
  withdrawRequest: {
    subject: "ReviewRequest",
    when: { state: eq(RequestState.SUBMITTED) },
    otherwise: "Only a request that was neither directed, declined nor withdrawn can be withdrawn.",
  },
  openRequested: {
    subject: "ReviewRequest",
    when: { state: eq(RequestState.DIRECTED), isOpened: eq(false) },
    otherwise: "A review is opened once, of a request that the reporting line has directed.",
  },
});

const notCancelled = among([ReviewState.PLANNED, ReviewState.UNDERWAY, ReviewState.COMPLETED]);

/** For each act on a review, the state that it asks for. */
const ofReview = (viewer: Viewer): Readonly<Record<string, StateForAct>> => ({
  draft: { subject: "Review", when: { progress: notCancelled }, otherwise: "This review was cancelled." },
  announce: {
    subject: "Review",
    when: { progress: notCancelled, isAnnounced: eq(false) },
    otherwise: "A review is announced once, and not when it was cancelled.",
  },
  start: {
    subject: "Review",
    when: { progress: eq(ReviewState.PLANNED) },
    otherwise: "A review is started once, while it is planned.",
  },
  complete: {
    subject: "Review",
    when: { progress: eq(ReviewState.UNDERWAY) },
    otherwise: "A review is completed once, while it is under way. Record first that it was started.",
  },
  debrief: {
    subject: "Review",
    when: { progress: eq(ReviewState.COMPLETED), isDebriefed: eq(false) },
    otherwise: "A debrief is recorded once, of a completed review.",
  },
  recordContact: { subject: "Review", when: { progress: notCancelled }, otherwise: "This review was cancelled." },
  cancel: {
    subject: "Review",
    when: { progress: among([ReviewState.PLANNED, ReviewState.UNDERWAY]) },
    signatory: { mayStillCancel: theViewer(viewer) },
    otherwise: "This review does not await your cancellation: it is completed or cancelled.",
  },
});
/** For each act on a work plan, the state that it asks for. */
const ofWorkPlan: Readonly<Record<string, StateForAct>> = {
  draftPlan: {
    subject: "WorkPlan",
    when: { status: eq(WorkPlanStatus.DRAFT) },
    otherwise: "An adopted work plan changes by numbered revisions alone. Revise it.",
  },
  adopt: {
    subject: "WorkPlan",
    when: { status: eq(WorkPlanStatus.DRAFT), hasItems: eq(true) },
    otherwise: "A work plan is adopted once, and not before it has an item.",
  },
  revise: {
    subject: "WorkPlan",
    when: { status: eq(WorkPlanStatus.ADOPTED) },
    otherwise: "A draft is edited, not revised. Adopt it first, or set its items.",
  },
  link: {
    subject: "WorkPlanItem",
    when: { status: eq(WorkPlanStatus.ADOPTED), isInForce: eq(true) },
    otherwise: "Only an item in force of an adopted work plan is linked to what came of it.",
  },
  share: {
    subject: "WorkPlan",
    when: { status: eq(WorkPlanStatus.ADOPTED) },
    otherwise: "Only an adopted work plan is shared. Adopt it first.",
  },
};

/** For each act on a lesson, the state that it asks for. */
const ofLesson: Readonly<Record<string, StateForAct>> = {
  draftLesson: {
    subject: "Lesson",
    when: { status: eq(LessonStatus.DRAFT) },
    otherwise: "A tested lesson does not change. Draft another that replaces it.",
  },
  testLesson: {
    subject: "Lesson",
    when: { status: eq(LessonStatus.DRAFT) },
    otherwise: "This lesson is tested already.",
  },
  disseminate: {
    subject: "Lesson",
    when: { status: among([LessonStatus.TESTED, LessonStatus.DISSEMINATED]), level: atMost(Level.CONFIDENTIAL) },
    otherwise: "Only a tested lesson is disseminated, and none that is strictly confidential.",
  },
};

export const statesFor = (viewer: Viewer): Readonly<Record<string, StateForAct>> => ({
  ...ofReport,
  ...ofCirculation(viewer),
  ...ofRequest(viewer),
  ...ofReview(viewer),
  ...statesOfRecommendations(viewer),
  ...ofWorkPlan,
  ...ofLesson,
});
