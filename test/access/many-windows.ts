/** The same chance in every run: a number below `of` for a row and a matter. */
const chance = (of: number, row: string, matter: string) =>
  `(hashtext('${matter} ' || (${row})::text) & 2147483647) % ${of}`;
const oneOf = (values: readonly string[], row: string, matter: string) =>
  `(array[${values.map((value) => `'${value}'`).join()}])[1 + ${chance(values.length, row, matter)}]`;
const id = (kind: string, row: string) => `md5('${kind} ' || (${row}))::uuid`;

const REPORTS = 40;
const PARTS = 10;

/**
 * Statements that add many reports to a house, and windows of every sort: begun, ended, and not begun yet, of posts and of offices, with
 * portals and without, several of one part; and then change what windows tell of.
 */
export const ROWS_OF_MANY_WINDOWS: readonly string[] = [
  `create temp table many as select n, ${id("many report", "n")} as id, ${id("many review", "n")} as review,
     ${oneOf(["CONFIDENTIAL", "CONFIDENTIAL", "UNCLASSIFIED"], "n", "level")} as level, date '2015-01-20' + (${chance(30, "n", "day")})::int as day
   from generate_series(1, ${REPORTS}) n`,
  "insert into review (id, kind, direction_reference, directed_on) select id, 'TARGETED', 'MANY', '2014-09-01' from (select review as id from many) r",
  `insert into review_mission (review_id, mission_id) select m.review, i.id from many m join mission i
     on i.acronym = ${oneOf(["MINUSCA", "UNMISS", "UNIFIL"], "m.n", "mission")} or m.n % 4 = 0 and i.acronym in ('MINUSCA', 'UNMISS')`,
  "insert into report (id, symbol, review_id, level) select id, 'OPSP/2015/R-' || upper(left(md5(n::text), 8)), review, level from many",
  `insert into report_title (report_id, title, sha256) select id, 'Many', sha256('Many') from many`,
  `create temp table many_part as select m.id as report, n, k, m.n * ${PARTS} + k as x, ${id("many part", `m.n * ${PARTS} + k`)} as id,
     case when k % 2 = 0 then 'FINDING' else 'RECOMMENDATION' end as kind,
     case when m.level = 'CONFIDENTIAL' and ${chance(2, `m.n * ${PARTS} + k`, "level of part")} = 0 then 'CONFIDENTIAL' else 'UNCLASSIFIED' end as level
   from many m cross join generate_series(1, ${PARTS}) k`,
  `insert into part (id, report_id, report_level, report_status, kind, label, level, position)
     select p.id, p.report, m.level, 'DRAFT', p.kind, left(p.kind, 1) || '-' || upper(left(md5(p.x::text), 6)), p.level, p.k
     from many_part p join many m on m.id = p.report`,
  `insert into part_content (part_id, text, sha256, area, risk, systemic, components, difficulties, mandate, office_id, target_on)
     select id, 'Many', sha256('Many'), case when kind = 'FINDING' or x % 3 > 0 then ${oneOf(["MEDICAL", "TRAINING", "WELFARE"], "x", "area")} end,
       case when kind = 'FINDING' then ${oneOf(["LOW", "HIGH", "NONE"], "x", "risk")} end, case when kind = 'FINDING' then x % 5 = 0 end,
       case when kind = 'FINDING' then array[${oneOf(["POLICE", "MILITARY", "SUPPORT"], "x", "component")}] end, case when kind = 'FINDING' then '{}'::text[] end,
       case when kind = 'RECOMMENDATION' then 'PARTNERSHIP' end,
       case when kind = 'RECOMMENDATION' and x % 4 = 1 then (select o.id from office o where o.code = 'OMA') end,
       case when kind = 'RECOMMENDATION' and x % 7 > 0 then date '2016-05-15' + (${chance(40, "x", "target")})::int end
     from many_part`,
  // States that nothing is recorded of.
  "alter table recommendation_state disable trigger recommendation_state_held",
  `insert into recommendation_state (part_id, decision, implementation) select id, ${oneOf(["ENDORSED", "PENDING"], "x", "decision")},
     ${oneOf(["NOT_STARTED", "IN_PROGRESS", "VERIFIED"], "x", "status")} from many_part where kind = 'RECOMMENDATION'`,
  `insert into part_mission (part_id, mission_id, is_current) select p.id, i.id, p.x % 5 > 0 from many_part p join many m on m.id = p.report
     join mission i on i.acronym = ${oneOf(["MINUSCA", "UNMISS"], "p.x", "own mission")} where m.n % 4 = 0 and p.k % 3 > 0`,
  "update part set withdrawn_at = registry_now() from many_part p where p.id = part.id and p.x % 17 = 0",
  `insert into circulation (id, report_id, is_full, purpose, portals_allowed, copies_allowed)
     select ${id("many circulation", "m.n || ' ' || c")}, m.id, false, 'Many', c % 2 = 0, false from many m cross join generate_series(1, 12) c`,
  "insert into circulation_paper (circulation_id, digest) select id, repeat('0', 64) from circulation where purpose = 'Many'",
  "update report set status = 'SUBMITTED', submitted_at = day_begins(m.day), submitted_on = m.day from many m where m.id = report.id",
  // What acts never do: a window of a draft.
  "delete from circulated_part w using report r where r.id = w.report_id and r.status = 'DRAFT'",
  `create temp table many_window as select p.*, c, ${id("many circulation", "n || ' ' || c")} as circulation,
     registry_now() + (${chance(50, "x * 100 + c", "start")} - 40) * interval '1 day' as starts_at,
     registry_now() + (${chance(40, "x * 100 + c", "end")} + 10 - 8 * (c % 3)) * interval '1 day' as ends_at
   from many_part p cross join generate_series(1, 12) c where x % 17 > 0 and ${chance(3, "x * 100 + c", "whether")} < 2`,
  `insert into circulated_part (circulation_id, report_id, part_id, part_level, post_id, office_id, is_full, portals_allowed, copies_allowed, starts_at, ends_at)
     select w.circulation, w.report, w.id, w.level, t.post, t.office, false, w.c % 4 > 1, false, w.starts_at, w.ends_at
     from many_window w join (select row_number() over (order by code) as at, r.* from (
       select code, id as post, null::uuid as office from post where code in ('MILITARY_ADVISER', 'ASG_OO', 'HOM_MINUSCA', 'HEAD_OF_OIOS')
       union all select code, null, id from office where code in ('OMA', 'OO')) r) t on t.at = 1 + w.c % 6
     where w.starts_at < w.ends_at`,
  // What happens to windows and to what they tell of, afterwards.
  `update circulated_part set ends_at = greatest(starts_at, registry_now()) where ends_at > registry_now() and ${chance(9, "id", "revoked")} = 0`,
  `update recommendation_state set implementation = 'IN_PROGRESS' where ${chance(6, "part_id", "moved")} = 0`,
  `update part set level = 'CONFIDENTIAL' from many_part p where p.id = part.id and part.report_level = 'CONFIDENTIAL' and ${chance(8, "part.id", "raised")} = 0`,
  `insert into oversight_invocation (office_id, report_id, reason, starts_at, ends_at)
     select o.id, m.id, 'Many', registry_now() - interval '1 day', registry_now() + interval '9 days' from many m join office o on o.code = 'OIOS' where m.n % 6 = 0`,
];
