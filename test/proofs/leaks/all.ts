import { accessLeaks } from "./access";
import { databaseLeaks } from "./database";
import { fieldLeaks } from "./fields";
import type { Leak } from "./leak";
import { policyLeaks } from "./policies";
import { requestLeaks } from "./requests";

/** Every leak that is seeded to measure the proofs. */
export const leaks: readonly Leak[] = [
  ...policyLeaks,
  ...accessLeaks,
  ...fieldLeaks,
  ...requestLeaks,
  ...databaseLeaks,
];
