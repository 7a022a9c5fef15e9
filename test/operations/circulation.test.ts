import { type World, aWorld } from "./world";

describe("a circulation of 2016", () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(() => world.registry.close());

  it("gives nothing before both Under-Secretaries-General have signed, and then what it lists", async () => {
    const report = await world.report();
    const circulation = await world.propose({
      reportId: report.id,
      partIds: [report.parts.c],
      postIds: [world.post.MILITARY_ADVISER],
    });
    await world.sign(circulation, "usg.dpko");
    expect(await world.sees("oma.head", report)).toBeNull();
    const signed = await world.act(
      "usg.dfs",
      "signCirculation",
      { circulationId: circulation.id, digest: circulation.digest },
      "circulation { state signatures { post { code } } awaiting { code } }",
    );
    expect(signed.circulation).toEqual({
      state: "SIGNED",
      signatures: [{ post: { code: "USG_DPKO" } }, { post: { code: "USG_DFS" } }],
      awaiting: [],
    });
    expect(await world.sees("oma.head", report)).toEqual({ title: "A title", isExtract: true, parts: ["c"] });
    expect(await world.sees("oma.designated", report)).toBeNull();
  });
});
