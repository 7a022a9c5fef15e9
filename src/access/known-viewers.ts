import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

import type { LoginName } from "../database/tickets";
import type { Entered } from "../identity/facts";

/** Who knocks: a login, and the portal through which it asks. */
export interface Caller {
  readonly login: LoginName;
  readonly actor?: LoginName | undefined;
}

/** A viewer who has asked before. */
export interface Known {
  readonly entered: Entered;
  /** The same for the same facts, whatever the instant. */
  readonly facts: string;
}

/** Of how many callers it is remembered who they are. */
const KEPT = 5_000;

const nameOf = ({ login, actor }: Caller) =>
  JSON.stringify([login.issuer, login.subject, ...(actor ? [actor.issuer, actor.subject] : [])]);

function factsOf({ viewer, line }: Entered): string {
  const timeless = (key: string, value: unknown) => (key === "now" ? undefined : value);
  return createHash("sha256")
    .update(JSON.stringify([viewer, line], timeless))
    .digest("base64url");
}

/**
 * Who the callers were when they last asked. The database says at every request whether it still holds: nothing is read by facts that it
 * has not confirmed in the same snapshot.
 */
export class KnownViewers {
  private readonly known = new LRUCache<string, Known>({ max: KEPT });

  get(caller: Caller): Known | undefined {
    return this.known.get(nameOf(caller));
  }

  /** Keeps who has entered, as what is known where that is the same. */
  keep(caller: Caller, entered: Entered, before: Known | undefined): Known {
    if (before && entered.carried === before.entered.carried) return before;
    const known = { entered, facts: factsOf(entered) };
    this.known.set(nameOf(caller), known);
    return known;
  }
}
