/** The closed lists of the policy, each spelt once for TypeScript, SQL and GraphQL. */

const termsOf = <const T extends readonly string[]>(...names: T) =>
  Object.freeze(Object.fromEntries(names.map((name) => [name, name]))) as { readonly [K in T[number]]: K };

export const Level = termsOf("UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL");
export type Level = keyof typeof Level;

/** The levels from the lowest to the highest. */
export const LEVELS: readonly Level[] = Object.values(Level);

/** Every level that is not above the one given. */
export const levelsUpTo = (level: Level): Level[] => LEVELS.slice(0, LEVELS.indexOf(level) + 1);

export const isAbove = (level: Level, other: Level): boolean => LEVELS.indexOf(level) > LEVELS.indexOf(other);

export const ReportStatus = termsOf("DRAFT", "SUBMITTED");
export type ReportStatus = keyof typeof ReportStatus;

export const PartKind = termsOf("SECTION", "FINDING", "RECOMMENDATION", "ANNEX", "CORRIGENDUM");
export type PartKind = keyof typeof PartKind;

export const Ground = termsOf(
  "THIRD_PARTY_CONFIDENCE",
  "SAFETY_OR_PRIVACY_OF_PERSONS",
  "SECURITY_OF_MEMBER_STATES_OR_OPERATIONS",
  "LEGAL_PRIVILEGE_OR_INVESTIGATION",
  "INTERNAL_DELIBERATION",
  "COMMERCIAL",
  "OTHER_BY_CONTENT_OR_CIRCUMSTANCE",
);
export type Ground = keyof typeof Ground;

export const Area = termsOf(
  "CONCEPTS_AND_DIRECTIVES",
  "INTEGRATED_PLANNING",
  "STANDARDS",
  "FORCE_AND_POLICE_GENERATION",
  "TRAINING",
  "EQUIPMENT_AND_LOGISTICS",
  "MEDICAL",
  "WELFARE",
  "SAFETY_AND_SECURITY",
);
export type Area = keyof typeof Area;

export const Risk = termsOf("NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL");
export type Risk = keyof typeof Risk;

export const Component = termsOf("MILITARY", "POLICE", "SUPPORT");
export type Component = keyof typeof Component;

export const DifficultySource = termsOf("HEADQUARTERS", "MISSION", "CONTRIBUTING_COUNTRY", "OTHER");
export type DifficultySource = keyof typeof DifficultySource;

export const MandateParagraph = termsOf(
  "GAPS_AND_SYSTEMIC_ISSUES",
  "SAFETY_SECURITY_WELFARE",
  "PARTNERSHIP",
  "LESSONS_LEARNED",
);
export type MandateParagraph = keyof typeof MandateParagraph;

export const ReviewKind = termsOf("COMPREHENSIVE", "TARGETED");
export type ReviewKind = keyof typeof ReviewKind;

export const RequestOrigin = termsOf("RECOMMENDED", "OWN_MOTION");
export type RequestOrigin = keyof typeof RequestOrigin;

export const RequestState = termsOf("SUBMITTED", "DIRECTED", "DECLINED", "WITHDRAWN");
export type RequestState = keyof typeof RequestState;

export const ReviewState = termsOf("PLANNED", "UNDERWAY", "COMPLETED", "REPORTED", "CLOSED", "CANCELLED");
export type ReviewState = keyof typeof ReviewState;

export const ClockState = termsOf("DUE", "MET", "OVERDUE");
export type ClockState = keyof typeof ClockState;

export const Party = termsOf("HEADQUARTERS", "MISSION", "CONTRIBUTING_COUNTRY");
export type Party = keyof typeof Party;

/** The steps of a review that those know to whom it was announced. */
export const PUBLIC_STEPS = ["OPENED", "ANNOUNCED", "STARTED", "COMPLETED", "DEBRIEFED", "CANCELLED"] as const;

export const Decision = termsOf("PENDING", "ENDORSED", "NOT_ENDORSED");
export type Decision = keyof typeof Decision;

export const ImplementationStatus = termsOf(
  "NOT_STARTED",
  "IN_PROGRESS",
  "IMPLEMENTED",
  "VERIFIED",
  "OVERTAKEN_BY_EVENTS",
  "CLOSED_WITHOUT_IMPLEMENTATION",
);
export type ImplementationStatus = keyof typeof ImplementationStatus;

/** What the USGs sign of a recommendation. */
export const Matter = termsOf("ENDORSEMENT", "CLOSING", "TRANSFER");
export type Matter = keyof typeof Matter;

export const SignedDecision = termsOf(
  "ENDORSED",
  "NOT_ENDORSED",
  "OVERTAKEN_BY_EVENTS",
  "CLOSED_WITHOUT_IMPLEMENTATION",
  "TRANSFERRED",
);
export type SignedDecision = keyof typeof SignedDecision;

export const ClosingOutcome = termsOf("OVERTAKEN_BY_EVENTS", "CLOSED_WITHOUT_IMPLEMENTATION");
export type ClosingOutcome = keyof typeof ClosingOutcome;

export const ProgressKind = termsOf("REPORTED", "VERIFIED", "SENT_BACK");
export type ProgressKind = keyof typeof ProgressKind;

export const ImplementationTask = termsOf("SUPPORTS", "COORDINATES");
export type ImplementationTask = keyof typeof ImplementationTask;

export const CirculationState = termsOf(
  "PROPOSED",
  "PARTLY_SIGNED",
  "WITHDRAWN",
  "DECLINED",
  "SIGNED",
  "NOT_YET_VALID",
  "EXPIRED",
  "SUSPENDED",
  "REVOKED",
);
export type CirculationState = keyof typeof CirculationState;

export const Relevance = termsOf(
  "ASSISTANT_SECRETARY_GENERAL",
  "HEADQUARTERS_OFFICE",
  "HEAD_OF_HEADQUARTERS_OFFICE",
  "REQUESTER",
  "OFFICE_OF_REQUESTER",
  "HEAD_OF_MISSION",
);
export type Relevance = keyof typeof Relevance;

export const OfficeKind = termsOf(
  "DEPARTMENT",
  "HEADQUARTERS_OFFICE",
  "MISSION",
  "OVERSIGHT",
  "REGISTRY",
  "CONTRIBUTING_COUNTRY",
);
export type OfficeKind = keyof typeof OfficeKind;

export const MissionKind = termsOf("PEACEKEEPING", "HYBRID", "SPECIAL_POLITICAL");
export type MissionKind = keyof typeof MissionKind;

export const PostRole = termsOf(
  "DIRECTOR_OPSP",
  "SENIOR_MILITARY_OFFICER",
  "SENIOR_POLICE_OFFICER",
  "MISSION_SUPPORT_OFFICER",
  "TEAM_ASSISTANT",
  "UNDER_SECRETARY_GENERAL",
  "ASSISTANT_SECRETARY_GENERAL",
  "DIRECTOR",
  "MILITARY_ADVISER",
  "POLICE_ADVISER",
  "HEAD_OF_MISSION",
  "HEAD_OF_MILITARY_COMPONENT",
  "HEAD_OF_POLICE_COMPONENT",
  "DIRECTOR_OF_MISSION_SUPPORT",
  "ADMINISTRATOR",
  "AUDITOR",
  "HEAD_OF_OVERSIGHT",
  "STAFF",
);
export type PostRole = keyof typeof PostRole;

export const RegisterKind = termsOf("ANSWER", "REFUSAL", "ACT");
export type RegisterKind = keyof typeof RegisterKind;

export const FigureKind = termsOf(
  "DEBRIEFS",
  "REPORTS",
  "RECOMMENDATIONS_BY_DECISION",
  "RECOMMENDATIONS_BY_STATUS",
  "RECOMMENDATIONS_BY_OFFICE",
  "RECOMMENDATIONS_BY_MISSION",
  "RECOMMENDATIONS_BY_AREA",
  "RECOMMENDATIONS_BY_AGE",
  "RECOMMENDATIONS_OVERDUE",
  "RECOMMENDATIONS_UNREAD_BY_IMPLEMENTER",
  "RECOMMENDATIONS_WITHOUT_CONSULTATION",
  "RECOMMENDATIONS_OF_ENDED_OFFICES",
  "WORK_PLANS",
  "CIRCULATIONS_EXPIRING",
  "VISITS_NOTIFIED_LATE",
  "POLICY_PAST_REVIEW",
);
export type FigureKind = keyof typeof FigureKind;

export const WorkPlanStatus = termsOf("DRAFT", "ADOPTED");
export type WorkPlanStatus = keyof typeof WorkPlanStatus;

export const WorkPlanCompletion = termsOf("DUE", "OVERDUE", "COMPLETE_IN_TIME", "COMPLETE_LATE");
export type WorkPlanCompletion = keyof typeof WorkPlanCompletion;

export const PlannedKind = termsOf("REVIEW", "VISIT", "REPORT", "CONSULTATION", "ADVICE", "MONITORING");
export type PlannedKind = keyof typeof PlannedKind;

export const LessonStatus = termsOf("DRAFT", "TESTED", "DISSEMINATED");
export type LessonStatus = keyof typeof LessonStatus;

export const NoticeKind = termsOf(
  "ENTRY_AWAITS_CONFIRMATION",
  "ENTRY_CONFIRMED",
  "ENTRY_ENDED",
  "OFFICER_IN_CHARGE_NAMED",
  "OVERSIGHT_INVOKED",
  "PAPER_SIGNATURE_RECORDED",
  "PAPER_SIGNATURE_CONFIRMED",
  "SIGNATURE_AWAITED",
  "CIRCULATION_GIVEN",
  "CIRCULATION_WITHDRAWN",
  "REVIEW_REQUESTED",
  "REVIEW_DIRECTED",
  "REQUEST_DECLINED",
  "REVIEW_ANNOUNCED",
  "REVIEW_CANCELLED",
  "RECOMMENDATION_ASSIGNED",
  "PROGRESS_AWAITED",
  "DEADLINE_NEAR",
  "DEADLINE_PASSED",
  "CIRCULATION_EXPIRES",
  "CIRCULATION_EXPIRED",
  "APPOINTMENT_ENDS",
  "OFFICER_IN_CHARGE_ENDS",
  "DECLASSIFIED",
  "REVIEW_OF_LEVEL_DUE",
);
export type NoticeKind = keyof typeof NoticeKind;
