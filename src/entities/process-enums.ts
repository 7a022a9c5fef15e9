import * as terms from "./terms";

/** A closed list as the schema has it: its values, its name, and what it and each of its values mean. */
export type EnumOfSchema = readonly [
  values: object,
  name: string,
  description: string,
  meanings: Readonly<Record<string, string>>,
];

/** The closed lists of the process around reports. */
export const enumsOfProcess: readonly EnumOfSchema[] = [
  [
    terms.ReviewKind,
    "ReviewKind",
    "How far a review goes.",
    {
      COMPREHENSIVE: "A review of a whole operation.",
      TARGETED: "A review of one matter.",
    },
  ],
  [
    terms.Decision,
    "Decision",
    "What the Under-Secretaries-General decided of a recommendation.",
    {
      PENDING: "Not decided yet.",
      ENDORSED: "Endorsed by every one of them.",
      NOT_ENDORSED: "Not endorsed.",
    },
  ],
  [
    terms.ImplementationStatus,
    "ImplementationStatus",
    "How far the implementation of a recommendation is.",
    {
      NOT_STARTED: "Not begun.",
      IN_PROGRESS: "Under way.",
      IMPLEMENTED: "Reported as implemented.",
      VERIFIED: "Verified by the Office.",
      OVERTAKEN_BY_EVENTS: "Overtaken by events.",
      CLOSED_WITHOUT_IMPLEMENTATION: "Closed without implementation.",
    },
  ],
  [
    terms.Matter,
    "Matter",
    "What the Under-Secretaries-General sign of a recommendation.",
    {
      ENDORSEMENT: "Whether it is endorsed.",
      CLOSING: "That it is closed.",
      TRANSFER: "That another office implements it.",
    },
  ],
  [
    terms.SignedDecision,
    "SignedDecision",
    "What a signature of an Under-Secretary-General says of a recommendation.",
    {
      ENDORSED: "Endorsed.",
      NOT_ENDORSED: "Not endorsed: one is enough.",
      OVERTAKEN_BY_EVENTS: "Closed: overtaken by events.",
      CLOSED_WITHOUT_IMPLEMENTATION: "Closed without implementation.",
      TRANSFERRED: "Transferred to another office.",
    },
  ],
  [
    terms.ClosingOutcome,
    "ClosingOutcome",
    "As what a recommendation is closed.",
    {
      OVERTAKEN_BY_EVENTS: "Overtaken by events.",
      CLOSED_WITHOUT_IMPLEMENTATION: "Closed without implementation.",
    },
  ],
  [
    terms.ProgressKind,
    "ProgressKind",
    "What was done about the implementation of a recommendation.",
    {
      REPORTED: "The implementing or coordinating office reported.",
      VERIFIED: "The Office verified what was reported.",
      SENT_BACK: "The Office sent back what was reported.",
    },
  ],
  [
    terms.ImplementationTask,
    "ImplementationTask",
    "What an office does beside the one that implements a recommendation.",
    {
      SUPPORTS: "It gives guidance and assistance.",
      COORDINATES: "It coordinates: its staff report progress, too.",
    },
  ],
  [
    terms.RequestOrigin,
    "RequestOrigin",
    "From whom a review comes.",
    {
      RECOMMENDED: "Somebody recommended in writing that it be initiated.",
      OWN_MOTION: "The Under-Secretaries-General direct it of their own motion.",
    },
  ],
  [
    terms.RequestState,
    "RequestState",
    "How far a request for a review has come.",
    {
      SUBMITTED: "Submitted: it awaits the direction of every USG of the reporting line.",
      DIRECTED: "Directed by every USG of the reporting line: its review is to be opened, or is open.",
      DECLINED: "Declined by a USG, with a reason.",
      WITHDRAWN: "Withdrawn by who submitted it.",
    },
  ],
  [
    terms.ReviewState,
    "ReviewState",
    "How far a review has come.",
    {
      PLANNED: "Opened, and not started.",
      UNDERWAY: "Started.",
      COMPLETED: "Completed: its debrief and its report are due.",
      REPORTED: "Its report is submitted; a recommendation awaits a decision.",
      CLOSED: "Its report is submitted, and each of its recommendations is decided.",
      CANCELLED: "Cancelled by the Under-Secretaries-General.",
    },
  ],
  [
    terms.ClockState,
    "ClockState",
    "How a deadline stands, in days of UTC.",
    {
      DUE: "It has not passed, and what is due has not been done.",
      MET: "What was due has been done, in time or late.",
      OVERDUE: "It has passed, and what is due has not been done.",
    },
  ],
  [
    terms.Party,
    "Party",
    "With whom a consultation is held.",
    {
      HEADQUARTERS: "Somebody at Headquarters.",
      MISSION: "A mission.",
      CONTRIBUTING_COUNTRY: "A country that contributes troops or police.",
    },
  ],
  [
    terms.NoticeKind,
    "NoticeKind",
    "What a notice tells.",
    {
      ENTRY_AWAITS_CONFIRMATION: "An entry that gives sight awaits a second person.",
      ENTRY_CONFIRMED: "An entry that gives sight was confirmed.",
      ENTRY_ENDED: "An entry that gives sight was ended or withdrawn.",
      OFFICER_IN_CHARGE_NAMED: "An officer-in-charge was named.",
      OVERSIGHT_INVOKED: "OIOS has invoked its right to know for a report.",
      PAPER_SIGNATURE_RECORDED: "A signature on paper was recorded for a circulation.",
      PAPER_SIGNATURE_CONFIRMED: "A signature on paper was confirmed for a circulation.",
      SIGNATURE_AWAITED:
        "A circulation, a request for a review, the cancellation of one, the recommendations of a report, or the closing or transfer of one of them awaits a signature.",
      CIRCULATION_GIVEN: "A circulation has become complete, or its suspension was lifted.",
      CIRCULATION_WITHDRAWN: "A circulation was suspended or revoked.",
      REVIEW_REQUESTED: "A review was requested: its direction is awaited.",
      REVIEW_DIRECTED: "A review was directed by the whole reporting line.",
      REQUEST_DECLINED: "A request for a review was declined.",
      REVIEW_ANNOUNCED: "A review was announced.",
      REVIEW_CANCELLED: "A review was cancelled.",
      RECOMMENDATION_ASSIGNED: "An endorsed recommendation is to be implemented by the office that the post heads.",
      PROGRESS_AWAITED:
        "Progress of a recommendation is awaited: its implementation was sent back, or nothing was reported for 90 days.",
      DEADLINE_NEAR: "A deadline is in seven days or less.",
      DEADLINE_PASSED: "A deadline has passed.",
      CIRCULATION_EXPIRES: "A circulation expires in seven days or less.",
      CIRCULATION_EXPIRED: "A circulation has expired.",
      APPOINTMENT_ENDS: "An appointment ends in seven days or less.",
      OFFICER_IN_CHARGE_ENDS: "The period of an officer-in-charge ends in seven days or less.",
      DECLASSIFIED: "The registry has declassified a report or parts of it.",
      REVIEW_OF_LEVEL_DUE: "The level of a strictly confidential report is due for review.",
    },
  ],
  [
    terms.FigureKind,
    "FigureKind",
    "What compliance counts.",
    {
      DEBRIEFS: "Debriefs of completed reviews: due, met in time, met late, overdue.",
      REPORTS: "Reports of completed reviews: due, met in time, met late, overdue.",
      RECOMMENDATIONS_BY_DECISION: "Recommendations of submitted reports, by what was decided.",
      RECOMMENDATIONS_BY_STATUS: "The same, by the status of their implementation.",
      RECOMMENDATIONS_BY_OFFICE: "The same, by who implements them now.",
      RECOMMENDATIONS_BY_MISSION: "The same, by mission: one on several missions counts for each.",
      RECOMMENDATIONS_BY_AREA: "The same, by area.",
      RECOMMENDATIONS_BY_AGE:
        "Endorsed ones that are neither verified nor closed, by whole months since the endorsement.",
      RECOMMENDATIONS_OVERDUE: "Those past their target date, and not implemented.",
      RECOMMENDATIONS_UNREAD_BY_IMPLEMENTER:
        "Endorsed ones that are open, which no circulation lets their implementing office read.",
      RECOMMENDATIONS_WITHOUT_CONSULTATION:
        "Endorsed ones that are open, of a mission whose leadership was not consulted.",
      RECOMMENDATIONS_OF_ENDED_OFFICES:
        "Endorsed ones that are open, of an office or a mission that has ended: to be transferred or closed.",
      WORK_PLANS:
        "The work plan of each year, from the first that the registry has to the year asked for, or to this one: complete in time, complete late, due until 30 June, or missing from then on. A draft is no plan yet.",
      CIRCULATIONS_EXPIRING: "Effective circulations that end within 30 days.",
      VISITS_NOTIFIED_LATE: "Visits of which the mission was told on the first day, after it, or never.",
      POLICY_PAST_REVIEW: "A policy of the Office: 1 where it is past its review date.",
    },
  ],
  [
    terms.WorkPlanStatus,
    "WorkPlanStatus",
    "Whether a work plan is still being drafted.",
    {
      DRAFT: "Being drafted: read by the Director alone.",
      ADOPTED: "Adopted by the Director: it changes by numbered revisions alone.",
    },
  ],
  [
    terms.WorkPlanCompletion,
    "WorkPlanCompletion",
    "Whether a work plan was complete by 30 June of its year.",
    {
      DUE: "Not adopted, and 30 June has not passed.",
      OVERDUE: "Not adopted, and 30 June has passed.",
      COMPLETE_IN_TIME: "Adopted by 30 June.",
      COMPLETE_LATE: "Adopted after 30 June.",
    },
  ],
  [
    terms.PlannedKind,
    "PlannedKind",
    "What is planned.",
    {
      REVIEW: "A review.",
      VISIT: "A visit.",
      REPORT: "A report.",
      CONSULTATION: "A consultation.",
      ADVICE: "Advice.",
      MONITORING: "Monitoring.",
    },
  ],
  [
    terms.LessonStatus,
    "LessonStatus",
    "How far a lesson is.",
    {
      DRAFT: "Being written.",
      TESTED: "Found to be tested and transferable: it does not change any more.",
      DISSEMINATED: "Disseminated to named offices.",
    },
  ],
];
