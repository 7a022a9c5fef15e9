import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver } from "type-graphql";

import { ChangeEmailInput } from "../entities/inputs/organisation.inputs";
import { Person } from "../entities/organisation";
import { ChangeEmailPayload } from "../entities/organisation-payloads";
import { Answered, Reads, oneBy } from "../entities/reads";
import { changeEmail } from "../operations/change-email";
import type { Context } from "./context";
import { delivered } from "./delivered";

@Resolver()
export class EmailActsResolver {
  @Mutation(() => ChangeEmailPayload, {
    description:
      "Enters the address at which a person is told that there is a notice, or takes it away (access policy § 6.7).",
  })
  @Answered("it performs an act; what its payload shows is read afterwards, through the door")
  changeEmail(
    @Arg("input", () => ChangeEmailInput, { description: "What is to be done." }) input: ChangeEmailInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(changeEmail, input, info);
  }
}

@Resolver(() => ChangeEmailPayload)
export class ChangeEmailPayloadResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person, as the reader sees it now." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
