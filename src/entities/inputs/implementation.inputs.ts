import { Field, ID, InputType } from "type-graphql";

import { DayScalar } from "../scalars";
import { ClosingOutcome, ImplementationStatus, ImplementationTask } from "../terms";

@InputType({ description: "An endorsement." })
export class EndorseRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;
}

@InputType({ description: "A refusal to endorse." })
export class DeclineRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "An office beside the one that implements." })
export class NameImplementationOfficeInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => ID, { description: "The office." })
  officeId!: string;

  @Field(() => ImplementationTask as never, { description: "What it does." })
  task!: ImplementationTask;
}

@InputType({ description: "A consultation with the leadership of the mission that implements." })
export class RecordImplementationConsultationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => DayScalar, {
    description: "The day on which it was held: after that of the endorsement, and not in the future.",
  })
  heldOn!: string;

  @Field(() => String, { description: "What was said." })
  note!: string;
}

@InputType({ description: "A file that shows what is reported." })
export class EvidenceInput {
  @Field(() => String, { description: "The name of the file." })
  fileName!: string;

  @Field(() => String, { description: "Its media type." })
  mediaType!: string;

  @Field(() => String, { description: "The SHA-256 of the file, in hexadecimal." })
  fileSha256!: string;
}

@InputType({ description: "Progress of an implementation." })
export class ReportProgressInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => ImplementationStatus as never, {
    description: "The status from now on: NOT_STARTED, IN_PROGRESS or IMPLEMENTED; as it was, or the next.",
  })
  status!: ImplementationStatus;

  @Field(() => String, { description: "What was done." })
  note!: string;

  @Field(() => [EvidenceInput], { nullable: true, description: "Files that show it: 20 at the most." })
  evidence?: EvidenceInput[];

  @Field(() => DayScalar, { nullable: true, description: "A new target date, today or later." })
  targetOn?: string;

  @Field(() => String, { nullable: true, description: "Why the target date is a new one: asked for with it." })
  targetReason?: string;
}

@InputType({ description: "The verification of what was reported as implemented." })
export class VerifyImplementationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => String, { nullable: true, description: "How it was verified." })
  note?: string;
}

@InputType({ description: "What was reported as implemented, sent back." })
export class SendBackImplementationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "A signature that closes a recommendation." })
export class CloseRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => ClosingOutcome as never, { description: "As what." })
  outcome!: ClosingOutcome;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "A signature that transfers a recommendation to another office." })
export class TransferRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => ID, { description: "The office that is to implement it." })
  officeId!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}
