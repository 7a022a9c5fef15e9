import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, Reads, column, instant } from "./reads";
import { DayScalar, InstantScalar } from "./scalars";

@Entity("circulation_signature")
@ObjectType({ description: "A signature that counts: by a post of the reporting line of its day, over the digest." })
@ReadFrom({ table: "circulation_signature", subject: "Signature" })
export class Signature {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  circulationId!: string;

  @Column("uuid")
  postId!: string;

  @Column("uuid", { nullable: true })
  personId!: string | null;

  @Column("boolean")
  @Field({ description: "Whether who signed acted in the post." })
  @Reads(column("acting"))
  acting!: boolean;

  @Column("text")
  @Field({ description: "The reporting line of its day." })
  @Reads(column("reporting_line_code"))
  reportingLineCode!: string;

  @Column("text")
  @Field({ description: "The digest that was signed." })
  @Reads(column("digest"))
  digest!: string;

  @Column("timestamptz")
  @Field(() => InstantScalar, { description: "When it was given; of one on paper, when it was confirmed." })
  @Reads(instant("signed_at"))
  signedAt!: Date;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Of a signature on paper: the memorandum's reference." })
  @Reads(column("memorandum_reference"))
  memorandumReference!: string | null;

  @Column("date", { nullable: true })
  @Field(() => DayScalar, { nullable: true, description: "Of a signature on paper: the memorandum's date." })
  @Reads(column("memorandum_on"))
  memorandumOn!: string | null;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Of a signature on paper: the SHA-256 of its scan." })
  @Reads(column("scan_sha256"))
  scanSha256!: string | null;

  @Column("timestamptz", { nullable: true })
  recordedAt!: Date | null;

  @Column("uuid", { nullable: true })
  recordedBy!: string | null;

  @Column("uuid", { nullable: true })
  confirmedBy!: string | null;
}

@Entity("paper_signature")
@ObjectType({
  implements: Node,
  description: "A signature on paper that an administrator recorded. It counts when the Director has confirmed it.",
})
@ReadFrom({ table: "paper_signature", subject: "Signature", prefix: "paper" })
export class PaperSignature extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  circulationId!: string;

  @Column("uuid")
  postId!: string;

  @Column("text")
  @Field({ description: "The memorandum's reference." })
  @Reads(column("memorandum_reference"))
  memorandumReference!: string;

  @Column("date")
  @Field(() => DayScalar, { description: "The memorandum's date." })
  @Reads(column("memorandum_on"))
  memorandumOn!: string;

  @Column("text")
  @Field({ description: "The SHA-256 of its scan, in hexadecimal." })
  @Reads(column("scan_sha256"))
  scanSha256!: string;

  @Column("timestamptz")
  @Field(() => InstantScalar, { description: "When it was recorded." })
  @Reads(instant("recorded_at"))
  recordedAt!: Date;

  @Column("uuid", { nullable: true })
  recordedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, {
    nullable: true,
    description: "When the Director confirmed it; until then it does not count.",
  })
  @Reads(instant("confirmed_at"))
  confirmedAt!: Date | null;
}
