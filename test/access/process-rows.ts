import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";

/** What the house has of the process: a request of a post and one of a country, each with its history; reviews announced to a post, to an office, to nobody. */
export async function enterProcess(registry: TestRegistry): Promise<void> {
  await registry.sql(
    `insert into review_request (id, origin, post_id, country, letter_reference, letter_on, kind, of_headquarters, areas, level, reasons, submitted_at, submitted_by)
       select r.id, 'RECOMMENDED', p.id, r.country, r.letter, r.letter_on, 'TARGETED', true, '{TRAINING}', 'CONFIDENTIAL', 'For a test', '2016-01-05', $3::uuid
       from (values ($1::uuid, 'MILITARY_ADVISER', null, null, null::date), ($2, null, 'A country', 'NV/1', '2016-01-01')) r (id, post, country, letter, letter_on)
       left join post p on p.code = r.post`,
    [uuidOf("request of a post"), uuidOf("request of a country"), uuidOf("director")],
  );
  await registry.sql(
    `insert into request_direction (request_id, post_id, person_id, acting, reporting_line_code)
       select r.id, p.id, $1::uuid, false, 'DUAL' from review_request r, post p where p.code = 'USG_DPKO'`,
    [uuidOf("usg.dpko")],
  );
  await registry.sql(
    "insert into review_announcement (review_id, post_id) select $1::uuid, id from post where code = 'HOM_MINUSCA'",
    [uuidOf("confidential")],
  );
  await registry.sql(
    "insert into review_announcement (review_id, office_id) select $1::uuid, id from office where code = 'OMA'",
    [uuidOf("strict")],
  );
  await registry.sql(
    `insert into consultation (review_id, party, name, held_on, note, recorded_by)
       select id, 'HEADQUARTERS', 'An office', '2016-02-01', 'For a test', $1::uuid from review`,
    [uuidOf("director")],
  );
  await registry.sql(
    `insert into process_event (object_kind, object_id, done, person_id)
       select 'REQUEST', id, 'SUBMITTED', $1::uuid from review_request
       union all select 'REVIEW', v.id, d.done, $1 from review v, (values ('OPENED'), ('CONSULTATION_RECORDED')) d (done)
       union all select 'REPORT', id, 'DRAFTED', $1 from report union all select 'PART', id, 'RECLASSIFIED', $1 from part`,
    [uuidOf("director")],
  );
}
