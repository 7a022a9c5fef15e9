import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";

import { Node } from "../entities/node";
import { Reads, node, nodes } from "../entities/reads";
import type { Context } from "./context";

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "The thing with this id, as far as the reader may see it; null for what is hidden, absent, or no id.",
  })
  @Reads(node)
  node(
    @Arg("id", () => ID, { description: "The id." }) _id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    return registry.read(info);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: "The things with these ids, in their order; null in the place of what is hidden, absent, or no id.",
  })
  @Reads(nodes)
  nodes(
    @Arg("ids", () => [ID], { description: "The ids: 100 at most." }) _ids: string[],
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    return registry.read(info);
  }
}
