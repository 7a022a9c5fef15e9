import type { GraphQLResolveInfo } from "graphql";
import { FieldResolver, Info, Resolver } from "type-graphql";

import { HistoryEntry } from "../entities/history";
import { Person, Post } from "../entities/organisation";
import { Reads, oneBy } from "../entities/reads";
import { delivered } from "./delivered";

@Resolver(() => HistoryEntry)
export class HistoryEntryResolver {
  @FieldResolver(() => Post, { nullable: true, description: "In which post; null where the registry itself did it." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: "By whom, where the reader may see persons." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
