import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
  await world.portal("portal.oma", "OMA");
});
afterAll(() => world.registry.close());

const GROUNDS = ["INTERNAL_DELIBERATION"];
const STRICT = { level: "STRICTLY_CONFIDENTIAL", grounds: GROUNDS };
const correct = async (partId: string | undefined, more: object = {}, as = "director") =>
  (
    await world.act(
      as,
      "addCorrigendum",
      { partId, text: "Mended.", ...more },
      "part { id kind text marking { level grounds thirdParty } ... on Corrigendum { corrects { id } } }",
    )
  ).part;
const refusal = (partId: string | undefined, more: object = {}, as = "director") =>
  world.refusal(as, "addCorrigendum", { partId, text: "Mended.", ...more });
async function circulated(more: object = {}): Promise<{ report: MadeReport; circulation: Proposed }> {
  const report = await world.report();
  const circulation = await world.circulate({
    reportId: report.id,
    full: true,
    postIds: [world.post.ASG_OO],
    officeIds: [world.office.OMA],
    ...more,
  });
  return { report, circulation };
}

describe("§ 5.5: adding a corrigendum", () => {
  let report: MadeReport;
  beforeAll(async () => {
    report = await world.report();
  });

  it("the Director adds it to a part of a submitted report: it has the part's level, and says what it corrects", async () => {
    expect(await correct(report.parts.c)).toEqual({
      id: expect.stringMatching(/^part_/),
      kind: "CORRIGENDUM",
      text: "Mended.",
      marking: { level: "CONFIDENTIAL", grounds: GROUNDS, thirdParty: null },
      corrects: { id: report.parts.c },
    });
  });

  it("the officer-in-charge adds it, too", async () => {
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    await correct(report.parts.c, {}, "military");
    await recall();
  });

  it.each(["officer", "assistant", "usg.dpko"])("the %s, who reads the part, does not", async (other) => {
    expect(await refusal(report.parts.c, {}, other)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 5.5" });
  });

  it.each(["administrator", "auditor", "oma.head", "hom.minusca"])(
    "for the %s there is no part to correct",
    async (other) => {
      expect((await refusal(report.parts.c, {}, other)).code).toBe("NOT_FOUND");
    },
  );

  it("not to a draft, to a withdrawn part, or to what is no part", async () => {
    const draft = await world.report({ submitted: false });
    expect((await refusal(draft.parts.c)).code).toBe("INVALID_STATE");
    await world.act("director", "withdrawPart", { partId: draft.parts.u, expectedVersion: 1 });
    await world.act("director", "submitReport", { reportId: draft.id });
    for (const id of [draft.parts.u, report.id, "part_", ""]) expect((await refusal(id)).code).toBe("NOT_FOUND");
  });

  it("at no lower a level than the part that it corrects, and not above the report", async () => {
    expect(await refusal(report.parts.c, { sensitivity: { level: "UNCLASSIFIED" } })).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 5.5",
    });
    expect(await refusal(report.parts.c, { sensitivity: STRICT })).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.9",
    });
    expect(
      (await correct(report.parts.u, { sensitivity: { level: "CONFIDENTIAL", grounds: GROUNDS } })).marking.level,
    ).toBe("CONFIDENTIAL");
    expect(await refusal(report.parts.u, { sensitivity: { level: "CONFIDENTIAL" } })).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.9",
    });
    for (const text of ["", " ", "x".repeat(20_001)])
      expect((await refusal(report.parts.u, { text })).code).toBe("BAD_USER_INPUT");
  });

  it("a corrigendum can be corrected, and raised and lowered like any part", async () => {
    const { id } = await correct(report.parts.c);
    expect((await correct(id)).corrects).toEqual({ id });
    await world.act("director", "reclassify", { id, ...STRICT, reason: "A reason" });
    expect(
      (await world.registry.ask("officer", `query ($id: ID!) { node(id: $id) { id } }`, { id })).data.node,
    ).toBeNull();
  });

  it("keeps the marking of the third party whose text it mends", async () => {
    const marked = await world.report({ submitted: false });
    await world.act("director", "editPart", {
      partId: marked.parts.c,
      expectedVersion: 1,
      sensitivity: { level: "CONFIDENTIAL", grounds: GROUNDS, thirdParty: "Country: restricted" },
    });
    await world.act("director", "submitReport", { reportId: marked.id });
    for (const sensitivity of [undefined, { level: "CONFIDENTIAL", grounds: GROUNDS }])
      expect((await correct(marked.parts.c, { sensitivity })).marking.thirdParty).toBe("Country: restricted");
  });
});

describe("a full circulation covers its later corrigenda", () => {
  it("at once, when it is complete", async () => {
    const { report } = await circulated({ portalsAllowed: true });
    await correct(report.parts.c);
    for (const reader of ["asg.oo", "oma.head", "portal.oma"])
      expect(await world.reads(reader, report)).toEqual(["u", "c", "later"]);
    expect(await world.reads("oma.staff", report)).toEqual(["u"]);
    await correct(report.parts.u);
    expect(await world.reads("oma.staff", report)).toEqual(["u", "later"]);
  });

  it("when it is lifted, of what was added while it was suspended", async () => {
    const { report, circulation } = await circulated();
    await world.on(circulation, "director", "suspendCirculation");
    await correct(report.parts.c);
    expect(await world.sees("asg.oo", report)).toBeNull();
    await world.on(circulation, "usg.dfs", "liftSuspension");
    expect(await world.sees("asg.oo", report)).toEqual({
      title: "A title",
      isExtract: false,
      parts: ["u", "c", "later"],
    });
  });

  it("when it begins, of what was added before", async () => {
    const { report } = await circulated({ validFrom: "2016-06-20T00:00:00Z" });
    await correct(report.parts.c);
    expect(await world.sees("asg.oo", report)).toBeNull();
    await world.registry.clock("2016-06-20T00:00:00Z");
    expect(await world.reads("asg.oo", report)).toEqual(["u", "c", "later"]);
    await world.registry.clock("2016-06-02T12:00:00Z");
  });

  it("when it is signed, of what was added since it was proposed", async () => {
    const report = await world.report();
    const circulation = await world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    await correct(report.parts.c);
    await world.sign(circulation, "usg.dfs");
    await correct(report.parts.u);
    await world.sign(circulation, "usg.dpko");
    expect(await world.reads("asg.oo", report)).toEqual(["u", "c", "later", "later"]);
  });

  it("until its own end, and not after", async () => {
    const { report } = await circulated({ validUntil: "2016-06-25T00:00:00Z" });
    await correct(report.parts.c);
    await world.registry.clock("2016-06-25T00:00:00Z");
    expect(await world.sees("asg.oo", report)).toBeNull();
    await correct(report.parts.c);
    expect(await world.sees("asg.oo", report)).toBeNull();
    await world.registry.clock("2016-06-02T12:00:00Z");
  });

  it("but an office gets none that is strictly confidential", async () => {
    const report = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "c", level: "CONFIDENTIAL" }] });
    await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
    });
    await correct(report.parts.c, { sensitivity: STRICT });
    expect(await world.reads("asg.oo", report)).toEqual(["c", "later"]);
    expect(await world.reads("oma.head", report)).toEqual(["c"]);
  });
});

describe("no other circulation covers a corrigendum", () => {
  it("not one that lists the part that is corrected, nor one that was revoked, declined or withdrawn", async () => {
    const report = await world.report();
    await world.circulate({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
    const revoked = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OROLSI] });
    await world.on(revoked, "usg.dfs", "revokeCirculation");
    const declined = await world.propose({ reportId: report.id, full: true, postIds: [world.post.MILITARY_ADVISER] });
    await world.on(declined, "usg.dfs", "declineCirculation");
    await correct(report.parts.c);
    expect(await world.reads("asg.oo", report)).toEqual(["c"]);
    for (const reader of ["asg.orolsi", "oma.head"]) expect(await world.sees(reader, report)).toBeNull();
  });

  it("it can be listed by another, and is about the mission that its part is about", async () => {
    const report = await world.report({
      missions: ["MINUSCA", "UNMISS"],
      parts: [
        { key: "ours", missions: ["MINUSCA"] },
        { key: "theirs", missions: ["UNMISS"] },
      ],
    });
    const [ours, theirs] = [await correct(report.parts.ours), await correct(report.parts.theirs)];
    const listing = (id: string) => ({
      reportId: report.id,
      partIds: [id],
      postIds: [world.post.HOM_MINUSCA],
      purpose: "A test",
    });
    expect(await world.refusal("administrator", "proposeCirculation", listing(theirs.id))).toMatchObject({
      code: "RECIPIENT_NOT_ELIGIBLE",
      paragraph: "§ 10.3",
    });
    await world.circulate(listing(ours.id));
    expect(await world.reads("hom.minusca", report)).toEqual(["later"]);
  });
});
