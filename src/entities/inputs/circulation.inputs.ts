import { Field, ID, InputType } from "type-graphql";

import { DayScalar, InstantScalar } from "../scalars";

@InputType({ description: "A circulation to be proposed: what is signed, word for word." })
export class ProposeCirculationInput {
  @Field(() => ID, { description: "The report." })
  reportId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "The full report with its later corrigenda; to offices without its strictly confidential parts (access policy § 10.2). Exactly one of this and partIds.",
  })
  full?: boolean;

  @Field(() => [ID], { nullable: true, description: "The parts, all of this report. Exactly one of this and full." })
  partIds?: string[];

  @Field(() => [ID], { nullable: true, description: "Recipient posts." })
  postIds?: string[];

  @Field(() => [ID], { nullable: true, description: "Recipient offices at Headquarters." })
  officeIds?: string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: "From when; not in the past. From the last signature where none is given, or where that is later.",
  })
  validFrom?: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "Until when, that instant no longer; without end where none is given.",
  })
  validUntil?: Date;

  @Field(() => String, { description: "For what it is given." })
  purpose!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the portals of recipient offices may fetch it; no where not given.",
  })
  portalsAllowed?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Whether recipients may take copies; no where not given." })
  copiesAllowed?: boolean;
}

@InputType({ description: "A signature." })
export class SignCirculationInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => String, { description: "Its digest, as read: what is signed is what is released." })
  digest!: string;
}

@InputType({ description: "A refusal to sign." })
export class DeclineCirculationInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "A proposal taken back." })
export class WithdrawCirculationInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => String, { nullable: true, description: "Why." })
  reason?: string;
}

@InputType({ description: "A signature that a USG has given on paper." })
export class RecordPaperSignatureInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => ID, { description: "The post of the reporting line that signed." })
  postId!: string;

  @Field(() => String, { description: "The reference of the memorandum." })
  memorandumReference!: string;

  @Field(() => DayScalar, { description: "The date of the memorandum." })
  memorandumOn!: string;

  @Field(() => String, { description: "The SHA-256 of its scan, in hexadecimal." })
  scanSha256!: string;
}

@InputType({ description: "The Director's confirmation of a signature on paper." })
export class ConfirmPaperSignatureInput {
  @Field(() => ID, { description: "The signature on paper." })
  paperSignatureId!: string;
}

@InputType({ description: "A suspension, at once." })
export class SuspendCirculationInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "The end of a suspension." })
export class LiftSuspensionInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "A revocation: for good." })
export class RevokeCirculationInput {
  @Field(() => ID, { description: "The circulation." })
  circulationId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}
