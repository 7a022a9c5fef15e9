import type { OfficeKind, PostRole } from "../entities/terms";
import { type DemonstrationAccount, demonstrationAccounts } from "../identity/demonstration-accounts";
import { appoint } from "../operations/appoint";
import { confirmEntry } from "../operations/confirm-entry";
import { createOffice } from "../operations/create-office";
import { createPost } from "../operations/create-post";
import { designate } from "../operations/designate";
import { endOffice } from "../operations/end-office";
import { nameOfficerInCharge } from "../operations/name-officer-in-charge";
import { registerPerson } from "../operations/register-person";
import { registerPortal } from "../operations/register-portal";
import { ADMINISTRATORS, enterLogin } from "./logins";
import type { Kind, Play } from "./play";
import { optional, readTable } from "./tables";
import type { DatedAct } from "./timeline";

/** The registry's first day, on which its administrators enter everybody who is there. */
const FIRST_DAY = "2013-08-15";
/** When those are registered who come with the Department of Peace Operations. */
const BEFORE_2019 = "2018-12-03";
/** How long before its first day an appointment is entered, in milliseconds. */
const BEFOREHAND = 14 * 24 * 60 * 60 * 1000;

const [administrator, second] = ADMINISTRATORS;

/** Offices, posts, persons, logins, appointments, portals and designations, each entered and confirmed as the policy asks. */
export function organisationActs(): DatedAct[] {
  return [
    ...offices(),
    ...posts(),
    ...demonstrationAccounts().filter(isEnteredByAdministrators).map(person),
    ...appointments(),
    ...portals(),
    ...designations(),
    ...charges(),
  ];
}

/** The first two administrators are named by the bootstrap. */
const isEnteredByAdministrators = ({ account, kind }: DemonstrationAccount) =>
  kind === "PERSON" && !ADMINISTRATORS.some((name) => name === account);

const onDay = (day: string, hour: string): Date => new Date(`${day}T${hour}:00Z`);

/** Some time before a day, and not before there is a registry. */
function beforehand(day: string, hour: string): Date {
  const early = new Date(onDay(day, hour).getTime() - BEFOREHAND);
  const first = onDay(FIRST_DAY, hour);
  return early < first ? first : early;
}

/** One administrator enters what gives sight, and the other confirms it. */
async function entered(play: Play, kind: Kind, entryId: string, confirmedBy: string = second): Promise<void> {
  play.remember(kind, entryId, entryId);
  await play.as(confirmedBy, confirmEntry, { entryId: play.id(kind, entryId) });
}

function offices(): DatedAct[] {
  return readTable<"code" | "name" | "kind" | "parent" | "from" | "to">("offices").flatMap((row) => {
    const { code, name, from, to } = row;
    const begin: DatedAct = {
      at: beforehand(from, "08:10"),
      what: `the office ${code} is created`,
      act: async (play) => {
        const parentId = row.parent === "" ? undefined : play.id("office", row.parent);
        const input = { code, name, kind: row.kind as OfficeKind, parentId, startsOn: from };
        play.remember("office", code, (await play.as(administrator, createOffice, input)).office_id);
      },
    };
    const end: DatedAct = {
      at: beforehand(to, "08:10"),
      what: `the office ${code} is ended`,
      act: (play) => play.as(administrator, endOffice, { officeId: play.id("office", code), endsOn: to }),
    };
    return to === "" ? [begin] : [begin, end];
  });
}

function posts(): DatedAct[] {
  return readTable<"code" | "name" | "role" | "office" | "head" | "from">("posts").map((row) => ({
    at: beforehand(row.from, "08:20"),
    what: `the post ${row.code} is created`,
    act: async (play) => {
      const { code, name, from: startsOn } = row;
      const officeId = play.id("office", row.office);
      const input = { code, name, role: row.role as PostRole, officeId, isHead: row.head === "yes", startsOn };
      const { post_id, placement_id } = await play.as(administrator, createPost, input);
      play.remember("post", code, post_id);
      await entered(play, "placement", placement_id as string);
    },
  }));
}

function person({ account, name, regimes }: DemonstrationAccount): DatedAct {
  const startsOn = regimes.includes("DUAL") ? FIRST_DAY : BEFORE_2019;
  return {
    at: onDay(startsOn, "08:30"),
    what: `${account} is registered`,
    act: async (play) => {
      const { person_id } = await play.as(administrator, registerPerson, { name });
      play.remember("person", account, person_id);
      await enterLogin(play, { issuer: play.issuer, subject: account, personId: play.id("person", account), startsOn });
    },
  };
}

type AppointmentColumn = "account" | "post" | "acting" | "from" | "to" | "country" | "leadership";

function appointments(): DatedAct[] {
  return readTable<AppointmentColumn>("appointments").map((row) => ({
    at: beforehand(row.from, "09:00"),
    what: `${row.account} is appointed to ${row.post}`,
    act: async (play) => {
      const { appointment_id } = await play.as(administrator, appoint, {
        personId: play.id("person", row.account),
        postId: play.id("post", row.post),
        acting: row.acting === "yes",
        startsOn: row.from,
        endsOn: optional(row.to),
        contributingCountry: optional(row.country),
        missionLeadership: optional(row.leadership),
      });
      await entered(play, "appointment", appointment_id as string);
    },
  }));
}

/** Of portals and of designations: both are of an office, whose head answers for them. */
type OfficeColumn = "account" | "office" | "head" | "from" | "to";

function portals(): DatedAct[] {
  return readTable<OfficeColumn>("portals").map((row) => ({
    at: beforehand(row.from, "10:00"),
    what: `${row.account} is registered`,
    act: async (play) => {
      const { account: code, from: startsOn } = row;
      const { name } = demonstrationAccounts().find(({ account }) => account === code)!;
      const officeId = play.id("office", row.office);
      const endsOn = optional(row.to);
      const { portal_id } = await play.as(administrator, registerPortal, { code, name, officeId, startsOn, endsOn });
      play.remember("portal", code, portal_id);
      await play.as(row.head, confirmEntry, { entryId: play.id("portal", code) });
      const login = { issuer: play.issuer, subject: code, portalId: play.id("portal", code), startsOn, endsOn };
      await enterLogin(play, login, { by: administrator, confirmedBy: row.head });
    },
  }));
}

function designations(): DatedAct[] {
  return readTable<OfficeColumn>("designations").map((row) => ({
    at: beforehand(row.from, "10:30"),
    what: `${row.account} is designated`,
    act: (play) =>
      play.as(row.head, designate, {
        officeId: play.id("office", row.office),
        personId: play.id("person", row.account),
        startsOn: row.from,
        endsOn: optional(row.to),
      }),
  }));
}

function charges(): DatedAct[] {
  return readTable<"post" | "by" | "named_on" | "from" | "to">("charges").map((row) => ({
    at: onDay(row.named_on, "09:00"),
    what: `${row.post} is named officer-in-charge`,
    act: (play) =>
      play.as(row.by, nameOfficerInCharge, { postId: play.id("post", row.post), startsOn: row.from, endsOn: row.to }),
  }));
}
