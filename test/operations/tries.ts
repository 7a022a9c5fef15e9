import { GraphQLError } from "graphql";

import { type Operation, perform } from "../../src/operations/perform";
import type { World } from "./world";

const REFUSED = ["FORBIDDEN", "NOT_A_SIGNATORY", "INVALID_STATE", "NOT_FOUND"];

/** One way to try an act: gives the code of its refusal, or that it would be done. */
type Try = () => Promise<string>;

/** For each act, the ways in which it may be tried. */
export type Tries = Record<string, Try[]>;

/** Whether an act would be done, tried in one of several ways. */
export async function wouldBeDone(ways: readonly Try[]): Promise<boolean> {
  for (const way of ways) if (!REFUSED.includes(await way())) return true;
  return false;
}

/** Tries acts without doing them: all of an act is taken back at its end. */
export function triesOn(world: World) {
  return async <Input>(subject: string, operation: Operation<Input>, input: Input): Promise<string> => {
    const login = { issuer: world.registry.issuer.issuer, subject };
    const performer = { login, authenticatedAt: new Date(), signal: AbortSignal.abort() };
    try {
      await perform(world.registry.app.stage, performer, operation, input);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return error.extensions.code === "UNAVAILABLE" ? "DONE" : String(error.extensions.code);
    }
    throw new Error("An act was done that was only to be tried.");
  };
}

export const READERS = [
  "director",
  "military",
  "officer",
  "assistant",
  "usg.dpko",
  "usg.dfs",
  "usg.both",
  "administrator",
  "administrator.second",
  "auditor",
  "both.duties",
  "gainer",
  "asg.oo",
  "oma.head",
  "hom.unmiss",
  "oios",
];

/** An officer-in-charge, one who acts for both USGs, one who is Director and administrator, one who is in charge and gains. */
export async function castFurther(world: World): Promise<void> {
  await world.putInCharge("OPSP_SENIOR_MILITARY");
  for (const post of ["USG_DPKO", "USG_DFS"])
    await world.registry.person("usg.both", post, { acting: true, from: "2016-01-01" });
  for (const post of ["DIRECTOR_OPSP", "ADMINISTRATOR_2"])
    await world.registry.person("both.duties", post, { acting: true, from: "2016-01-01" });
  for (const post of ["OPSP_SENIOR_MILITARY", "ASG_OO"])
    await world.registry.person("gainer", post, { acting: true, from: "2016-01-01" });
}
