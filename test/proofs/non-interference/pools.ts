import { idOf } from "../../../src/access/ids";
import type { Random } from "../../policies/random-world";
import { uuidOf } from "../../policies/rows";
import type { Scene } from "./scene";

/** What the arguments of questions are drawn from. */
export interface Pools {
  /** Ids by what they begin with: of what is in one scene, in both, or in none. */
  ids: Record<string, string[]>;
  /** Parts that are in one scene alone. */
  secretParts: string[];
  /** Posts and offices to which something is circulated. */
  recipients: Record<string, string[]>;
  symbols: string[];
  words: string[];
  days: string[];
  instants: string[];
  /** Cursors of earlier answers. */
  cursors: string[];
}

/** Ids of what stands in the database by itself: of the organisation, and of those to whom something is circulated. */
export interface Listed {
  codes: Record<string, string[]>;
  recipients: Record<string, string[]>;
}

const WORDS = [
  "convoy",
  "fuel",
  "ambush",
  "patrol",
  "rescue",
  '"patrol bases"',
  "convoy -fuel",
  "fuel or ambush",
  "words tell",
];
const MALFORMED = ["", "part_", "report_zz", "0", "part_0000", "OPSP/2016/R-XXXXXX", "part_ÄÖ", "' or 1=1 --"];

/** Ids and words of two scenes, so that each question can name what is hidden in both, in one, or in none. */
export function poolsOf(scenes: readonly Scene[], { codes, recipients }: Listed, random: Random): Pools {
  const { now } = scenes[0]!.world;
  const worlds = scenes.map(({ world }) => world);
  const all = <T>(of: (scene: Scene) => T[]) => [...new Set(scenes.flatMap(of))];
  const ids: Record<string, string[]> = {
    report: all(({ world }) => world.reports.map(({ id }) => id)),
    review: all(({ world }) => world.reports.map(({ id }) => id)),
    part: all(({ world }) => world.reports.flatMap(({ parts }) => parts.map(({ id }) => id))),
    circulation: all(({ world }) => world.circulations.map(({ id }) => id)),
    person: all(({ world }) => world.persons.map(uuidOf)),
    notice: all(({ notices }) => notices.map(({ id }) => id)),
    entry: all(({ entries }) => entries.map(({ id }) => id)),
    appointment: worlds[0]!.appointments.map((_, place) => uuidOf(`appointment ${place}`)),
    designation: all(({ world }) =>
      world.designations.map(({ office, person }) => uuidOf(`designation ${office} ${person}`)),
    ),
    member: all(({ world }) =>
      world.reports.flatMap(({ id, team }) => team.map(({ post }) => uuidOf(`${id} ${post}`))),
    ),
    ...codes,
  };
  const [ones = [], others = ones] = scenes.map(({ world }) =>
    world.reports.flatMap(({ parts }) => parts.map(({ id }) => id)),
  );
  const isSecret = (id: string) => ones.includes(id) !== others.includes(id);
  const texts = all(({ world }) => world.reports.flatMap(({ parts }) => parts.map(({ text }) => text)));
  const day = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();
  const days = [-500, -400, -320, -300, -299, -200, -10, -1, 0, 1, 30].map(day);
  return {
    ids: Object.fromEntries(
      Object.entries(ids).map(([prefix, uuids]) => [
        prefix,
        [...uuids, random.uuid()].map((uuid) => idOf(prefix, uuid)),
      ]),
    ),
    secretParts: ids.part!.filter(isSecret).map((uuid) => idOf("part", uuid)),
    recipients: Object.fromEntries(
      Object.entries(recipients).map(([prefix, uuids]) => [prefix, uuids.map((uuid) => idOf(prefix, uuid))]),
    ),
    symbols: [...all(({ world }) => world.reports.map(({ symbol }) => symbol)), "OPSP/2016/R-NEVER1", "R-1"],
    words: [...WORDS, ...texts.map((text) => text.split(" ")[1]!)],
    days: days.map((instant) => instant.slice(0, 10)),
    instants: days,
    cursors: [],
  };
}

export const malformed = (random: Random) => random.pick(MALFORMED);
