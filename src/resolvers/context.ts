import type { Registry } from "../access/door";
import type { Operations } from "../operations/operations";

/** What a resolver has at hand: the door for reading, and the acts. */
export interface Context {
  readonly registry: Registry;
  readonly operations: Operations;
}
