import { Proposals, notEligible } from "./proposals";
import { type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.registry.close());

describe("§ 10.3: a report on several missions", () => {
  let proposals: Proposals;
  let parts: Record<string, string>;

  beforeAll(async () => {
    proposals = new Proposals(
      world,
      await world.report({
        missions: ["MINUSCA", "UNMISS"],
        requestingPostId: world.post.HOMC_MINUSCA,
        parts: [
          { key: "ours", missions: ["MINUSCA"] },
          { key: "theirs", missions: ["UNMISS"] },
          { key: "both", missions: ["MINUSCA", "UNMISS"] },
          { key: "neither" },
        ],
      }),
    );
    parts = proposals.report.parts;
  });
  const listing = (...keys: string[]) => ({ partIds: keys.map((key) => parts[key]) });

  it.each([
    ["HOM_MINUSCA", "HEAD_OF_MISSION"],
    ["HOMC_MINUSCA", "REQUESTER"],
  ])("%s gets listed parts about the own mission alone", async (code, relevance) => {
    expect(await proposals.relevance("post", code, listing("ours"))).toBe(relevance);
    for (const scope of [
      { full: true },
      listing("theirs"),
      listing("both"),
      listing("neither"),
      listing("ours", "theirs"),
      listing("ours", "both"),
    ])
      expect(await proposals.refusal("post", code, scope)).toMatchObject(notEligible("§ 10.3"));
  });

  it("the Head of neither mission is not on the list at all", async () => {
    expect(await proposals.refusal("post", "HOM_UNMIL", listing("ours"))).toMatchObject(notEligible());
  });

  it("a Headquarters office gets what it needs of all missions", async () => {
    expect(await proposals.relevance("office", "OMA")).toBe("HEADQUARTERS_OFFICE");
    expect(await proposals.relevance("post", "MILITARY_ADVISER", listing("both", "neither"))).toBe(
      "HEAD_OF_HEADQUARTERS_OFFICE",
    );
  });

  it("what was circulated about the own mission is read, and nothing else of the report", async () => {
    const circulation = { reportId: proposals.report.id, postIds: [world.post.HOM_MINUSCA], ...listing("ours") };
    await world.circulate(circulation);
    expect(await world.sees("hom.minusca", proposals.report)).toEqual({
      title: "A title",
      isExtract: true,
      parts: ["ours"],
    });
    expect(await world.sees("hom.unmiss", proposals.report)).toBeNull();
  });
});

describe("§ 10.2: strictly confidential parts and offices", () => {
  let proposals: Proposals;

  beforeAll(async () => {
    const parts = [{ key: "s" }, { key: "c", level: "CONFIDENTIAL" }];
    proposals = new Proposals(world, await world.report({ level: "STRICTLY_CONFIDENTIAL", parts }));
  });
  it("one is listed for a post, and never for an office", async () => {
    const scope = { partIds: Object.values(proposals.report.parts) };
    expect(await proposals.relevance("post", "MILITARY_ADVISER", scope)).toBe("HEAD_OF_HEADQUARTERS_OFFICE");
    const refused = { code: "BAD_USER_INPUT", paragraph: "§ 10.2" };
    expect(await proposals.refusal("office", "OMA", scope)).toMatchObject(refused);
    expect(
      await proposals.refusal("office", "OMA", { ...scope, postIds: [world.post.MILITARY_ADVISER] }),
    ).toMatchObject(refused);
    expect(await proposals.relevance("office", "OMA", { partIds: [proposals.report.parts.c] })).toBe(
      "HEADQUARTERS_OFFICE",
    );
  });

  it("a full circulation to an office withholds it, from the head too", async () => {
    await world.circulate({ reportId: proposals.report.id, full: true, officeIds: [world.office.OMA] });
    for (const reader of ["oma.head", "oma.designated"])
      expect(await world.sees(reader, proposals.report)).toEqual({ title: null, isExtract: true, parts: ["c"] });
    expect(await world.sees("oma.staff", proposals.report)).toBeNull();
  });

  it("a full circulation to the post of its head gives it, with the title", async () => {
    await world.circulate({ reportId: proposals.report.id, full: true, postIds: [world.post.ASG_OO] });
    expect(await world.sees("asg.oo", proposals.report)).toEqual({
      title: "A title",
      isExtract: false,
      parts: ["s", "c"],
    });
    expect(await world.sees("oo.staff", proposals.report)).toBeNull();
  });
});
