import type { Abilities } from "../../../src/access/ability";
import type { Reader } from "../../policies/world";
import { behindTickets } from "./behind-tickets";
import { inMemory, inSql } from "./in-database";
import type { Answers } from "./questions";
import type { Scene } from "./scene";

/** One way to be answered, beside the policy's own and HTTP's: of what it answers, and of nothing else, it is asked. */
export interface Way {
  readonly name: string;
  answer(scene: Scene, abilities: Abilities, reader: Reader): Promise<Partial<Answers>> | Partial<Answers>;
}

export const ways: readonly Way[] = [
  { name: "the law in memory", answer: (scene, abilities) => inMemory(abilities, scene) },
  { name: "the law as a filter in SQL", answer: (scene, abilities) => inSql(abilities, scene) },
  {
    name: "row-level security alone",
    answer: ({ holder, registry }, _abilities, reader) => behindTickets(holder, registry.issuer.issuer, reader),
  },
];
