import { randomUUID } from "node:crypto";

import { idOf } from "../../../src/access/ids";
import { house } from "../../access/house";
import { mutation } from "../../operations/life";

/** One question, as it is asked about what its reader may not see, and about what never was. */
export interface TimedQuestion {
  readonly name: string;
  readonly query: string;
  hidden(place: number): object;
  absent(place: number): object;
}

const of = <One>(all: readonly One[], place: number): One => all[place % all.length]!;

const PARTS = [
  house.part("strict", "secret"),
  house.part("strict", "open"),
  house.part("confidential", "recommendation"),
  house.part("confidential", "section"),
  house.part("draft", "open"),
  house.part("kept", "only"),
];
const SYMBOLS = [house.symbol("strict"), house.symbol("draft"), house.symbol("kept")];
const CIRCULATIONS = [house.circulation("toHead"), house.circulation("proposed"), house.circulation("revoked")];

const absentId = (prefix: string) => idOf(prefix, randomUUID());

/** What the Military Adviser asks. */
export const QUESTIONS: readonly TimedQuestion[] = [
  {
    name: "a part by its id",
    query: "query ($id: ID!) { node(id: $id) { id ... on Part { text } } }",
    hidden: (place) => ({ id: of(PARTS, place) }),
    absent: () => ({ id: absentId("part") }),
  },
  {
    name: "a report by its symbol",
    query: "query ($s: String!) { report(symbol: $s) { title parts(first: 5) { nodes { text } } } }",
    hidden: (place) => ({ s: of(SYMBOLS, place) }),
    absent: () => ({ s: `OPSP/2015/R-${randomUUID().slice(0, 8).toUpperCase()}` }),
  },
  {
    name: "a list filtered by an id",
    query: "query ($id: ID!) { circulations(first: 5, filter: { reportId: $id }) { totalCount nodes { id } } }",
    hidden: (place) => ({ id: of([house.report("strict"), house.report("kept"), house.report("draft")], place) }),
    absent: () => ({ id: absentId("report") }),
  },
  {
    name: "an act on a circulation",
    query: mutation("revokeCirculation", "__typename"),
    hidden: (place) => ({ input: { circulationId: of(CIRCULATIONS, place), reason: "To know" } }),
    absent: () => ({ input: { circulationId: absentId("circulation"), reason: "To know" } }),
  },
];
