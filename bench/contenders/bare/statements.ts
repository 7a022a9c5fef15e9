import type { Read } from "../../asking/reads";
import { ABOUT, OF_ALL, OF_FEW, all, newestOfFew, reportOf } from "../limit/statements";

/** Where nothing else holds drafts back. */
const SUBMITTED = "p.report_status = 'SUBMITTED'";
const PART = "'label', p.label, 'text', c.text";

/** Whether a window of the reader's own is open: posts in $1, offices in $2, those whose confidential parts count in $3. */
const OPEN = `w.starts_at <= (select registry_now()) and (select registry_now()) < w.ends_at and (w.post_id = any($1::uuid[])
    or w.part_level = 'UNCLASSIFIED' and w.office_id = any($2::uuid[]) or w.part_level = 'CONFIDENTIAL' and w.office_id = any($3::uuid[]))`;
const SEEN = `and exists (select from circulated_part w where w.part_id = p.id and ${OPEN})`;
const GIVEN = `and exists (select from circulated_part w where w.report_id = r.id and ${OPEN})`;

const searchFor = (word: string, seen: string) =>
  all(
    PART,
    `from part_search s join part p on p.id = s.part_id join part_content c on c.part_id = p.id
      where s.document @@ websearch_to_tsquery('english', ${word}) and p.withdrawn_at is null ${seen}
      order by ts_rank(s.document, websearch_to_tsquery('english', ${word})) desc, p.id desc limit 20`,
  );

/** The limit's statements for who reads all that is submitted, where no row-level security holds the rest back. */
export const BARE_OF_ALL: Readonly<Record<Read, string>> = {
  ...OF_ALL,
  Q3: all(
    `${PART}, 'risk', c.risk, 'symbol', r.symbol`,
    `from part_content c join part p on p.id = c.part_id join report r on r.id = c.report_id
      where p.kind = 'FINDING' and p.withdrawn_at is null and c.area = $2 and ${SUBMITTED} and ${ABOUT("$1")}
      order by c.listed_on desc, c.report_id desc, p.position, p.id limit 50`,
  ),
  Q4: `select json_build_object('count', (select count(*) from (select from recommendation_state s join part p on p.id = s.part_id
        where s.implementation = $1 and p.withdrawn_at is null and ${SUBMITTED} limit 10001) n),
      'first', (${all(
        `${PART}, 'targetOn', c.target_on, 'status', s.implementation`,
        `from part_content c join part p on p.id = c.part_id join recommendation_state s on s.part_id = p.id
          where s.implementation = $1 and p.kind = 'RECOMMENDATION' and p.withdrawn_at is null and ${SUBMITTED}
          order by coalesce(c.target_on, 'infinity'), c.part_id limit 20`,
      )})) as answer`,
  Q6: searchFor("$1", `and ${SUBMITTED}`),
};

/** The same for who is given few: what is their own stands before the read's own parameters. */
export const BARE_OF_FEW: Readonly<Record<Read, string>> = {
  ...BARE_OF_ALL,
  ...OF_FEW,
  Q1: reportOf("$4", { given: GIVEN, seen: SEEN }),
  Q2: newestOfFew(SEEN),
  Q6: searchFor("$4", SEEN),
};
