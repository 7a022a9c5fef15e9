import type { Doer } from "../../policies/may-do";
import { type Attempt, DONE, type History, idOf, nameOf, outcomeFor, uuidIn } from "./history";
import type { Luck } from "./luck";
import { type Days, outcomeOfEnd, overlap, shorten, stands } from "./periods";

/** Who is named officer-in-charge, and what should come of it. */

const isDirectorByPost = ({ sight }: Doer) => sight.holds("DIRECTOR_OPSP");
const names = (doer: Doer) => isDirectorByPost(doer) || doer.sight.isUsg;
const SENIOR = ["OPSP_SENIOR_MILITARY", "OPSP_SENIOR_POLICE"];

function outcomeOfNaming(
  history: History,
  doer: Doer,
  { post, ...days }: Days & { post: string; until: string },
): string {
  if (!names(doer)) return "FORBIDDEN";
  if (!SENIOR.includes(post)) return "BAD_USER_INPUT";
  if (doer.sight.holds(post)) return "FORBIDDEN";
  if (days.until < days.from || days.until < history.today) return "BAD_USER_INPUT";
  const ahead = { from: days.from > history.today ? days.from : history.today, until: days.until };
  const isThere = history.appointments.some(
    ({ entry }) => entry.post === "DIRECTOR_OPSP" && entry.confirmed && stands(entry) && overlap(entry, ahead),
  );
  if (!isDirectorByPost(doer) && isThere) return "FORBIDDEN";
  return history.charges.some(({ entry }) => stands(entry) && overlap(entry, days)) ? "CONFLICT" : DONE;
}

export function nameInCharge(history: History, luck: Luck, codes: ReadonlyMap<string, string>): [Doer, Attempt] {
  const { world, charges } = history;
  const doer = history.doer(luck, names);
  const post = luck.pick([...SENIOR, ...SENIOR, "OPSP_MISSION_SUPPORT"]);
  const from = history.day(luck.pick([0, 0, 1, -2]));
  const entry = { post, from, until: history.day(luck.pick([0, 2, 9, -1])) };
  return [
    doer,
    {
      told: `${nameOf(doer)} names ${JSON.stringify(entry)} officer-in-charge`,
      name: "nameOfficerInCharge",
      input: { postId: idOf("post", codes.get(post)!), startsOn: entry.from, endsOn: entry.until },
      payload: "officerInCharge { id }",
      expected: outcomeFor(history, doer, () => outcomeOfNaming(history, doer, entry)),
      done({ officerInCharge: { id } }: { officerInCharge: { id: string } }) {
        const recorded = { ...entry, recorded: history.now };
        world.officersInCharge.push(recorded);
        charges.push({ entry: recorded, id: uuidIn(id) });
      },
    },
  ];
}

export function endInCharge(history: History, luck: Luck): [Doer, Attempt] | null {
  const { world, charges } = history;
  if (charges.length === 0) return null;
  const entered = luck.pick(charges);
  const doer = history.doer(luck, names);
  const last = history.day(luck.pick([-1, 0, 1]));
  const isSeen = doer.keepsWatch || doer.isOpsp;
  return [
    doer,
    {
      told: `${nameOf(doer)} ends that ${entered.entry.post} is in charge on ${last}`,
      name: "endOfficerInCharge",
      input: { officerInChargeId: idOf("charge", entered.id), endsOn: last },
      payload: "officerInCharge { id }",
      expected: outcomeFor(history, doer, () => {
        if (!isSeen) return "NOT_FOUND";
        return names(doer) ? outcomeOfEnd(history, entered, last) : "FORBIDDEN";
      }),
      done({ officerInCharge: { id } }: { officerInCharge: { id: string } }) {
        const shorter = shorten(history, charges, entered, { last, id: uuidIn(id) });
        if (shorter) world.officersInCharge.push(shorter);
      },
    },
  ];
}
