import { join } from "node:path";

import type { Contender, Program, Surroundings } from "../contender";
import { registry } from "../registry/contender";

/** The registry's own program, with one thing loaded before it. */
function program(surroundings: Surroundings): Program {
  const folder = join(surroundings.folder, "unregistered");
  const noRegister = "./bench/contenders/unregistered/no-register.ts";
  return {
    ...registry.program({ ...surroundings, folder }),
    arguments: ["-r", "./load-typescript.js", "-r", noRegister, "src/main.ts"],
  };
}

/** The registry without its register, which nobody may run: what it saves is the register's share. */
export const unregistered: Contender = {
  ...registry,
  name: "unregistered",
  about: "the registry, each of whose answers leaves without an entry: what the entry costs lies between the two",
  isApart: true,
  program,
};
