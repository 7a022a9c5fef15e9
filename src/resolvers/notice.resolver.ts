import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { byColumn } from "../access/filters";
import { PageArguments } from "../entities/connection";
import { NoticeConnection } from "../entities/connections";
import { Node } from "../entities/node";
import { Notice } from "../entities/notice";
import { Post } from "../entities/organisation";
import { Reads, anyOf, connection, oneBy } from "../entities/reads";
import type { Context } from "./context";
import { delivered } from "./delivered";

/** What notices are about. */
const OBJECTS = [
  "Circulation",
  "Report",
  "ReviewRequest",
  "Review",
  "Recommendation",
  "Appointment",
  "Login",
  "PostPlacement",
  "Portal",
  "Webhook",
  "OfficerInCharge",
  "Office",
  "Post",
];

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, {
    description: "The notices to the posts that the reader holds now, the newest first (access policy § 7.5).",
  })
  @Reads(connection({ type: "Notice", order: byColumn("noticed_at", "timestamptz", "desc") }))
  notices(@Args() _args: PageArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Post, { description: "The post that is told." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "What it is about; null where the reader may not see it now.",
  })
  @Reads(anyOf(OBJECTS, (target, row) => `${target}.id = ${row}.object_id`))
  object(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
