import type {
  CirculationState,
  Decision,
  ImplementationStatus,
  LessonStatus,
  Level,
  ReportStatus,
  RequestState,
  ReviewState,
  WorkPlanStatus,
} from "../entities/terms";

/** A window of time, in microseconds since 1970: from its start to just before its end, which may be infinite. */
export interface Window {
  startsAt: number;
  endsAt: number;
}

/** One circulated part, for one recipient and one window of validity. */
export interface Circulated extends Window {
  circulation: string;
  post: string | null;
  office: string | null;
  level: Level;
  isFull: boolean;
  portalsAllowed: boolean;
  copiesAllowed: boolean;
}

export interface OnTeam extends Window {
  post: string;
}

export interface Oversight extends Window {
  office: string;
}

/** To whom a review was announced. */
export interface AnnouncedTo {
  post: string | null;
  office: string | null;
}

/** What belongs to a request for a review. */
interface OfRequest {
  /** The post that submitted it; none of a contributing country. */
  submittedByPost: string | null;
}

/** That a work plan is shared with an office. */
/** That a work plan is shared with an office, or a lesson disseminated to it. */
export interface Shared extends Window {
  office: string;
}

interface OfReport {
  status: ReportStatus;
  reportLevel: Level;
  /** The team of the report's review. */
  team: OnTeam[];
  oversight: Oversight[];
}

interface OfWorkPlan {
  status: WorkPlanStatus;
  sharedWith: Shared[];
}

interface OfLesson {
  level: Level;
  /** The highest level of the reports that the lesson is drawn from. */
  reportLevel: Level;
  /** The offices to which it is disseminated, and which read each classified part that it is drawn from. */
  givenTo: Shared[];
}

/** What the rules may speak of, subject by subject: the row's own columns, and its relations. */
export interface Subjects {
  /** The cover of a report, and the report as the object of acts. */
  Report: OfReport & {
    circulatedTo: Circulated[];
    /** Whether there is a part to submit. */
    hasParts: boolean;
    /** Whether it, or a part of it, came from a third party whose consent to declassification is not recorded. */
    awaitsConsent: boolean;
    /** Whether its review is completed. */
    isReviewCompleted: boolean;
  };
  ReportTitle: OfReport & { circulatedTo: Circulated[] };
  /** A part itself: its text, and what a finding or a recommendation says. */
  Part: OfReport & { level: Level; circulatedTo: Circulated[] };
  /** An entry of the history of a report, and of a part. */
  ReportEvent: OfReport & { circulatedTo: Circulated[] };
  PartEvent: OfReport & { level: Level; circulatedTo: Circulated[] };
  /** A part in the outline: id, label, kind and level. */
  PartReference: OfReport & { level: Level; circulatedTo: Circulated[] };
  /** A recommendation as the object of acts. */
  Recommendation: OfReport & {
    level: Level;
    circulatedTo: Circulated[];
    /** Null of a part that is no recommendation. */
    decision: Decision | null;
    implementation: ImplementationStatus | null;
    /** Whether a field mission implements it now. */
    isForMission: boolean;
    /** Whether the office or mission that implements it has ended. */
    implementerHasEnded: boolean;
    /** The offices whose staff report progress: the implementing and the coordinating one. */
    reporting: { office: string }[];
    /** Who of these reports it, which no Head of Component does. */
    mayReport: { person: string }[];
    /** Who of OPSP verifies it, which nobody does who reported that it is implemented. */
    mayVerify: { person: string }[];
    /** Who holds a post of the reporting line that has not signed, and has not signed for another. */
    mayEndorse: { person: string }[];
    mayClose: { person: string }[];
  };
  /** What was signed, reported or recorded of a recommendation. */
  Implementation: OfReport & { level: Level; circulatedTo: Circulated[] };
  Circulation: {
    state: CirculationState;
    proposedByPost: string | null;
    team: OnTeam[];
    gives: Circulated[];
    /** Who holds a post of the reporting line that has not signed, and has not signed for another. */
    mayStillSign: { person: string }[];
    /** The posts of the reporting line of which neither a signature is given nor one on paper recorded. */
    awaitsPaper: { post: string }[];
    /** Who may confirm a signature on paper that awaits it: did not record it, and gains nothing by it. */
    mayConfirmPaper: { person: string }[];
  };
  /** Digest, signatures, and who else a circulation went to. */
  CirculationPaper: { team: OnTeam[] };
  /** A signature, a paper that awaits confirmation, an act: each of a circulation. */
  Signature: { team: OnTeam[] };
  CirculationRecipient: { post: string | null; office: string | null; team: OnTeam[]; gives: Circulated[] };
  ReviewRequest: OfRequest & {
    state: RequestState;
    isOfCountry: boolean;
    /** Whether its review is open. */
    isOpened: boolean;
    /** Who holds a post of the reporting line that has not directed it, and has not done so for another. */
    mayStillDirect: { person: string }[];
  };
  RequestDirection: OfRequest;
  RequestEvent: OfRequest;
  /** A post that may request a review today. */
  RequestingRight: { post: string };
  Review: {
    team: OnTeam[];
    announcedTo: AnnouncedTo[];
    /** How far it has come, without its reports. */
    progress: ReviewState;
    isDebriefed: boolean;
    isAnnounced: boolean;
    /** Who holds a post of the reporting line that has not cancelled it, and has not done so for another. */
    mayStillCancel: { person: string }[];
  };
  /** Consultations and visits of a review, and who of the reporting line has cancelled it. */
  ReviewPaper: Record<never, never>;
  ReviewEvent: { announcedTo: AnnouncedTo[]; done: string };
  /** Whether a review is reported or closed, and the clock of its report. */
  ReviewReporting: { team: OnTeam[] };
  TeamMember: Record<never, never>;
  Organisation: Record<never, never>;
  Person: { person: string; postsNow: { office: string }[] };
  Appointment: { person: string; office: string | null };
  Designation: { person: string; office: string };
  OfficerInCharge: Record<never, never>;
  /** Of a person, or of a portal: then with the portal's office. */
  Login: { person: string | null; isOfPerson: boolean; office: string | null };
  Portal: { portal: string; office: string };
  /** The address at which a portal is told of notices. */
  Webhook: { office: string | null };
  RegisterEntry: { aboutReports: boolean; aboutSubmittedReports: boolean; isReading: boolean; person: string | null };
  Notice: { post: string };
  /** The figures of compliance, which have no rows of their own. */
  Compliance: Record<never, never>;
  /** A work plan, and whether there is an item to adopt. */
  WorkPlan: OfWorkPlan & { hasItems: boolean };
  WorkPlanRevision: OfWorkPlan;
  WorkPlanItem: OfWorkPlan & { isInForce: boolean };
  WorkPlanSharing: Shared;
  WorkPlanEvent: OfWorkPlan & { done: string };
  Lesson: OfLesson & { status: LessonStatus };
  LessonDissemination: OfLesson;
  LessonEvent: { level: Level; reportLevel: Level; done: string };
}

export type SubjectName = keyof Subjects;

/** What may be done, in the policy's own words. */
export type Action =
  | "read"
  | "readOutline"
  | "holdInFull"
  | "copy"
  | "propose"
  | "sign"
  | "decline"
  | "withdraw"
  | "recordPaper"
  | "confirmPaper"
  | "suspend"
  | "lift"
  | "revoke"
  | "open"
  | "nameTeam"
  | "draft"
  | "write"
  | "submit"
  | "correct"
  | "reclassify"
  | "recordConsent"
  | "invoke"
  | "keep"
  | "confirm"
  | "designate"
  | "nameOfficerInCharge"
  | "audit"
  | "request"
  | "enterRequest"
  | "direct"
  | "declineRequest"
  | "withdrawRequest"
  | "directOnOwnMotion"
  | "announce"
  | "recordCourse"
  | "recordContact"
  | "cancel"
  | "endorse"
  | "notEndorse"
  | "nameImplementer"
  | "consultMission"
  | "reportProgress"
  | "verifyImplementation"
  | "sendBack"
  | "closeImplementation"
  | "transferImplementation"
  | "draftPlan"
  | "adopt"
  | "revise"
  | "link"
  | "share"
  | "draftLesson"
  | "testLesson"
  | "disseminate";
