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
const REPORTS = [house.report("strict"), house.report("kept"), house.report("draft")];
const CIRCULATIONS = [house.circulation("toHead"), house.circulation("proposed"), house.circulation("revoked")];

/** As many of what never was, each as often: what was asked before is answered by a plan that is there already. */
const absent = (hidden: readonly string[], one: () => string) => hidden.map(() => one());
const absentId = (prefix: string) => () => idOf(prefix, randomUUID());
const ABSENT_PARTS = absent(PARTS, absentId("part"));
const ABSENT_SYMBOLS = absent(SYMBOLS, () => `OPSP/2015/R-${randomUUID().slice(0, 8).toUpperCase()}`);
const ABSENT_REPORTS = absent(REPORTS, absentId("report"));
const ABSENT_CIRCULATIONS = absent(CIRCULATIONS, absentId("circulation"));

/** What the Military Adviser asks. */
export const QUESTIONS: readonly TimedQuestion[] = [
  {
    name: "a part by its id",
    query: "query ($id: ID!) { node(id: $id) { id ... on Part { text } } }",
    hidden: (place) => ({ id: of(PARTS, place) }),
    absent: (place) => ({ id: of(ABSENT_PARTS, place) }),
  },
  {
    name: "a report by its symbol",
    query: "query ($s: String!) { report(symbol: $s) { title parts(first: 5) { nodes { text } } } }",
    hidden: (place) => ({ s: of(SYMBOLS, place) }),
    absent: (place) => ({ s: of(ABSENT_SYMBOLS, place) }),
  },
  {
    name: "a list filtered by an id",
    query: "query ($id: ID!) { circulations(first: 5, filter: { reportId: $id }) { totalCount nodes { id } } }",
    hidden: (place) => ({ id: of(REPORTS, place) }),
    absent: (place) => ({ id: of(ABSENT_REPORTS, place) }),
  },
  {
    name: "an act on a circulation",
    query: mutation("revokeCirculation", "__typename"),
    hidden: (place) => ({ input: { circulationId: of(CIRCULATIONS, place), reason: "To know" } }),
    absent: (place) => ({ input: { circulationId: of(ABSENT_CIRCULATIONS, place), reason: "To know" } }),
  },
];
