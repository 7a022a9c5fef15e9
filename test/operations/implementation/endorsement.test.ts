import { Recommendations } from "./recommendations";

let all: Recommendations;
beforeAll(async () => {
  all = await Recommendations.open();
});
afterAll(() => all.close());

describe("§ 12.2: who endorses", () => {
  it("each USG of the line once: pending with the first, endorsed with the last", async () => {
    const made = await all.make();
    await all.endorse(made, ["usg.dpko"]);
    expect(await all.shown("director", made)).toMatchObject({ decision: "PENDING", decidedOn: null });
    await all.endorse(made, ["usg.dfs"]);
    expect(await all.shown("director", made)).toMatchObject({
      decision: "ENDORSED",
      decidedOn: "2016-06-01",
      endorsements: [
        { decision: "ENDORSED", decided: false, reportingLineCode: "DUAL", reason: null, person: { name: "usg.dpko" } },
        { decision: "ENDORSED", decided: true, reportingLineCode: "DUAL", reason: null, person: { name: "usg.dfs" } },
      ],
      implementation: { status: "NOT_STARTED", ageInMonths: 0 },
    });
  });

  it.each(["director", "officer", "military"])("not the %s, who reads it", async (other) => {
    expect(await all.refusal(other, "endorseRecommendation", await all.make())).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 12.2",
    });
  });

  it.each(["administrator", "auditor", "oma.head", "hom.minusca", "usg.dpo", "asg.oo"])(
    "for the %s there is none",
    async (other) => {
      const hidden = await all.refusal(other, "endorseRecommendation", await all.make());
      expect(hidden.code).toBe("NOT_FOUND");
      expect(await all.refusal(other, "endorseRecommendation", all.absent)).toEqual(hidden);
    },
  );

  it("not the office that reads it by a circulation", async () => {
    const made = await all.make();
    await all.circulate(made, { offices: ["OMA"] });
    for (const act of ["endorseRecommendation", "declineRecommendation", "closeRecommendation"])
      expect(
        await all.refusal("oma.head", act, made, {
          ...(act === "declineRecommendation" ? { reason: "No" } : {}),
          ...(act === "closeRecommendation" ? { outcome: "OVERTAKEN_BY_EVENTS", reason: "No" } : {}),
        }),
      ).toMatchObject({ code: "FORBIDDEN" });
  });

  it("a post signs once, and two posts need two persons", async () => {
    await all.world.registry.person("usg.both", "USG_DPKO", { acting: true, from: "2016-01-01", until: "2016-12-31" });
    await all.world.registry.person("usg.both", "USG_DFS", { acting: true, from: "2016-01-01", until: "2016-12-31" });
    const made = await all.make();
    await all.endorse(made, ["usg.both"]);
    expect(await all.refusal("usg.both", "endorseRecommendation", made)).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 12.2",
    });
    const other = await all.make();
    await all.endorse(other, ["usg.dpko"]);
    expect(await all.refusal("usg.dpko", "endorseRecommendation", other)).toMatchObject({
      code: "INVALID_STATE",
      paragraph: "§ 12.2",
    });
    expect(await all.refusal("usg.dpko", "declineRecommendation", other, { reason: "No" })).toMatchObject({
      code: "INVALID_STATE",
    });
  });

  it("asks for a recent authentication", async () => {
    const wish = { subject: "usg.dpko", authTime: new Date(Date.now() - 6 * 60_000) };
    const made = await all.make();
    expect(await all.refusal(wish, "endorseRecommendation", made)).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
    await all.endorse(made);
    expect(
      await all.refusal(wish, "closeRecommendation", made, { outcome: "OVERTAKEN_BY_EVENTS", reason: "No" }),
    ).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
  });

  it("no draft, and nothing but a recommendation", async () => {
    const draft = await all.make({ submitted: false });
    expect(await all.refusal("usg.dpko", "endorseRecommendation", draft)).toMatchObject({ code: "NOT_FOUND" });
    const { parts } = await all.world.report();
    expect(await all.refusal("usg.dpko", "endorseRecommendation", { id: parts.u! })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });
});

describe("§ 12.3: who declines to endorse", () => {
  it("one is enough, after another's endorsement too, and its reason is read with the part", async () => {
    const made = await all.make();
    await all.circulate(made, { posts: ["ASG_OO"] });
    await all.endorse(made, ["usg.dpko"]);
    await all.do("usg.dfs", "declineRecommendation", made, { reason: "It has no budget." });
    const shown = await all.shown("asg.oo", made);
    expect(shown).toMatchObject({
      decision: "NOT_ENDORSED",
      decidedOn: "2016-06-01",
      endorsements: [
        { decision: "ENDORSED", decided: false, person: null, post: { name: expect.any(String) } },
        { decision: "NOT_ENDORSED", decided: true, reason: "It has no budget.", person: null },
      ],
      implementation: { ageInMonths: null },
    });
    for (const [who, act] of [
      ["usg.dpko", "endorseRecommendation"],
      ["usg.dfs", "endorseRecommendation"],
    ] as const)
      expect((await all.refusal(who, act, made)).code).toBe("INVALID_STATE");
    expect(
      (await all.refusal("usg.dpko", "closeRecommendation", made, { outcome: "OVERTAKEN_BY_EVENTS", reason: "x" }))
        .code,
    ).toBe("INVALID_STATE");
  });

  it("with a reason, and by nobody else", async () => {
    const made = await all.make();
    expect((await all.refusal("usg.dfs", "declineRecommendation", made, { reason: " " })).code).toBe("BAD_USER_INPUT");
    expect(await all.refusal("director", "declineRecommendation", made, { reason: "No" })).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 12.3",
    });
  });
});

describe("the lists", () => {
  it("follow the decision, for who reads all and for who is given it", async () => {
    const made = await all.make();
    await all.circulate(made, { offices: ["OMA"] });
    const listed = async (as: string, decision: string) => {
      const { data } = await all.world.registry.ask(
        as,
        `{ recommendations(first: 100, filter: { decisions: [${decision}] }) { nodes { id } } }`,
      );
      return data.recommendations.nodes.some(({ id }: { id: string }) => id === made.id);
    };
    expect([await listed("director", "PENDING"), await listed("oma.head", "PENDING")]).toEqual([true, true]);
    await all.endorse(made);
    for (const reader of ["director", "oma.head"])
      expect([await listed(reader, "PENDING"), await listed(reader, "ENDORSED")]).toEqual([false, true]);
  });
});

describe("RECOMMENDATION_ASSIGNED", () => {
  it("comes with the endorsement where the office reads it already, and once", async () => {
    const made = await all.make();
    await all.circulate(made, { offices: ["OMA"] });
    await all.endorse(made, ["usg.dpko"]);
    expect(await all.notices(made)).toEqual([]);
    await all.endorse(made, ["usg.dfs"]);
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER"]);
    await all.circulate(made, { posts: ["MILITARY_ADVISER"] });
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER"]);
    const { data } = await all.world.registry.ask(
      "oma.head",
      "{ notices(first: 50) { nodes { kind object { id } } } }",
    );
    expect(data.notices.nodes).toContainEqual({ kind: "RECOMMENDATION_ASSIGNED", object: { id: made.id } });
  });

  it("comes with the first circulation that lets the office read it, where that comes last", async () => {
    const made = await all.make();
    await all.endorse(made);
    await all.circulate(made, { posts: ["ASG_OO"] });
    expect(await all.notices(made)).toEqual([]);
    await all.circulate(made, { offices: ["OMA"] });
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER"]);
  });

  it("does not come for what is strictly confidential before the head's post is named", async () => {
    const made = await all.make({ level: "STRICTLY_CONFIDENTIAL" });
    await all.world.circulate({ reportId: made.reportId, full: true, officeIds: [all.world.office.OMA] });
    await all.endorse(made);
    expect(await all.notices(made)).toEqual([]);
    await all.circulate(made, { posts: ["MILITARY_ADVISER"] });
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER"]);
  });
});
