import { Field, InterfaceType, ObjectType } from "type-graphql";

import { ReadFrom, Reads, column, instant } from "./reads";
import { InstantScalar } from "./scalars";

/** What was done to an object of the process: who may read the object reads it, and it holds no word of what the object says. */
@InterfaceType({ description: "What was done to something, when, in which post and under which reporting line." })
export abstract class HistoryEntry {
  @Field({ description: "What was done." })
  @Reads(column("done"))
  done!: string;

  @Field(() => InstantScalar, { description: "When." })
  @Reads(instant("done_at"))
  doneAt!: string;

  @Field({ description: "Whether who did it acted in the post." })
  @Reads(column("acting"))
  acting!: boolean;

  @Field({ description: "Whether it was done by the officer-in-charge, with the Director's powers." })
  @Reads(column("as_officer_in_charge"))
  asOfficerInCharge!: boolean;

  @Field(() => String, { nullable: true, description: "The reporting line then in force." })
  @Reads(column("reporting_line_code"))
  reportingLineCode!: string | null;
}

@ObjectType({ implements: HistoryEntry, description: "What was done to a request for a review." })
@ReadFrom({ table: "process_event", subject: "RequestEvent", where: (row) => `${row}.object_kind = 'REQUEST'` })
export class RequestEvent extends HistoryEntry {}

@ObjectType({ implements: HistoryEntry, description: "What was done to a review." })
@ReadFrom({ table: "process_event", subject: "ReviewEvent", where: (row) => `${row}.object_kind = 'REVIEW'` })
export class ReviewEvent extends HistoryEntry {}

@ObjectType({
  implements: HistoryEntry,
  description: "What was done to a report: drafted, submitted, given another level, a third party's consent recorded.",
})
@ReadFrom({ table: "process_event", subject: "ReportEvent", where: (row) => `${row}.object_kind = 'REPORT'` })
export class ReportEvent extends HistoryEntry {}

@ObjectType({
  implements: HistoryEntry,
  description: "What was done to a part of a submitted report, and of what a recommendation says.",
})
@ReadFrom({ table: "process_event", subject: "PartEvent", where: (row) => `${row}.object_kind = 'PART'` })
export class PartEvent extends HistoryEntry {}

@ObjectType({ implements: HistoryEntry, description: "What was done to a work plan." })
@ReadFrom({ table: "process_event", subject: "WorkPlanEvent", where: (row) => `${row}.object_kind = 'WORK_PLAN'` })
export class WorkPlanEvent extends HistoryEntry {}

@ObjectType({ implements: HistoryEntry, description: "What was done to a lesson." })
@ReadFrom({ table: "process_event", subject: "LessonEvent", where: (row) => `${row}.object_kind = 'LESSON'` })
export class LessonEvent extends HistoryEntry {}
