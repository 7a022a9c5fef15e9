import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { appointmentFilter, byColumn, personFilter } from "../access/filters";
import { EntriesAwaitingConfirmation, awaits, canConfirm } from "../entities/awaiting";
import { PageArguments } from "../entities/connection";
import { AppointmentConnection, PersonConnection } from "../entities/connections";
import { Appointment, ConfirmedEntry, Login, Portal, PostPlacement, portalOfCode } from "../entities/entries";
import { Person } from "../entities/organisation";
import { Answered, Reads, connection, many, oneBy, value } from "../entities/reads";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { AppointmentFilter, PersonFilter } from "./filters";

@ArgsType()
class AppointmentsArguments extends PageArguments {
  @Field(() => AppointmentFilter, { nullable: true, description: "Which appointments." })
  filter?: AppointmentFilter;
}

@ArgsType()
class PersonsArguments extends PageArguments {
  @Field(() => PersonFilter, { nullable: true, description: "Which persons." })
  filter?: PersonFilter;
}

const CAN_CONFIRM = { description: "Whether the reader can confirm it now, by confirmEntry." };
const byEntry = (row: string) => `${row}.entered_at, ${row}.id`;

@Resolver(() => EntriesAwaitingConfirmation)
export class EntriesAwaitingConfirmationResolver {
  @Query(() => EntriesAwaitingConfirmation, {
    description: "What awaits a second person, as far as the viewer may confirm it or has entered it.",
  })
  @Answered("it reads no row of its own: its lists do")
  entriesAwaitingConfirmation(@Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.rows(info, [{}]);
  }

  @FieldResolver(() => [Appointment], { description: "Appointments, the oldest entry first." })
  @Reads(many("Appointment", awaits("Appointment"), byEntry))
  appointments(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [PostPlacement], { description: "Placements of posts, the oldest entry first." })
  @Reads(many("PostPlacement", awaits("Organisation"), byEntry))
  placements(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Login], { description: "Logins, the oldest entry first." })
  @Reads(many("Login", awaits("Login"), byEntry))
  logins(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Portal], { description: "Portals, the oldest entry first." })
  @Reads(many("Portal", awaits("Portal"), byEntry))
  portals(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Appointment)
export class AppointmentEntryResolver {
  @Query(() => AppointmentConnection, { description: "The appointments that the reader may see, by their first day." })
  @Reads(connection({ type: "Appointment", filter: appointmentFilter, order: byColumn("starts_on", "date") }))
  appointments(@Args() _args: AppointmentsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @Query(() => PersonConnection, { description: "The persons that the reader may see, by name." })
  @Reads(connection({ type: "Person", filter: personFilter, order: byColumn("name", "text") }))
  persons(@Args() _args: PersonsArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Boolean, CAN_CONFIRM)
  @Reads(value(canConfirm("Appointment")))
  viewerCanConfirm(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => ConfirmedEntry)
export class ConfirmedEntryResolver {
  @FieldResolver(() => Person, { nullable: true, description: "Who entered it; null for who does not read persons." })
  @Reads(oneBy("Person", "entered_by"))
  enteredBy(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who confirmed it; null for who does not read persons." })
  @Reads(oneBy("Person", "confirmed_by"))
  confirmedBy(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => PostPlacement)
export class PlacementEntryResolver {
  @FieldResolver(() => Boolean, CAN_CONFIRM)
  @Reads(value(canConfirm("Organisation")))
  viewerCanConfirm(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Login)
export class LoginEntryResolver {
  @FieldResolver(() => Boolean, CAN_CONFIRM)
  @Reads(value(canConfirm("Login")))
  viewerCanConfirm(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal; null for a person's." })
  @Reads(portalOfCode)
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Portal)
export class PortalEntryResolver {
  @FieldResolver(() => Boolean, CAN_CONFIRM)
  @Reads(value(canConfirm("Portal")))
  viewerCanConfirm(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Login], { description: "Its logins that the reader may see, by date." })
  @Reads(
    many(
      "Login",
      (target, row) => `${target}.portal_code = ${row}.code`,
      (row) => `${row}.starts_on, ${row}.id`,
    ),
  )
  logins(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
