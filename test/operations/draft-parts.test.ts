import type { MadeReport } from "./life";
import { type Wish, type World, aWorld } from "./world";

let world: World;
let reviewId: string;
let draft: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  draft = await world.report({ submitted: false });
  reviewId = await reviewOf(draft);
  await world.act("director", "nameTeamMember", {
    reviewId,
    postId: world.post.OPSP_MISSION_SUPPORT,
    startsOn: "2016-01-01",
  });
});
afterAll(() => world.registry.close());

const reviewOf = async ({ id }: MadeReport): Promise<string> => {
  const { data } = await world.registry.ask(
    "director",
    `query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }`,
    { id },
  );
  return data.node.review.id;
};
const GROUNDS = ["INTERNAL_DELIBERATION"];
const section = (more: object = {}) => ({
  reportId: draft.id,
  kind: "SECTION",
  text: "A section.",
  level: "UNCLASSIFIED",
  ...more,
});
const finding = (more: object = {}) =>
  section({ kind: "FINDING", text: "A finding.", finding: { area: "TRAINING", risk: "LOW", systemic: true }, ...more });
const recommendation = (findingIds: unknown[], more: object = {}) =>
  section({
    kind: "RECOMMENDATION",
    text: "A recommendation.",
    recommendation: { findingIds, mandate: "PARTNERSHIP", ...more },
  });
const added = async (input: object, as: Wish = "director"): Promise<string> =>
  (await world.act(as, "addPart", input, "part { id }")).part.id;
const refusedPart = (input: object, as: Wish = "director") => world.refusal(as, "addPart", input);
const edited = (partId: string, expectedVersion: number, more: object, as: Wish = "director") =>
  world.act(
    as,
    "editPart",
    { partId, expectedVersion, ...more },
    "part { version text marking { level grounds thirdParty } }",
  );
const refusedEdit = (partId: string | undefined, expectedVersion: number, more: object, as: Wish = "director") =>
  world.refusal(as, "editPart", { partId, expectedVersion, ...more });
const badInput = (paragraph?: string) => ({ code: "BAD_USER_INPUT", ...(paragraph ? { paragraph } : {}) });

describe("what a draft must say", () => {
  it.each([
    ["no title", { title: " " }, undefined],
    ["a long title", { title: "x".repeat(501) }, undefined],
    ["no grounds above unclassified", { grounds: [] }, "§ 10.9"],
    ["grounds of an unclassified one", { level: "UNCLASSIFIED" }, "§ 10.9"],
    ["a level that is none", { level: "SECRET" }, undefined],
    ["no level", { level: undefined }, undefined],
    ["a ground that is none", { grounds: ["EMBARRASSMENT"] }, undefined],
    ["a marking that says nothing", { thirdParty: "  " }, undefined],
  ])("refuses %s", async (_what, wrong, paragraph) => {
    const input = { reviewId, title: "A draft", level: "CONFIDENTIAL", grounds: GROUNDS, ...wrong };
    expect(await world.refusal("director", "createReport", input)).toMatchObject(badInput(paragraph));
  });

  it.each([
    ["no text", { text: "" }],
    ["a long text", { text: "x".repeat(20_001) }],
    ["a text with signs that cannot be printed", { text: "a\u0001b" }],
    ["a text of half a sign", { text: "a\ud800b" }],
    ["a kind that is none", { kind: "CHAPTER" }],
    ["a corrigendum", { kind: "CORRIGENDUM" }],
    ["details of another kind", { finding: { area: "TRAINING", risk: "LOW", systemic: true } }],
    ["a finding without its details", { kind: "FINDING" }],
    ["an annex without its file", { kind: "ANNEX" }],
    [
      "an annex with a digest that is none",
      { kind: "ANNEX", annex: { fileName: "a.pdf", mediaType: "application/pdf", fileSha256: "1" } },
    ],
    ["a mission that is none", { missions: ["ATLANTIS"] }],
    ["a mission that the review is not about", { missions: ["UNMISS"] }],
  ])("refuses a part with %s", async (_what, wrong) => {
    expect((await refusedPart(section(wrong))).code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });

  it("has no part above it, when one is added and when one is edited", async () => {
    const above = { level: "STRICTLY_CONFIDENTIAL", grounds: GROUNDS };
    expect(await refusedPart(section(above))).toMatchObject(badInput("§ 10.9"));
    expect(await refusedEdit(draft.parts.u, 1, { sensitivity: above })).toMatchObject(badInput("§ 10.9"));
    expect(
      await world.refusal("director", "editReport", {
        reportId: draft.id,
        expectedVersion: 1,
        sensitivity: { level: "UNCLASSIFIED" },
      }),
    ).toMatchObject(badInput("§ 10.9"));
  });

  it("has no part above it in the database either", async () => {
    await expect(
      world.registry.sql("update report set level = 'UNCLASSIFIED' where symbol = $1", [draft.symbol]),
    ).rejects.toThrow("part_not_above_its_report");
    await expect(
      world.registry.sql(
        "update part set level = 'STRICTLY_CONFIDENTIAL' where report_id = (select id from report where symbol = $1)",
        [draft.symbol],
      ),
    ).rejects.toThrow();
  });

  it("takes the level of its highest part that is in it: a withdrawn one counts no more", async () => {
    const report = await world.report({
      submitted: false,
      level: "STRICTLY_CONFIDENTIAL",
      parts: [{ key: "s" }, { key: "u", level: "UNCLASSIFIED" }],
    });
    const lower = { reportId: report.id, expectedVersion: 1, sensitivity: { level: "CONFIDENTIAL", grounds: GROUNDS } };
    expect(await world.refusal("director", "editReport", lower)).toMatchObject(badInput("§ 10.9"));
    await world.act("director", "withdrawPart", { partId: report.parts.s, expectedVersion: 1 });
    await world.act("director", "editReport", lower);
    await world.act("director", "submitReport", { reportId: report.id });
    expect(await world.sees("officer", report)).toEqual({ title: "A title", isExtract: false, parts: ["u"] });
    await world.act("director", "reclassify", { id: report.id, level: "UNCLASSIFIED", reason: "A reason" });
  });
});

describe("findings and recommendations", () => {
  it("a recommendation answers findings of its own report, at least one, and none that was withdrawn", async () => {
    const [one, two, gone] = [await added(finding()), await added(finding()), await added(finding())];
    await world.act("director", "withdrawPart", { partId: gone, expectedVersion: 1 });
    const other = await world.report({ submitted: false });
    const part = await added(section());
    for (const ids of [[], [gone], [one, gone], [other.parts.c], [part]])
      expect(await refusedPart(recommendation(ids))).toMatchObject(badInput());
    for (const ids of [[""], [draft.id], [one, "part_"]])
      expect((await refusedPart(recommendation(ids))).code).toBe("NOT_FOUND");
    const answer = await added(recommendation([one, two, one]));
    const asked = `query ($id: ID!) { node(id: $id) { ... on Recommendation { findings { id } } } }`;
    const findingsOf = async () =>
      (await world.registry.ask("director", asked, { id: answer })).data.node.findings.map(
        ({ id }: { id: string }) => id,
      );
    expect(await findingsOf()).toEqual([one, two]);
    await edited(answer, 1, { recommendation: { findingIds: [two], mandate: "PARTNERSHIP" } });
    expect(await findingsOf()).toEqual([two]);
    await edited(answer, 2, { recommendation: { findingIds: [one], mandate: "PARTNERSHIP" } });
    expect(await findingsOf()).toEqual([one]);
  });

  it("a finding that a recommendation answers is not withdrawn before the recommendation is", async () => {
    const answered = await added(finding());
    const answer = await added(recommendation([answered]));
    expect((await world.refusal("director", "withdrawPart", { partId: answered, expectedVersion: 1 })).code).toBe(
      "INVALID_STATE",
    );
    await world.act("director", "withdrawPart", { partId: answer, expectedVersion: 1 });
    await world.act("director", "withdrawPart", { partId: answered, expectedVersion: 1 });
  });

  it("names an office that is there, and a target date that is a day", async () => {
    const answered = await added(finding());
    await added(recommendation([answered], { officeId: world.office.OMA, targetOn: "2017-01-31" }));
    expect((await refusedPart(recommendation([answered], { officeId: world.post.MILITARY_ADVISER }))).code).toBe(
      "NOT_FOUND",
    );
    for (const targetOn of ["2017-02-30", "0000-01-01", "soon", "99999-01-01"])
      expect(await refusedPart(recommendation([answered], { targetOn }))).toMatchObject(badInput());
  });
});
