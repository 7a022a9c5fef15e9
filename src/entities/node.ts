import { Field, ID, InterfaceType } from "type-graphql";

import { Reads, ownId } from "./reads";

/** Anything that has an id of its own. */
@InterfaceType({ description: "Anything that has an id of its own, and can be asked for by it." })
export abstract class Node {
  @Field(() => ID, { description: "The id: opaque, random, the same for ever." })
  @Reads(ownId)
  id!: string;
}
