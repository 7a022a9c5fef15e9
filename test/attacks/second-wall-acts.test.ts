import type { DatabaseError } from "pg";

import { startGuardedHouse } from "../access/guarded-house";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";

describe("SQL slipped in with a ticket", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;
  const login = (subject: string) => ({ issuer: registry.issuer.issuer, subject });

  beforeAll(async () => {
    registry = await startGuardedHouse();
    intruder = await TicketHolder.open(registry.databaseUrl);
    // A draft is circulated by hand in this house alone: the registry circulates what is submitted.
    await registry.sql(
      "update circulated_part c set ends_at = starts_at from report r where r.id = c.report_id and r.status = 'DRAFT'",
    );
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  describe("reads nothing of a circulation that gives it nothing now", () => {
    const RECIPIENTS = [
      ...[["hom"], ["staff"], ["asg.oo"], ["adviser"], ["designated"], ["portal.oma"], ["portal.oo"]],
      ...[
        ["staff", "portal.oma"],
        ["stranger", "portal.oma"],
      ],
    ];
    const read = (logins: string[], statement: string) => intruder.as(logins.map(login), (rows) => rows(statement));

    it.each(RECIPIENTS.map((logins) => [logins.join(" and "), logins] as const))(
      "%s reads no window of a part that it does not read",
      async (_name, logins) => {
        // On behalf of a person, windows of the person and of the portal are compared: of reports that both read.
        const own =
          logins.length > 1
            ? "select from report r where r.id = c.report_id"
            : "select from part p where p.id = c.part_id";
        const hidden = `select part_id from circulated_part c where not exists (${own})`;
        expect(await read(logins, hidden)).toEqual([]);
      },
    );

    it.each(RECIPIENTS.map((logins) => [logins.join(" and "), logins] as const))(
      "%s finds no part by its words that it does not read",
      async (_name, logins) => {
        const hidden = `select f from found_parts('!nowhere'::tsquery) f
          where not exists (select from part_content c where c.part_id = f)`;
        expect(await read(logins, hidden)).toEqual([]);
      },
    );
  });

  describe("of an act", () => {
    const tries = (who: string[], statement: string, act: string) =>
      intruder.as(who.map(login), (rows) => rows(statement), act);
    const OWN_SHARING =
      "insert into work_plan_sharing (work_plan_id, office_id) select p.id, (viewer()).offices[1] from work_plan p where p.year = 2016";
    const OWN_APPOINTMENT = `insert into appointment (post_id, person_id, acting, starts_on, confirmed_at)
      select p.id, (select person_id from viewer()), true, '2000-01-01', '2000-01-01' from post p where p.code = 'AUDITOR'`;

    it.each([
      ["usg.dpko", "signCirculation", OWN_APPOINTMENT],
      ["usg.dpko", "signCirculation", "update part set level = 'CONFIDENTIAL' where level = 'UNCLASSIFIED'"],
      ["administrator", "appoint", "update part set level = 'UNCLASSIFIED'"],
      ["usg.dpko", "signCirculation", "update part_search set document = ''"],
      ["director", "submitReport", "insert into person (name) values ('A. Made Up')"],
      [
        "administrator",
        "appoint",
        "insert into idempotency (caller, key, request_sha256, outcome) values ('x', 'y', 'z', '{}')",
      ],
      ["administrator", "withdrawEntry", "update appointment set confirmed_by = null where superseded_at is null"],
      ["director", "reviseWorkPlan", OWN_SHARING],
      ["director", "shareWorkPlan", "update work_plan set version = 9 where status = 'DRAFT'"],
      [
        "director",
        "testLesson",
        "update lesson_part q set is_current = true from lesson l where l.id = q.lesson_id and l.status = 'DRAFT'",
      ],
      ["administrator", "an act that is none", "insert into person (name) values ('A. Made Up')"],
    ])("%s writes nothing by %s that is not its own: %#", async (who, act, statement) => {
      await expect(tries([who], statement, act)).rejects.toThrow("row-level security");
    });

    it.each([
      ["stranger", "appoint", OWN_APPOINTMENT],
      ["staff", "reclassify", "update part set level = 'UNCLASSIFIED'"],
      ["hom", "registerPerson", "insert into person (name) values ('A. Made Up')"],
      ["director", "changeEmail", "update person set email = 'made.up@un.example'"],
      ["administrator", "registerPerson", "update person set email = 'made.up@un.example'"],
      ["officer", "shareWorkPlan", OWN_SHARING],
      [
        "officer",
        "testLesson",
        "update lesson set tested_at = registry_now(), status = 'TESTED' where status = 'DRAFT'",
      ],
      ["staff", "editLesson", "update lesson set key_id = 'x'"],
      [
        "officer",
        "disseminateLesson",
        "insert into lesson_dissemination (lesson_id, office_id) select l.id, o.id from lesson l, office o where l.status = 'DISSEMINATED' and o.code = 'OIOS'",
      ],
      ["usg.dpko", "shareWorkPlan", OWN_SHARING],
      ["staff", "endWorkPlanSharing", "update work_plan_sharing set ended_by = (viewer()).person_id"],
      ["officer", "adoptWorkPlan", "update work_plan_link set superseded_at = registry_now()"],
      [
        "auditor",
        "suspendCirculation",
        "insert into circulation_suspension (circulation_id) values (gen_random_uuid())",
      ],
      [
        "administrator",
        "liftSuspension",
        "insert into notice (post_id, kind, object_id) select (viewer()).posts[1], 'CIRCULATION_GIVEN', gen_random_uuid()",
      ],
    ])("%s writes nothing by %s, which the policy never gives it: %#", async (who, act, statement) => {
      await expect(tries([who], statement, act)).rejects.toThrow("row-level security");
    });

    it("writes nothing as a portal, nor through one on behalf of who may", async () => {
      for (const who of [["portal.oma"], ["administrator", "portal.oma"]])
        await expect(tries(who, "insert into person (name) values ('A. Made Up')", "registerPerson")).rejects.toThrow(
          "row-level security",
        );
    });

    it.each([
      ["update part set level = 'STRICTLY_CONFIDENTIAL'"],
      ["update report set level = 'STRICTLY_CONFIDENTIAL'"],
      ["update report set level = 'UNCLASSIFIED'"],
    ])("is told no row by what refuses: %s", async (statement) => {
      const refusal = await tries(["director"], statement, "reclassify").then(
        () => undefined,
        (error: DatabaseError) => error,
      );
      expect(refusal?.code).toBe("23514");
      expect(refusal?.detail).toBeUndefined();
    });
  });
});
