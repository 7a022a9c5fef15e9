import { type ReadContext, value } from "./reads";

/** Days of UTC after a review's completion by which its debrief and its report are due (DPKO/DFS 2015.05 §22). */
const DEBRIEF_WITHIN = 7;
const REPORT_WITHIN = 42;

/** A clock that begins with the completion of a review: by when something is due, and the day on which it was done. */
interface ClockOf {
  readonly within: number;
  readonly doneOn: (row: string) => string;
  /** To whom it is told. */
  readonly told: (row: string, context: ReadContext) => string;
}

export const debriefClock: ClockOf = {
  within: DEBRIEF_WITHIN,
  doneOn: (row) => `${row}.debriefed_on`,
  told: () => "true",
};
/** § 11.13: who is told of the report's clock. */
export const toldOfReports = (row: string, { may }: ReadContext) => may("read", "ReviewReporting", row);
export const reportClock: ClockOf = {
  within: REPORT_WITHIN,
  doneOn: (row) => `(select min(rr.submitted_on) from report rr where rr.review_id = ${row}.id)`,
  told: toldOfReports,
};

const dueOn = ({ within }: ClockOf, row: string) => `(${row}.completed_on + ${within})`;
export const clockDue = (clock: ClockOf) =>
  value((row, context) => `case when ${clock.told(row, context)} then ${dueOn(clock, row)} end`);
export const clockDone = (clock: ClockOf) =>
  value((row, context) => `case when ${clock.told(row, context)} then ${clock.doneOn(row)} end`);
export const clockInTime = (clock: ClockOf) =>
  value(
    (row, context) => `case when ${clock.told(row, context)} then ${clock.doneOn(row)} <= ${dueOn(clock, row)} end`,
  );
/** How the clock of a completed review stands. */
export const clockStateSql = (clock: ClockOf, row: string, now: string) =>
  `(case when ${clock.doneOn(row)} is not null then 'MET'
      when (${now} at time zone 'UTC')::date > ${dueOn(clock, row)} then 'OVERDUE' else 'DUE' end)`;
export const clockState = (clock: ClockOf) =>
  value(
    (row, context) =>
      `case when ${clock.told(row, context)} and ${row}.completed_on is not null then ${clockStateSql(clock, row, context.now)} end`,
  );

/** Whether the mission was told of a visit on its first day, after it, or never (DPKO/DFS 2015.05 §24). */
export const notifiedLateSql = (row: string) => `coalesce(${row}.notified_on >= ${row}.starts_on, true)`;
