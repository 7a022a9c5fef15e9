import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { byColumn, officeFilter, postFilter } from "../access/filters";
import { PageArguments } from "../entities/connection";
import { OfficeConnection, PostConnection } from "../entities/connections";
import { Appointment, Designation, Login, OfficerInCharge, Portal, PostPlacement } from "../entities/entries";
import { Mission, Office, Person, Post, ReportingLine } from "../entities/organisation";
import { HoldsAbout, Reads, connection, many, one, oneBy } from "../entities/reads";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { OfficeFilter, PostFilter } from "./filters";

@ArgsType()
class OfficesArguments extends PageArguments {
  @Field(() => OfficeFilter, { nullable: true, description: "Which offices." })
  filter?: OfficeFilter;
}

@ArgsType()
class PostsArguments extends PageArguments {
  @Field(() => PostFilter, { nullable: true, description: "Which posts." })
  filter?: PostFilter;
}

const byStart = (row: string) => `${row}.starts_on, ${row}.id`;

@Resolver(() => Mission)
export class MissionResolver {
  @Query(() => [Mission], { description: "All missions, those that have ended included." })
  @Reads(
    many(
      "Mission",
      () => "true",
      (row) => `${row}.acronym`,
    ),
  )
  @HoldsAbout(30)
  missions(@Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Office, { nullable: true, description: "The mission as an office, to which its posts belong." })
  @Reads(one("Office", (target, row) => `${target}.mission_id = ${row}.id`))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Office)
export class OfficeResolver {
  @Query(() => OfficeConnection, { description: "All offices, those that have ended included." })
  @Reads(connection({ type: "Office", filter: officeFilter, order: byColumn("code", "text") }))
  offices(@Args() _args: OfficesArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Office, { nullable: true, description: "The office that it is part of." })
  @Reads(oneBy("Office", "parent_id"))
  parent(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Mission, { nullable: true, description: "The mission that it is." })
  @Reads(oneBy("Mission", "mission_id"))
  mission(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Designation], { description: "Its designations that the reader may see." })
  @Reads(many("Designation", (target, row) => `${target}.office_id = ${row}.id`, byStart))
  designations(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Portal], { description: "Its portals that the reader may see." })
  @Reads(many("Portal", (target, row) => `${target}.office_id = ${row}.id`, byStart))
  portals(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Post)
export class PostResolver {
  @Query(() => PostConnection, { description: "All posts, those that have ended included." })
  @Reads(connection({ type: "Post", filter: postFilter, order: byColumn("code", "text") }))
  posts(@Args() _args: PostsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @Query(() => [ReportingLine], { description: "The reporting lines, by date." })
  @Reads(
    many(
      "ReportingLine",
      () => "true",
      (row) => `${row}.starts_on`,
    ),
  )
  reportingLines(@Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @Query(() => [OfficerInCharge], {
    description: "Who was named officer-in-charge, by date, for those who may see it (access policy § 6.2).",
  })
  @Reads(many("OfficerInCharge", () => "true", byStart))
  officersInCharge(@Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Office, { nullable: true, description: "The office that it belongs to now." })
  @Reads(
    one(
      "Office",
      (target, row, { now }) =>
        `${target}.id = (select pl.office_id from post_placement pl where pl.post_id = ${row}.id and pl.sight_from <= ${now} and ${now} < pl.sight_until)`,
    ),
  )
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PostPlacement], { description: "To which offices it belonged, by date." })
  @Reads(many("PostPlacement", (target, row) => `${target}.post_id = ${row}.id`, byStart))
  placements(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Appointment], { description: "The appointments to it that the reader may see, by date." })
  @Reads(many("Appointment", (target, row) => `${target}.post_id = ${row}.id`, byStart))
  appointments(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => ReportingLine)
export class ReportingLineResolver {
  @FieldResolver(() => [Post], { description: "The posts that sign." })
  @Reads(
    many(
      "Post",
      (target, row) =>
        `exists (select from reporting_line_post l where l.reporting_line_code = ${row}.code and l.post_id = ${target}.id)`,
      (row) => `${row}.code`,
    ),
  )
  posts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => [Appointment], { description: "The person's appointments that the reader may see, by date." })
  @Reads(many("Appointment", (target, row) => `${target}.person_id = ${row}.id`, byStart))
  appointments(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Login], { description: "The person's logins that the reader may see, by date." })
  @Reads(many("Login", (target, row) => `${target}.person_id = ${row}.id`, byStart))
  logins(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Appointment)
export class AppointmentResolver {
  @FieldResolver(() => Post, { description: "The post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: "The person." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => PostPlacement)
export class PostPlacementResolver {
  @FieldResolver(() => Post, { description: "The post." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, { description: "The office." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Designation)
export class DesignationResolver {
  @FieldResolver(() => Office, { description: "The office." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: "The person." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => OfficerInCharge)
export class OfficerInChargeResolver {
  @FieldResolver(() => Post, { description: "The post whose holder has the Director's powers." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Login)
export class LoginResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person; null for a portal's." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Portal)
export class PortalResolver {
  @FieldResolver(() => Office, { description: "The office for which it acts." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
