import { startGuardedHouse } from "../access/guarded-house";
import { TicketHolder } from "../support/ticket-holder";
import type { TestRegistry } from "../support/registry";

const POST = (code: string) => `(select id from post where code = '${code}')`;
const PERSON = "(viewer()).person_id";
const REQUEST = `insert into review_request (origin, post_id, kind, of_headquarters, areas, level, reasons, submitted_by, directed_at)
  values ('RECOMMENDED', ${POST("MILITARY_ADVISER")}, 'TARGETED', true, '{TRAINING}', 'UNCLASSIFIED', 'x', ${PERSON}, registry_now())`;
const DIRECTION = `insert into request_direction (request_id, post_id, person_id, acting, reporting_line_code)
  select r.id, ${POST("USG_DFS")}, ${PERSON}, false, 'DUAL' from review_request r`;
const EVENT = `insert into process_event (object_kind, object_id, done, person_id, post_id)
  values ('REVIEW', gen_random_uuid(), 'CANCELLED', ${PERSON}, ${POST("USG_DPKO")})`;

describe("SQL slipped in with a ticket, of the process", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;

  beforeAll(async () => {
    registry = await startGuardedHouse();
    intruder = await TicketHolder.open(registry.databaseUrl);
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  const tries = (who: string, act: string, statement: string) =>
    intruder.as([{ issuer: registry.issuer.issuer, subject: who }], (rows) => rows(statement), act);

  it.each([
    [
      "adviser",
      "withdrawReviewRequest",
      "update review_request set directed_at = registry_now() where country is null",
    ],
    [
      "adviser",
      "withdrawReviewRequest",
      "update review_request set declined_at = registry_now() where country is null",
    ],
    ["usg.dpko", "directReview", "update review_request set directed_at = registry_now() where country is null"],
    ["usg.dpko", "directReview", DIRECTION],
    ["usg.dpko", "cancelReview", "update review set cancelled_at = registry_now(), cancellation_reason = 'x'"],
    ["adviser", "requestReview", REQUEST],
    ["director", "openReview", "insert into review (kind, directed_on) values ('TARGETED', '2016-01-01')"],
    ["hom", "an act that is none", EVENT],
    ["director", "startReview", EVENT],
  ])("I12: %s does nothing by %s that the whole line, or another, must do: %#", async (who, act, statement) => {
    await expect(tries(who, act, statement)).rejects.toThrow(/row-level security|agrees|violates check/);
  });

  it.each([
    ["hom", "withdrawReviewRequest", "review_request", "withdrawn_at = null"],
    ["staff", "withdrawReviewRequest", "review_request", "withdrawn_at = null"],
    ["auditor", "withdrawReviewRequest", "review_request", "withdrawn_at = null"],
    ["hom", "startReview", "review", "started_on = started_on"],
    ["auditor", "startReview", "review", "announced_at = null"],
  ])("I12: %s is told by %s of no row of %s that it does not see", async (who, act, table, change) => {
    const seen = await tries(who, act, `select count(*)::int as count from ${table}`);
    const written = `do $$ declare n int; begin update ${table} set ${change}; get diagnostics n = row_count;
      if n > ${(seen as { count: number }[])[0]!.count} then raise 'it wrote % rows', n; end if; end $$`;
    await tries(who, act, written);
  });
});
