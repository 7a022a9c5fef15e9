import type { Doer } from "../../policies/may-do";
import type { WorldAppointment, WorldPeriod } from "../../policies/world";
import { DONE, type Entered, type History } from "./history";

/** Days of entries, and what stands in the way of one. */

export interface Days {
  from: string;
  until: string | null;
}

const within = (day: string | null, { until }: Days) => until === null || (day !== null && day <= until);
export const overlap = (one: Days, other: Days) => within(one.from, other) && within(other.from, one);

/** The days that two periods have in common; none that make sense where they have none. */
const common = (one: Days, other: Days): Days => ({
  from: one.from > other.from ? one.from : other.from,
  until: [one.until, other.until].filter((day): day is string => day !== null).sort()[0] ?? null,
});

const isSome = ({ from, until }: Days) => until === null || from <= until;

export const stands = ({ replaced }: WorldPeriod) => replaced === undefined;

/** Whether days lie within those of a post, or of an office, as far as their ends are known. */
export function fits({ world }: History, what: { post?: string; office?: string }, days: Days): boolean {
  const post = what.post === undefined ? undefined : world.posts[what.post]!;
  const office = world.offices[what.office ?? post!.office]!;
  const until = [post?.until, office.until].filter((day) => day !== undefined).sort()[0] ?? null;
  return until === null || (days.from <= until && days.until !== null && days.until <= until);
}

/** The duties that are kept apart, and when a post has them. */
function dutiesOf({ world }: History, post: string): { duty: string; days: Days }[] {
  const always = { from: "0001-01-01", until: null };
  if (post.startsWith("ADMINISTRATOR")) return [{ duty: "ADMINISTRATOR", days: always }];
  if (post === "AUDITOR") return [{ duty: "AUDITOR", days: always }];
  return world.lines
    .filter(({ posts }) => posts.includes(post))
    .map(({ from, until }) => ({ duty: "USG", days: { from, until: until ?? null } }));
}

/** Whether a person would hold two of administrator, USG of the line and auditor on a day. */
export function hasTwoDuties(history: History, wanted: WorldAppointment): boolean {
  const others = history.appointments.filter(
    ({ entry }) => entry !== wanted && entry.person === wanted.person && stands(entry),
  );
  return dutiesOf(history, wanted.post).some((own) =>
    others.some(({ entry }) =>
      dutiesOf(history, entry.post).some(
        (other) =>
          other.duty !== own.duty &&
          isSome(common(own.days, wanted)) &&
          isSome(common(other.days, entry)) &&
          overlap(common(own.days, wanted), common(other.days, entry)),
      ),
    ),
  );
}

/** Whether a person would be on the team of a review and in OMA on one day. */
export function isTeamAndReviewed({ world, appointments }: History, wanted: WorldAppointment): boolean {
  const held = [...appointments.map(({ entry }) => entry).filter(stands), wanted].filter(
    ({ person }) => person === wanted.person,
  );
  const teams = world.reports.flatMap(({ team }) => team);
  return held.some((one) =>
    teams
      .filter(({ post }) => post === one.post)
      .map((team) => common(team, one))
      .some(
        (days) =>
          isSome(days) && held.some((other) => world.posts[other.post]!.office === "OMA" && overlap(other, days)),
      ),
  );
}

/** What comes of ending an entry with a last day, for one who may. */
export function outcomeOfEnd(
  { today }: History,
  { entry }: Entered<WorldPeriod & { confirmed?: boolean }>,
  last: string,
): string {
  if (!stands(entry) || entry.confirmed === false) return "INVALID_STATE";
  if (entry.until && entry.until < today) return "INVALID_STATE";
  return entry.until && last >= entry.until ? "BAD_USER_INPUT" : DONE;
}

/** Puts an entry with an earlier last day in the place of one, or none where not a day is left. */
export function shorten<Entry extends WorldPeriod>(
  { now }: History,
  entered: Entered<Entry>[],
  { entry }: Entered<Entry>,
  { last, id }: { last: string; id: string },
): Entry | null {
  entry.replaced = now;
  if (entry.from > last) return null;
  const { replaced: _replaced, ...same } = entry;
  const shorter = { ...same, until: last, recorded: now } as unknown as Entry;
  entered.push({ entry: shorter, id });
  return shorter;
}

/** Whether somebody sees the appointments, designations and presence of persons of an office, or the own. */
export const seesEntry = (doer: Doer, { person, office }: { person: string; office: string }) =>
  doer.keepsWatch || doer.isOpsp || doer.heads(office) || doer.reader.person === person;
