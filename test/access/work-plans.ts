import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";

/** Work plans for the house: one of each state, shared with offices now, no more and not yet, with items linked to what few read. */

const PLANS = [2015, 2016, 2017];
const ADOPTED = [2015, 2016];

/** With which office which plan is shared, from when and until when. */
const SHARED = [
  [2015, "OO", "2015-06-01", "infinity"],
  [2016, "OMA", "2016-02-01", "infinity"],
  [2016, "OO", "2016-02-01", "2016-05-01"],
  [2016, "MINUSCA", "2016-07-01", "infinity"],
  [2015, "OIOS", "2016-01-01", "infinity"],
] as const;

/** A plan of three items, adopted in January of its year where it is to be. */
export async function enterPlan(registry: TestRegistry, year: number, isAdopted = true): Promise<void> {
  const id = uuidOf(`work plan ${year}`);
  await registry.sql("insert into work_plan (id, year) values ($1, $2)", [id, year]);
  await registry.sql(
    `insert into work_plan_revision (work_plan_id, number, anticipated_reviews, anticipated_visits, anticipated_reports) values ($1, 0, 2, 3, 4)`,
    [id],
  );
  for (const [place, kind] of ["REVIEW", "REPORT", "ADVICE"].entries())
    await registry.sql(
      `insert into work_plan_item (id, work_plan_id, from_revision, position, kind, title, quarter) values ($1, $2, 0, $3, $4, 'A plan', 1)`,
      [uuidOf(`planned ${year} ${kind}`), id, place + 1, kind],
    );
  if (isAdopted)
    await registry.sql("update work_plan set status = 'ADOPTED', adopted_at = make_date(year, 1, 15) where id = $1", [
      id,
    ]);
}

export async function enterWorkPlans(registry: TestRegistry): Promise<void> {
  for (const year of PLANS) await enterPlan(registry, year, ADOPTED.includes(year));
  for (const one of SHARED) await share(registry, one);
  for (const [year, kind, report] of [
    [2015, "REPORT", "kept"],
    [2016, "REPORT", "confidential"],
    [2016, "ADVICE", "strict"],
    [2015, "ADVICE", "draft"],
  ])
    await link(registry, `planned ${year} ${kind}`, { report: uuidOf(String(report)) });
  await link(registry, "planned 2016 REVIEW", { review: uuidOf("strict") });
  await registry.sql(
    `insert into process_event (object_kind, object_id, done)
     select 'WORK_PLAN', p.id, d.done from work_plan p, (values ('DRAFTED'), ('ADOPTED'), ('SHARED'), ('LINKED')) d (done)
     where d.done = 'DRAFTED' or p.status = 'ADOPTED'`,
  );
}

/** Shares a plan with an office, from when and until when. */
export const share = (registry: TestRegistry, [year, office, from, until]: readonly [number, string, string, string]) =>
  registry.sql(
    "insert into work_plan_sharing (work_plan_id, office_id, starts_at, ends_at) select $1, id, $3, $4 from office where code = $2",
    [uuidOf(`work plan ${year}`), office, from, until],
  );

export const link = (registry: TestRegistry, item: string, { review, report }: { review?: string; report?: string }) =>
  registry.sql(
    "insert into work_plan_link (item_id, item_kind, review_id, report_id) select id, kind, $2, $3 from work_plan_item where id = $1",
    [uuidOf(item), review, report],
  );
