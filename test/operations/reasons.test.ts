import type { Free } from "../support/registry";
import type { MadeReport } from "./life";
import { type Wish, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  await world.portal("portal.oma", "OMA");
  report = await world.report();
  const part = { reportId: report.id, partIds: [report.parts.c] };
  await world.circulate({ ...part, officeIds: [world.office.OMA], postIds: [world.post.ASG_OO], portalsAllowed: true });
  await world.circulate({ ...part, postIds: [world.post.MILITARY_ADVISER], validUntil: "2016-12-31T12:00:00Z" });
});
afterAll(() => world.registry.close());

/** Why a reader reads the part: the paragraphs, each with the end that its circulation has. */
async function reasons(as: Wish): Promise<[string, string | null][]> {
  const asked =
    "query ($id: ID!) { node(id: $id) { ... on Part { access { because { paragraph until circulation { id } } } } } }";
  const { data } = await world.registry.ask(as, asked, { id: report.parts.c });
  return data.node.access.because.map((one: Free) => [one.paragraph, one.until]);
}

const LATER = "2016-12-31T12:00:00.000Z";

describe("why a part is read", () => {
  it("is told of every circulation that gives it", async () => {
    expect(await reasons("oma.head")).toEqual([
      ["§ 2.7", LATER],
      ["§ 2.8a", null],
    ]);
    expect(await reasons("portal.oma")).toEqual([["§ 2.9", null]]);
  });

  it("is told through a portal on behalf of a person without a circulation that one of them does not read", async () => {
    expect((await reasons({ subject: "oma.head", actor: "portal.oma" })).sort()).toEqual([
      ["§ 2.8a", null],
      ["§ 2.9", null],
    ]);
  });

  it("is told once of a circulation by which several posts and offices of a reader read it alike", async () => {
    const asked = "{ circulations(first: 9) { nodes { access { because { paragraph until } } } } }";
    await world.circulate({
      reportId: report.id,
      partIds: [report.parts.u],
      officeIds: [world.office.OMA],
      postIds: [world.post.MILITARY_ADVISER],
    });
    const { data } = await world.registry.ask("oma.head", asked);
    for (const { access } of data.circulations.nodes) expect(access.because).toHaveLength(1);
  });
});
