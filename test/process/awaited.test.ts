import { uuidOf } from "../../src/access/ids";
import { type Made, Recommendations } from "../operations/implementation/recommendations";
import { aDirectedRequest } from "../operations/life";

const WANTED = { kind: "TARGETED", missions: ["MINUSCA"], areas: ["TRAINING"], reasons: "Units arrive untrained." };
const LETTER = { ...WANTED, country: "Country A", letterReference: "NV/7", letterOn: "2016-05-20" };
const REQUEST = "request { id }";
const LINE = ["USG_DFS", "USG_DPKO"];

let all: Recommendations;
beforeAll(async () => {
  all = await Recommendations.open();
});
afterAll(() => all.close());

/** The posts that were told that something awaits their signature, each as often as it was told. */
async function awaited(prefix: "request" | "report" | "review" | "part", id: string): Promise<string[]> {
  const told = await all.world.registry.sql<{ code: string }>(
    "select p.code from notice n join post p on p.id = n.post_id where n.kind = 'SIGNATURE_AWAITED' and n.object_id = $1 order by 1",
    [uuidOf(prefix, id)],
  );
  return told.map(({ code }) => code);
}
const act = (...given: Parameters<typeof all.world.act>) => all.world.act(...given);

describe("that a signature is awaited is told in the act that makes it so", () => {
  it.each([
    ["hom.minusca", "requestReview", WANTED],
    ["officer", "enterReviewRequest", LETTER],
  ] as const)("of a request that is submitted by %s, %s, to each post of the line, once", async (as, name, input) => {
    const { id } = (await act(as, name, input, REQUEST)).request;
    expect(await awaited("request", id)).toEqual(LINE);
    await act("usg.dpko", "directReview", { requestId: id });
    await act("usg.dfs", "directReview", { requestId: id });
    expect(await awaited("request", id)).toEqual(LINE);
  });

  it("of one on own motion, to the other post of the line; who reads it there finds the request", async () => {
    const { id } = (await act("usg.dpko", "directOnOwnMotion", WANTED, REQUEST)).request;
    expect(await awaited("request", id)).toEqual(["USG_DFS"]);
    const query = "{ notices(first: 50) { nodes { kind object { id } } } }";
    const { data } = await all.world.registry.ask("usg.dfs", query);
    expect(data.notices.nodes).toContainEqual({ kind: "SIGNATURE_AWAITED", object: { id } });
  });

  it("of the recommendations of a submitted report, once for each post; of a report without any, not", async () => {
    const { reportId } = await all.make();
    expect(await awaited("report", reportId)).toEqual(LINE);
    const draft = await all.make({ submitted: false });
    expect(await awaited("report", draft.reportId)).toEqual([]);
    const { id } = await all.world.report();
    expect(await awaited("report", id)).toEqual([]);
  });

  it("of a recommendation that was withdrawn from its draft, not", async () => {
    const draft = await all.make({ submitted: false });
    await act("director", "withdrawPart", { partId: draft.id, expectedVersion: 1 });
    await act("director", "submitReport", { reportId: draft.reportId });
    expect(await awaited("report", draft.reportId)).toEqual([]);
  });

  it("of a closing, with its first signature, to the other post of the line; of an endorsement with the report alone", async () => {
    const made = await all.endorsed();
    expect(await awaited("part", made.id)).toEqual([]);
    const closing = { outcome: "OVERTAKEN_BY_EVENTS", reason: "The mission closes." };
    await all.do("usg.dfs", "closeRecommendation", made, closing);
    expect(await awaited("part", made.id)).toEqual(["USG_DPKO"]);
    await all.do("usg.dpko", "closeRecommendation", made, closing);
    expect(await awaited("part", made.id)).toEqual(["USG_DPKO"]);
  });

  it("of a transfer, with its first signature, to the other post of the line", async () => {
    const made = await all.make({ office: "MINUSCA" });
    await all.endorse(made);
    await ended(async () => {
      const transfer = { officeId: all.world.office.OMA, reason: "It has ended." };
      await all.do("usg.dpko", "transferRecommendation", made, transfer);
      expect(await awaited("part", made.id)).toEqual(["USG_DFS"]);
      await all.do("usg.dfs", "transferRecommendation", made, transfer);
      expect(await awaited("part", made.id)).toEqual(["USG_DFS"]);
    });
  });

  it("of the cancellation of a review, with the first consent, to the other post of the line", async () => {
    const reviewId = await opened();
    await act("usg.dpko", "cancelReview", { reviewId, reason: "The mission closes." });
    expect(await awaited("review", reviewId)).toEqual(["USG_DFS"]);
    await act("usg.dfs", "cancelReview", { reviewId, reason: "Agreed." });
    expect(await awaited("review", reviewId)).toEqual(["USG_DFS"]);
  });

  it("of nothing that one signature decides, under a line of one post", async () => {
    const made: Made = await all.endorsed();
    const reviewId = await opened();
    await all.world.registry.clock("2019-01-02T12:00:00Z");
    const { id } = (await act("usg.dpo", "directOnOwnMotion", WANTED, REQUEST)).request;
    await act("usg.dpo", "cancelReview", { reviewId, reason: "The mission closes." });
    await all.do("usg.dpo", "closeRecommendation", made, { outcome: "OVERTAKEN_BY_EVENTS", reason: "It closes." });
    expect([await awaited("request", id), await awaited("review", reviewId), await awaited("part", made.id)]).toEqual([
      [],
      [],
      [],
    ]);
    const { reportId } = await all.make();
    expect(await awaited("report", reportId)).toEqual(["USG_DPO"]);
  });
});

async function opened(): Promise<string> {
  const requestId = await aDirectedRequest(all.world.registry);
  return (await act("director", "openReview", { requestId }, "review { id }")).review.id;
}

/** Does something while the mission has ended. */
async function ended(work: () => Promise<void>): Promise<void> {
  const { registry } = all.world;
  await registry.sql(
    "insert into office_end (office_id, ends_on, recorded_at) select id, '2016-05-31', '2016-05-31' from office where code = 'MINUSCA'",
  );
  await work();
  await registry.sql("delete from office_end e using office o where o.id = e.office_id and o.code = 'MINUSCA'");
}
