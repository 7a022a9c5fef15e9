import { idOf } from "../../src/access/ids";
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

describe("§ 5.3: who writes a draft", () => {
  const create = (more: object = {}) => ({
    reviewId,
    title: "A draft",
    level: "CONFIDENTIAL",
    grounds: GROUNDS,
    ...more,
  });

  it("the Director, the officer-in-charge and the team begin it, add to it, edit it and take out of it", async () => {
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    for (const writer of ["director", "military", "officer"]) {
      const { report } = await world.act(writer, "createReport", create(), "report { id version }");
      const part = await added(section({ reportId: report.id }), writer);
      await edited(part, 1, { text: "Another text." }, writer);
      await world.act(writer, "editReport", { reportId: report.id, expectedVersion: 1, title: "Another title" });
      await world.act(writer, "withdrawPart", { partId: part, expectedVersion: 2 });
    }
    await recall();
  });

  it.each(["assistant", "usg.dpko", "administrator", "auditor", "military"])(
    "the %s does not, and for the %s there is no draft",
    async (other) => {
      // § 5.1: who reads no review is told of none.
      const readsReviews = !["administrator", "auditor"].includes(other);
      expect(await world.refusal(other, "createReport", create())).toMatchObject(
        readsReviews ? { code: "FORBIDDEN", paragraph: "§ 5.3" } : { code: "NOT_FOUND" },
      );
      expect((await refusedPart(section(), other)).code).toBe("NOT_FOUND");
      expect((await refusedEdit(draft.parts.c, 1, { text: "Mine." }, other)).code).toBe("NOT_FOUND");
      expect((await world.refusal(other, "withdrawPart", { partId: draft.parts.c, expectedVersion: 1 })).code).toBe(
        "NOT_FOUND",
      );
      expect(
        (await world.refusal(other, "editReport", { reportId: draft.id, expectedVersion: 1, title: "Mine" })).code,
      ).toBe("NOT_FOUND");
      expect(await world.sees(other, draft)).toBeNull();
    },
  );

  it.each(["oma.head", "hom.minusca", "oios"])("for the %s there is not even a review", async (other) => {
    const hidden = await world.refusal(other, "createReport", create());
    expect(hidden.code).toBe("NOT_FOUND");
    expect(
      await world.refusal(
        other,
        "createReport",
        create({ reviewId: idOf("review", "00000000-0000-4000-8000-000000000000") }),
      ),
    ).toEqual(hidden);
  });

  it("the team of another review does not, and a member only within the dates of membership", async () => {
    const other = await world.report({ submitted: false });
    expect((await refusedPart(section({ reportId: other.id }), "officer")).code).toBe("NOT_FOUND");
    const review = await reviewOf(other);
    const member = {
      reviewId: review,
      postId: world.post.OPSP_SENIOR_MILITARY,
      startsOn: "2016-07-01",
      endsOn: "2016-07-31",
    };
    const { teamMember } = await world.act("director", "nameTeamMember", member, "teamMember { id }");
    for (const [instant, may] of [
      ["2016-06-30T23:59:50Z", false],
      ["2016-07-01T00:00:00Z", true],
      ["2016-07-31T23:59:50Z", true],
      ["2016-08-01T00:00:00Z", false],
    ] as const) {
      await world.registry.clock(instant);
      expect((await world.ask("military", "addPart", section({ reportId: other.id }))).code).toBe(
        may ? undefined : "NOT_FOUND",
      );
    }
    await world.registry.clock("2016-07-15T00:00:00Z");
    await world.act("director", "endTeamMembership", { teamMemberId: teamMember.id });
    expect(await world.sees("military", other)).toBeNull();
    await world.registry.clock("2016-06-01T12:00:00Z");
  });

  it("only the Director names the team, of posts of OPSP, each once at a time", async () => {
    const member = (code: string, more: object = {}) => ({
      reviewId,
      postId: world.post[code],
      startsOn: "2016-06-01",
      ...more,
    });
    for (const other of ["officer", "usg.dpko", "assistant"])
      expect(await world.refusal(other, "nameTeamMember", member("OPSP_SENIOR_POLICE"))).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 5.2",
      });
    expect((await world.refusal("administrator", "nameTeamMember", member("OPSP_SENIOR_POLICE"))).code).toBe(
      "NOT_FOUND",
    );
    expect(await world.refusal("director", "nameTeamMember", member("MILITARY_ADVISER"))).toMatchObject(
      badInput("§ 10.14"),
    );
    expect((await world.refusal("director", "nameTeamMember", member("OPSP_MISSION_SUPPORT"))).code).toBe("CONFLICT");
    expect(
      (await world.refusal("director", "nameTeamMember", member("OPSP_SENIOR_POLICE", { endsOn: "2016-05-31" }))).code,
    ).toBe("BAD_USER_INPUT");
    const twice = [1, 2].map(() => world.ask("director", "nameTeamMember", member("OPSP_SENIOR_POLICE")));
    expect((await Promise.all(twice)).map(({ code }) => code ?? "named").sort()).toEqual(["CONFLICT", "named"]);
  });
});

describe("versions", () => {
  it("an edit names the version that it is made to; a stale or a future one is a conflict", async () => {
    const part = await added(section());
    const { part: changed } = await edited(part, 1, { text: "Second." });
    expect(changed).toMatchObject({ version: 2, text: "Second." });
    for (const version of [1, 3, 0, -1, 2_147_483_647])
      expect((await refusedEdit(part, version, { text: "Third." })).code).toBe("CONFLICT");
    expect((await refusedEdit(part, -2_147_483_648, { text: "Third." })).code).toBe("CONFLICT");
    for (const version of [1, 3])
      expect((await world.refusal("director", "withdrawPart", { partId: part, expectedVersion: version })).code).toBe(
        "CONFLICT",
      );
    expect(
      (await world.refusal("director", "editReport", { reportId: draft.id, expectedVersion: 99, title: "New" })).code,
    ).toBe("CONFLICT");
    expect((await world.refusal("director", "submitReport", { reportId: draft.id, expectedVersion: 99 })).code).toBe(
      "CONFLICT",
    );
  });

  it("an edit changes what it gives and keeps the rest", async () => {
    const part = await added(finding({ level: "CONFIDENTIAL", grounds: GROUNDS, thirdParty: "Country: restricted" }));
    const kept = { level: "CONFIDENTIAL", grounds: GROUNDS, thirdParty: "Country: restricted" };
    expect((await edited(part, 1, { text: "New text." })).part).toEqual({
      version: 2,
      text: "New text.",
      marking: kept,
    });
    expect((await edited(part, 2, { finding: { area: "MEDICAL", risk: "HIGH", systemic: false } })).part).toEqual({
      version: 3,
      text: "New text.",
      marking: kept,
    });
    const raised = { level: "UNCLASSIFIED", grounds: [] };
    expect((await edited(part, 3, { sensitivity: raised })).part).toMatchObject({
      version: 4,
      text: "New text.",
      marking: raised,
    });
    expect(
      (await refusedEdit(part, 4, { text: null, recommendation: { findingIds: [part], mandate: "PARTNERSHIP" } })).code,
    ).toBe("BAD_USER_INPUT");
  });

  it("a withdrawn part is gone for its writers, too", async () => {
    const part = await added(section());
    await world.act("director", "withdrawPart", { partId: part, expectedVersion: 1 });
    for (const version of [1, 2]) {
      expect((await refusedEdit(part, version, { text: "Back." })).code).toBe("NOT_FOUND");
      expect((await world.refusal("director", "withdrawPart", { partId: part, expectedVersion: version })).code).toBe(
        "NOT_FOUND",
      );
    }
    expect(
      (await world.registry.ask("director", `query ($id: ID!) { node(id: $id) { id } }`, { id: part })).data.node,
    ).toBeNull();
  });

  it("every level that a draft had is kept", async () => {
    const part = await added(section());
    await edited(part, 1, { sensitivity: { level: "CONFIDENTIAL", grounds: GROUNDS } });
    await edited(part, 2, { sensitivity: { level: "UNCLASSIFIED" } });
    const levels = await world.registry.sql(
      "select level, reason from classification where 'part_' || replace(part_id::text, '-', '') = $1 order by classified_at",
      [part],
    );
    expect(levels.map(({ level }) => level)).toEqual(["UNCLASSIFIED", "CONFIDENTIAL", "UNCLASSIFIED"]);
  });
});
