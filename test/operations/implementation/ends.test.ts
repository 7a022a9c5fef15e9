import { type Made, Recommendations } from "./recommendations";

let all: Recommendations;
beforeAll(async () => {
  all = await Recommendations.open();
});
afterAll(() => all.close());

const THEN = "2016-06-01T12:00:00Z";
const closing = (outcome: string) => ({ outcome, reason: `It is ${outcome}.` });
const OVERTAKEN = closing("OVERTAKEN_BY_EVENTS");
const WITHOUT = closing("CLOSED_WITHOUT_IMPLEMENTATION");
const close = (as: string, made: Made, more: object) => all.do(as, "closeRecommendation", made, more);
const refusedClose = (as: string, made: Made, more: object) => all.refusal(as, "closeRecommendation", made, more);
const status = async (made: Made) => (await all.shown("director", made)).implementation.status;

describe("§ 12.9: closing", () => {
  it.each(["NOT_STARTED", "IN_PROGRESS", "IMPLEMENTED"])(
    "from %s, with the last signature of one outcome",
    async (from) => {
      const made = await all.endorsed();
      for (const step of ["IN_PROGRESS", "IMPLEMENTED"].slice(
        0,
        ["NOT_STARTED", "IN_PROGRESS", "IMPLEMENTED"].indexOf(from),
      ))
        await all.report("oma.head", made, step);
      await close("usg.dpko", made, OVERTAKEN);
      await close("usg.dfs", made, WITHOUT);
      expect(await status(made)).toBe(from);
      expect(await refusedClose("usg.dpko", made, OVERTAKEN)).toMatchObject({
        code: "INVALID_STATE",
        paragraph: "§ 12.9",
      });
      await close("usg.dpko", made, WITHOUT);
      const { implementation } = await all.shown("oma.head", made);
      expect(implementation).toMatchObject({
        status: "CLOSED_WITHOUT_IMPLEMENTATION",
        overdue: false,
        endedOn: "2016-06-01",
      });
      expect(
        implementation.signatures.map((one: { decision: string; decided: boolean }) => [one.decision, one.decided]),
      ).toEqual([
        ["OVERTAKEN_BY_EVENTS", false],
        ["CLOSED_WITHOUT_IMPLEMENTATION", false],
        ["CLOSED_WITHOUT_IMPLEMENTATION", true],
      ]);
      for (const [as, act, more] of [
        ["usg.dfs", "closeRecommendation", OVERTAKEN],
        ["oma.head", "reportProgress", { status: "IMPLEMENTED", note: "x" }],
        ["director", "verifyImplementation", {}],
        ["director", "sendBackImplementation", { reason: "x" }],
      ] as const)
        expect((await all.refusal(as, act, made, more)).code).toBe("INVALID_STATE");
    },
  );

  it("with a reason, by USGs alone, of what is endorsed", async () => {
    const made = await all.endorsed();
    expect((await refusedClose("usg.dpko", made, { ...OVERTAKEN, reason: " " })).code).toBe("BAD_USER_INPUT");
    for (const other of ["director", "officer", "oma.head"])
      expect(await refusedClose(other, made, OVERTAKEN)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 12.9" });
    expect((await refusedClose("usg.dpko", await all.make(), OVERTAKEN)).code).toBe("INVALID_STATE");
  });
});

describe("§ 12.10: a transfer", () => {
  const transfer = (code: string) => ({ officeId: all.world.office[code], reason: "It has ended." });

  it("is of a mission that has ended, to an office that implements, by every post of the line", async () => {
    const { world } = all;
    const made = await all.make({ office: "MINUSCA" });
    await all.endorse(made);
    expect(await all.refusal("usg.dpko", "transferRecommendation", made, transfer("OMA"))).toMatchObject({
      code: "INVALID_STATE",
      paragraph: "§ 10.25",
    });
    await world.registry.sql(
      "insert into office_end (office_id, ends_on, recorded_at) select id, '2016-05-31', '2016-05-31' from office where code = 'MINUSCA'",
    );
    for (const other of ["director", "officer"])
      expect(await all.refusal(other, "transferRecommendation", made, transfer("OMA"))).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 12.10",
      });
    for (const code of ["OROLSI", "DPET", "OO", "DOS", "MINUSCA"])
      expect(await all.refusal("usg.dpko", "transferRecommendation", made, transfer(code))).toMatchObject({
        code: "BAD_USER_INPUT",
        paragraph: "§ 10.21",
      });
    await all.do("usg.dpko", "transferRecommendation", made, transfer("OMA"));
    await all.do("usg.dpko", "transferRecommendation", made, transfer("POLICE_DIVISION"));
    expect(await all.refusal("usg.dpko", "transferRecommendation", made, transfer("OMA"))).toMatchObject({
      code: "INVALID_STATE",
      paragraph: "§ 12.10",
    });
    expect((await all.shown("director", made)).implementation.implementer).toEqual({ code: "MINUSCA" });
    await all.circulate(made, { offices: ["OMA"] });
    const awaited = ["SIGNATURE_AWAITED USG_DFS", "SIGNATURE_AWAITED USG_DFS"];
    expect(await all.notices(made)).toEqual(awaited);
    await all.do("usg.dfs", "transferRecommendation", made, transfer("OMA"));
    expect(await all.notices(made)).toEqual(["RECOMMENDATION_ASSIGNED MILITARY_ADVISER", ...awaited]);
    const { implementer, signatures } = (await all.shown("oma.head", made)).implementation;
    expect([implementer, signatures.at(-1)]).toEqual([
      { code: "OMA" },
      expect.objectContaining({ matter: "TRANSFER", decided: true, office: { code: "OMA" }, reason: "It has ended." }),
    ]);
    await all.report("oma.head", made, "IN_PROGRESS");
    const listed = async (office: string) => {
      const { data } = await world.registry.ask(
        "oma.head",
        "query ($ids: [ID!]) { recommendations(first: 100, filter: { officeIds: $ids }) { nodes { id } } }",
        { ids: [world.office[office]] },
      );
      return data.recommendations.nodes.some(({ id }: { id: string }) => id === made.id);
    };
    expect([await listed("OMA"), await listed("MINUSCA")]).toEqual([true, false]);
    await world.registry.sql("delete from office_end e using office o where o.id = e.office_id and o.code = 'MINUSCA'");
  });
});

describe("dates", () => {
  it("the line changes at 2018-12-31T24:00Z: until then both must sign, and after it the USG DPO alone", async () => {
    const { registry } = all.world;
    const [both, one, none] = [await all.make(), await all.make(), await all.make()];
    await registry.clock("2018-12-31T23:59:30Z");
    await all.endorse(both, ["usg.dpko", "usg.dfs"]);
    await all.endorse(one, ["usg.dpko"]);
    expect((await all.refusal("usg.dpo", "endorseRecommendation", none)).code).toBe("NOT_FOUND");
    await registry.clock("2019-01-01T00:00:00Z");
    expect((await all.shown("usg.dpo", both)).decidedOn).toBe("2018-12-31");
    expect((await all.shown("usg.dpo", one)).decision).toBe("PENDING");
    expect((await all.refusal("usg.dfs", "endorseRecommendation", one)).code).toBe("NOT_FOUND");
    for (const made of [one, none]) {
      await all.endorse(made, ["usg.dpo"]);
      expect(await all.shown("director", made)).toMatchObject({ decision: "ENDORSED", decidedOn: "2019-01-01" });
    }
    const { endorsements } = await all.shown("director", one);
    expect(endorsements.map((given: Record<string, unknown>) => [given.reportingLineCode, given.decided])).toEqual([
      ["DUAL", false],
      ["SINGLE", true],
    ]);
    await registry.clock(THEN);
  });

  it("who signed for a post that has left the line signs for the one that came, too", async () => {
    const { registry } = all.world;
    await registry.person("usg.moved", "USG_DPKO", { acting: true, from: "2018-12-01", until: "2018-12-31" });
    await registry.person("usg.moved", "USG_DPO", { acting: true, from: "2019-01-01" });
    const made = await all.make();
    await registry.clock("2018-12-31T12:00:00Z");
    await all.endorse(made, ["usg.moved"]);
    await registry.clock("2019-01-01T12:00:00Z");
    await all.endorse(made, ["usg.moved"]);
    expect((await all.shown("director", made)).decision).toBe("ENDORSED");
    await registry.clock(THEN);
  });

  it.each([
    ["2016-01-31", ["2016-02-28", 0], ["2016-02-29", 1], ["2016-03-30", 1], ["2016-03-31", 2]],
    [
      "2016-02-29",
      ["2016-03-28", 0],
      ["2016-03-29", 1],
      ["2017-02-27", 11],
      ["2017-02-28", 12],
      ["2020-02-28", 47],
      ["2020-02-29", 48],
    ],
    [
      "2015-12-31",
      ["2015-12-31", 0],
      ["2016-01-30", 0],
      ["2016-01-31", 1],
      ["2016-02-28", 1],
      ["2016-02-29", 2],
      ["2016-12-30", 11],
      ["2016-12-31", 12],
    ],
    ["2015-01-31", ["2015-02-27", 0], ["2015-02-28", 1]],
  ])("ages in whole months from %s", async (since, ...cases) => {
    for (const [until, months] of cases as [string, number][]) {
      const [found] = await all.world.registry.sql("select whole_months($1::date, $2::date) as months", [since, until]);
      expect([until, found.months]).toEqual([until, months]);
    }
  });

  it("ages and is overdue by UTC days, from one instant to the next", async () => {
    const { registry } = all.world;
    const made = await all.endorsed({ targetOn: "2017-02-28" });
    const at = async (instant: string) => {
      await registry.clock(instant);
      const { ageInMonths, overdue } = (await all.shown("oma.head", made)).implementation;
      return [ageInMonths, overdue];
    };
    expect(await at("2016-06-30T23:59:50Z")).toEqual([0, false]);
    expect(await at("2016-07-01T00:00:00Z")).toEqual([1, false]);
    expect(await at("2017-02-28T23:59:50Z")).toEqual([8, false]);
    expect(await at("2017-03-01T00:00:00Z")).toEqual([9, true]);
    await registry.clock(THEN);
  });
});

describe("what is strictly confidential", () => {
  const SECRET = "The convoy leaves at dawn.";
  const kept = async ({ uuid }: Made) =>
    all.world.registry.sql(
      "select coalesce(text, file_name) as clear, ciphertext is not null as sealed from recommendation_words where part_id = $1",
      [uuid],
    );
  const said = async (as: string, made: Made) => {
    const { endorsements, implementation } = await all.shown(as, made);
    return [endorsements, implementation.progress[0]?.note, implementation.progress[0]?.evidence];
  };

  it("has its notes, reasons and files sealed", async () => {
    const made = await all.endorsed({ level: "STRICTLY_CONFIDENTIAL" });
    const evidence = [{ fileName: "dawn.pdf", mediaType: "application/pdf", fileSha256: "ab".repeat(32) }];
    await all.report("oma.head", made, "IN_PROGRESS", { note: SECRET, evidence });
    expect(await kept(made)).toEqual([
      { clear: null, sealed: true },
      { clear: null, sealed: true },
    ]);
    const [, note, files] = await said("oma.head", made);
    expect([note, files]).toEqual([SECRET, evidence]);
    const refused = await all.make({ level: "STRICTLY_CONFIDENTIAL" });
    await all.do("usg.dfs", "declineRecommendation", refused, { reason: SECRET });
    expect(await kept(refused)).toEqual([{ clear: null, sealed: true }]);
    expect((await said("director", refused))[0][0].reason).toBe(SECRET);
  });

  it("is sealed when the recommendation is raised, and in clear when it is lowered, with the same words", async () => {
    const made = await all.endorsed();
    const evidence = [{ fileName: "dawn.pdf", mediaType: "application/pdf", fileSha256: "ab".repeat(32) }];
    await all.report("oma.head", made, "IN_PROGRESS", { note: SECRET, evidence });
    const classify = (level: string) =>
      all.world.act("director", "reclassify", {
        id: made.id,
        level,
        grounds: ["INTERNAL_DELIBERATION"],
        reason: "It tells of plans.",
      });
    await classify("STRICTLY_CONFIDENTIAL");
    for (const one of await kept(made)) expect(one).toEqual({ clear: null, sealed: true });
    expect((await said("director", made)).slice(1)).toEqual([SECRET, evidence]);
    expect(await all.shown("oma.head", made)).toBeNull();
    await classify("CONFIDENTIAL");
    for (const one of await kept(made)) expect(one.sealed).toBe(false);
    expect((await said("director", made)).slice(1)).toEqual([SECRET, evidence]);
  });
});

describe("hidden and absent", () => {
  it.each(["hom.minusca", "asg.orolsi", "administrator", "auditor", "oma.staff"])(
    "to the %s no act tells whether there is a recommendation",
    async (stranger) => {
      const made = await all.endorsed();
      const acts: [string, object][] = [
        ["endorseRecommendation", {}],
        ["declineRecommendation", { reason: "x" }],
        ["nameImplementationOffice", { officeId: all.world.office.OMA, task: "SUPPORTS" }],
        ["recordImplementationConsultation", { heldOn: "2016-06-01", note: "x" }],
        ["reportProgress", { status: "IN_PROGRESS", note: "x" }],
        ["verifyImplementation", {}],
        ["sendBackImplementation", { reason: "x" }],
        ["closeRecommendation", OVERTAKEN],
        ["transferRecommendation", { officeId: all.world.office.OMA, reason: "x" }],
      ];
      for (const [act, more] of acts) {
        const hidden = await all.refusal(stranger, act, made, more);
        expect([act, hidden.code]).toEqual([act, "NOT_FOUND"]);
        expect(await all.refusal(stranger, act, all.absent, more)).toEqual(hidden);
      }
      expect(await all.shown(stranger, made)).toBeNull();
      expect(await all.can(stranger, made)).toBeNull();
    },
  );

  it("a portal on behalf of a person does none of the acts, and may do nothing", async () => {
    await all.world.portal("portal.oma", "OMA");
    const made = await all.make();
    await all.endorse(made);
    await all.world.circulate({
      reportId: made.reportId,
      partIds: [made.id],
      officeIds: [all.world.office.OMA],
      portalsAllowed: true,
    });
    const through = { subject: "oma.head", actor: "portal.oma" };
    expect(await all.can("oma.head", made)).toEqual(["reportProgress"]);
    expect(await all.can(through, made)).toEqual([]);
    expect(await all.shown("portal.oma", made)).toMatchObject({ decision: "ENDORSED", history: expect.any(Array) });
    expect((await all.shown("portal.oma", made)).history).toHaveLength(3);
    expect((await all.shown(through, made)).history).toEqual([]);
    expect((await all.refusal(through, "reportProgress", made, { status: "IN_PROGRESS", note: "x" })).code).toBe(
      "FORBIDDEN",
    );
  });
});
