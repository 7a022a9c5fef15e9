import { Field, Int, ObjectType, createUnionType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

import { Node } from "./node";
import { ReadFrom, type ReadContext, ReadWithin, Reads, column, embedded, instant, value } from "./reads";
import { Report } from "./report";
import { Review, Visit } from "./review";
import { DayScalar, InstantScalar } from "./scalars";
import { PlannedKind, WorkPlanCompletion, WorkPlanStatus } from "./terms";

/** The revision of a plan that is in force: the last. */
export const revisionInForce = (plan: string) =>
  `(select max(n.number) from work_plan_revision n where n.work_plan_id = ${plan})`;

const NUMBERS = ["reviews", "visits", "reports"] as const;

/** Numbers that a revision anticipates, the revision being found as said. */
const anticipated = (revision: (row: string) => string) =>
  embedded(
    Object.fromEntries(
      NUMBERS.map((name) => [
        name,
        value((row) => `(select a.anticipated_${name} from work_plan_revision a where a.id = ${revision(row)})`),
      ]),
    ),
  );

/** How many things of a kind the items in force are linked to, of those that the reader reads. */
const linked =
  (table: "review" | "visit" | "report", subject: "Review" | "ReviewPaper" | "Report") =>
  (row: string, { may, row: fresh }: ReadContext) => {
    const found = fresh();
    return `(select count(distinct ${found}.id) from work_plan_item i join work_plan_link l on l.item_id = i.id and l.superseded_at is null
      join ${table} ${found} on ${found}.id = l.${table}_id
      where i.work_plan_id = ${row}.id and i.until_revision is null and ${may("read", subject, found)})`;
  };

@ObjectType({ description: "How many reviews, visits and reports a work plan anticipates." })
@ReadWithin()
export class Anticipated {
  @Field(() => Int, { description: "Reviews." })
  reviews!: number;

  @Field(() => Int, { description: "Visits." })
  visits!: number;

  @Field(() => Int, { description: "Reports." })
  reports!: number;
}

@ObjectType({
  description:
    "How much came of what was planned: what the items in force are linked to, counted over what the reader reads.",
})
@ReadWithin()
export class Actual {
  @Field(() => Int, { description: "Reviews." })
  reviews!: number;

  @Field(() => Int, { description: "Visits." })
  visits!: number;

  @Field(() => Int, { description: "Reports." })
  reports!: number;
}

@Entity("work_plan")
@ObjectType({ implements: Node, description: "The annual work plan of the Office: one for a year." })
@ReadFrom({ table: "work_plan", subject: "WorkPlan", prefix: "plan" })
export class WorkPlan extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("integer")
  @Field(() => Int, { description: "The year." })
  @Reads(column("year"))
  year!: number;

  @Column("text")
  @Field(() => WorkPlanStatus, { description: "Whether it is still being drafted." })
  @Reads(column("status"))
  status!: WorkPlanStatus;

  @Field(() => DayScalar, { description: "The day by which it is to be complete: 30 June of its year." })
  @Reads(value((row) => `make_date(${row}.year, 6, 30)`))
  dueOn!: string;

  @Field(() => WorkPlanCompletion, { description: "Whether it was complete by that day, in UTC." })
  @Reads(value((row, { now }) => `work_plan_completion(${row}, ${now})`))
  completion!: WorkPlanCompletion;

  @Column("integer")
  @Field(() => Int, {
    nullable: true,
    description: "The version of a draft, which an edit must name; null once it is adopted.",
  })
  @Reads(value((row) => `case when ${row}.status = 'DRAFT' then ${row}.version end`))
  version!: number;

  @Column("uuid", { nullable: true })
  draftedBy!: string | null;

  @Column("timestamptz", { nullable: true })
  @Field(() => InstantScalar, { nullable: true, description: "When it was adopted; null for a draft." })
  @Reads(instant("adopted_at"))
  adoptedAt!: Date | null;

  @Column("uuid", { nullable: true })
  adoptedBy!: string | null;

  @Column("uuid", { nullable: true })
  adoptedByPostId!: string | null;

  @Field(() => Int, { description: "The number of the revision in force: 0 as it was adopted, or is being drafted." })
  @Reads(value((row) => revisionInForce(`${row}.id`)))
  revision!: number;

  @Field(() => Anticipated, { description: "What it anticipates, by the revision in force." })
  @Reads(
    anticipated(
      (row) =>
        `(select f.id from work_plan_revision f where f.work_plan_id = ${row}.id and f.number = ${revisionInForce(`${row}.id`)})`,
    ),
  )
  anticipated!: Anticipated;

  @Field(() => Actual, { description: "What came of it, as far as the reader reads that." })
  @Reads(
    embedded({
      reviews: value(linked("review", "Review")),
      visits: value(linked("visit", "ReviewPaper")),
      reports: value(linked("report", "Report")),
    }),
  )
  actual!: Actual;
}

@Entity("work_plan_revision")
@ObjectType({ implements: Node, description: "A work plan as it was adopted, or as it was revised since." })
@ReadFrom({ table: "work_plan_revision", subject: "WorkPlanRevision", prefix: "revision" })
export class WorkPlanRevision extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  workPlanId!: string;

  @Column("integer")
  @Field(() => Int, { description: "Its number: 0 for the plan as it was adopted." })
  @Reads(column("number"))
  number!: number;

  @Column("text", { nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was made; null for the plan as it was adopted." })
  @Reads(column("reason"))
  reason!: string | null;

  @Column("integer")
  anticipatedReviews!: number;

  @Column("integer")
  anticipatedVisits!: number;

  @Column("integer")
  anticipatedReports!: number;

  @Field(() => Anticipated, { description: "What it anticipates." })
  @Reads(anticipated((row) => `${row}.id`))
  anticipated!: Anticipated;

  @Field(() => InstantScalar, { nullable: true, description: "When it was made or adopted; null for a draft." })
  @Reads(
    value(
      (row) =>
        `iso_instant(case when ${row}.number > 0 then ${row}.revised_at else (select p.adopted_at from work_plan p where p.id = ${row}.work_plan_id) end)`,
    ),
  )
  madeAt!: string | null;

  @Column("uuid", { nullable: true })
  revisedBy!: string | null;

  @Column("uuid", { nullable: true })
  byPostId!: string | null;
}

@Entity("work_plan_item")
@ObjectType({
  implements: Node,
  description: "What is planned. It is read by offices that read no reports: nothing classified belongs into it.",
})
@ReadFrom({
  table: "work_plan_item",
  subject: "WorkPlanItem",
  prefix: "planned",
  // What was taken out of a draft was never in force.
  where: (row) => `${row}.until_revision is distinct from 0`,
})
export class WorkPlanItem extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  workPlanId!: string;

  @Column("integer")
  fromRevision!: number;

  @Column("integer", { nullable: true })
  untilRevision!: number | null;

  @Column("integer")
  position!: number;

  @Column("text")
  @Field(() => PlannedKind, { description: "What it is." })
  @Reads(column("kind"))
  kind!: PlannedKind;

  @Column("text")
  @Field({ description: "What it is about." })
  @Reads(column("title"))
  title!: string;

  @Column("uuid", { nullable: true })
  missionId!: string | null;

  @Column("smallint")
  @Field(() => Int, { description: "The quarter of the year: 1 to 4." })
  @Reads(column("quarter"))
  quarter!: number;
}

@Entity("work_plan_link")
export class WorkPlanLink {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column("uuid")
  itemId!: string;

  @Column("text")
  itemKind!: PlannedKind;

  @Column("uuid", { nullable: true })
  reviewId!: string | null;

  @Column("uuid", { nullable: true })
  visitId!: string | null;

  @Column("uuid", { nullable: true })
  reportId!: string | null;

  @Column("uuid", { nullable: true })
  linkedBy!: string | null;

  @Column("uuid", { nullable: true })
  byPostId!: string | null;

  @Column("timestamptz", { nullable: true })
  supersededAt!: Date | null;

  @Column("uuid", { nullable: true })
  supersededBy!: string | null;
}

/** What can come of a planned item. */
export const PlannedOutcome = createUnionType({
  name: "PlannedOutcome",
  description: "What came of a planned item.",
  types: () => [Review, Visit, Report] as const,
});

@Entity("work_plan_sharing")
@ObjectType({ implements: Node, description: "That a work plan is shared with an office, from when and until when." })
@ReadFrom({ table: "work_plan_sharing", subject: "WorkPlanSharing", prefix: "sharing" })
export class WorkPlanSharing extends Node {
  @PrimaryGeneratedColumn("uuid")
  declare id: string;

  @Column("uuid")
  workPlanId!: string;

  @Column("uuid")
  officeId!: string;

  @Field(() => InstantScalar, { description: "Since when." })
  @Reads(instant("starts_at"))
  startsAt!: string;

  @Field(() => InstantScalar, { nullable: true, description: "Until when; null while it has not ended." })
  @Reads(instant("ends_at"))
  endsAt!: string | null;

  @Column("uuid", { nullable: true })
  sharedBy!: string | null;

  @Column("uuid", { nullable: true })
  byPostId!: string | null;
}

/** Whether an act would be done, by the same rules that do it. */
const mayDo = (act: string, subject: string) =>
  value((row, context) => `coalesce(${context.may(act, subject, row)} and ${context.inStateFor(act, row)}, false)`);

@ObjectType({ description: "What the reader may do to a work plan now." })
@ReadWithin()
export class WorkPlanPermissions {
  @Field({ description: "Set the items and the numbers of the draft." })
  setItems!: boolean;

  @Field({ description: "Adopt it." })
  adopt!: boolean;

  @Field({ description: "Revise it." })
  revise!: boolean;

  @Field({ description: "Share it with an office." })
  share!: boolean;
}

/** How the permissions of a work plan are read: the right and the state of each act. */
export const workPlanPermissions = embedded({
  setItems: mayDo("draftPlan", "WorkPlan"),
  adopt: mayDo("adopt", "WorkPlan"),
  revise: mayDo("revise", "WorkPlan"),
  share: mayDo("share", "WorkPlan"),
});

@ObjectType({ description: "What the reader may do to an item of a work plan now." })
@ReadWithin()
export class WorkPlanItemPermissions {
  @Field({ description: "Link it to what came of it." })
  link!: boolean;
}

/** How the permissions of an item are read. */
export const workPlanItemPermissions = embedded({ link: mayDo("link", "WorkPlanItem") });
