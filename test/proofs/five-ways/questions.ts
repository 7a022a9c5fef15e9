import type { Action, SubjectName } from "../../../src/policies/subjects";
import { oracleSheet } from "../../access/sheets";
import { Doer, mayDo, mayDoToCirculation, mayDoToReport } from "../../policies/may-do";
import { peopleSeen } from "../../policies/people-oracle";
import type { Reader, World } from "../../policies/world";

/** Each question of reading: the action and the subject by which the law answers it, and the table that it is asked of. */
export const QUESTIONS = {
  covers: ["read", "Report", "report"],
  titles: ["read", "ReportTitle", "report"],
  outlines: ["readOutline", "Report", "report"],
  wholes: ["holdInFull", "Report", "report"],
  parts: ["read", "Part", "part"],
  copies: ["copy", "Part", "part"],
  circulations: ["read", "Circulation", "circulation"],
  papers: ["read", "CirculationPaper", "circulation"],
  recipients: ["read", "CirculationRecipient", "circulation_recipient"],
  persons: ["read", "Person", "person"],
  appointments: ["read", "Appointment", "appointment"],
  designations: ["read", "Designation", "designation"],
  charges: ["read", "OfficerInCharge", "officer_in_charge"],
  portals: ["read", "Portal", "portal"],
} as const satisfies Record<string, [Action, SubjectName, string]>;

export type Question = keyof typeof QUESTIONS;
export const questions = Object.keys(QUESTIONS) as Question[];

/** What one reader sees and may do, question by question, as sorted ids. An act on something is its name before the id; duties are acts on nothing. */
export type Answers = Readonly<Record<Question | "acts" | "duties", string[]>>;

export const sorted = <Some extends Partial<Answers>>(answers: Some): Some =>
  Object.fromEntries(Object.entries(answers).map(([question, ids]) => [question, [...ids].sort()])) as Some;

export const nothing = (): Answers =>
  Object.fromEntries([...questions, "acts", "duties"].map((question) => [question, []])) as unknown as Answers;

/** The acts that are allowed, by name and object. */
export const allowed = (can: Readonly<Record<string, boolean>>, object = ""): string[] =>
  Object.entries(can)
    .filter(([, may]) => may)
    .map(([act]) => `${act} ${object}`.trim());

/** By the one-page policy. */
export function byPolicy(world: World, reader: Reader): Answers {
  const sheet = oracleSheet(world, reader);
  const doer = new Doer(world, reader);
  const acts = [
    ...world.reports
      .filter(({ id }) => sheet.covers.includes(id))
      .flatMap((report) => allowed(mayDoToReport(doer, report), report.id)),
    ...world.circulations
      .filter(({ id }) => sheet.circulations.includes(id))
      .flatMap((one) => allowed(mayDoToCirculation(doer, one), one.id)),
  ];
  return sorted({ ...sheet, ...peopleSeen(world, reader), acts, duties: allowed(mayDo(doer)) });
}
