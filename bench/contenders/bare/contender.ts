import { join } from "node:path";

import { type Contender, type Program, type Surroundings, portOfJson } from "../contender";
import { limit } from "../limit/contender";
import { telling } from "../settings";

const program = ({ world, issuer, pool }: Surroundings): Program => ({
  arguments: ["-r", "../load-typescript.js", "contenders/bare/server.ts"],
  folder: join(__dirname, "../.."),
  environment: telling({ databaseUrl: world.url, issuer, ticketKeyFile: world.ticketKeyFile, pool }),
  portIn: portOfJson,
});

/** The limit without ticket and row-level security: what both of them cost lies between the two. */
export const bare: Contender = {
  ...limit,
  name: "bare",
  about:
    "the limit without ticket and row-level security: a superuser's statements, which ask for rights themselves where a reader is given few",
  program,
};
