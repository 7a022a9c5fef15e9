import { type TestRegistry, startRegistry } from "../support/registry";
import { aCirculation, aReport, cast, sightOf } from "./life";

describe("a circulation of 2016", () => {
  let registry: TestRegistry;
  let post: Record<string, string>;

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.clock("2016-06-01T12:00:00Z");
    await cast(registry);
    const { data } = await registry.ask("administrator", `{ posts(first: 100) { nodes { id code } } }`);
    post = Object.fromEntries(data.posts.nodes.map(({ id, code }: { id: string; code: string }) => [code, id]));
  }, 60_000);

  afterAll(() => registry.close());

  it("gives nothing before both Under-Secretaries-General have signed, and then what it lists", async () => {
    const report = await aReport(registry);
    const circulation = await aCirculation(registry, { reportId: report.id, partIds: [report.parts.c], postIds: [post.MILITARY_ADVISER] }, ["usg.dpko"]);
    expect(await sightOf(registry, "oma.head", report.symbol)).toBeNull();
    const signed = await registry.ask("usg.dfs", `mutation ($input: SignCirculationInput!) { signCirculation(input: $input) { circulation { state signatures { post { code } } awaiting { code } } } }`, {
      input: { circulationId: circulation.id, digest: circulation.digest },
    });
    expect(signed.data).toEqual({ signCirculation: { circulation: { state: "SIGNED", signatures: [{ post: { code: "USG_DPKO" } }, { post: { code: "USG_DFS" } }], awaiting: [] } } });
    expect(await sightOf(registry, "oma.head", report.symbol)).toEqual({
      title: "A title", isExtract: true, hasOutline: false, parts: [report.parts.c], texts: ["The finding c tells of convoys."], numbers: [null], count: 1,
    });
    expect(await sightOf(registry, "oma.designated", report.symbol)).toBeNull();
  });
});
