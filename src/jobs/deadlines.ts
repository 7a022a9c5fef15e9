import type { SubjectName } from "../policies/subjects";

/** A source of what is due, and as what the law knows its objects. */
export interface Source {
  /** The paragraph by which it is told. */
  readonly paragraph: string;
  /** The function of the database that gives kinds, ids of objects, due days and posts: those that would be told, if they may see the object. */
  readonly from: string;
  readonly subject: SubjectName;
}

/**
 * All that becomes due by itself. Whoever has a new clock adds a source here, and makes its function in a migration: of the owner, granted to
 * registry_jobs alone; by registry_today(), from the day of clock_mark on, and near for no more than the seven days before the day itself.
 */
export const SOURCES: readonly Source[] = [
  { paragraph: "§ 10.42", from: "due_circulations", subject: "Circulation" },
  { paragraph: "§ 10.42", from: "due_appointments", subject: "Appointment" },
  { paragraph: "§ 10.42", from: "due_officers_in_charge", subject: "OfficerInCharge" },
  { paragraph: "§ 10.42", from: "due_debriefs", subject: "Review" },
  { paragraph: "§ 10.42", from: "due_reports", subject: "ReviewReporting" },
  { paragraph: "§ 10.42", from: "due_targets", subject: "Recommendation" },
  { paragraph: "§ 10.45", from: "due_progress", subject: "Recommendation" },
  { paragraph: "§ 10.46", from: "due_assignments", subject: "Recommendation" },
  { paragraph: "§ 10.41", from: "due_level_reviews", subject: "Report" },
  { paragraph: "§ 10.40", from: "due_declassified", subject: "Report" },
];
