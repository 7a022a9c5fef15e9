import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver } from "type-graphql";

import { EntriesAwaitingConfirmation, awaits, canConfirm } from "../entities/awaiting";
import { Portal, portalOfCode } from "../entities/entries";
import { EndWebhookInput, EnterWebhookInput } from "../entities/inputs/webhook.inputs";
import { ConfirmEntryPayload, WithdrawEntryPayload } from "../entities/organisation-payloads";
import { Answered, Reads, many, oneBy, value } from "../entities/reads";
import { EndWebhookPayload, EnterWebhookPayload, Webhook } from "../entities/webhook";
import { endWebhook } from "../operations/end-webhook";
import { enterWebhook } from "../operations/enter-webhook";
import type { Context } from "./context";
import { delivered } from "./delivered";

const ACT = "it performs an act; what its payload shows is read afterwards, through the door";
const INPUT = { description: "What is to be done." };
const SEEN = { nullable: true, description: "The address, as the reader sees it now." } as const;
const byWebhook = oneBy("Webhook", "webhook_id");

@Resolver()
export class WebhookActsResolver {
  @Mutation(() => EnterWebhookPayload, {
    description:
      "Enters the address at which a portal is told of notices (access policy § 6.13, § 10.48, § 10.49). Nothing is sent there before the head of the portal's office has confirmed it.",
  })
  @Answered(ACT)
  enterWebhook(
    @Arg("input", () => EnterWebhookInput, INPUT) input: EnterWebhookInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(enterWebhook, input, info);
  }

  @Mutation(() => EndWebhookPayload, {
    description: "Ends the address at which a portal is told of notices, on a day or at once (access policy § 6.13).",
  })
  @Answered(ACT)
  endWebhook(
    @Arg("input", () => EndWebhookInput, INPUT) input: EndWebhookInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { act }: Context,
  ) {
    return act(endWebhook, input, info);
  }
}

@Resolver(() => Webhook)
export class WebhookResolver {
  @FieldResolver(() => Boolean, { description: "Whether the reader can confirm it now, by confirmEntry." })
  @Reads(value(canConfirm("Webhook")))
  viewerCanConfirm(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal." })
  @Reads(portalOfCode)
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => Portal)
export class WebhooksOfPortalResolver {
  @FieldResolver(() => [Webhook], { description: "The addresses at which it is told of notices, by date." })
  @Reads(
    many(
      "Webhook",
      (target, row) => `${target}.portal_code = ${row}.code`,
      (row) => `${row}.starts_on, ${row}.id`,
    ),
  )
  webhooks(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => EntriesAwaitingConfirmation)
export class WebhooksAwaitingResolver {
  @FieldResolver(() => [Webhook], { description: "Addresses for webhooks, the oldest entry first." })
  @Reads(many("Webhook", awaits("Webhook"), (row) => `${row}.entered_at, ${row}.id`))
  webhooks(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => EnterWebhookPayload)
export class EnterWebhookPayloadResolver {
  @FieldResolver(() => Webhook, SEEN)
  @Reads(byWebhook)
  webhook(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => EndWebhookPayload)
export class EndWebhookPayloadResolver {
  @FieldResolver(() => Webhook, SEEN)
  @Reads(byWebhook)
  webhook(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => ConfirmEntryPayload)
export class ConfirmedWebhookResolver {
  @FieldResolver(() => Webhook, SEEN)
  @Reads(byWebhook)
  webhook(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => WithdrawEntryPayload)
export class WithdrawnWebhookResolver {
  @FieldResolver(() => Webhook, SEEN)
  @Reads(byWebhook)
  webhook(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
