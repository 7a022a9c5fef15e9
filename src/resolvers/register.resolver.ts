import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { byColumn, registerFilter } from "../access/filters";
import { PageArguments } from "../entities/connection";
import { RegisterConnection } from "../entities/connections";
import { Portal } from "../entities/entries";
import { Person } from "../entities/organisation";
import { Reads, connection, one, oneBy } from "../entities/reads";
import { RegisterEntry } from "../entities/register";
import type { Context } from "./context";
import { delivered } from "./delivered";
import { RegisterFilter } from "./filters";

@ArgsType()
class RegisterArguments extends PageArguments {
  @Field(() => RegisterFilter, { nullable: true, description: "Which entries." })
  filter?: RegisterFilter;
}

@Resolver(() => RegisterEntry)
export class RegisterResolver {
  @Query(() => RegisterConnection, {
    nullable: true,
    description:
      "The entries of the register that the reader may see, the newest first: all for an auditor, those about reports for the Director and the USGs, the own readings for everyone.",
  })
  @Reads(connection({ type: "RegisterEntry", filter: registerFilter, order: byColumn("sequence", "bigint", "desc") }))
  register(@Args() _args: RegisterArguments, @Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.read(info);
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: "Who it was; null for a portal, and for who does not read persons.",
  })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, {
    nullable: true,
    description: "Which portal it was, or through which portal a person asked; null for who does not read portals.",
  })
  @Reads(
    one(
      "Portal",
      (target, row) =>
        `${target}.id = coalesce(${row}.entry::json ->> 'portal', ${row}.entry::json ->> 'through')::uuid`,
    ),
  )
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
