import { Area } from "../../src/entities/terms";

/** A column of text that is the same in every run: words of a fixed list, chosen by a hash of the row's number. */
const WORDS = [
  "the contingent reports that its armoured vehicles wait for spare parts",
  "patrols by night are fewer than the directive asks for",
  "the level two hospital has no second surgeon",
  "casualty evacuation by helicopter depends on daylight",
  "the base lies below a ridge that is not held",
  "perimeter lighting fails when the generators are serviced",
  "the mandate asks for protection where no unit is deployed",
  "statements of unit requirement are older than the mission",
  "rations arrive late in the rainy season",
  "police officers share one interpreter between three sites",
  "the memorandum of understanding leaves welfare to the contributor",
  "pre-deployment training did not treat improvised devices",
  "the force reserve cannot reach the northern sector in a day",
  "orders of the sector differ from those of the force",
  "the camp has water for four days",
  "rotation left the unit without its engineers for a month",
  "the early warning matrix is filled in and not read",
  "medical evacuation drills are recorded and not held",
  "community liaison assistants know of threats before the staff does",
  "ammunition is stored beside the fuel",
  "the mission support plan names no priority",
  "reports of incidents reach Headquarters after a week",
  "the unit has half of the night vision devices that it declared",
  "the rules of engagement are read out and not explained",
] as const;

const sentence = (row: string, of: number) =>
  `(select w.texts[1 + abs(hashint4(${row} * 31 + ${of})) % ${WORDS.length}] from words w)`;

/** Five sentences, and one word that a few hundred parts of a hundred thousand reports share. */
const textOf = (row: string) =>
  `${[1, 2, 3, 4, 5].map((of) => sentence(row, of)).join(" || '; ' || ")} || '; sector' || (abs(hashint4(${row} * 17)) % 4000)`;

const uuid = (kind: string, row: string) => `md5('${kind} ' || ${row})::uuid`;
const oneOf = (row: string, values: readonly string[]) =>
  `(array[${values.map((value) => `'${value}'`).join(", ")}])[1 + abs(hashint4(${row})) % ${values.length}]`;

const AREAS = Object.values(Area);

const FINDINGS = 6;
const RECOMMENDATIONS = 5;
const PARTS = FINDINGS + RECOMMENDATIONS;

/** Who is circulated what: of every `of` reports those numbered `which`, in full or three parts of them. */
const SHARES = `(values
  ('post', (select asg from readers), 100, array(select generate_series(0, 18)), true),
  ('post', (select head from readers), 50, array[7], false),
  ('post', (select head from readers), 300, array[7], true),
  ('office', (select office from readers), 200, array[11], false),
  ('other post', null, 10, array[3], false),
  ('other office', null, 25, array[5], true)
) as share (recipient, id, of_reports, which, in_full)`;

/** The statements that fill the world, in their order: `size` reports beside those of the demonstration. */
export function rowsOf(size: number): string[] {
  return [
    `create temp table words as select array[${WORDS.map((text) => `'${text}'`).join(", ")}] as texts`,
    `create temp table readers as select
       (select post_id from bearer where subject = 'asg.orolsi') as asg,
       (select post_id from bearer where subject = 'hom.minusca') as head,
       (select office_id from bearer where subject = 'police.staff') as office`,
    `create temp table other_post as select row_number() over (order by post_id) - 1 as n, post_id, mission_id
       from bearer where subject like 'hom.%' and subject not in ('hom.minusca', 'hom.untso')`,
    `create temp table other_office as select row_number() over (order by office_id) - 1 as n, office_id
       from (select distinct office_id from bearer where subject in ('oma.staff', 'oios.designated')) o`,
    // Of every fifty reports one is on the mission whose Head reads, and one more.
    `create temp table numbered as select n, ${uuid("bench report", "n")} as report_id, ${uuid("bench review", "n")} as review_id,
       date '2014-01-06' + (abs(hashint4(n)) % 4600) as day,
       case when abs(hashint4(n * 7)) % 10 < 4 then 'CONFIDENTIAL' else 'UNCLASSIFIED' end as level,
       case when n % 50 in (7, 23) then (select mission_id from bearer where subject = 'hom.minusca')
         else (select o.mission_id from other_post o where o.n = n.n % (select count(*) from other_post)) end as mission_id
       from generate_series(1, ${size}) n`,
    `insert into review (id, kind, direction_reference, directed_on, opened_at)
       select review_id, 'TARGETED', 'BENCH/' || n, day - 90, day - 90 from numbered`,
    `insert into review_mission (review_id, mission_id) select review_id, mission_id from numbered`,
    `insert into report (id, symbol, review_id, review_kind, status, level, created_at, submitted_at, submitted_on)
       select report_id, 'OPSP/' || extract(year from day) || '/R-' || upper(lpad(to_hex(n), 6, '0')), review_id, 'TARGETED', 'SUBMITTED', level,
         day - 30, day + interval '12 hours', day from numbered order by n`,
    `insert into report_title (report_id, level, status, title, sha256)
       select report_id, level, 'SUBMITTED', title, sha256(convert_to(title, 'UTF8'))
       from (select *, 'Review ' || n || ': ' || ${sentence("n", 9)} as title from numbered) t`,
    `create temp table numbered_part as
       select n.*, k, n.n * ${PARTS} + k as m, ${uuid("bench part", `(n.n * ${PARTS} + k)`)} as part_id,
         case when k <= ${FINDINGS} then 'FINDING' else 'RECOMMENDATION' end as kind,
         case when abs(hashint4(n.n * ${PARTS} + k)) % 2 = 0 then n.level else 'UNCLASSIFIED' end as part_level
       from numbered n cross join generate_series(1, ${PARTS}) k`,
    "analyze numbered_part",
    `insert into part (id, report_id, report_level, report_status, listed_on, kind, label, level, position, created_at)
       select part_id, report_id, level, 'SUBMITTED', day, kind, left(kind, 1) || '-' || upper(substr(md5('label ' || m), 1, 6)), part_level, k, day - 20
       from numbered_part order by n, k`,
    `insert into part_content (part_id, report_id, report_level, report_status, level, listed_on, text, sha256, area, risk, systemic, components,
         difficulties, mandate, office_id, target_on)
       select part_id, report_id, level, 'SUBMITTED', part_level, day, text, sha256(convert_to(text, 'UTF8')), ${oneOf("m * 3", AREAS)},
         case when kind = 'FINDING' then ${oneOf("m * 5", ["NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"])} end,
         case when kind = 'FINDING' then abs(hashint4(m * 11)) % 4 = 0 end,
         case when kind = 'FINDING' then array[${oneOf("m * 13", ["MILITARY", "POLICE", "SUPPORT"])}] end,
         case when kind = 'FINDING' then array[${oneOf("m * 19", ["HEADQUARTERS", "MISSION", "CONTRIBUTING_COUNTRY"])}] end,
         case when kind = 'RECOMMENDATION' then ${oneOf("m * 23", ["GAPS_AND_SYSTEMIC_ISSUES", "SAFETY_SECURITY_WELFARE", "PARTNERSHIP"])} end,
         case when kind = 'RECOMMENDATION' then (select office from readers) end,
         case when kind = 'RECOMMENDATION' then day + 180 + abs(hashint4(m * 29)) % 360 end
       from (select *, ${textOf("m")} as text from numbered_part) t order by n, k`,
    `insert into recommendation_state (part_id, decision, decided_on, implementation)
       select part_id, 'ENDORSED', day + 60, ${oneOf("m * 37", ["NOT_STARTED", "IN_PROGRESS", "IN_PROGRESS", "IMPLEMENTED", "VERIFIED"])}
       from numbered_part where kind = 'RECOMMENDATION' order by n, k`,
    `insert into recommendation_finding (recommendation_id, finding_id)
       select r.part_id, ${uuid("bench part", `(r.n * ${PARTS} + r.k - ${FINDINGS})`)} from numbered_part r where kind = 'RECOMMENDATION'`,
    `insert into classification (report_id, level, reason, classified_at) select report_id, level, 'Drafted', day - 30 from numbered`,
    `insert into classification (report_id, part_id, level, reason, classified_at) select report_id, part_id, part_level, 'Drafted', day - 20 from numbered_part`,
    // Circulations: one for each share of a report, complete a month after its submission.
    `create temp table given as
       select n.*, share.recipient, share.in_full, ${uuid("bench circulation", "(share.recipient || coalesce(share.id::text, '') || n.n || share.in_full)")} as circulation_id,
         case share.recipient when 'post' then share.id when 'other post' then (select o.post_id from other_post o where o.mission_id = n.mission_id) end as post_id,
         case share.recipient when 'office' then share.id
           when 'other office' then (select o.office_id from other_office o where o.n = n.n / 25 % (select count(*) from other_office)) end as office_id
       from numbered n join ${SHARES} on n.n % share.of_reports = any (share.which)`,
    "delete from given where post_id is null and office_id is null",
    `insert into circulation (id, report_id, is_full, purpose, portals_allowed, copies_allowed, proposed_at, completed_at)
       select circulation_id, report_id, in_full, 'For information', false, false, day + 20, day + 30 from given`,
    `insert into circulation_paper (circulation_id, digest) select circulation_id, repeat('0', 64) from given`,
    `insert into circulation_recipient (circulation_id, post_id, office_id, relevance)
       select circulation_id, post_id, office_id, case when post_id is null then 'HEADQUARTERS_OFFICE' else 'HEAD_OF_MISSION' end from given`,
    `insert into circulation_part (circulation_id, report_id, part_id)
       select g.circulation_id, g.report_id, p.part_id from given g join numbered_part p on p.n = g.n and p.k in (1, 2, 7) where not g.in_full`,
    `insert into circulation_act (circulation_id, act, done_at) select circulation_id, 'COMPLETED', day + 30 from given`,
    // One window in twenty of the other posts and offices has ended.
    `insert into circulated_part (circulation_id, report_id, part_id, part_level, post_id, office_id, listed_on, position, part_kind, is_full, portals_allowed,
         copies_allowed, starts_at, ends_at)
       select g.circulation_id, g.report_id, p.part_id, p.part_level, g.post_id, g.office_id, g.day, p.k, p.kind, g.in_full, false, false, g.day + 30,
         case when g.recipient like 'other%' and g.n % 20 = 3 then g.day + 395 else 'infinity' end
       from given g join numbered_part p on p.n = g.n and (g.in_full or p.k in (1, 2, 7)) order by p.n, p.k`,
    `select place_in_lists(array(select part_id from numbered_part where n between f and f + 4999)) from generate_series(1, ${size}, 5000) f`,
    "drop index part_search_document, search_entry_document",
    `insert into part_search (part_id, document) select c.part_id, to_tsvector('english', c.text) from part_content c
       where not exists (select from part_search s where s.part_id = c.part_id) and c.text is not null`,
    `select place_in_search(array(select part_id from numbered_part where n between f and f + 4999)) from generate_series(1, ${size}, 5000) f`,
    "create index part_search_document on part_search using gin (document)",
    "create index search_entry_document on search_entry using gin (reader, document)",
  ];
}
