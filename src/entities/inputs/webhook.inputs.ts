import { Field, ID, InputType } from "type-graphql";

import { DayScalar } from "../scalars";

@InputType({ description: "The address at which a portal is told of notices." })
export class EnterWebhookInput {
  @Field(() => ID, { description: "The portal; the head of its office confirms the address." })
  portalId!: string;

  @Field(() => String, {
    description:
      "An https address, without a login. One that is not public, or http, is used only where the registry's keeper has named its network.",
  })
  url!: string;

  @Field(() => DayScalar, {
    description: "The first day. When it is confirmed it takes the place of the address in force from that day on.",
  })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day; open where none is given." })
  endsOn?: string | null;
}

@InputType({ description: "The end of an address at which a portal is told of notices." })
export class EndWebhookInput {
  @Field(() => ID, { description: "The address." })
  webhookId!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day: earlier than it stands now. At once where none is given.",
  })
  endsOn?: string | null;
}
