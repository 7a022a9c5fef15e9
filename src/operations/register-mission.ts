import { BadInput } from "../entities/errors";
import type { RegisterMissionInput } from "../entities/inputs/organisation.inputs";
import { Mission, Office, Post } from "../entities/organisation";
import { OfficeKind, PostRole } from "../entities/terms";
import type { Act } from "./act";
import { givenAcronym } from "./codes";
import { givenDay } from "./days";
import { heldByDatabase } from "./held-by-database";
import type { Outcome } from "./perform";
import { enterPlacement } from "./placements";
import { optionalWords, words } from "./words";

/** The posts of every mission; its Head has a title of its own. */
const POSTS = [
  { prefix: "HOM", role: PostRole.HEAD_OF_MISSION, title: null },
  { prefix: "HOMC", role: PostRole.HEAD_OF_MILITARY_COMPONENT, title: "Head of Military Component" },
  { prefix: "HOPC", role: PostRole.HEAD_OF_POLICE_COMPONENT, title: "Head of Police Component" },
  { prefix: "DMS", role: PostRole.DIRECTOR_OF_MISSION_SUPPORT, title: "Director of Mission Support" },
] as const;

/** § 6.7: enters a mission with its office and its four posts. That the posts are of the office awaits confirmation. */
export async function registerMission(act: Act, input: RegisterMissionInput): Promise<Outcome> {
  act.require("keep", { subject: "Organisation", row: {} });
  const mission = checked(input);
  const startsOn = mission.startedIn;
  const missionId = await insert(act, Mission, mission);
  const office = { code: mission.acronym, name: mission.name, kind: OfficeKind.MISSION, missionId, startsOn };
  const officeId = await insert(act, Office, office);
  act.changes.others.push({ kind: "mission", id: missionId }, { kind: "office", id: officeId });
  for (const { prefix, role, title } of POSTS) {
    const name = `${title ?? mission.headTitle}, ${mission.acronym}`;
    const postId = await insert(act, Post, { code: `${prefix}_${mission.acronym}`, name, role, startsOn });
    act.changes.others.push({ kind: "post", id: postId });
    const isHead = role === PostRole.HEAD_OF_MISSION;
    await enterPlacement(act, { postId, officeId, isHead }, { startsOn, endsOn: null });
  }
  return { mission_id: missionId, office_id: officeId };
}

function checked(input: RegisterMissionInput) {
  const startsOn = givenDay(input.startsOn, "startsOn");
  const plannedEndOn = input.plannedEndOn ? givenDay(input.plannedEndOn, "plannedEndOn") : null;
  if (plannedEndOn !== null && plannedEndOn < startsOn)
    throw new BadInput("The mission is planned to end before it begins: give a later day.");
  return {
    acronym: givenAcronym(input.acronym),
    name: words(input.name, "the name", 200),
    kind: input.kind,
    area: words(input.area, "the area", 200),
    countryCode: givenCountry(input.countryCode),
    startedIn: startsOn,
    plannedEndOn,
    headTitle: words(input.headTitle ?? "Head of Mission", "the title of its Head", 200),
    source: words(input.source, "the source"),
    dateConfidence: "",
    note: optionalWords(input.note, "the note") ?? "",
  };
}

function givenCountry(code: string | null | undefined): string | null {
  if (code === null || code === undefined) return null;
  if (!/^[A-Z]{3}$/.test(code)) throw new BadInput("Give the host State by its ISO 3166-1 alpha-3 code: CAF.");
  return code;
}

async function insert(act: Act, entity: new () => object, row: object): Promise<string> {
  const { identifiers } = await heldByDatabase(act.manager.insert(entity, row));
  return identifiers[0]!.id as string;
}
