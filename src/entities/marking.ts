import { Field, ObjectType } from "type-graphql";

import { Circulation } from "./circulation";
import { ReadWithin } from "./reads";
import { DayScalar, InstantScalar } from "./scalars";
import { Ground, Level } from "./terms";

@ObjectType({ description: "The marking that every output carries." })
@ReadWithin()
export class Marking {
  @Field(() => Level, { description: "The level." })
  level!: Level;

  @Field({ description: "The words of the marking, as they stand at the top and the bottom of a page." })
  text!: string;

  @Field(() => [Ground], {
    nullable: true,
    description: "The grounds of sensitivity; null for who does not read the title (of a report).",
  })
  grounds!: Ground[] | null;

  @Field(() => String, {
    nullable: true,
    description: "A third party's own marking, kept beside the level and not converted.",
  })
  thirdParty!: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The day on which it is declassified (confidential), or due for review (strictly confidential).",
  })
  declassifyOn!: string | null;

  @Field({
    description:
      "Whether the reader's rights cover less than a report of its level can hold. It does not tell how much there is.",
  })
  isExtract!: boolean;

  @Field({ description: "Whether the reader may take copies: of all that is read of the report, or of this part." })
  copiesAllowed!: boolean;
}

@ObjectType({ description: "Why the reader sees a thing: one rule of the access policy that gives it." })
@ReadWithin()
export class Reason {
  @Field({ description: "The rule, as the access policy words it." })
  rule!: string;

  @Field({ description: "Its paragraph in the access policy." })
  paragraph!: string;

  @Field({ description: "The instrument that the paragraph rests on." })
  source!: string;

  @Field(() => Circulation, {
    nullable: true,
    description: "The circulation that gives it; null where the rule speaks of none.",
  })
  circulation!: Circulation | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "Until when the circulation gives it; null where nothing ends it.",
  })
  until!: string | null;
}

@ObjectType({ description: "Why the reader sees a thing." })
@ReadWithin()
export class Access {
  @Field(() => [Reason], {
    description:
      "Every rule that gives it, from the very evaluation that let it through; through a portal on behalf of a person without circulations that one of them does not read.",
  })
  because!: Reason[];
}
