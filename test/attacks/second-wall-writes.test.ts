import { startGuardedHouse } from "../access/guarded-house";
import { uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";

const ABSENT = uuidOf("nothing");
const POST = (code: string) => `(select id from post where code = '${code}')`;
const WALL = "row-level security";

describe("SQL slipped in with the ticket of an act", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;
  let tables: string[];

  beforeAll(async () => {
    registry = await startGuardedHouse();
    intruder = await TicketHolder.open(registry.databaseUrl);
    const written = await registry.sql<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and has_any_column_privilege('registry_app', c.oid, 'update') order by 1`,
    );
    tables = written.map(({ name }) => name);
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  const as = <Result>(who: string, act: string, work: Parameters<typeof intruder.as<Result>>[1]) =>
    intruder.as([{ issuer: registry.issuer.issuer, subject: who }], work, act);
  const outcome = (who: string, act: string, statement: string) =>
    as(who, act, (rows) => rows(statement)).then(
      () => "done",
      (error: Error) => error.message,
    );

  describe("makes no notice that its act does not make", () => {
    const notice = (kind: string, object: string, post: string) =>
      `insert into notice (post_id, kind, object_id) values (${POST(post)}, '${kind}', '${object}')`;
    const [review, request, part] = [
      uuidOf("draft"),
      uuidOf("request of a post"),
      uuidOf("confidential recommendation"),
    ];
    const circulation = uuidOf("circulation to adviser");

    it.each([
      ["director", "startReview", "REVIEW_CANCELLED", review],
      ["director", "announceReview", "REVIEW_ANNOUNCED", ABSENT],
      ["officer", "recordVisit", "REVIEW_REQUESTED", request],
      ["usg.dpko", "directReview", "REVIEW_DIRECTED", ABSENT],
      ["usg.dpko", "directReview", "SIGNATURE_AWAITED", request],
      ["usg.dpko", "cancelReview", "SIGNATURE_AWAITED", ABSENT],
      ["adviser", "requestReview", "SIGNATURE_AWAITED", uuidOf("request of a country")],
      ["usg.dpko", "signCirculation", "ENTRY_CONFIRMED", circulation],
      ["usg.dpko", "signCirculation", "CIRCULATION_GIVEN", ABSENT],
      ["usg.dpko", "signCirculation", "RECOMMENDATION_ASSIGNED", ABSENT],
      ["usg.dpko", "signCirculation", "REVIEW_CANCELLED", review],
      ["administrator", "appoint", "ENTRY_AWAITS_CONFIRMATION", ABSENT],
      ["administrator", "appoint", "CIRCULATION_GIVEN", circulation],
      ["director", "submitReport", "SIGNATURE_AWAITED", ABSENT],
      ["stranger", "withdrawEntry", "ENTRY_ENDED", ABSENT],
      ["stranger", "withdrawEntry", "CIRCULATION_GIVEN", circulation],
      ["staff", "reportProgress", "RECOMMENDATION_ASSIGNED", part],
      ["usg.dpko", "closeRecommendation", "SIGNATURE_AWAITED", ABSENT],
      ["usg.dpko", "endorseRecommendation", "SIGNATURE_AWAITED", part],
      ["officer", "sendBackImplementation", "PROGRESS_AWAITED", part],
    ])("%s by %s: %s of %s", async (who, act, kind, object) => {
      for (const post of ["USG_DFS", "MILITARY_ADVISER"])
        expect(await outcome(who, act, notice(kind, object, post))).toMatch(WALL);
    });

    it.each([
      ["usg.dpko", "cancelReview", review],
      ["director", "submitReport", uuidOf("strict")],
      ["usg.dpko", "closeRecommendation", part],
      ["administrator", "proposeCirculation", circulation],
    ])("%s by %s: that a signature is awaited of %s, but to a post of the line", async (who, act, object) => {
      expect(await outcome(who, act, notice("SIGNATURE_AWAITED", object, "AUDITOR"))).toMatch(WALL);
      expect(await outcome(who, act, notice("SIGNATURE_AWAITED", object, "USG_DFS"))).toBe("done");
    });
  });

  it.each([
    ["usg.dpko", "signCirculation", "confidential recommendation"],
    ["staff", "reportProgress", "draft recommendation"],
    ["staff", "reportProgress", "nothing"],
    ["staff", "withdrawEntry", "draft"],
    ["officer", "sendBackImplementation", "confidential recommendation"],
  ])("%s makes by %s no notice of the clock, and is told of %s by none", async (who, act, object) => {
    const noticed = (kind: string) =>
      `insert into notice (post_id, kind, object_id, due_on) values (${POST("MILITARY_ADVISER")}, '${kind}', '${uuidOf(object)}', '2016-06-01')`;
    const assigned = `insert into recommendation_assignment (part_id, office_id, post_id)
      select '${uuidOf(object)}', id, ${POST("MILITARY_ADVISER")} from office where code = 'OMA'`;
    for (const told of [false, true]) {
      if (told && object.endsWith("recommendation")) await registry.sql(assigned);
      for (const kind of ["RECOMMENDATION_ASSIGNED", "PROGRESS_AWAITED"])
        expect(await outcome(who, act, noticed(kind))).toBe(
          'new row violates row-level security policy for table "notice"',
        );
    }
    await registry.sql("delete from recommendation_assignment");
  });

  describe("keeps in no history what its act does not do, nor of what it does not see", () => {
    const event = (
      kind: string,
      object: string,
      done: string,
      { acting = "false", line = "line_in_force(registry_now())" } = {},
    ) =>
      `insert into process_event (object_kind, object_id, done, person_id, post_id, acting, reporting_line_code)
         values ('${kind}', '${object}', '${done}', (viewer()).person_id, (viewer()).posts[1], ${acting}, ${line})`;
    const recommendation = uuidOf("draft recommendation");

    it.each([
      ["staff", "reportProgress", "PART", recommendation, "PROGRESS_REPORTED"],
      ["staff", "reportProgress", "PART", ABSENT, "PROGRESS_REPORTED"],
      ["officer", "verifyImplementation", "PART", uuidOf("confidential recommendation"), "SENT_BACK"],
      ["adviser", "withdrawReviewRequest", "REQUEST", uuidOf("request of a country"), "WITHDRAWN"],
      ["adviser", "withdrawReviewRequest", "REQUEST", uuidOf("request of a post"), "DIRECTED"],
      ["officer", "recordVisit", "REVIEW", uuidOf("draft"), "CANCELLED"],
      ["hom", "requestReview", "REVIEW", uuidOf("confidential"), "ANNOUNCED"],
      ["administrator", "appoint", "REVIEW", uuidOf("draft"), "OPENED"],
      ["officer", "editLesson", "LESSON", ABSENT, "EDITED"],
      ["director", "testLesson", "LESSON", ABSENT, "TESTED"],
      ["director", "adoptWorkPlan", "WORK_PLAN", ABSENT, "ADOPTED"],
      ["director", "submitReport", "REPORT", ABSENT, "SUBMITTED"],
      ["director", "submitReport", "REPORT", uuidOf("draft"), "DECLASSIFIED"],
      ["administrator", "reclassify", "REPORT", uuidOf("strict"), "RECLASSIFIED"],
      ["director", "reclassify", "PART", ABSENT, "RECLASSIFIED"],
      ["director", "adoptWorkPlan", "SOMETHING", ABSENT, "ADOPTED"],
    ])("%s by %s: %s %s %s", async (who, act, ...[kind, object, done]) => {
      expect(await outcome(who, act, event(kind, object, done))).toMatch(WALL);
    });

    it.each([{ acting: "true" }, { line: "'SINGLE'" }, { line: "null" }])(
      "nor otherwise than in the own post, under the line in force: %j",
      async (forged) => {
        const started = event("REVIEW", uuidOf("draft"), "STARTED", forged);
        expect(await outcome("director", "startReview", started)).toMatch(WALL);
      },
    );

    it("but what it does to what it sees", async () => {
      expect(await outcome("director", "startReview", event("REVIEW", uuidOf("draft"), "STARTED"))).toBe("done");
      expect(
        await outcome("adviser", "withdrawReviewRequest", event("REQUEST", uuidOf("request of a post"), "WITHDRAWN")),
      ).toBe("done");
    });
  });

  describe("is told of no row that it does not see", () => {
    it.each(
      ["stranger", "hom", "staff", "officer", "assistant", "administrator", "auditor", "oios"].map(
        (who) => [who] as const,
      ),
    )("by an update of whatever table that asks for no column: %s", async (who) => {
      expect(tables.length).toBeGreaterThanOrEqual(30);
      for (const act of ["withdrawEntry", "reportProgress", "editLesson", "submitReport"])
        for (const table of tables) {
          const [column] = await registry.sql<{ name: string }>(
            `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
               and has_column_privilege('registry_app', attrelid, attnum, 'update') order by attnum limit 1`,
            [table],
          );
          const blind = async () =>
            as(who, act, async (rows) => {
              const [seen] = await rows<{ count: number }>(`select count(*)::int as count from ${table}`);
              if (seen!.count > 0) return "seen";
              const { rowCount } = await intruder.client.query(`update ${table} set ${column!.name} = default`);
              return `${rowCount} rows`;
            }).catch((error: Error) => error.message);
          expect([table, act, (await blind()).replace("seen", "0 rows")]).toEqual([table, act, "0 rows"]);
        }
    });
  });

  describe("records contacts of a review as § 11.11 and § 12.5 give it", () => {
    const consultation = (review: string) =>
      `insert into consultation (review_id, party, name, held_on, note, recorded_by)
         values ('${uuidOf(review)}', 'HEADQUARTERS', 'x', '2016-02-01', 'x', (viewer()).person_id)`;
    const visit = (review: string) =>
      `insert into visit (review_id, mission_id, starts_on, ends_on, recorded_by)
         select '${uuidOf(review)}', id, '2016-02-01', '2016-02-01', (viewer()).person_id from mission where acronym = 'MINUSCA'`;

    it.each([
      ["officer", "strict", WALL],
      ["military", "draft", WALL],
      ["assistant", "draft", WALL],
      ["officer", "draft", "done"],
      ["military", "strict", "done"],
      ["director", "strict", "done"],
    ])("%s, of the review of %s: %s", async (who, review, expected) => {
      expect(await outcome(who, "recordConsultation", consultation(review))).toMatch(expected);
      expect(await outcome(who, "recordVisit", visit(review))).toMatch(expected);
    });

    it("with the leadership of a mission, too", async () => {
      const part = uuidOf("confidential recommendation");
      const consulted = `insert into recommendation_consultation (part_id, office_id, held_on, words_id, recorded_by)
        select '${part}'::uuid, id, '2016-06-01', '${uuidOf(`said of ${part}`)}', (viewer()).person_id from office where code = 'MINUSCA'`;
      await registry.sql("alter table recommendation_consultation disable trigger user");
      for (const [who, expected] of [
        ["military", WALL],
        ["assistant", WALL],
        ["officer", "done"],
        ["director", "done"],
      ] as const)
        expect(await outcome(who, "recordImplementationConsultation", consulted)).toMatch(expected);
      await registry.sql("alter table recommendation_consultation enable trigger user");
    });
  });

  it.each([
    "insert into consultation (review_id, party, name, held_on, note, recorded_by) values ($1, 'MISSION', 'x', '2999-01-01', 'x', $2)",
    `insert into visit (review_id, mission_id, starts_on, ends_on, notified_on, recorded_by)
       select $1::uuid, id, '2999-01-01', '2999-01-02', '2999-01-01', $2 from mission limit 1`,
  ])("§ 10.19: whoever records what is held or told in the future: %s", async (statement) => {
    await expect(registry.sql(statement, [uuidOf("draft"), uuidOf("director")])).rejects.toThrow("violates check");
  });

  it.each([
    ["started_on = directed_on - 1", "started before it was directed"],
    ["started_on = directed_on + 2, completed_on = directed_on + 1", "completed before it was started"],
    [
      "started_on = directed_on, completed_on = directed_on + 2, debriefed_on = directed_on + 1",
      "debriefed before it was completed",
    ],
    ["completed_on = directed_on", "completed and not started"],
    ["started_on = directed_on, debriefed_on = directed_on", "debriefed and not completed"],
    [
      "started_on = directed_on, completed_on = directed_on, cancelled_at = registry_now(), cancellation_reason = 'x'",
      "completed and cancelled",
    ],
  ])("§ 10.19: whoever writes %s, no review is %s", async (change) => {
    await registry.sql("begin");
    await registry.sql("alter table review disable trigger user");
    const id = uuidOf("draft");
    const blank =
      "started_on = null, completed_on = null, debriefed_on = null, cancelled_at = null, cancellation_reason = null";
    await registry.sql(`update review set ${blank} where id = $1`, [id]);
    await expect(registry.sql(`update review set ${change} where id = $1`, [id])).rejects.toThrow("violates check");
    await registry.sql("rollback");
  });
});
