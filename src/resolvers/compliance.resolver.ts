import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";

import { Compliance } from "../entities/compliance";
import { BadInput } from "../entities/errors";
import { Answered } from "../entities/reads";
import type { Context } from "./context";

/** The years of which the registry can say something. */
const FIRST = 2013;
const LAST = 2199;

@Resolver()
export class ComplianceResolver {
  @Query(() => Compliance, {
    nullable: true,
    description:
      "How the Office stands to what its policy asks, in one statement; null for who does not read it (access policy § 15.1).",
  })
  @Answered("it counts rows of several kinds at once, each under the law of its own")
  compliance(
    @Arg("year", () => Int, {
      nullable: true,
      description: "Of this year: reviews completed, reports submitted and visits begun in it; else of all years.",
    })
    year: number | undefined,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { registry }: Context,
  ) {
    if (year !== undefined && (year < FIRST || year > LAST))
      throw new BadInput(`Give a year from ${FIRST} to ${LAST}, or none for all.`);
    return registry.abilities.allows("read", "Compliance", {}) ? registry.rows(info, [{ year: year ?? null }]) : null;
  }
}
