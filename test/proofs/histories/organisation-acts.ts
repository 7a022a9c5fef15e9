import type { Doer } from "../../policies/may-do";
import { runs } from "../../policies/oracle";
import { uuidOf } from "../../policies/rows";
import type { WorldAppointment } from "../../policies/world";
import { type Attempt, DONE, type Entered, type History, idOf, nameOf, outcomeFor, uuidIn } from "./history";
import type { Luck } from "./luck";
import {
  type Days,
  fits,
  hasTwoDuties,
  isTeamAndReviewed,
  outcomeOfEnd,
  overlap,
  seesEntry,
  shorten,
  stands,
} from "./periods";

/** Who is appointed, confirmed, designated and put in charge, and what should come of it. */

const keeps = ({ sight }: Doer) => sight.isAdministrator;
const confirms = ({ sight }: Doer) => sight.isAdministrator || sight.isDirector;
const idOfPerson = (person: string) => idOf("person", uuidOf(person));

function someDays(history: History, luck: Luck): Days {
  const from = history.day(luck.pick([0, 0, 0, -3, 2]));
  const until = luck.pick([null, null, 1, 6, 20]);
  return { from, until: until === null ? null : history.day(until) };
}

function outcomeOfAppointing(history: History, doer: Doer, wanted: WorldAppointment): string {
  if (!keeps(doer)) return "FORBIDDEN";
  if (wanted.person === doer.reader.person) return "FORBIDDEN";
  if (wanted.until !== null && wanted.until < wanted.from) return "BAD_USER_INPUT";
  if (!fits(history, { post: wanted.post }, wanted)) return "BAD_USER_INPUT";
  if (hasTwoDuties(history, wanted) || isTeamAndReviewed(history, wanted)) return "FORBIDDEN";
  const taken = history.appointments.some(
    ({ entry }) =>
      stands(entry) && entry.post === wanted.post && entry.acting === wanted.acting && overlap(entry, wanted),
  );
  return taken ? "CONFLICT" : DONE;
}

export function appoint(history: History, luck: Luck, codes: ReadonlyMap<string, string>): [Doer, Attempt] {
  const { world } = history;
  const doer = history.doer(luck, keeps);
  const post = luck.pick(Object.keys(world.posts).filter((code) => runs(world.posts[code]!, history.now)));
  const person = luck.pick(world.persons);
  const entry = { person, post, acting: luck.percent(60), ...someDays(history, luck), confirmed: false };
  const asDirector = { contributingCountry: "Uruguay", missionLeadership: "Force Commander, MINUSTAH" };
  return [
    doer,
    {
      told: `${nameOf(doer)} appoints ${JSON.stringify(entry)}`,
      name: "appoint",
      input: {
        postId: idOf("post", codes.get(post)!),
        personId: idOfPerson(person),
        acting: entry.acting,
        startsOn: entry.from,
        endsOn: entry.until,
        ...(post === "DIRECTOR_OPSP" ? asDirector : {}),
      },
      payload: "appointment { id }",
      expected: outcomeFor(history, doer, () => outcomeOfAppointing(history, doer, entry)),
      done({ appointment: { id } }: { appointment: { id: string } }) {
        world.appointments.push(entry);
        history.appointments.push({ entry, id: uuidIn(id), by: doer.reader.person });
      },
    },
  ];
}

const seesAppointment = (doer: Doer, { person, post }: WorldAppointment) =>
  seesEntry(doer, { person, office: doer.world.posts[post]!.office });

function outcomeOfConfirming(history: History, doer: Doer, { entry, by }: Entered<WorldAppointment>): string {
  if (!seesAppointment(doer, entry)) return "NOT_FOUND";
  if (!confirms(doer)) return "FORBIDDEN";
  if (!stands(entry) || entry.confirmed) return "INVALID_STATE";
  const { person } = doer.reader;
  return person === by || person === entry.person || hasTwoDuties(history, entry) ? "FORBIDDEN" : DONE;
}

export function confirm(history: History, luck: Luck): [Doer, Attempt] {
  const doer = history.doer(luck, confirms);
  const waiting = history.appointments.filter(({ entry }) => !entry.confirmed && stands(entry));
  const entered = luck.pick(luck.percent(85) && waiting.length > 0 ? waiting : history.appointments);
  const { entry, id } = entered;
  return [
    doer,
    {
      told: `${nameOf(doer)} confirms ${entry.person} as ${entry.post} from ${entry.from}`,
      name: "confirmEntry",
      input: { entryId: idOf("appointment", id) },
      payload: "__typename",
      expected: outcomeFor(history, doer, () => outcomeOfConfirming(history, doer, entered)),
      done: () => void Object.assign(entry, { confirmed: true, recorded: history.now }),
    },
  ];
}

/** The last day that an end asks for: none, which is at once, or one near today. */
function lastDay(history: History, luck: Luck) {
  const days = luck.pick([null, null, 0, 1, 5]);
  return { endsOn: days === null ? null : history.day(days), last: history.day(days ?? -1) };
}

export function endAppointment(history: History, luck: Luck): [Doer, Attempt] {
  const { world, appointments } = history;
  const doer = history.doer(luck, keeps);
  const standing = appointments.filter(({ entry }) => stands(entry) && entry.confirmed);
  const entered = luck.pick(luck.percent(85) && standing.length > 0 ? standing : appointments);
  const { entry } = entered;
  const { endsOn, last } = lastDay(history, luck);
  return [
    doer,
    {
      told: `${nameOf(doer)} ends ${entry.person} as ${entry.post} on ${last}`,
      name: "endAppointment",
      input: { appointmentId: idOf("appointment", entered.id), endsOn },
      payload: "appointment { id }",
      expected: outcomeFor(history, doer, () => {
        if (!seesAppointment(doer, entry)) return "NOT_FOUND";
        return keeps(doer) ? outcomeOfEnd(history, entered, last) : "FORBIDDEN";
      }),
      done({ appointment: { id } }: { appointment: { id: string } }) {
        const shorter = shorten(history, appointments, entered, { last, id: uuidIn(id) });
        if (shorter) world.appointments.push(shorter);
      },
    },
  ];
}

function outcomeOfDesignating(
  history: History,
  doer: Doer,
  { office, person, ...days }: Days & { office: string; person: string },
): string {
  const { world, now } = history;
  if (!doer.heads(office)) return "FORBIDDEN";
  const isPresent = world.appointments.some(
    (one) =>
      one.person === person &&
      one.confirmed &&
      runs(one, now) &&
      doer.heads(world.posts[one.post]!.office) &&
      runs(world.posts[one.post]!, now),
  );
  if (!isPresent && !doer.keepsWatch && !doer.isOpsp && doer.reader.person !== person) return "NOT_FOUND";
  if (doer.reader.person === person) return "FORBIDDEN";
  if (days.until !== null && days.until < days.from) return "BAD_USER_INPUT";
  if (!fits(history, { office }, days)) return "BAD_USER_INPUT";
  const staff = history.appointments.some(
    ({ entry }) =>
      entry.person === person &&
      entry.confirmed &&
      stands(entry) &&
      overlap(entry, days) &&
      world.posts[entry.post]!.office === office,
  );
  if (!staff) return "BAD_USER_INPUT";
  const again = history.designations.some(
    ({ entry }) => entry.office === office && entry.person === person && stands(entry) && overlap(entry, days),
  );
  return again ? "CONFLICT" : DONE;
}

export function designate(history: History, luck: Luck, codes: ReadonlyMap<string, string>): [Doer, Attempt] {
  const { world } = history;
  const office = luck.pick(
    ["OMA", "OMA", "OO", "AFRICA", "OIOS"].filter((code) => runs(world.offices[code]!, history.now)),
  );
  const doer = history.doer(luck, (one) => one.heads(office));
  const staff = world.appointments.filter(({ post }) => world.posts[post]!.office === office);
  const person = luck.percent(80) && staff.length > 0 ? luck.pick(staff).person : luck.pick(world.persons);
  const entry = { office, person, ...someDays(history, luck) };
  return [
    doer,
    {
      told: `${nameOf(doer)} designates ${JSON.stringify(entry)}`,
      name: "designate",
      input: {
        officeId: idOf("office", codes.get(office)!),
        personId: idOfPerson(person),
        startsOn: entry.from,
        endsOn: entry.until,
      },
      payload: "designation { id }",
      expected: outcomeFor(history, doer, () => outcomeOfDesignating(history, doer, entry)),
      done({ designation: { id } }: { designation: { id: string } }) {
        const recorded = { ...entry, recorded: history.now };
        world.designations.push(recorded);
        history.designations.push({ entry: recorded, id: uuidIn(id) });
      },
    },
  ];
}

export function endDesignation(history: History, luck: Luck): [Doer, Attempt] | null {
  const { world, designations } = history;
  if (designations.length === 0) return null;
  const entered = luck.pick(designations);
  const { entry } = entered;
  const doer = history.doer(luck, (one) => one.heads(entry.office));
  const { endsOn, last } = lastDay(history, luck);
  return [
    doer,
    {
      told: `${nameOf(doer)} ends the designation of ${entry.person} in ${entry.office} on ${last}`,
      name: "endDesignation",
      input: { designationId: idOf("designation", entered.id), endsOn },
      payload: "designation { id }",
      expected: outcomeFor(history, doer, () => {
        if (!seesEntry(doer, entry)) return "NOT_FOUND";
        return doer.heads(entry.office) ? outcomeOfEnd(history, entered, last) : "FORBIDDEN";
      }),
      done({ designation: { id } }: { designation: { id: string } }) {
        const shorter = shorten(history, designations, entered, { last, id: uuidIn(id) });
        if (shorter) world.designations.push(shorter);
      },
    },
  ];
}
