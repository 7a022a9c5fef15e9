/** The reporting lines under which a post exists: `DUAL` until the end of 2018, `SINGLE` from 2019 on. */
export type Regime = "DUAL" | "SINGLE";

/** Somebody of the demonstration. The account's name is the subject of its tokens; nobody of that name exists. */
export interface DemonstrationAccount {
  account: string;
  name: string;
  kind: "PERSON" | "PORTAL";
  /** The post or the portal, for the person at the desk. */
  description: string;
  regimes: readonly Regime[];
}

/** The secret of every portal of the demonstration. It is no secret: it opens the demonstration only. */
export const DEMONSTRATION_SECRET = "for-the-demonstration-only";

const BOTH: readonly Regime[] = ["DUAL", "SINGLE"];

type Row = readonly [account: string, description: string, ...regimes: Regime[]];

const POSTS: readonly Row[] = [
  ["usg.dpko", "Under-Secretary-General for Peacekeeping Operations", "DUAL"],
  ["usg.dfs", "Under-Secretary-General for Field Support", "DUAL"],
  ["usg.dpo", "Under-Secretary-General for Peace Operations", "SINGLE"],
  ["usg.dos", "Under-Secretary-General for Operational Support", "SINGLE"],
  ["opsp.director", "Director of the Office for Peacekeeping Strategic Partnership"],
  ["opsp.military", "Senior Military Strategic Partnership Officer"],
  ["opsp.police", "Senior Police Strategic Partnership Officer"],
  ["opsp.officer", "Mission Support Officer of OPSP, on the teams of some reviews"],
  ["opsp.assistant", "Team Assistant of OPSP"],
  ["asg.orolsi", "Assistant Secretary-General for Rule of Law and Security Institutions"],
  ["asg.oo", "Assistant Secretary-General, head of the Office of Operations", "DUAL"],
  ["asg.dfs", "Assistant Secretary-General for Field Support", "DUAL"],
  ["asg.africa", "Assistant Secretary-General for Africa", "SINGLE"],
  ["asg.mideast-asia", "Assistant Secretary-General for the Middle East, Asia and the Pacific", "SINGLE"],
  ["asg.europe-americas", "Assistant Secretary-General for Europe, Central Asia and the Americas", "SINGLE"],
  ["asg.dos", "Assistant Secretary-General for Support Operations", "SINGLE"],
  ["oo.designated", "Staff of the Office of Operations, designated for confidential material", "DUAL"],
  ["oo.staff", "Staff of the Office of Operations, not designated", "DUAL"],
  [
    "iot.head",
    "Head of the Integrated Operational Team for Central Africa, a part of the Office of Operations",
    "DUAL",
  ],
  ["oma.head", "Military Adviser, head of the Office of Military Affairs"],
  ["oma.designated", "Staff of the Office of Military Affairs, designated for confidential material"],
  ["oma.staff", "Staff of the Office of Military Affairs, not designated"],
  ["police.head", "Police Adviser, head of the Police Division"],
  ["police.staff", "Staff of the Police Division, not designated"],
  ["dpet.director", "Director of the Division of Policy, Evaluation and Training"],
  ["administrator", "Administrator of the registry"],
  ["administrator.second", "Second administrator of the registry, who confirms what the first enters"],
  ["auditor", "Auditor of the register"],
  ["oios", "Under-Secretary-General for Internal Oversight Services"],
  ["oios.designated", "Staff of Internal Oversight, designated for confidential material"],
];

const PORTALS: readonly Row[] = [
  ["portal.oma", "Portal of the Office of Military Affairs"],
  ["portal.oo", "Portal of the Office of Operations", "DUAL"],
  ["portal.police", "Portal of the Police Division"],
];

/** The missions, as the demonstration's list has them; those that ended before 2019 have no Head after that. */
const MISSIONS =
  "UNTSO UNMOGIP UNFICYP UNDOF UNIFIL MINURSO UNMIK UNAMID MONUSCO UNISFA UNMISS MINUSMA MINUSCA MINUJUSTH UNAMA".split(
    " ",
  );
const MISSIONS_ENDED_BEFORE_2019 = "UNMIL UNOCI MINUSTAH".split(" ");

const HEADS_OF_MISSION: readonly Row[] = [
  ...MISSIONS.map((mission) => headOf(mission)),
  ...MISSIONS_ENDED_BEFORE_2019.map((mission) => headOf(mission, "DUAL")),
];

/** Everybody of the demonstration, or those whose posts exist under one reporting line. */
export function demonstrationAccounts(regime?: Regime): DemonstrationAccount[] {
  const persons = [...POSTS, ...HEADS_OF_MISSION].map((row) => accountOf("PERSON", row));
  const everybody = [...persons, ...PORTALS.map((row) => accountOf("PORTAL", row))];
  return everybody.filter(({ regimes }) => regime === undefined || regimes.includes(regime));
}

function headOf(mission: string, ...regimes: Regime[]): Row {
  return [`hom.${mission.toLowerCase()}`, `Head of Mission of ${mission}`, ...regimes];
}

function accountOf(kind: DemonstrationAccount["kind"], [account, description, ...regimes]: Row): DemonstrationAccount {
  const name = `Demonstration ${kind.toLowerCase()}: ${description}`;
  return { account, name, kind, description, regimes: regimes.length > 0 ? regimes : BOTH };
}
