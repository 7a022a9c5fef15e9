import { uuidOf } from "../policies/rows";
import { startGuardedHouse } from "../access/guarded-house";
import type { TestRegistry } from "../support/registry";
import { TicketHolder } from "../support/ticket-holder";

describe("SQL slipped in with a ticket, about a recommendation", () => {
  let registry: TestRegistry;
  let intruder: TicketHolder;
  const part = uuidOf("confidential recommendation");
  const absent = uuidOf("no recommendation");

  beforeAll(async () => {
    registry = await startGuardedHouse();
    intruder = await TicketHolder.open(registry.databaseUrl);
  });

  afterAll(async () => {
    await intruder.close();
    await registry.close();
  });

  const tries = (who: string, act: string, statement: string, of: string = part) =>
    intruder.as([{ issuer: registry.issuer.issuer, subject: who }], (rows) => rows(statement, [of]), act);
  const refusal = (who: string, act: string, statement: string, of?: string) =>
    tries(who, act, statement, of).then(
      () => "done",
      (error: Error) => error.message,
    );

  const OTHER = `'${uuidOf("officer")}'`;
  const post = (code: string) => `(select id from post where code = '${code}')`;
  const SELF = "(select person_id from viewer())";
  const words =
    "insert into recommendation_words (part_id, text, sha256) values ($1, 'Slipped in', sha256('Slipped in'))";
  const signature = (person: string, code = "USG_DPKO") =>
    `insert into recommendation_signature (part_id, matter, decision, post_id, person_id, reporting_line_code)
       values ($1, 'ENDORSEMENT', 'ENDORSED', ${post(code)}, ${person}, 'DUAL')`;
  const progress = (person: string, code = "DIRECTOR_OPSP") =>
    `insert into recommendation_progress (part_id, done, status, person_id, post_id)
       values ($1, 'VERIFIED', 'VERIFIED', ${person}, ${post(code)})`;
  const consultation = (person: string) =>
    `insert into recommendation_consultation (part_id, office_id, held_on, words_id, recorded_by)
       select $1::uuid, id, '2016-06-01', '${uuidOf(`said of ${part}`)}', ${person} from office where code = 'MINUSCA'`;
  const office = (person: string) =>
    `insert into recommendation_office (part_id, task, office_id, named_by)
       select $1::uuid, 'SUPPORTS', id, ${person} from office where code = 'DPET'`;
  const WALL = "row-level security";

  it.each([
    ["usg.dpko", "signCirculation", words],
    ["usg.dpko", "signCirculation", signature(SELF)],
    ["director", "submitReport", office(SELF)],
    ["director", "verifyImplementation", office(SELF)],
    ["officer", "nameImplementationOffice", office(SELF)],
    ["director", "nameImplementationOffice", office(OTHER)],
    ["officer", "endorseRecommendation", words],
    ["administrator", "reportProgress", words],
    ["stranger", "reportProgress", words],
    ["director", "endorseRecommendation", "update recommendation_words set text = 'Said' where part_id = $1"],
    [
      "director",
      "reportPlans",
      "insert into notice (post_id, kind, object_id) values ((select (viewer()).posts[1]), 'RECOMMENDATION_ASSIGNED', $1)",
    ],
  ])("%s writes nothing by %s that is not its own: %#", async (who, act, statement) => {
    expect(await refusal(who, act, statement)).toMatch(WALL);
  });

  /** Puts the recommendation into a state, of which nothing is recorded. */
  const inState = async (decision: string, implementation: string) => {
    await registry.sql("begin");
    await registry.sql("set local session_replication_role = replica");
    await registry.sql(
      `update recommendation_state set decision = $2, implementation = $3, decided_on = '2016-05-01',
         office_id = (select id from office where code = 'MINUSCA') where part_id = $1`,
      [part, decision, implementation],
    );
    await registry.sql("commit");
  };

  it.each([
    ["usg.dpko", "endorseRecommendation", ["PENDING", "NOT_STARTED"], signature],
    ["director", "verifyImplementation", ["ENDORSED", "IMPLEMENTED"], progress],
    ["director", "recordImplementationConsultation", ["ENDORSED", "NOT_STARTED"], consultation],
  ] as const)("%s writes by %s in the own name alone", async (who, act, [decision, implementation], statement) => {
    await inState(decision, implementation);
    const others = { signature: ["usg.dfs", "USG_DFS"], progress: ["officer", "OPSP_MISSION_SUPPORT"] };
    const [other, code] = statement === signature ? others.signature : others.progress;
    expect(await refusal(who, act, statement(`'${uuidOf(other!)}'`, code))).toMatch(WALL);
    if (statement !== signature) expect(await refusal(who, act, statement(SELF))).toBe("done");
  });

  it.each(["director", "usg.dpko", "officer"])("%s writes no state, by whatever act", async (who) => {
    for (const act of ["endorseRecommendation", "addPart", "reportProgress"])
      expect(
        await refusal(who, act, "update recommendation_state set implementation = 'VERIFIED' where part_id = $1"),
      ).toMatch("permission denied");
    expect(
      await refusal(who, "endorseRecommendation", "delete from recommendation_signature where part_id = $1"),
    ).toMatch("permission denied");
  });

  it("is told the same of a recommendation that is hidden and of one that is absent", async () => {
    for (const [act, statement] of [
      ["reportProgress", words],
      ["reportProgress", progress(SELF)],
      ["reportProgress", signature(SELF)],
      ["reportProgress", consultation(SELF)],
      ["reportProgress", office(SELF)],
    ] as const) {
      const hidden = await refusal("staff", act, statement);
      expect(hidden).toMatch(WALL);
      expect(await refusal("staff", act, statement, absent)).toBe(hidden);
    }
  });

  it("assigns nothing outside an act of its own", async () => {
    expect(await tries("staff", "withdrawEntry", "select * from assign_recommendations(array[$1::uuid])")).toEqual([]);
  });
});
