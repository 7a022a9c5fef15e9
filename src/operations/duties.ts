import { Forbidden } from "../entities/errors";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import type { Period } from "./days";

/** A person in a post for a period, and the entry that says so where there is one already. */
interface Holding {
  readonly person: string;
  readonly post: string;
  readonly period: Period;
  readonly entry?: string;
}

/**
 * § 10.10: nobody holds two of administrator, USG of a reporting line and auditor, on any day, by any entry that stands, confirmed or
 * not.
 */
export async function refuseTwoDuties(act: Act, { person, post, period, entry }: Holding): Promise<void> {
  const [found] = await act.manager.query<{ duty: string | null }[]>(
    "select duty_in_the_way($1, $2, daterange($3::date, $4::date, '[]'), $5) as duty",
    [person, post, period.startsOn, period.endsOn, entry ?? null],
  );
  if (found!.duty) throw twoDuties(found!.duty);
}

const twoDuties = (duty: string) =>
  new Forbidden(
    `The person is ${NAMES[duty]} on some of these days, and nobody holds two of administrator, USG of the reporting line and auditor. End that appointment first, or give other days.`,
    citing("§ 10.10"),
  );

const NAMES: Readonly<Record<string, string>> = {
  ADMINISTRATOR: "administrator",
  AUDITOR: "auditor",
  UNDER_SECRETARY_GENERAL: "USG of the reporting line",
};
