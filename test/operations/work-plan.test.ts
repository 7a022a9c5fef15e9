import { uuidOf } from "../../src/access/ids";
import { ADVICE, ANTICIPATED, PLAN, REPORT, REVIEW, VISIT, Plans } from "./plans";
import { type World, aWorld } from "./world";

let world: World;
let plans: Plans;
beforeAll(async () => {
  world = await aWorld();
  plans = new Plans(world);
});
afterAll(() => world.registry.close());
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

describe("§ 13.7, § 13.8: drafting and adopting", () => {
  it("is the Director's, one plan for a year; drafts are the Director's alone to read", async () => {
    const plan = await plans.draft(2016);
    expect(plan).toMatchObject({
      year: 2016,
      status: "DRAFT",
      completion: "DUE",
      dueOn: "2016-06-30",
      version: 1,
      revision: 0,
      adoptedAt: null,
    });
    expect(plan.items.map(({ title }: { title: string }) => title)).toEqual([ADVICE.title, REVIEW.title, REPORT.title]);
    expect(await plans.readers(2016)).toEqual(["director"]);
    expect(await world.refusal("director", "createWorkPlan", { year: 2016, anticipated: ANTICIPATED })).toMatchObject({
      code: "CONFLICT",
      paragraph: "§ 10.30",
    });
    const set = {
      workPlanId: plan.id,
      expectedVersion: 1,
      anticipated: { ...ANTICIPATED, visits: 7 },
      items: [REPORT, VISIT],
    };
    const { workPlan } = await world.act("director", "setWorkPlanItems", set, `workPlan { ${PLAN} }`);
    expect(workPlan).toMatchObject({ version: 2, anticipated: { visits: 7 } });
    expect(workPlan.items.map(({ kind }: { kind: string }) => kind)).toEqual(["REPORT", "VISIT"]);
    const adopted = await plans.adopt(workPlan);
    expect(adopted).toMatchObject({
      status: "ADOPTED",
      completion: "COMPLETE_IN_TIME",
      version: null,
      revisions: [{ number: 0, reason: null, madeAt: adopted.adoptedAt }],
    });
    expect(await plans.readers(2016)).toEqual(["director", "officer", "military", "assistant", "usg.dpko", "usg.dfs"]);
  });

  it("asks for what can be", async () => {
    const plan = await plans.draft(2031, []);
    const refused = async (input: object) =>
      (
        await world.refusal("director", "setWorkPlanItems", {
          workPlanId: plan.id,
          expectedVersion: 1,
          items: [],
          ...input,
        })
      ).code;
    for (const wrong of [
      { quarter: 0 },
      { quarter: 5 },
      { mission: "NOWHERE" },
      { title: " " },
      { title: "x".repeat(301) },
    ])
      expect([wrong, await refused({ items: [{ ...REVIEW, ...wrong }] })]).toEqual([wrong, "BAD_USER_INPUT"]);
    for (const wrong of [{ reviews: -1 }, { visits: 1001 }])
      expect(await refused({ anticipated: { ...ANTICIPATED, ...wrong } })).toBe("BAD_USER_INPUT");
    expect(await refused({ items: Array.from({ length: 201 }, () => ADVICE) })).toBe("BAD_USER_INPUT");
    for (const year of [2012, 2200])
      expect((await world.refusal("director", "createWorkPlan", { year, anticipated: ANTICIPATED })).code).toBe(
        "BAD_USER_INPUT",
      );
  });

  it("is the officer-in-charge's in the Director's absence, in the post held", async () => {
    await world.registry.clock("2016-06-02T12:00:00Z");
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    const payload = await world.act(
      "military",
      "createWorkPlan",
      { year: 2032, anticipated: ANTICIPATED, items: [ADVICE] },
      "workPlan { id version }",
    );
    await plans.adopt(payload.workPlan, "military");
    await recall();
    expect(await world.refusal("military", "createWorkPlan", { year: 2033, anticipated: ANTICIPATED })).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 13.7",
    });
  });
});

describe("complete by 30 June, in days of UTC", () => {
  it.each([
    [2017, "2017-06-30T23:59:00Z", "DUE", "COMPLETE_IN_TIME"],
    [2018, "2018-07-01T00:00:10Z", "OVERDUE", "COMPLETE_LATE"],
    [2020, "2020-02-29T12:00:00Z", "DUE", "COMPLETE_IN_TIME"],
    [2021, "2020-12-31T23:59:00Z", "DUE", "COMPLETE_IN_TIME"],
    [2022, "2022-12-31T23:59:00Z", "OVERDUE", "COMPLETE_LATE"],
    [2024, "2024-07-01T00:00:10Z", "OVERDUE", "COMPLETE_LATE"],
  ])("the plan of %i at %s is %s, and adopted then %s for ever", async (year, at, before, after) => {
    await world.registry.clock("2016-06-01T12:00:00Z");
    const plan = await plans.draft(year, [ADVICE]);
    await world.registry.clock(at);
    expect(await plans.seenBy("director", year)).toMatchObject({ completion: before });
    expect(await plans.adopt(plan)).toMatchObject({ completion: after });
    await world.registry.clock("2040-01-01T00:00:00Z");
    const found = await world.registry.ask(
      "director",
      "query ($filter: WorkPlanFilter) { workPlans(first: 50, filter: $filter) { nodes { year } } }",
      {
        filter: { years: [year], completions: [after], statuses: ["ADOPTED"] },
      },
    );
    expect(found.data.workPlans.nodes).toEqual([{ year }]);
  });

  it("turns overdue with the first instant of 1 July, and not before", async () => {
    const plan = await plans.draft(2023, [ADVICE]);
    const [{ states }] = await world.registry.sql(
      `select array_agg(work_plan_completion(p, at) order by at) as states from work_plan p,
         unnest(array['2023-06-30T23:59:59.999999Z', '2023-07-01T00:00:00Z']::timestamptz[]) at where p.id = $1`,
      [uuidOf("plan", plan.id)],
    );
    expect(states).toEqual(["DUE", "OVERDUE"]);
  });
});

describe("§ 13.9: revisions", () => {
  it("are numbered, state their reason and carry all items in force; nothing before changes", async () => {
    const plan = await plans.adopted(2034);
    const [advice, review] = plan.items;
    const { workPlan } = await world.act(
      "director",
      "reviseWorkPlan",
      {
        workPlanId: plan.id,
        expectedRevision: 0,
        reason: "A new mandate",
        anticipated: { ...ANTICIPATED, visits: 1 },
        keepItemIds: [review.id],
        newItems: [VISIT],
      },
      `workPlan { ${PLAN} }`,
    );
    expect(workPlan).toMatchObject({ revision: 1, anticipated: { visits: 1 } });
    expect(workPlan.items.map(({ title }: { title: string }) => title)).toEqual([REVIEW.title, VISIT.title]);
    expect(workPlan.items[0].id).toBe(review.id);
    expect(workPlan.revisions).toMatchObject([
      {
        number: 0,
        reason: null,
        anticipated: { visits: 6 },
        items: [ADVICE, REVIEW, REPORT].map(({ title }) => ({ title })),
      },
      {
        number: 1,
        reason: "A new mandate",
        anticipated: { visits: 1 },
        items: [REVIEW, VISIT].map(({ title }) => ({ title })),
      },
    ]);
    const revising = { workPlanId: plan.id, expectedRevision: 1, reason: "Why", keepItemIds: [review.id] };
    for (const wrong of [
      { keepItemIds: [] },
      { keepItemIds: [advice.id] },
      { keepItemIds: ["nonsense"] },
      { reason: " " },
    ])
      expect([wrong, (await world.refusal("director", "reviseWorkPlan", { ...revising, ...wrong })).code]).toEqual([
        wrong,
        "BAD_USER_INPUT",
      ]);
  });

  it("are held by the database, which keeps plan, revisions and items as they were made", async () => {
    const plan = await plans.adopted(2036);
    const id = uuidOf("plan", plan.id)!;
    for (const statement of [
      "update work_plan set year = 2099 where id = $1",
      "update work_plan set status = 'DRAFT', adopted_at = null where id = $1",
      "update work_plan_revision set anticipated_visits = 9 where work_plan_id = $1",
      "update work_plan_item set title = 'Another' where work_plan_id = $1",
      "update work_plan_item set until_revision = 0 where work_plan_id = $1",
      "insert into work_plan_item (work_plan_id, from_revision, position, kind, title, quarter) values ($1, 0, 99, 'ADVICE', 'Late', 1)",
      "insert into work_plan_revision (work_plan_id, number, reason, anticipated_reviews, anticipated_visits, anticipated_reports) values ($1, 3, 'Why', 0, 0, 0)",
      "insert into work_plan (year, drafted_by) select year, null from work_plan where id = $1",
    ])
      await expect([statement, world.registry.sql(statement, [id])][1]).rejects.toThrow(
        /never changes|revisions alone|work_plan_one_a_year/,
      );
  });
});
