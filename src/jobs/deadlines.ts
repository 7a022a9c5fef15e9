import type { SubjectName } from "../policies/subjects";

/** A source of what is due, and as what the law knows its objects. */
export interface Source {
  /** The paragraph by which it is told. */
  readonly paragraph: string;
  /** The function of the database that gives kinds, ids of objects, due days and posts: those that would be told, if they may see the object. */
  readonly from: string;
  readonly subject: SubjectName;
}

/** All that becomes due by itself: whoever has a new clock adds its source here. */
export const SOURCES: readonly Source[] = [
  { paragraph: "§ 10.42", from: "due_circulations", subject: "Circulation" },
  { paragraph: "§ 10.42", from: "due_appointments", subject: "Appointment" },
  { paragraph: "§ 10.42", from: "due_officers_in_charge", subject: "OfficerInCharge" },
  { paragraph: "§ 10.41", from: "due_level_reviews", subject: "Report" },
  { paragraph: "§ 10.40", from: "due_declassified", subject: "Report" },
];
