import { Field, InterfaceType, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, Reads, column, instant, one } from "./reads";
import { DayScalar, InstantScalar } from "./scalars";

/** What entries that give sight have in common: their days, who entered and who confirmed them. */
@InterfaceType({ implements: Node, description: "An entry that gives sight once a second person has confirmed it." })
export abstract class ConfirmedEntry extends Node {
  @Column("date")
  @Field(() => DayScalar, { description: "The first day." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The last day; null while it is open." })
  @Reads(column("ends_on"))
  endsOn!: string | null;

  @Column("timestamptz")
  @Field(() => InstantScalar, { description: "When it was entered." })
  @Reads(instant("entered_at"))
  enteredAt!: Date;

  @Column("uuid", { nullable: true })
  enteredBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, {
    nullable: true,
    description: "When a second person confirmed it; until then it gives no sight.",
  })
  @Reads(instant("confirmed_at"))
  confirmedAt!: Date | null;

  @Column("uuid", { nullable: true })
  confirmedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, {
    nullable: true,
    description: "When another entry took its place, or it was withdrawn.",
  })
  @Reads(instant("superseded_at"))
  supersededAt!: Date | null;

  @Column("uuid", { nullable: true })
  supersededBy!: string | null;
}

@Entity("post_placement")
@ObjectType({
  implements: [Node, ConfirmedEntry],
  description: "That a post belongs to an office, and whether it heads it, for a period.",
})
@ReadFrom({ table: "post_placement", subject: "Organisation", prefix: "placement" })
export class PostPlacement extends ConfirmedEntry {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  postId!: string;

  @Column("uuid")
  officeId!: string;

  @Column("boolean")
  @Field({ description: "Whether the post heads the office." })
  @Reads(column("is_head"))
  isHead!: boolean;
}

@Entity("appointment")
@ObjectType({ implements: [Node, ConfirmedEntry], description: "That a person holds a post, from a day to a day." })
@ReadFrom({ table: "appointment", subject: "Appointment", prefix: "appointment" })
export class Appointment extends ConfirmedEntry {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  postId!: string;

  @Column("uuid")
  personId!: string;

  @Column("boolean")
  @Field({ description: "Whether the person acts in the post, beside or in place of its holder." })
  @Reads(column("acting"))
  acting!: boolean;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Of a Director: the troop-contributing country." })
  @Reads(column("contributing_country"))
  contributingCountry!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Of a Director: the leadership in a peacekeeping mission." })
  @Reads(column("mission_leadership"))
  missionLeadership!: string | null;
}

@Entity("portal")
@ObjectType({
  implements: [Node, ConfirmedEntry],
  description: "A machine that fetches what its office was circulated with portals allowed.",
})
@ReadFrom({ table: "portal", subject: "Portal", prefix: "portal" })
export class Portal extends ConfirmedEntry {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The short name." })
  @Reads(column("code"))
  code!: string;

  @Column("text")
  @Field({ description: "The name." })
  @Reads(column("name"))
  name!: string;

  @Column("uuid")
  officeId!: string;
}

/** The portal that a row names by its code: as it stands, or as it stood last. */
export const portalOfCode = one(
  "Portal",
  (target, row) =>
    `${target}.id = (select p.id from portal p where p.code = ${row}.portal_code order by p.superseded_at desc nulls first, p.starts_on desc, p.id limit 1)`,
);

@Entity("login")
@ObjectType({
  implements: [Node, ConfirmedEntry],
  description: "By which issuer and subject a person or a portal signs in.",
})
@ReadFrom({ table: "login", subject: "Login", prefix: "login" })
export class Login extends ConfirmedEntry {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("text")
  @Field({ description: "The issuer of the tokens." })
  @Reads(column("issuer"))
  issuer!: string;

  @Column("text")
  @Field({ description: "The subject of the tokens." })
  @Reads(column("subject"))
  subject!: string;

  @Column("uuid", { nullable: true })
  personId!: string | null;

  @Column("text", { nullable: true })
  portalCode!: string | null;
}

@Entity("designation")
@ObjectType({
  implements: Node,
  description: "That the head of an office has designated one of its staff to handle confidential material.",
})
@ReadFrom({ table: "designation", subject: "Designation", prefix: "designation" })
export class Designation extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  officeId!: string;

  @Column("uuid")
  personId!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The first day." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "The last day; null while it is open." })
  @Reads(column("ends_on"))
  endsOn!: string | null;

  @Column("uuid", { nullable: true })
  designatedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When another entry took its place, or it was ended." })
  @Reads(instant("superseded_at"))
  supersededAt!: Date | null;

  @Column("uuid", { nullable: true })
  supersededBy!: string | null;
}

@Entity("officer_in_charge")
@ObjectType({
  implements: Node,
  description: "Who holds the Director's powers in the Director's absence, for a stated period.",
})
@ReadFrom({ table: "officer_in_charge", subject: "OfficerInCharge", prefix: "charge" })
export class OfficerInCharge extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  postId!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The first day." })
  @Reads(column("starts_on"))
  startsOn!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The last day." })
  @Reads(column("ends_on"))
  endsOn!: string;

  @Column("uuid", { nullable: true })
  namedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was ended before its time." })
  @Reads(instant("superseded_at"))
  supersededAt!: Date | null;

  @Column("uuid", { nullable: true })
  supersededBy!: string | null;
}
