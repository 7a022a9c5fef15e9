import { Field, ID, InputType, registerEnumType } from "type-graphql";

import { DayScalar, InstantScalar } from "../entities/scalars";
import {
  Area,
  ClockState,
  CirculationState,
  Component,
  Decision,
  ImplementationStatus,
  Level,
  OfficeKind,
  RegisterKind,
  ReportStatus,
  RequestState,
  ReviewKind,
  ReviewState,
  Risk,
} from "../entities/terms";

const several = (of: string) => ({ nullable: true, description: `Only ${of}; an empty list finds nothing.` });

@InputType({ description: "Which reports." })
export class ReportFilter {
  @Field(() => [String], several("reports on one of these missions, by acronym"))
  missions?: string[];

  @Field(() => [Area], several("reports with a finding or recommendation, readable here, in one of these areas"))
  areas?: Area[];

  @Field(() => [Level], several("reports of these levels"))
  levels?: Level[];

  @Field(() => [ReportStatus], several("reports of these statuses"))
  statuses?: ReportStatus[];

  @Field(() => DayScalar, { nullable: true, description: "Submitted on this day or later." })
  submittedFrom?: string;

  @Field(() => DayScalar, { nullable: true, description: "Submitted on this day or earlier." })
  submittedTo?: string;

  @Field(() => String, {
    nullable: true,
    description: "With these words in a readable part. Strictly confidential parts are never searched.",
  })
  text?: string;
}

@InputType({ description: "Which findings." })
export class FindingFilter {
  @Field(
    () => [String],
    several("findings of reports on these missions, by acronym; in a report on several, those about one of them"),
  )
  missions?: string[];

  @Field(() => [Area], several("findings in these areas"))
  areas?: Area[];

  @Field(() => [Level], several("findings of these levels"))
  levels?: Level[];

  @Field(() => [Risk], several("findings of these risks"))
  risks?: Risk[];

  @Field(() => [Component], several("findings that concern one of these components"))
  components?: Component[];

  @Field(() => Boolean, { nullable: true, description: "Only systemic ones, or only others." })
  systemic?: boolean;

  @Field(() => DayScalar, { nullable: true, description: "Of reports submitted on this day or later." })
  submittedFrom?: string;

  @Field(() => DayScalar, { nullable: true, description: "Of reports submitted on this day or earlier." })
  submittedTo?: string;

  @Field(() => String, {
    nullable: true,
    description: "With these words in the text. Strictly confidential parts are never searched.",
  })
  text?: string;
}

@InputType({ description: "Which recommendations." })
export class RecommendationFilter {
  @Field(
    () => [String],
    several(
      "recommendations of reports on these missions, by acronym; in a report on several, those about one of them",
    ),
  )
  missions?: string[];

  @Field(() => [Area], several("recommendations in these areas"))
  areas?: Area[];

  @Field(() => [Level], several("recommendations of these levels"))
  levels?: Level[];

  @Field(() => [Decision], several("recommendations with these decisions"))
  decisions?: Decision[];

  @Field(() => [ImplementationStatus], several("recommendations with these statuses of implementation"))
  statuses?: ImplementationStatus[];

  @Field(() => [ID], several("recommendations that one of these offices implements"))
  officeIds?: string[];

  @Field(() => Boolean, { nullable: true, description: "Only overdue ones, or only others." })
  overdue?: boolean;

  @Field(() => DayScalar, { nullable: true, description: "With a target date on this day or later." })
  targetFrom?: string;

  @Field(() => DayScalar, { nullable: true, description: "With a target date on this day or earlier." })
  targetTo?: string;

  @Field(() => DayScalar, { nullable: true, description: "Endorsed on this day or later." })
  endorsedFrom?: string;

  @Field(() => DayScalar, { nullable: true, description: "Endorsed on this day or earlier." })
  endorsedTo?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Only endorsed ones that are open, and that no circulation the reader sees lets the implementing office read; or only others.",
  })
  unreadByImplementer?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only endorsed ones that are open, of a mission whose leadership was not consulted; or only others.",
  })
  withoutConsultation?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only endorsed ones that are open, of an office or a mission that has ended; or only others.",
  })
  ofEndedOffices?: boolean;

  @Field(() => String, {
    nullable: true,
    description: "With these words in the text. Strictly confidential parts are never searched.",
  })
  text?: string;
}

@InputType({ description: "Which circulations." })
export class CirculationFilter {
  @Field(() => [CirculationState], several("circulations in these states now"))
  states?: CirculationState[];

  @Field(() => ID, { nullable: true, description: "Of this report." })
  reportId?: string;

  @Field(() => ID, { nullable: true, description: "To this post, where the reader sees that it is a recipient." })
  postId?: string;

  @Field(() => ID, { nullable: true, description: "To this office, where the reader sees that it is a recipient." })
  officeId?: string;

  @Field(() => InstantScalar, { nullable: true, description: "Whose validity ends before this instant." })
  expiringBefore?: Date;
}

@InputType({ description: "Which offices." })
export class OfficeFilter {
  @Field(() => [OfficeKind], several("offices of these kinds"))
  kinds?: OfficeKind[];

  @Field(() => [String], several("offices with these codes"))
  codes?: string[];

  @Field(() => DayScalar, { nullable: true, description: "That exist on this day." })
  on?: string;
}

@InputType({ description: "Which posts." })
export class PostFilter {
  @Field(() => [String], several("posts with these codes"))
  codes?: string[];

  @Field(() => ID, { nullable: true, description: "Of this office now." })
  officeId?: string;

  @Field(() => DayScalar, { nullable: true, description: "That exist on this day." })
  on?: string;
}

@InputType({ description: "Which requests for reviews." })
export class RequestFilter {
  @Field(() => [RequestState], several("requests in these states"))
  states?: RequestState[];

  @Field(() => [String], several("requests about these missions, by acronym"))
  missions?: string[];
}

@InputType({ description: "Which reviews." })
export class ReviewFilter {
  @Field(() => [ReviewState], several("reviews in these states, as the reader is told of them"))
  states?: ReviewState[];

  @Field(() => [String], several("reviews of these missions, by acronym"))
  missions?: string[];

  @Field(() => [ReviewKind], several("reviews of these kinds"))
  kinds?: ReviewKind[];

  @Field(() => DayScalar, { nullable: true, description: "Completed on this day or later." })
  completedFrom?: string;

  @Field(() => DayScalar, { nullable: true, description: "Completed on this day or earlier." })
  completedTo?: string;

  @Field(() => [ClockState], several("reviews whose debrief stands so"))
  debriefClocks?: ClockState[];

  @Field(() => [ClockState], several("reviews whose report stands so, where the reader is told"))
  reportClocks?: ClockState[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Only those with a visit of which the mission was told late, where the reader sees visits; or only others.",
  })
  visitsNotifiedLate?: boolean;
}

@InputType({ description: "Which appointments." })
export class AppointmentFilter {
  @Field(() => ID, { nullable: true, description: "To this post." })
  postId?: string;

  @Field(() => ID, { nullable: true, description: "Of this person." })
  personId?: string;

  @Field(() => DayScalar, { nullable: true, description: "That stand, and cover this day, whether confirmed or not." })
  on?: string;
}

@InputType({ description: "Which persons." })
export class PersonFilter {
  @Field(() => ID, { nullable: true, description: "Who hold this post now or act in it, where the reader sees that." })
  postId?: string;
}

@InputType({ description: "Which entries of the register." })
export class RegisterFilter {
  @Field(() => [RegisterKind], several("entries of these kinds"))
  kinds?: RegisterKind[];

  @Field(() => ID, { nullable: true, description: "About this part." })
  partId?: string;

  @Field(() => ID, { nullable: true, description: "About this report." })
  reportId?: string;

  @Field(() => ID, { nullable: true, description: "Of this person." })
  personId?: string;

  @Field(() => InstantScalar, { nullable: true, description: "Recorded at this instant or later, by the real clock." })
  from?: Date;

  @Field(() => InstantScalar, { nullable: true, description: "Recorded before this instant, by the real clock." })
  to?: Date;
}

export const ReportOrderField = { SUBMITTED_ON: "SUBMITTED_ON", SYMBOL: "SYMBOL", LEVEL: "LEVEL" } as const;
registerEnumType(ReportOrderField, {
  name: "ReportOrderField",
  description: "By what reports are ordered.",
  valuesConfig: {
    SUBMITTED_ON: { description: "By the day of submission; drafts count as the newest." },
    SYMBOL: { description: "By symbol." },
    LEVEL: { description: "By level." },
  },
});

export const OrderDirection = { ASC: "ASC", DESC: "DESC" } as const;
registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "In which direction a list is ordered.",
  valuesConfig: { ASC: { description: "From the least." }, DESC: { description: "From the greatest." } },
});

@InputType({ description: "In which order reports come." })
export class ReportOrder {
  @Field(() => ReportOrderField as never, { description: "By what." })
  field!: keyof typeof ReportOrderField;

  @Field(() => OrderDirection as never, { description: "In which direction." })
  direction!: keyof typeof OrderDirection;
}
