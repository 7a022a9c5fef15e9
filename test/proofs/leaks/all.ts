import { accessLeaks } from "./access";
import { databaseLeaks } from "./database";
import { fieldLeaks } from "./fields";
import { type Leak, inFiveWays, leaksOf } from "./leak";
import { policyLeaks } from "./policies";
import { requestLeaks } from "./requests";

/** Every leak that is seeded to measure the proofs. */
const seeded: readonly Leak[] = [...policyLeaks, ...accessLeaks, ...fieldLeaks, ...requestLeaks, ...databaseLeaks];

/** Changes that tell nobody anything, put in by the same way as the leaks. */
const harmless = [
  ...leaksOf("src/access/operators.ts", {
    "nothing, in the law": ["return values.length > 0", "return values.length !== 0"],
  }),
  ...inFiveWays(
    leaksOf("src/identity/facts.ts", {
      "nothing, in the facts": [
        "confidentialOffices: row.confidential_offices ?? []",
        "confidentialOffices: row.confidential_offices || []",
      ],
    }),
  ),
  ...inFiveWays(
    leaksOf("migrations/0001-organisation.up.sql", {
      "nothing, in the database": [
        "and a.sight_from <= posts_held.at and posts_held.at < a.sight_until",
        "and posts_held.at >= a.sight_from and a.sight_until > posts_held.at",
      ],
    }),
  ),
].map((leak): Leak => ({ ...leak, isHarmless: true }));

/** All that is tried, each by its place. */
export const leaks: readonly Leak[] = [...seeded, ...harmless];
