import { randomInt } from "node:crypto";

import type { PartKind } from "../entities/terms";

/** Letters and digits that are not taken for one another, and make no words. */
const SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ";
const random = (length: number) => Array.from({ length }, () => SIGNS[randomInt(SIGNS.length)]).join("");

/** A report's symbol: random, for a running number would tell of the others. */
export const newSymbol = (year: number) => `OPSP/${year}/R-${random(6)}`;

/** A part's label: random, for it tells nothing of its neighbours. */
export const newLabel = (kind: PartKind) => `${kind.charAt(0)}-${random(5)}`;
