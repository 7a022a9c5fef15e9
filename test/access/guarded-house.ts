import { uuidOf } from "../policies/rows";
import type { Reader, WorldReport } from "../policies/world";
import type { TestRegistry } from "../support/registry";
import { circulation, house, ids, startHouse } from "./house";
import { enterProcess } from "./process-rows";
import { enterLessons } from "./lessons";
import { enterWorkPlans } from "./work-plans";

/** Who asks: everybody of the house, its portals, and portals on behalf of persons. */
export const READERS: Reader[] = [
  ...[
    "director",
    "officer",
    "military",
    "assistant",
    "usg.dpko",
    "administrator",
    "auditor",
    "oios",
    "adviser",
    "designated",
  ],
  ...["staff", "asg.oo", "hom", "stranger"],
].map((person): Reader => ({ person }));
const PORTALS: Reader[] = [
  { portal: "portal.oma" },
  { portal: "portal.oo" },
  ...["director", "officer", "usg.dpko", "staff", "administrator", "auditor", "adviser", "stranger"].map((person) => ({
    person,
    portal: "portal.oma",
  })),
];
export const EVERYBODY = [...READERS, ...PORTALS];

/** Who reviews what: of another's review one was a member until last year, or will be; and a post outside the Office is of no team. */
const TEAMS: Readonly<Record<string, WorldReport["team"]>> = {
  [uuidOf("draft")]: [
    { post: "OPSP_MISSION_SUPPORT", from: "2015-01-01", until: null },
    { post: "OPSP_SENIOR_MILITARY", from: "2016-07-01", until: null },
  ],
  [uuidOf("strict")]: [
    { post: "OPSP_SENIOR_MILITARY", from: "2015-01-01", until: null },
    { post: "OPSP_MISSION_SUPPORT", from: "2015-01-01", until: "2015-12-31" },
    { post: "MILITARY_ADVISER", from: "2015-01-01", until: null },
  ],
};

/** The house with a case for every paragraph that gives sight of rows. */
export async function startGuardedHouse(): Promise<TestRegistry> {
  const registry = await startHouse((world) => ({
    ...world,
    reports: world.reports.map((one) => ({ ...one, team: TEAMS[one.id] ?? one.team })),
    circulations: [
      ...world.circulations,
      circulation("all to portal", "kept", { offices: ["OO"], portals: true }),
      circulation("strict to adviser", "strict", { parts: ids("strict", "secret"), posts: ["MILITARY_ADVISER"] }),
      circulation("strict to office", "strict", {
        parts: ids("strict", "open", "closed"),
        offices: ["OMA"],
        portals: true,
      }),
      circulation("without portals", "kept", { offices: ["OMA"] }),
      circulation("draft, by hand", "draft", { posts: ["HOM_MINUSCA"], offices: ["OMA"], portals: true }),
      circulation("recommendation", "confidential", {
        parts: ids("confidential", "recommendation"),
        offices: ["OMA"],
        portals: true,
      }),
      circulation("over", "strict", {
        posts: ["ASG_OO"],
        offices: ["OO"],
        portals: true,
        validUntil: "2016-05-01T00:00:00.000Z",
      }),
      circulation("not yet", "strict", {
        posts: ["ASG_OO"],
        offices: ["OO"],
        portals: true,
        validFrom: "2016-07-01T00:00:00.000Z",
      }),
    ],
    officersInCharge: [{ post: "OPSP_SENIOR_POLICE", from: "2016-01-01", until: "2016-02-01" }],
    invocations: [
      { report: uuidOf("kept"), at: "2016-05-20T00:00:00.000Z", until: "2016-06-10T00:00:00.000Z" },
      { report: uuidOf("confidential"), at: "2016-05-01T00:00:00.000Z", until: "2016-05-20T00:00:00.000Z" },
      { report: uuidOf("strict"), at: "2016-07-01T00:00:00.000Z", until: "2016-07-20T00:00:00.000Z" },
    ],
  }));
  // No window gives an office what is strictly confidential, and only one office may invoke oversight, for what is submitted: the walls do not
  // rely on that.
  await registry.sql(
    `insert into circulated_part (circulation_id, report_id, part_id, part_level, office_id, listed_on, position, part_kind, is_full,
       portals_allowed, copies_allowed, starts_at)
     select c.circulation_id, c.report_id, p.id, p.level, c.office_id, p.listed_on, p.position, p.kind, c.is_full,
       c.portals_allowed, c.copies_allowed, c.starts_at
     from circulated_part c join part p on p.id = $2 join office o on o.id = c.office_id and o.code = 'OMA' where c.part_id = $1`,
    [...ids("strict", "closed"), ...ids("strict", "secret")],
  );
  await registry.sql(
    `insert into oversight_invocation (office_id, report_id, reason, starts_at, ends_at)
     select o.id, h.report, 'by hand', '2016-05-20', '2016-06-10'
     from (values ('MINUSCA', $1::uuid), ('OIOS', $2)) h (office, report) join office o on o.code = h.office`,
    [uuidOf("strict"), uuidOf("draft")],
  );
  await enterProcess(registry);
  await recordImplementation(registry);
  for (const post of ["DIRECTOR_OPSP", "MILITARY_ADVISER", "AUDITOR", "HOM_MINUSCA"])
    await registry.sql(
      "insert into notice (post_id, kind, object_id) select id, 'CIRCULATION_GIVEN', gen_random_uuid() from post where code = $1",
      [post],
    );
  await enterWebhooks(registry);
  await enterWorkPlans(registry);
  await enterLessons(registry);
  for (const reader of ["director", "adviser", "staff", "hom", "officer"])
    for (const symbol of [house.symbol("strict"), house.symbol("draft"), house.symbol("confidential")])
      await registry.ask(reader, `{ report(symbol: "${symbol}") { parts(first: 9) { nodes { id text } } } }`);
  return registry;
}

/** Of each portal an address that stands and one that awaits its confirmation; and of one of them that it is gone. */
async function enterWebhooks(registry: TestRegistry): Promise<void> {
  await registry.sql(
    `insert into webhook (portal_code, url, starts_on, ends_on, entered_by, confirmed_at, confirmed_by)
     select p.code, 'https://' || p.code || '.example/now', '2016-01-01'::date, '2016-12-31'::date, $1::uuid, '2016-01-01'::timestamptz, $2::uuid from portal p
     union all select p.code, 'https://' || p.code || '.example/then', '2017-01-01', null, $1, null, null from portal p`,
    [uuidOf("staff"), uuidOf("adviser")],
  );
  await registry.sql("insert into webhook_gone (webhook_id) select id from webhook where url like '%oo.example/now'");
}

/** Of each recommendation, draft or not, something in every table that tells of its implementation: as no act would leave it. */
async function recordImplementation({ superuser }: TestRegistry): Promise<void> {
  await superuser.query("begin");
  await superuser.query("set local session_replication_role = replica");
  for (const part of [...ids("confidential", "recommendation"), ...ids("draft", "recommendation")])
    for (const statement of IMPLEMENTATION) await superuser.query(statement, [part, uuidOf(`said of ${part}`)]);
  await superuser.query("commit");
}

const WHO = "(select id from person order by id limit 1)";
const POST = "(select id from post where code = 'USG_DPKO')";
const OFFICE = "(select id from office where code = 'OMA')";
const IMPLEMENTATION = [
  "insert into recommendation_words (id, part_id, level, text, sha256) select $2::uuid, id, level, 'Said', sha256('Said') from part where id = $1::uuid",
  `insert into recommendation_signature (id, part_id, matter, decision, post_id, person_id, reporting_line_code)
     values ($2, $1, 'ENDORSEMENT', 'ENDORSED', ${POST}, ${WHO}, 'DUAL')`,
  `insert into recommendation_progress (id, part_id, number, done, status, person_id, post_id, office_id, words_id)
     values ($2, $1, 1, 'REPORTED', 'IN_PROGRESS', ${WHO}, ${POST}, ${OFFICE}, $2)`,
  "insert into recommendation_evidence (words_id, progress_id, part_id) values ($2, $2, $1)",
  `insert into recommendation_consultation (id, part_id, office_id, held_on, words_id, recorded_by) values ($2, $1, ${OFFICE}, '2016-05-01', $2, ${WHO})`,
  "insert into process_event (object_kind, object_id, done) select 'PART', $1::uuid, 'Said ' || $2::uuid",
  `insert into recommendation_office (id, part_id, number, task, office_id, named_by) values ($2, $1, 1, 'SUPPORTS', ${OFFICE}, ${WHO})`,
];
