import { join } from "node:path";

import { type Answers, LARGEST_COUNT, type Place, type Wish } from "../../asking/reads";
import { type Asked, type Contender, type Program, type Surroundings, portOfJson } from "../contender";
import { telling } from "../settings";

const BENCH = join(__dirname, "../..");

const program = ({ world, issuer, pool }: Surroundings): Program => ({
  arguments: ["-r", "../load-typescript.js", "contenders/limit/server.ts"],
  folder: BENCH,
  environment: telling({ databaseUrl: world.applicationUrl, issuer, ticketKeyFile: world.ticketKeyFile, pool }),
  portIn: portOfJson,
});

const NEWEST = { listedOn: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

function valuesOf(wish: Wish, cursor?: string): readonly unknown[] {
  switch (wish.read) {
    case "Q1":
      return [wish.symbol];
    case "Q2":
      return [];
    case "Q3":
      return [wish.mission, wish.area];
    case "Q4":
      return [wish.status];
    case "Q5": {
      const { listedOn, id } = cursor === undefined ? NEWEST : (JSON.parse(cursor) as typeof NEWEST);
      return [listedOn, id];
    }
    case "Q6":
      return [wish.word];
  }
}

const ask = (wish: Wish, cursor?: string): Asked => ({
  path: "/",
  body: JSON.stringify({ read: wish.read, values: valuesOf(wish, cursor) }),
});

/** Its cursors are the keys themselves. */
const cursors = (places: readonly Place[]): Promise<string[]> =>
  Promise.resolve(places.map(({ listedOn, id }) => JSON.stringify({ listedOn, id })));

const same = (data: never) => data;

/** What no GraphQL server can be faster than, as far as we know: one prepared statement for each read. */
export const limit: Contender = {
  name: "limit",
  about:
    "a bare server: the same ticket and row-level security, one prepared statement that gives finished JSON; no GraphQL, nothing registered",
  program,
  ask,
  cursors,
  answers: {
    Q1: same,
    Q2: same,
    Q3: same,
    Q4: ({ count, first }: Answers["Q4"]) => ({ count: count === null || count > LARGEST_COUNT ? null : count, first }),
    Q5: same,
    Q6: same,
  },
};
