import { In } from "typeorm";

import { BadInput } from "../entities/errors";
import { Mission } from "../entities/organisation";
import type { Act } from "./act";

/** The missions of these acronyms. */
export async function missionIds(act: Act, acronyms: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(acronyms)];
  const found = await act.manager.findBy(Mission, { acronym: In(wanted) });
  if (found.length !== wanted.length)
    throw new BadInput("One of these acronyms is no mission's. Take them from the list of missions.");
  return found.map(({ id }) => id);
}
