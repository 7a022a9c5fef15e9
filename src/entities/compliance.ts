import { Field, Int, ObjectType } from "type-graphql";

import { implementerSql, overdueSql } from "./implementation";
import { type ReadContext, ReadGiven, Reads, column, given, value } from "./reads";
import { clockStateSql, debriefClock, notifiedLateSql, reportClock } from "./review-clocks";
import { FigureKind } from "./terms";

/** How many days before its end a circulation is about to expire. */
const EXPIRES_WITHIN = 30;

/** Whether a circulation that is effective ends within 30 days. */
const expiringSql = (row: string, now: string) =>
  `(circulation_state(${row}, ${now}) = 'SIGNED' and ${row}.valid_until < ${now} + interval '${EXPIRES_WITHIN} days')`;

const isOpen = (row: string) =>
  `(${row}s.decision = 'ENDORSED' and ${row}s.implementation in ('NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED'))`;

/** Whether no circulation lets the office that is to implement an endorsed recommendation, or a post of it, read it now. */
export const unreadSql = (row: string, now: string) =>
  `(${isOpen(row)} and not exists (select from circulated_part w where w.part_id = ${row}.id and w.starts_at <= ${now} and ${now} < w.ends_at
    and (w.office_id = ${implementerSql(row)} or exists (select from post_placement pl where pl.post_id = w.post_id
      and pl.office_id = ${implementerSql(row)} and pl.sight_from <= ${now} and ${now} < pl.sight_until))))`;

/** Whether a mission is to implement an endorsed recommendation, and its leadership was not consulted. */
export const unconsultedSql = (row: string) =>
  `(${isOpen(row)} and is_for_mission(${row}.id) and not is_consulted(${row}.id))`;

/** Whether who is to implement an endorsed recommendation has ended: it awaits its transfer or its closing. */
export const endedImplementerSql = (row: string, now: string) =>
  `(${isOpen(row)} and implementer_has_ended(${row}.id, ${now}))`;

const today = (now: string) => `(${now} at time zone 'UTC')::date`;

/** In which span of months since its endorsement a recommendation is. */
const ageSql = (
  row: string,
  now: string,
) => `(case width_bucket(whole_months(${row}s.decided_on, ${today(now)}), array[6, 12, 24])
  when 0 then 'UNDER_6_MONTHS' when 1 then '6_TO_11_MONTHS' when 2 then '12_TO_23_MONTHS' else '24_MONTHS_AND_MORE' end)`;

/** The plan of each year, from the first that the viewer may see to the year asked for, or to this one: counted is the plan, and in the key is whether it is complete in time. */
function workPlansSql(asked: string, { may, now }: ReadContext): string {
  const current = `extract(year from ${today(now)})::int`;
  const seen = (plan: string) => `${plan}.status = 'ADOPTED' and ${may("read", "WorkPlan", plan)}`;
  return `select '${FigureKind.WORK_PLANS}', y.year || ' ' || (case when wp.id is not null then work_plan_completion(wp, ${now})
      when ${now} < day_ends(make_date(y.year, 6, 30)) then 'DUE' else 'MISSING' end), count(wp.id)::int
    from generate_series((select least(min(fp.year), ${current}) from work_plan fp where ${seen("fp")}), coalesce(${asked}.year, ${current})) y (year)
    left join work_plan wp on wp.year = y.year and ${seen("wp")}
    group by 2`;
}

const count = (figure: FigureKind, key: string, from: string) =>
  `select '${figure}' as figure, ${key} as key, count(*)::int as count from ${from} group by 2`;
/** One figure without a key, zero where there is nothing. */
const countOf = (figure: FigureKind, from: string) =>
  `select '${figure}' as figure, '' as key, count(*)::int as count from ${from}`;

/**
 * Every figure, as rows of one statement: each counts what the viewer may see, under the law's own conditions. Of a year: reviews completed, reports submitted and visits begun in it.
 */
function figuresSql(asked: string, context: ReadContext): string {
  const { may, now } = context;
  const inYear = (day: string) => `(${asked}.year is null or extract(year from ${day}) = ${asked}.year)`;
  const reviews = `review v where ${may("read", "Review", "v")} and ${may("read", "ReviewReporting", "v")} and ${inYear("v.completed_on")}`;
  const recommendations = `part r join part_content rc on rc.part_id = r.id join recommendation_state rs on rs.part_id = r.id
    where r.kind = 'RECOMMENDATION' and r.withdrawn_at is null and r.report_status = 'SUBMITTED' and ${may("read", "Part", "r")} and ${inYear("r.listed_on")}`;
  const those = (condition: string) => `${recommendations} and ${condition}`;
  const missionOf = `(select m.acronym from part_mission pm join mission m on m.id = pm.mission_id where pm.part_id = r.id and pm.is_current
    union all select m.acronym from report rr join review_mission rm on rm.review_id = rr.review_id join mission m on m.id = rm.mission_id
      where rr.id = r.report_id and not exists (select from part_mission pm where pm.part_id = r.id and pm.is_current))`;
  const clock = (figure: FigureKind, of: typeof debriefClock) =>
    count(
      figure,
      `(case ${clockStateSql(of, "v", now)} when 'MET' then case when ${of.doneOn("v")} <= v.completed_on + ${of.within} then 'MET_IN_TIME' else 'MET_LATE' end
        else ${clockStateSql(of, "v", now)} end)`,
      `${reviews} and v.completed_on is not null`,
    );
  return [
    clock(FigureKind.DEBRIEFS, debriefClock),
    clock(FigureKind.REPORTS, reportClock),
    count(FigureKind.RECOMMENDATIONS_BY_DECISION, "rs.decision", recommendations),
    count(FigureKind.RECOMMENDATIONS_BY_STATUS, "rs.implementation", recommendations),
    count(
      FigureKind.RECOMMENDATIONS_BY_OFFICE,
      `coalesce((select o.code from office o where o.id = ${implementerSql("r")}), '')`,
      recommendations,
    ),
    count(FigureKind.RECOMMENDATIONS_BY_AREA, "coalesce(rc.area, '')", recommendations),
    `select '${FigureKind.RECOMMENDATIONS_BY_MISSION}', mission.acronym, count(*)::int from (select r.* from ${recommendations}) r
      cross join lateral ${missionOf} mission group by 2`,
    count(FigureKind.RECOMMENDATIONS_BY_AGE, ageSql("r", now), those(isOpen("r"))),
    countOf(FigureKind.RECOMMENDATIONS_OVERDUE, those(overdueSql("r", now))),
    countOf(FigureKind.RECOMMENDATIONS_UNREAD_BY_IMPLEMENTER, those(unreadSql("r", now))),
    countOf(FigureKind.RECOMMENDATIONS_WITHOUT_CONSULTATION, those(unconsultedSql("r"))),
    countOf(FigureKind.RECOMMENDATIONS_OF_ENDED_OFFICES, those(endedImplementerSql("r", now))),
    workPlansSql(asked, context),
    countOf(
      FigureKind.CIRCULATIONS_EXPIRING,
      `circulation c where ${may("read", "Circulation", "c")} and ${expiringSql("c", now)}`,
    ),
    countOf(
      FigureKind.VISITS_NOTIFIED_LATE,
      `visit t where ${may("read", "ReviewPaper", "t")} and ${notifiedLateSql("t")} and ${inYear("t.starts_on")}`,
    ),
    `select '${FigureKind.POLICY_PAST_REVIEW}', i.reference, (i.review_due_on < ${today(now)})::int from instrument i where i.review_due_on is not null`,
  ].join("\nunion all\n");
}

const IN_ORDER = `array_position(array[${Object.values(FigureKind)
  .map((kind) => `'${kind}'`)
  .join(", ")}], f.figure), f.key`;

@ObjectType({ description: "One figure of compliance." })
@ReadGiven({ figure: "text", key: "text", count: "int" })
export class ComplianceFigure {
  @Field(() => FigureKind, { description: "What is counted." })
  @Reads(column("figure"))
  figure!: FigureKind;

  @Field({
    description:
      "Of what: the state of a deadline, a decision, a status, the code of an office, the acronym of a mission, an area, a span of months, the year and the state of a work plan, the reference of a policy; empty where there is one number alone.",
  })
  @Reads(column("key"))
  key!: string;

  @Field(() => Int, {
    description:
      "How many, of what the reader may see; of a year without a work plan 0, of a policy past its review date 1.",
  })
  @Reads(column("count"))
  count!: number;
}

@ObjectType({
  description:
    "How the Office stands to what its policy asks, counted over what the reader may see (access policy § 15.1).",
})
@ReadGiven({ year: "int" })
export class Compliance {
  @Field(() => Int, { nullable: true, description: "The year that was asked for; null for all years." })
  @Reads(column("year"))
  year!: number | null;

  @Field(() => [ComplianceFigure], {
    description: "Every figure, in one order: docs/process.md names the query behind each.",
  })
  @Reads(
    given(
      "ComplianceFigure",
      (row, context) =>
        `(select coalesce(jsonb_agg(jsonb_build_object('figure', f.figure, 'key', f.key, 'count', f.count, 'place', f.place)), '[]')
          from (select f.*, row_number() over (order by ${IN_ORDER}) as place from (${figuresSql(row, context)}) f) f)`,
    ),
  )
  figures!: ComplianceFigure[];

  @Field({ description: "The same as CSV (RFC 4180): a line for each figure, under a line of headings." })
  @Reads(
    value(
      (row, context) =>
        `(select 'figure,key,count' || E'\\r\\n' || coalesce(string_agg(f.figure || ',' || f.key || ',' || f.count || E'\\r\\n', '' order by ${IN_ORDER}), '')
          from (${figuresSql(row, context)}) f)`,
    ),
  )
  csv!: string;
}
