import { Field, ID, Int, ObjectType } from "type-graphql";

import type { PartRow } from "./tables";

@ObjectType()
export class Report {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  symbol!: string;

  @Field(() => String)
  submittedOn!: string;

  @Field(() => String)
  level!: string;
}

@ObjectType()
export class Part {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  label!: string;

  @Field(() => String, { nullable: true })
  text!: string | null;

  @Field(() => String)
  level!: string;
}

@ObjectType()
export class Finding extends Part {
  @Field(() => String, { nullable: true })
  area!: string | null;

  @Field(() => String, { nullable: true })
  risk!: string | null;

  @Field(() => Report, { nullable: true })
  report?: Report;
}

@ObjectType()
export class Recommendation extends Part {
  @Field(() => String, { nullable: true })
  area!: string | null;

  @Field(() => String, { nullable: true })
  targetOn!: string | null;

  @Field(() => String)
  decision!: string;

  @Field(() => String)
  status!: string;
}

@ObjectType()
export class RecommendationPage {
  status!: string;

  first!: number;

  @Field(() => Int, { nullable: true })
  count?: number | null;

  @Field(() => [Recommendation])
  nodes?: Recommendation[];
}

/** A part as it is given. */
export const partOf = ({ id, label, level, content: { text } }: PartRow): Part => ({ id, label, level, text });

/** A finding as it is given. */
export function findingOf(row: PartRow): Finding {
  const { area, risk } = row.content;
  return { ...partOf(row), area, risk, report: row.report };
}

/** A recommendation as it is given. */
export function recommendationOf(row: PartRow): Recommendation {
  const { area, targetOn } = row.content;
  return { ...partOf(row), area, targetOn, decision: row.state!.decision, status: row.state!.implementation };
}
