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

const TEAM_AND_REVIEWED = `
  with held as (
    select post_id, daterange(starts_on, ends_on, '[]') as period from appointment where person_id = $1 and superseded_at is null
    union all
    select $2::uuid, daterange($3::date, $4::date, '[]'))
  select from held one
  join team_member t on t.post_id = one.post_id and t.superseded_at is null and daterange(t.starts_on, t.ends_on, '[]') && one.period
  join held other on other.period && one.period * daterange(t.starts_on, t.ends_on, '[]')
  join post_placement pl on pl.post_id = other.post_id and pl.superseded_at is null and daterange(pl.starts_on, pl.ends_on, '[]') && other.period
  join office o on o.id = pl.office_id and o.code in ('OMA', 'POLICE_DIVISION')
  limit 1`;

/** § 10.14: nobody is on the team of a review and in OMA or the Police Division on the same day, by any entry that stands. */
export async function refuseTeamAndReviewed(act: Act, { person, post, period }: Holding): Promise<void> {
  const found = await act.manager.query<unknown[]>(TEAM_AND_REVIEWED, [person, post, period.startsOn, period.endsOn]);
  if (found.length > 0)
    throw new Forbidden(
      "The person would be on the team of a review and hold a post of OMA or the Police Division on the same day. End one of the two first, or give other days.",
      citing("§ 10.14"),
    );
}
