import { WorldMaker } from "../../policies/random-world";
import { stateAt } from "../../policies/oracle";
import type { World, WorldCirculation } from "../../policies/world";

/** Those without whom nothing happens: each post has a holder of its own, beside whoever acts in it. */
const OFFICERS = {
  "the director": "DIRECTOR_OPSP",
  "the usg dpko": "USG_DPKO",
  "the usg dfs": "USG_DFS",
  "the usg dpo": "USG_DPO",
  "the administrator": "ADMINISTRATOR_1",
  "the second administrator": "ADMINISTRATOR_2",
  "the adviser": "MILITARY_ADVISER",
  "the head of oios": "HEAD_OF_OIOS",
};

/** The world in which a history begins: a random one, in which the registry is staffed and something is circulated. */
export function beginning(seed: number): World {
  const world = new WorldMaker(seed).make({ persons: 9, reports: 4 });
  if (world.circulations.length === 0) return beginning(seed + 4);
  const staffed = Object.entries(OFFICERS).map(([person, post]) => ({
    person,
    post,
    acting: false,
    from: post === "USG_DPO" ? "2019-01-01" : "2014-06-01",
    until: null,
    confirmed: true,
  }));
  const posts: string[] = Object.values(OFFICERS);
  return {
    ...world,
    circulations: world.circulations.map((one) => ({ ...one, suspensions: lawful(world, one) })),
    persons: [...world.persons, ...Object.keys(OFFICERS)],
    appointments: [...world.appointments.filter(({ post, acting }) => acting || !posts.includes(post)), ...staffed],
  };
}

/** Only what is complete was ever suspended. */
const lawful = (world: World, one: WorldCirculation) =>
  ["PROPOSED", "PARTLY_SIGNED"].includes(stateAt(world, one, world.now)) ? [] : one.suspensions;
