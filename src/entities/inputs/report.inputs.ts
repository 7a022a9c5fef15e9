import { Field, ID, InputType, Int } from "type-graphql";

import { DayScalar } from "../scalars";
import { Area, Component, DifficultySource, Ground, Level, MandateParagraph, PartKind, Risk } from "../terms";

@InputType({ description: "A post of OPSP on the team of a review." })
export class NameTeamMemberInput {
  @Field(() => ID, { description: "The review." })
  reviewId!: string;

  @Field(() => ID, { description: "The post." })
  postId!: string;

  @Field(() => DayScalar, { description: "The first day." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day; open where none is given." })
  endsOn?: string;

  @Field(() => Area as never, { nullable: true, description: "The area that the member leads." })
  leadsArea?: Area;
}

@InputType({ description: "The end of a membership of a team, at once." })
export class EndTeamMembershipInput {
  @Field(() => ID, { description: "The membership." })
  teamMemberId!: string;
}

@InputType({ description: "The level of a document, with its grounds." })
export class ClassificationInput {
  @Field(() => Level as never, { description: "The level." })
  level!: Level;

  @Field(() => [Ground as never], {
    nullable: true,
    description: "The grounds: at least one above unclassified, none otherwise.",
  })
  grounds?: Ground[];
}

/** What the writers say of the sensitivity of a document. */
@InputType({ description: "The sensitivity of a document." })
export class SensitivityInput extends ClassificationInput {
  @Field(() => String, { nullable: true, description: "A third party's own marking, word for word." })
  thirdParty?: string;
}

@InputType({ description: "A draft report." })
export class CreateReportInput extends SensitivityInput {
  @Field(() => ID, { description: "The review that it belongs to." })
  reviewId!: string;

  @Field(() => String, { description: "The title." })
  title!: string;
}

@InputType({ description: "A change of a draft: only what is given changes." })
export class EditReportInput {
  @Field(() => ID, { description: "The report." })
  reportId!: string;

  @Field(() => Int, { description: "The version that the change is made to." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "The title." })
  title?: string;

  @Field(() => SensitivityInput, { nullable: true, description: "Its sensitivity, whole." })
  sensitivity?: SensitivityInput;
}

@InputType({ description: "What a finding says beside its text." })
export class FindingInput {
  @Field(() => Area as never, { description: "The area of review." })
  area!: Area;

  @Field(() => Risk as never, { description: "The risk to safety, security or well-being." })
  risk!: Risk;

  @Field(() => Boolean, { description: "Whether it is systemic." })
  systemic!: boolean;

  @Field(() => [Component as never], { nullable: true, description: "The components that it concerns." })
  components?: Component[];

  @Field(() => [DifficultySource as never], { nullable: true, description: "Where the difficulty comes from." })
  difficulties?: DifficultySource[];
}

@InputType({ description: "What a recommendation says beside its text." })
export class RecommendationInput {
  @Field(() => [ID], { description: "The findings of the same report that it answers: at least one." })
  findingIds!: string[];

  @Field(() => MandateParagraph as never, { description: "What of the Office's mandate it serves." })
  mandate!: MandateParagraph;

  @Field(() => Area as never, { nullable: true, description: "The area of review." })
  area?: Area;

  @Field(() => ID, { nullable: true, description: "The office that is to implement it." })
  officeId?: string;

  @Field(() => DayScalar, { nullable: true, description: "The day by which it is to be implemented." })
  targetOn?: string;
}

@InputType({ description: "The file of an annex." })
export class AnnexInput {
  @Field(() => String, { description: "The name of the file." })
  fileName!: string;

  @Field(() => String, { description: "Its media type." })
  mediaType!: string;

  @Field(() => String, { description: "Its SHA-256, in hexadecimal." })
  fileSha256!: string;
}

@InputType({ description: "A part of a draft." })
export class AddPartInput extends SensitivityInput {
  @Field(() => ID, { description: "The report." })
  reportId!: string;

  @Field(() => PartKind as never, { description: "What it is: a corrigendum is added by addCorrigendum." })
  kind!: PartKind;

  @Field(() => String, { description: "The text." })
  text!: string;

  @Field(() => [String], {
    nullable: true,
    description: "In a report on several missions: those that it is about, by acronym.",
  })
  missions?: string[];

  @Field(() => FindingInput, { nullable: true, description: "Of a finding." })
  finding?: FindingInput;

  @Field(() => RecommendationInput, { nullable: true, description: "Of a recommendation." })
  recommendation?: RecommendationInput;

  @Field(() => AnnexInput, { nullable: true, description: "Of an annex." })
  annex?: AnnexInput;

  @Field(() => String, { nullable: true, description: "The public source of the text, in the demonstration." })
  publicSource?: string;
}

@InputType({ description: "A change of a part of a draft: only what is given changes." })
export class EditPartInput {
  @Field(() => ID, { description: "The part." })
  partId!: string;

  @Field(() => Int, { description: "The version that the change is made to." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "The text." })
  text?: string;

  @Field(() => SensitivityInput, { nullable: true, description: "Its sensitivity, whole." })
  sensitivity?: SensitivityInput;

  @Field(() => [String], { nullable: true, description: "The missions that it is about, by acronym." })
  missions?: string[];

  @Field(() => FindingInput, { nullable: true, description: "Of a finding, whole." })
  finding?: FindingInput;

  @Field(() => RecommendationInput, { nullable: true, description: "Of a recommendation, whole." })
  recommendation?: RecommendationInput;

  @Field(() => AnnexInput, { nullable: true, description: "Of an annex, whole." })
  annex?: AnnexInput;
}

@InputType({ description: "A part taken out of a draft." })
export class WithdrawPartInput {
  @Field(() => ID, { description: "The part." })
  partId!: string;

  @Field(() => Int, { description: "The version that is withdrawn." })
  expectedVersion!: number;
}

@InputType({ description: "The submission of a report to the Under-Secretaries-General." })
export class SubmitReportInput {
  @Field(() => ID, { description: "The report." })
  reportId!: string;

  @Field(() => Int, { nullable: true, description: "The version that is submitted." })
  expectedVersion?: number;
}

@InputType({ description: "A corrigendum to a part of a submitted report." })
export class AddCorrigendumInput {
  @Field(() => ID, { description: "The part that it corrects." })
  partId!: string;

  @Field(() => String, { description: "The text." })
  text!: string;

  @Field(() => SensitivityInput, {
    nullable: true,
    description: "Its sensitivity: at no lower a level than the part's, which it has where none is given.",
  })
  sensitivity?: SensitivityInput;
}

@InputType({ description: "A new level for a submitted report, or for one of its parts." })
export class ReclassifyInput extends ClassificationInput {
  @Field(() => ID, { description: "The report or the part." })
  id!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

@InputType({ description: "The consent of a third party to the declassification of what came from it." })
export class RecordThirdPartyConsentInput {
  @Field(() => ID, { description: "The report or the part that bears the third party's marking." })
  id!: string;

  @Field(() => String, { description: "The reference of the letter that gives it." })
  reference!: string;
}

@InputType({ description: "The right to know of internal oversight, invoked for one report." })
export class InvokeOversightInput {
  @Field(() => String, {
    description: "The symbol of the report. Its outcome tells whether there is a submitted report of that symbol.",
  })
  symbol!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;

  @Field(() => Int, { nullable: true, description: "For how many days: 1 to 30, 30 where none is given." })
  days?: number;
}
