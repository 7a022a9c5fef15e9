import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  report = await world.report();
});
afterAll(() => world.registry.close());

/** A fresh proposal that awaits both signatures. */
const proposed = (more: object = {}) =>
  world.propose({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.MILITARY_ADVISER], ...more });
const signing = ({ id, digest }: Proposed) => ({ circulationId: id, digest });
const refusal = (circulation: Proposed, as: Parameters<World["refusal"]>[0]) =>
  world.refusal(as, "signCirculation", signing(circulation));
const signaturesOf = async ({ id }: Proposed) => {
  const { data } = await world.registry.ask(
    "director",
    `query ($id: ID!) { node(id: $id) { ... on Circulation { state signatures { post { code } person { name } acting reportingLineCode digest } } } }`,
    { id },
  );
  return data.node;
};
const signature = (code: string, name: string, acting = false) =>
  expect.objectContaining({ post: { code }, person: { name }, acting, reportingLineCode: "DUAL" });

describe("§ 4.6: the quorum of two", () => {
  it.each([
    ["usg.dpko", "usg.dfs"],
    ["usg.dfs", "usg.dpko"],
  ])("is complete when %s and then %s have signed, and not before", async (first, second) => {
    const circulation = await proposed();
    await world.sign(circulation, first);
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
    await world.sign(circulation, second);
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("is complete when both sign at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const circulation = await proposed();
      await Promise.all([world.sign(circulation, "usg.dpko"), world.sign(circulation, "usg.dfs")]);
      expect(await signaturesOf(circulation)).toMatchObject({ state: "SIGNED", signatures: { length: 2 } });
    }
  });

  it("keeps of each signature the post, the person, the line and the digest", async () => {
    const circulation = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    expect(await signaturesOf(circulation)).toEqual({
      state: "SIGNED",
      signatures: [signature("USG_DPKO", "usg.dpko"), signature("USG_DFS", "usg.dfs")],
    });
    for (const { digest } of (await signaturesOf(circulation)).signatures) expect(digest).toBe(circulation.digest);
  });
});

describe("§ 4.6: once, and for one post", () => {
  it("a post signs once, whoever holds it", async () => {
    await world.registry.person("usg.dfs.acting", "USG_DFS", { acting: true, from: "2016-06-01", until: "2016-06-01" });
    const circulation = await proposed();
    await world.sign(circulation, "usg.dfs.acting");
    expect(await refusal(circulation, "usg.dfs.acting")).toMatchObject({ code: "INVALID_STATE" });
    expect(await refusal(circulation, "usg.dfs")).toMatchObject({ code: "INVALID_STATE", paragraph: "§ 4.6" });
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
    await world.sign(circulation, "usg.dpko");
    expect(await signaturesOf(circulation)).toEqual({
      state: "SIGNED",
      signatures: [signature("USG_DFS", "usg.dfs.acting", true), signature("USG_DPKO", "usg.dpko")],
    });
  });

  it("a post signs once, though its holder and who acts in it sign at the same moment", async () => {
    const circulation = await proposed();
    const answers = await Promise.all(
      ["usg.dfs", "usg.dfs.acting"].map((usg) => world.ask(usg, "signCirculation", signing(circulation))),
    );
    expect(answers.map(({ code }) => code ?? "signed").sort()).toEqual(["INVALID_STATE", "signed"]);
    expect((await signaturesOf(circulation)).signatures).toHaveLength(1);
  });

  it("one person who signs twice at the same moment signs once", async () => {
    const circulation = await proposed();
    const answers = await Promise.all([1, 2].map(() => world.ask("usg.dpko", "signCirculation", signing(circulation))));
    expect(answers.map(({ code }) => code ?? "signed").sort()).toEqual(["INVALID_STATE", "signed"]);
  });

  it("nobody signs what is complete, or has ended", async () => {
    const complete = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    const withdrawn = await proposed();
    await world.on(withdrawn, "administrator", "withdrawCirculation");
    const declined = await proposed();
    await world.on(declined, "usg.dfs", "declineCirculation");
    for (const circulation of [complete, withdrawn, declined])
      for (const usg of ["usg.dpko", "usg.dfs"])
        expect(await refusal(circulation, usg)).toMatchObject({ code: "INVALID_STATE" });
  });
});

describe("§ 4.6: one person in both posts", () => {
  beforeAll(async () => {
    await world.registry.clock("2016-07-01T12:00:00Z");
    await world.registry.person("usg.dpko", "USG_DFS", { acting: true, from: "2016-07-01", until: "2016-07-31" });
  });
  afterAll(() => world.registry.clock("2016-06-01T13:00:00Z"));

  it("signs for one of them, and the other needs another person", async () => {
    const circulation = await proposed();
    await world.sign(circulation, "usg.dpko");
    expect(await refusal(circulation, "usg.dpko")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.6" });
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
    await world.sign(circulation, "usg.dfs");
    expect(await signaturesOf(circulation)).toEqual({
      state: "SIGNED",
      signatures: [signature("USG_DPKO", "usg.dpko"), signature("USG_DFS", "usg.dfs")],
    });
  });

  it("signs for the own post, too, when the other has signed", async () => {
    const circulation = await proposed();
    await world.sign(circulation, "usg.dfs");
    await world.sign(circulation, "usg.dpko");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("cannot sign twice at the same moment for both", async () => {
    const circulation = await proposed();
    const answers = await Promise.all([1, 2].map(() => world.ask("usg.dpko", "signCirculation", signing(circulation))));
    expect(answers.map(({ code }) => code ?? "signed").sort()).toEqual(["FORBIDDEN", "signed"]);
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
  });

  it("acting only in a post for a time, leaves the other post to its own holder", async () => {
    await world.registry.clock("2016-08-15T12:00:00Z");
    await world.registry.person("usg.acting", "USG_DPKO", { acting: true, from: "2016-08-01", until: "2016-08-31" });
    await world.registry.person("usg.acting", "USG_DFS", { acting: true, from: "2016-08-01", until: "2016-08-31" });
    for (const other of ["usg.dpko", "usg.dfs"]) {
      const circulation = await proposed();
      await world.sign(circulation, other);
      await world.sign(circulation, "usg.acting");
      expect(await world.stateOf(circulation)).toBe("SIGNED");
    }
    const circulation = await proposed();
    await world.sign(circulation, "usg.acting");
    expect(await refusal(circulation, "usg.acting")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.6" });
  });

  it("is recorded in the post that was signed for", async () => {
    await world.registry.person("usg.acting", "USG_DOS", { acting: true, from: "2016-08-01" });
    const circulation = await proposed();
    await world.sign(circulation, "usg.dfs");
    await world.sign(circulation, "usg.acting");
    const { data } = await world.registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Circulation { acts { act post { code } } } } }`,
      { id: circulation.id },
    );
    expect(data.node.acts).toEqual([
      { act: "PROPOSED", post: { code: "ADMINISTRATOR_1" } },
      { act: "SIGNED", post: { code: "USG_DFS" } },
      { act: "SIGNED", post: { code: "USG_DPKO" } },
      { act: "COMPLETED", post: { code: "USG_DPKO" } },
    ]);
  });
});
