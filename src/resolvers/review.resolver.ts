import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { byColumn, requestFilter, reviewFilter } from "../access/filters";
import { PageArguments } from "../entities/connection";
import { ReportConnection, ReviewConnection, ReviewRequestConnection } from "../entities/connections";
import { RequestEvent, ReviewEvent } from "../entities/history";
import { Mission, Office, Person, Post } from "../entities/organisation";
import { HoldsAbout, Reads, connection, many, one, oneBy } from "../entities/reads";
import { RequestDirection, RequestPermissions, ReviewRequest, requestPermissions } from "../entities/request";
import {
  Consultation,
  Review,
  ReviewCancellation,
  ReviewPermissions,
  TeamMember,
  Visit,
  reviewPermissions,
} from "../entities/review";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { RequestFilter, ReviewFilter } from "./filters";

@ArgsType()
class RequestsArguments extends PageArguments {
  @Field(() => RequestFilter, { nullable: true, description: "Which requests." })
  filter?: RequestFilter;
}

@ArgsType()
class ReviewsArguments extends PageArguments {
  @Field(() => ReviewFilter, { nullable: true, description: "Which reviews." })
  filter?: ReviewFilter;
}

const ofThisReview = (target: string, row: string) => `${target}.review_id = ${row}.id`;
const byTime = (row: string) => `${row}.done_at`;
const missionsOf = (table: string, key: string) =>
  many(
    "Mission",
    (target, row) => `exists (select from ${table} rm where rm.${key} = ${row}.id and rm.mission_id = ${target}.id)`,
    (row) => `${row}.acronym`,
  );

@Resolver(() => ReviewRequest)
export class ReviewRequestResolver {
  @Query(() => ReviewRequestConnection, {
    description: "The requests for reviews that the reader may see, the newest first (access policy § 11.1).",
  })
  @Reads(
    connection({
      type: "ReviewRequest",
      filter: requestFilter,
      order: byColumn("submitted_at", "timestamptz", "desc"),
    }),
  )
  reviewRequests(@Args() _args: RequestsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => [Mission], { description: "The missions to be reviewed; none for Headquarters." })
  @Reads(missionsOf("request_mission", "request_id"))
  missions(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, {
    nullable: true,
    description: "The post that submitted it; of an own motion, the post of the USG who began it. None of a country.",
  })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "The post that declined it." })
  @Reads(oneBy("Post", "declined_by_post_id"))
  declinedByPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [RequestDirection], { description: "Which posts of the reporting line have directed it." })
  @Reads(
    many(
      "RequestDirection",
      (target, row) => `${target}.request_id = ${row}.id`,
      (row) => `${row}.given_at`,
    ),
  )
  @HoldsAbout(2)
  directions(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Review, { nullable: true, description: "Its review, where that is open for the reader." })
  @Reads(one("Review", (target, row) => `${target}.request_id = ${row}.id`))
  review(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [RequestEvent], { description: "What was done to it, in the order of time." })
  @Reads(many("RequestEvent", (target, row) => `${target}.object_id = ${row}.id`, byTime))
  @HoldsAbout(5)
  history(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => RequestPermissions, { description: "What the reader may do to it now." })
  @Reads(requestPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => RequestDirection)
export class RequestDirectionResolver {
  @FieldResolver(() => Post, { description: "The post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who, where the reader may see persons." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Review)
export class ReviewResolver {
  @Query(() => ReviewConnection, {
    description: "The reviews that the reader may see, the newest first (access policy § 5.1, § 11.8).",
  })
  @Reads(connection({ type: "Review", filter: reviewFilter, order: byColumn("opened_at", "timestamptz", "desc") }))
  reviews(@Args() _args: ReviewsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => [Mission], { description: "The missions reviewed." })
  @Reads(missionsOf("review_mission", "review_id"))
  missions(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => ReviewRequest, {
    nullable: true,
    description: "The request that was directed, where the reader may see it.",
  })
  @Reads(oneBy("ReviewRequest", "request_id"))
  request(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Post, { nullable: true, description: "The post that requested it." })
  @Reads(oneBy("Post", "requesting_post_id"))
  requestingPost(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Office], { description: "The offices with which it is joint." })
  @Reads(
    many(
      "Office",
      (target, row) =>
        `exists (select from review_partner rp where rp.review_id = ${row}.id and rp.office_id = ${target}.id)`,
      (row) => `${row}.code`,
    ),
  )
  partners(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [TeamMember], { description: "Its team, by date, where the reader may see it." })
  @Reads(many("TeamMember", ofThisReview, (row) => `${row}.starts_on`))
  team(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Consultation], { description: "Its consultations, by date, where the reader may see them." })
  @Reads(many("Consultation", ofThisReview, (row) => `${row}.held_on`))
  consultations(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Visit], { description: "Its visits, by date, where the reader may see them." })
  @Reads(many("Visit", ofThisReview, (row) => `${row}.starts_on`))
  visits(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [ReviewCancellation], {
    description: "Which posts of the reporting line have cancelled it, where the reader may see that.",
  })
  @Reads(many("ReviewCancellation", ofThisReview, (row) => `${row}.given_at`))
  @HoldsAbout(2)
  cancellations(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => ReportConnection, { description: "Those of its reports that the reader may see." })
  @Reads(connection({ type: "Report", on: ofThisReview, order: byColumn("listed_on", "date", "desc") }))
  reports(@Args() _args: PageArguments, @Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [ReviewEvent], {
    description:
      "What was done to it, in the order of time; those to whom it was announced see its public steps (access policy § 11.8).",
  })
  @Reads(many("ReviewEvent", (target, row) => `${target}.object_id = ${row}.id`, byTime))
  history(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => ReviewPermissions, { description: "What the reader may do to it now." })
  @Reads(reviewPermissions)
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Visit)
export class VisitResolver {
  @FieldResolver(() => Mission, { description: "The mission." })
  @Reads(oneBy("Mission", "mission_id"))
  mission(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => ReviewCancellation)
export class ReviewCancellationResolver {
  @FieldResolver(() => Post, { description: "The post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => TeamMember)
export class TeamMemberResolver {
  @FieldResolver(() => Post, { description: "The post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
