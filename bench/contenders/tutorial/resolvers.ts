import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";

import type { Context } from "./context";
import { cursorPlace } from "./cursor";
import {
  Finding,
  Part,
  Recommendation,
  RecommendationPage,
  Report,
  findingOf,
  partOf,
  recommendationOf,
} from "./types";

@Resolver(() => Report)
export class ReportResolver {
  @Query(() => Report, { nullable: true })
  report(@Arg("symbol", () => String) symbol: string, @Ctx() { reading }: Context): Promise<Report | null> {
    return reading.reportBySymbol(symbol);
  }

  @Query(() => [Report])
  reports(
    @Arg("first", () => Int) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | undefined,
    @Ctx() { reading }: Context,
  ): Promise<Report[]> {
    return reading.reports(first, after == null ? undefined : cursorPlace(after));
  }

  @FieldResolver(() => String, { nullable: true })
  title(@Root() { id }: Report, @Ctx() { titles }: Context): Promise<string | null> {
    return titles.load(id);
  }

  @FieldResolver(() => [Finding])
  async findings(
    @Root() { id }: Report,
    @Arg("first", () => Int) first: number,
    @Ctx() { findings }: Context,
  ): Promise<Finding[]> {
    return (await findings.load(id)).slice(0, first).map(findingOf);
  }

  @FieldResolver(() => [Recommendation])
  async recommendations(
    @Root() { id }: Report,
    @Arg("first", () => Int) first: number,
    @Ctx() { recommendations }: Context,
  ): Promise<Recommendation[]> {
    return (await recommendations.load(id)).slice(0, first).map(recommendationOf);
  }
}

@Resolver(() => RecommendationPage)
export class PartResolver {
  @Query(() => [Finding])
  async findings(
    @Arg("mission", () => String) mission: string,
    @Arg("area", () => String) area: string,
    @Arg("first", () => Int) first: number,
    @Ctx() { reading }: Context,
  ): Promise<Finding[]> {
    return (await reading.findingsAbout(mission, area, first)).map(findingOf);
  }

  @Query(() => RecommendationPage)
  recommendations(
    @Arg("status", () => String) status: string,
    @Arg("first", () => Int) first: number,
  ): RecommendationPage {
    return { status, first };
  }

  @FieldResolver(() => Int, { nullable: true })
  count(@Root() { status }: RecommendationPage, @Ctx() { reading }: Context): Promise<number | null> {
    return reading.countRecommendations(status);
  }

  @FieldResolver(() => [Recommendation])
  async nodes(@Root() { status, first }: RecommendationPage, @Ctx() { reading }: Context): Promise<Recommendation[]> {
    return (await reading.recommendations(status, first)).map(recommendationOf);
  }

  @Query(() => [Part])
  async search(
    @Arg("words", () => String) words: string,
    @Arg("first", () => Int) first: number,
    @Ctx() { reading }: Context,
  ): Promise<Part[]> {
    return (await reading.search(words, first)).map(partOf);
  }
}
