import { Field, ObjectType } from "type-graphql";

import { Node } from "./node";
import { ReadFrom, Reads, column, instant } from "./reads";
import { DayScalar, InstantScalar } from "./scalars";
import { NoticeKind } from "./terms";

@ObjectType({
  implements: Node,
  description:
    "A notice to a post: that something awaits it, or has happened. It carries no more than the post may see.",
})
@ReadFrom({ table: "notice", subject: "Notice", prefix: "notice" })
export class Notice extends Node {
  @Field(() => NoticeKind, { description: "What it tells." })
  @Reads(column("kind"))
  kind!: NoticeKind;

  @Field(() => InstantScalar, { description: "When it was made." })
  @Reads(instant("noticed_at"))
  noticedAt!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The day that it is about, in UTC: the last day of what ends, or the day on which it became due; null where it is about no day.",
  })
  @Reads(column("due_on"))
  dueOn!: string | null;
}
