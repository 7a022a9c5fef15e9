import { listed } from "./tables";

const DAY = 24 * 60 * 60 * 1000;

export const after = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
export const at = (day: string, time: string): Date => new Date(`${day}T${time}Z`);

/** The posts of each reporting line, by whom they are held, and from when on. */
const LINES: readonly (readonly [from: string, accounts: readonly string[]])[] = [
  ["2019-01-01", ["usg.dpo"]],
  ["2013-08-15", ["usg.dpko", "usg.dfs"]],
];
export const lineOn = (day: string): readonly string[] => LINES.find(([from]) => from <= day)![1];

/** What becomes of something on a day, and by whom or to whom where the table says so. */
export interface Step {
  readonly name: string;
  readonly day: string;
  readonly detail: string;
}

/** The steps of a field, written `NAME@DAY` or `NAME@DAY:DETAIL`. */
export const stepsIn = (field: string): Step[] =>
  listed(field).map((step) => {
    const [name, day, detail = ""] = step.split(/[@:]/) as [string, string, string?];
    return { name, day, detail };
  });
