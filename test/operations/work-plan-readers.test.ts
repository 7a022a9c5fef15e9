import { idOf, uuidOf } from "../../src/access/ids";
import { ADVICE, EVERYBODY, REPORT, REVIEW, VISIT, Plans } from "./plans";
import { type Wish, type World, aWorld } from "./world";

let world: World;
let plans: Plans;
beforeAll(async () => {
  world = await aWorld();
  plans = new Plans(world);
});
afterAll(() => world.registry.close());
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

describe("§ 13.10: planned beside actual", () => {
  it("each item by one link to what came of it, which exists for nobody who does not read both", async () => {
    const report = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s" }] });
    const { data } = await world.registry.ask(
      "director",
      "query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }",
      { id: report.id },
    );
    const review = data.node.review.id;
    const plan = await plans.adopted(2037);
    const [advice, plannedReview, plannedReport] = plan.items;
    await plans.share(plan, "OMA");
    const before = await plans.seenBy("oma.staff", 2037);
    await world.act("director", "linkWorkPlanItem", { itemId: plannedReview.id, outcomeId: review }, "item { id }");
    await world.act("director", "linkWorkPlanItem", { itemId: plannedReport.id, outcomeId: report.id });
    await world.act("director", "linkWorkPlanItem", { itemId: advice.id, outcomeId: report.id });
    const outcomes = async (as: Wish) => {
      const seen = await plans.seenBy(as, 2037);
      return [
        seen.actual,
        ...seen.items.map((item: { outcome: { __typename: string } | null }) => item.outcome?.__typename ?? null),
      ];
    };
    for (const whole of ["director", "usg.dpko"])
      expect(await outcomes(whole)).toEqual([{ reviews: 1, visits: 0, reports: 1 }, "Report", "Review", "Report"]);
    // Who reads reviews and no strictly confidential report sees the one link alone.
    for (const half of ["officer", "military"])
      expect(await outcomes(half)).toEqual([{ reviews: 1, visits: 0, reports: 0 }, null, "Review", null]);
    expect(await plans.seenBy("oma.staff", 2037)).toEqual(before);
    expect(await outcomes("oma.staff")).toEqual([{ reviews: 0, visits: 0, reports: 0 }, null, null, null]);
    await world.act("director", "linkWorkPlanItem", { itemId: plannedReport.id });
    await world.act("director", "linkWorkPlanItem", { itemId: advice.id, outcomeId: review });
    expect(await outcomes("director")).toEqual([{ reviews: 1, visits: 0, reports: 0 }, "Review", "Review", null]);
    expect((await world.refusal("director", "linkWorkPlanItem", { itemId: plannedReport.id })).code).toBe("CONFLICT");
  });

  it("of a visit, too, for who reads the course of its review", async () => {
    const report = await world.report({ submitted: false });
    const query = "query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }";
    const { data } = await world.registry.ask("director", query, { id: report.id });
    const visiting = {
      reviewId: data.node.review.id,
      mission: "MINUSCA",
      startsOn: "2016-06-20",
      endsOn: "2016-06-27",
    };
    await world.act("director", "recordVisit", visiting);
    const [{ id }] = await world.registry.sql("select id from visit order by recorded_at desc limit 1");
    const plan = await plans.adopted(2051, [VISIT, REVIEW]);
    await plans.share(plan, "OMA");
    const outcomeId = idOf("visit", id);
    await world.act("director", "linkWorkPlanItem", { itemId: plan.items[1].id, outcomeId });
    for (const reader of ["director", "officer", "usg.dfs"])
      expect(await plans.seenBy(reader, 2051)).toMatchObject({
        actual: { visits: 1 },
        items: [{ outcome: null }, { outcome: { __typename: "Visit" } }],
      });
    expect(await plans.seenBy("oma.staff", 2051)).toMatchObject({
      actual: { visits: 0 },
      items: [{ outcome: null }, { outcome: null }],
    });
    const wrong = await world.refusal("director", "linkWorkPlanItem", { itemId: plan.items[0].id, outcomeId });
    expect(wrong).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.31" });
  });

  it("tells the history of a plan, and of links to the Director alone", async () => {
    const plan = await plans.adopted(2050);
    const report = await world.report();
    await world.act("director", "linkWorkPlanItem", { itemId: plan.items[2].id, outcomeId: report.id });
    const keeping = { workPlanId: plan.id, expectedRevision: 0, reason: "Why", keepItemIds: [plan.items[2].id] };
    await world.act("director", "reviseWorkPlan", keeping);
    const sharing = await plans.share(plan, "OMA");
    await plans.share(plan, "OIOS");
    await world.act("director", "endWorkPlanSharing", { sharingId: sharing.id });
    const done = async (as: string) => {
      const query = "query ($year: Int!) { workPlan(year: $year) { history { done } } }";
      const { data } = await world.registry.ask(as, query, { year: 2050 });
      return data.workPlan?.history.map((one: { done: string }) => one.done) ?? null;
    };
    const told = ["ADOPTED", "REVISED", "SHARED", "SHARED", "SHARING_ENDED"];
    expect(await done("director")).toEqual(["DRAFTED", "ADOPTED", "LINKED", ...told.slice(1)]);
    for (const reader of ["officer", "usg.dpko"]) expect(await done(reader)).toEqual(told);
    expect(await done("oios")).toEqual(["ADOPTED", "REVISED"]);
    expect(await done("oma.head")).toBeNull();
  });

  it("each to what can come of it", async () => {
    const report = await world.report();
    const plan = await plans.adopted(2038, [REVIEW, REPORT, ADVICE, VISIT]);
    const [, review, , visit] = plan.items;
    for (const { id } of [review, visit])
      expect(await world.refusal("director", "linkWorkPlanItem", { itemId: id, outcomeId: report.id })).toMatchObject({
        code: "BAD_USER_INPUT",
        paragraph: "§ 10.31",
      });
    for (const outcomeId of [world.post.ASG_OO, "nonsense", "report_00000000000040008000000000000000", plan.id])
      expect(await world.refusal("director", "linkWorkPlanItem", { itemId: review.id, outcomeId })).toMatchObject({
        code: "NOT_FOUND",
      });
  });
});

describe("§ 13.4, § 13.11: sharing", () => {
  it("lets the staff of a named office read, from then until it ends, and see no sharing but their own", async () => {
    const plan = await plans.adopted(2040);
    expect(await plans.seenBy("oma.staff", 2040)).toBeNull();
    const sharing = await plans.share(plan, "OMA");
    await plans.share(plan, "OIOS");
    expect(await plans.seenBy("oma.staff", 2040)).toMatchObject({
      id: plan.id,
      sharedWith: [{ id: sharing.id, office: { code: "OMA" }, endsAt: null, byPost: { code: "DIRECTOR_OPSP" } }],
    });
    expect((await plans.seenBy("oios", 2040)).sharedWith).toHaveLength(1);
    expect((await plans.seenBy("usg.dfs", 2040)).sharedWith).toHaveLength(2);
    expect(await plans.readers(2040)).toEqual([
      "director",
      "officer",
      "military",
      "assistant",
      "usg.dpko",
      "usg.dfs",
      "oios",
      "oma.head",
      "oma.staff",
    ]);
    await world.act("director", "endWorkPlanSharing", { sharingId: sharing.id }, "workPlan { id }");
    expect(await plans.seenBy("oma.staff", 2040)).toBeNull();
    const ended = (await plans.seenBy("director", 2040)).sharedWith.find(({ id }: { id: string }) => id === sharing.id);
    expect(ended.endsAt).not.toBeNull();
    await plans.share(plan, "OMA");
    expect((await plans.seenBy("oma.head", 2040)).sharedWith).toHaveLength(1);
  });

  it("is of adopted plans, with an office that exists, and with no country", async () => {
    const drafted = await plans.draft(2041);
    const plan = await plans.adopted(2042);
    const sharing = (officeId: unknown) =>
      world.refusal("director", "shareWorkPlan", { workPlanId: plan.id, officeId });
    const [{ country }] = await world.registry.sql(
      "insert into office (code, name, kind, starts_on) values ('COUNTRY', 'A country', 'CONTRIBUTING_COUNTRY', '2010-01-01') returning id as country",
    );
    expect(await sharing(`office_${country.replaceAll("-", "")}`)).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.32",
    });
    expect(await sharing(world.office.DPO)).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.32" });
    for (const absent of ["nonsense", plan.id, "office_00000000000040008000000000000000"])
      expect(await sharing(absent)).toMatchObject({ code: "NOT_FOUND" });
    await expect(
      world.registry.sql(
        "insert into work_plan_sharing (work_plan_id, office_id) select $1, id from office where code = 'OIOS'",
        [uuidOf("plan", drafted.id)],
      ),
    ).rejects.toThrow("foreign key");
  });

  it("gives a portal nothing, alone or on behalf", async () => {
    await world.portal("portal.of.oma", "OMA");
    const plan = await plans.adopted(2043);
    await plans.share(plan, "OMA");
    expect(await plans.seenBy("oma.staff", 2043)).not.toBeNull();
    expect(await plans.seenBy("portal.of.oma", 2043)).toBeNull();
    expect(await plans.seenBy({ subject: "oma.staff", actor: "portal.of.oma" }, 2043)).toBeNull();
  });
});

describe("every act on a work plan", () => {
  it("is foretold to nobody else", async () => {
    const plan = await plans.adopted(2045);
    await plans.share(plan, "OMA");
    for (const other of EVERYBODY.filter((one) => one !== "director")) {
      const sees = (await plans.seenBy(other, 2045)) !== null;
      const can = `query ($id: ID!) { node(id: $id) { ... on WorkPlan { viewerCan { setItems adopt revise share } items { viewerCan { link } } } } }`;
      const { data } = await world.registry.ask(other, can, { id: plan.id });
      expect(data.node?.viewerCan ?? null).toEqual(
        sees ? { setItems: false, adopt: false, revise: false, share: false } : null,
      );
      if (sees) expect(data.node.items[0].viewerCan).toEqual({ link: false });
    }
  });

  it("is foretold to the Director by viewerCan", async () => {
    const can = async (year: number) =>
      (
        await world.registry.ask(
          "director",
          "query ($year: Int!) { workPlan(year: $year) { viewerCan { setItems adopt revise share } items { viewerCan { link } } } }",
          { year },
        )
      ).data.workPlan;
    await plans.draft(2047);
    await plans.adopted(2048);
    await plans.draft(2049, []);
    const link = { viewerCan: { link: false } };
    expect(await can(2047)).toEqual({
      viewerCan: { setItems: true, adopt: true, revise: false, share: false },
      items: [link, link, link],
    });
    expect((await can(2048)).viewerCan).toEqual({ setItems: false, adopt: false, revise: true, share: true });
    expect((await can(2048)).items[0]).toEqual({ viewerCan: { link: true } });
    expect((await can(2049)).viewerCan).toEqual({ setItems: true, adopt: false, revise: false, share: false });
  });
});
