import { idOf } from "../../src/access/ids";
import { type World, aWorld } from "../operations/world";
import { PATIENT_LOCKS } from "../support/registry";

const WANTED = { kind: "TARGETED", missions: ["MINUSCA"], areas: ["TRAINING"], reasons: "Units arrive untrained." };
const LETTER = { country: "Country A", letterReference: "NV/7", letterOn: "2016-05-20" };
const REQUEST = "request { id state }";

let world: World;
beforeAll(async () => {
  world = await aWorld(undefined, PATIENT_LOCKS);
  for (const [subject, post] of [
    ["hopc.minusca", "HOPC_MINUSCA"],
    ["dms.minusca", "DMS_MINUSCA"],
  ] as const)
    await world.registry.person(subject, post);
});
afterAll(() => world.registry.close());

const requested = async (as = "hom.minusca"): Promise<string> =>
  (await world.act(as, "requestReview", WANTED, REQUEST)).request.id;
const directed = async (): Promise<string> => {
  const requestId = await requested();
  for (const usg of ["usg.dpko", "usg.dfs"]) await world.act(usg, "directReview", { requestId });
  return requestId;
};
const QUERY = `query ($id: ID!) { node(id: $id) { ... on ReviewRequest {
  state reasons post { code } directions { post { code } person { id } } declineReason history { done post { code } person { id } }
  viewerCan { direct decline withdraw openReview } } } }`;
const seen = async (as: string, id: string) => (await world.registry.ask(as, QUERY, { id })).data.node;

describe("§ 11.2: who requests a review", () => {
  it.each(["hom.minusca", "homc.minusca", "hopc.minusca", "dms.minusca"])(
    "%s does for its own mission, and for that alone",
    async (as) => {
      for (const missions of [["UNMISS"], [], ["MINUSCA", "UNMISS"]])
        expect(await world.refusal(as, "requestReview", { ...WANTED, missions })).toMatchObject({
          code: "FORBIDDEN",
          paragraph: "§ 10.16",
        });
    },
  );

  it("asks for areas and reasons, and for nothing that is strictly confidential", async () => {
    for (const wrong of [
      { areas: [] },
      { reasons: " " },
      { level: "STRICTLY_CONFIDENTIAL" },
      { missions: ["NOWHERE"] },
    ])
      expect(await world.refusal("asg.oo", "requestReview", { ...WANTED, ...wrong })).toMatchObject({
        code: "BAD_USER_INPUT",
      });
  });
});

describe("§ 11.3: a contributing country's request", () => {
  it("is entered by OPSP staff with its letter, and read by nobody else but the USGs", async () => {
    const { request } = await world.act("assistant", "enterReviewRequest", { ...WANTED, ...LETTER }, REQUEST);
    for (const as of ["assistant", "officer", "director", "usg.dpko"])
      expect((await seen(as, request.id)).post).toBeNull();
    for (const as of ["hom.minusca", "administrator", "auditor", "asg.oo", "usg.dpo"])
      expect(await seen(as, request.id)).toBeNull();
  });

  it("is not entered by a letter of the future", async () => {
    const later = { ...WANTED, ...LETTER, letterOn: "2016-06-02" };
    expect(await world.refusal("director", "enterReviewRequest", later)).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

describe("§ 11.1: a request", () => {
  it("is read by its submitter, OPSP staff and the USGs of the line, and is absent for everyone else", async () => {
    const id = await requested("homc.minusca");
    for (const as of ["homc.minusca", "director", "officer", "assistant", "military", "usg.dpko", "usg.dfs"])
      expect((await seen(as, id))?.reasons).toBe(WANTED.reasons);
    const absent = idOf("request", "00000000-0000-4000-8000-000000000000");
    for (const as of [
      "hom.minusca",
      "hom.unmiss",
      "usg.dpo",
      "administrator",
      "auditor",
      "oios",
      "asg.oo",
      "oma.head",
    ]) {
      expect(await seen(as, id)).toBeNull();
      const refusals = await Promise.all(
        [id, absent].map((requestId) => world.ask(as, "withdrawReviewRequest", { requestId })),
      );
      expect(refusals.map(({ code }) => code)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
      const { data } = await world.registry.ask(as, "{ reviewRequests(first: 100) { nodes { post { code } } } }");
      const posts = data.reviewRequests.nodes.map(({ post }: { post: { code: string } }) => post?.code);
      expect(posts).not.toContain("HOMC_MINUSCA");
    }
  });

  it("tells its submitter what was done in which post, and not by whom", async () => {
    const { history, directions } = await seen("hom.minusca", await directed());
    expect(history.map(({ done, post }: { done: string; post: { code: string } }) => [done, post.code])).toEqual([
      ["SUBMITTED", "HOM_MINUSCA"],
      ["DIRECTION_GIVEN", "USG_DPKO"],
      ["DIRECTION_GIVEN", "USG_DFS"],
      ["DIRECTED", "USG_DFS"],
    ]);
    expect(directions.map(({ person }: { person: unknown }) => person)).toEqual([null, null]);
  });
});

describe("§ 11.4: the direction of a review", () => {
  it("is given by each USG of the line once, and complete with the last", async () => {
    const requestId = await requested();
    await world.act("usg.dfs", "directReview", { requestId });
    expect((await seen("director", requestId)).state).toBe("SUBMITTED");
    expect(await world.refusal("usg.dfs", "directReview", { requestId })).toMatchObject({
      code: "INVALID_STATE",
      paragraph: "§ 11.4",
    });
    await world.act("usg.dpko", "directReview", { requestId });
    expect((await seen("director", requestId)).state).toBe("DIRECTED");
    for (const name of ["directReview", "declineReviewRequest"])
      expect(
        await world.refusal("usg.dpko", name, { requestId, ...(name === "directReview" ? {} : { reason: "Late" }) }),
      ).toMatchObject({ code: "INVALID_STATE" });
  });

  it("needs two persons for two posts", async () => {
    await world.registry.person("both", "USG_DPKO", { acting: true, from: "2016-01-01" });
    await world.registry.person("both", "USG_DFS", { acting: true, from: "2016-01-01" });
    const requestId = await requested();
    await world.act("both", "directReview", { requestId });
    expect(await world.refusal("both", "directReview", { requestId })).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 11.4",
    });
  });

  it("is asked of nobody else, and of nobody who signed in long ago", async () => {
    const requestId = await requested();
    for (const as of ["director", "officer", "hom.minusca"])
      expect(await world.refusal(as, "directReview", { requestId })).toMatchObject({ paragraph: "§ 11.4" });
    const old = { subject: "usg.dpko", authTime: new Date(Date.now() - 400_000) };
    expect((await world.ask(old, "directReview", { requestId })).code).toBe("REAUTHENTICATION_REQUIRED");
  });

  it("is completed in 2019 by who has directed it before in another post: what a post of the line of 2016 gave counts no more", async () => {
    const requestId = await requested();
    await world.act("usg.dpko", "directReview", { requestId });
    await world.registry.person("usg.dpko", "USG_DPO", { acting: true, from: "2019-01-01" });
    await world.registry.clock("2019-01-02T12:00:00Z");
    expect((await seen("usg.dpko", requestId)).viewerCan.direct).toBe(true);
    await world.act("usg.dpko", "directReview", { requestId });
    expect((await seen("director", requestId)).state).toBe("DIRECTED");
    await world.registry.clock("2016-06-01T12:00:00Z");
  });

  it("of a review that nobody requested is begun by one USG and completed by the other (§ 11.7)", async () => {
    const { request } = await world.act("usg.dpko", "directOnOwnMotion", WANTED, REQUEST);
    expect(request.state).toBe("SUBMITTED");
    await world.act("usg.dfs", "directReview", { requestId: request.id });
    expect((await seen("director", request.id)).state).toBe("DIRECTED");
    expect(await world.refusal("director", "directOnOwnMotion", WANTED)).toMatchObject({ paragraph: "§ 11.7" });
  });
});

describe("a request ends", () => {
  it("by the decline of one USG, with a reason (§ 11.5)", async () => {
    const requestId = await requested();
    expect(await world.refusal("usg.dpko", "declineReviewRequest", { requestId, reason: "" })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
    await world.act("usg.dpko", "declineReviewRequest", { requestId, reason: "Another review covers it." });
    const request = await seen("hom.minusca", requestId);
    expect([request.state, request.declineReason]).toEqual(["DECLINED", "Another review covers it."]);
    expect(await world.refusal("usg.dfs", "directReview", { requestId })).toMatchObject({ code: "INVALID_STATE" });
  });

  it("by its submitter while it is submitted; a country's by OPSP staff (§ 11.6)", async () => {
    const requestId = await requested();
    for (const as of ["director", "usg.dpko"])
      expect(await world.refusal(as, "withdrawReviewRequest", { requestId })).toMatchObject({ paragraph: "§ 11.6" });
    await world.act("hom.minusca", "withdrawReviewRequest", { requestId });
    expect((await seen("hom.minusca", requestId)).state).toBe("WITHDRAWN");
    const { request } = await world.act("director", "enterReviewRequest", { ...WANTED, ...LETTER }, REQUEST);
    await world.act("officer", "withdrawReviewRequest", { requestId: request.id });
    expect(await world.refusal("hom.minusca", "withdrawReviewRequest", { requestId: await directed() })).toMatchObject({
      code: "INVALID_STATE",
    });
  });
});

describe("§ 10.18: a directed request", () => {
  it("opens one review, as it was directed", async () => {
    const requestId = await directed();
    expect((await seen("director", requestId)).viewerCan.openReview).toBe(true);
    const { review } = await world.act(
      "director",
      "openReview",
      { requestId },
      "review { kind areas missions { acronym } requestingPost { code } state }",
    );
    expect(review).toEqual({
      kind: "TARGETED",
      areas: ["TRAINING"],
      missions: [{ acronym: "MINUSCA" }],
      requestingPost: { code: "HOM_MINUSCA" },
      state: "PLANNED",
    });
    expect(await world.refusal("director", "openReview", { requestId })).toMatchObject({ code: "INVALID_STATE" });
    expect((await seen("director", requestId)).viewerCan.openReview).toBe(false);
  });

  it("is all that the database lets a review be of", async () => {
    const requestId = (await requested()).replace("request_", "");
    await expect(
      world.registry.sql(
        "insert into review (kind, directed_on, request_id) values ('TARGETED', '2016-01-01', $1::uuid)",
        [requestId],
      ),
    ).rejects.toThrow("a review is of a directed request");
  });
});
