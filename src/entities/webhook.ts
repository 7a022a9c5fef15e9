import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

import { ConfirmedEntry } from "./entries";
import { Node } from "./node";
import { ReadFrom, ReadGiven, Reads, column, value } from "./reads";
import { InstantScalar } from "./scalars";

@Entity("webhook")
@ObjectType({
  implements: [Node, ConfirmedEntry],
  description: "The address at which a portal is told of notices, by signed webhook.",
})
@ReadFrom({ table: "webhook", subject: "Webhook", prefix: "webhook" })
export class Webhook extends ConfirmedEntry {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  portalCode!: string;

  @Column("text")
  @Field({ description: "Where deliveries go." })
  @Reads(column("url"))
  url!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      "When its server said that it is gone (410): nothing is sent there any more, and another address is to be entered.",
  })
  @Reads(value((row) => `(select iso_instant(g.gone_at) from webhook_gone g where g.webhook_id = ${row}.id)`))
  goneAt!: string | null;
}

@ObjectType({ description: "The address that was entered, which awaits confirmation." })
@ReadGiven({ webhook_id: "uuid" })
export class EnterWebhookPayload {}

@ObjectType({ description: "The address as it stands now; the old one, where not a day is left of it." })
@ReadGiven({ webhook_id: "uuid" })
export class EndWebhookPayload {}
