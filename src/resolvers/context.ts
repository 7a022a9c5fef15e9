import type { GraphQLResolveInfo } from "graphql";

import type { Registry } from "../access/door";
import type { Operation } from "../operations/perform";

/** What a resolver has at hand: the door for reading, and the way to an act. */
export interface Context {
  /** The read under way: one snapshot for the whole answer. */
  readonly registry: Registry;
  /** Performs an act, and gives what is selected of its payload, read again through the door. */
  act<Input>(operation: Operation<Input>, input: Input, info: GraphQLResolveInfo): Promise<unknown>;
}
