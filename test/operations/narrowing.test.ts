import { uuidOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
  await world.portal("portal.oma", "OMA");
});
afterAll(() => world.registry.close());

const GROUNDS = ["INTERNAL_DELIBERATION"];
const reclassify = (id: string | undefined, level: string, as = "director") =>
  world.act(as, "reclassify", { id, level, grounds: level === "UNCLASSIFIED" ? [] : GROUNDS, reason: "A reason" });
const raise = (id: string | undefined) => reclassify(id, "STRICTLY_CONFIDENTIAL");
const correct = (partId: string | undefined) => world.act("director", "addCorrigendum", { partId, text: "Mended." });
const asked = async ({ id }: Proposed, as = "director") => {
  const { data } = await world.registry.ask(
    as,
    `query ($id: ID!) { node(id: $id) { ... on Circulation { state full parts { label } } } }`,
    { id },
  );
  return data.node && { state: data.node.state, full: data.node.full, parts: data.node.parts.length };
};
const whole = { title: "A title", isExtract: false, parts: ["u", "c"] };
const extract = (...parts: string[]) => ({ title: null, isExtract: true, parts });

/** A confidential report, circulated in full to a post and to an office with its portals. */
async function circulated(more: object = {}): Promise<{ report: MadeReport; circulation: Proposed }> {
  const report = await world.report();
  const circulation = await world.circulate({
    reportId: report.id,
    full: true,
    postIds: [world.post.ASG_OO],
    officeIds: [world.office.OMA],
    portalsAllowed: true,
    ...more,
  });
  return { report, circulation };
}

describe("raising a part to confidential", () => {
  it("narrows an office to its head, its designated staff and its portals; a post reads on", async () => {
    const { report } = await circulated();
    expect(await world.sees("oma.staff", report)).toEqual({ title: "A title", isExtract: true, parts: ["u"] });
    await reclassify(report.parts.u, "CONFIDENTIAL");
    expect(await world.sees("oma.staff", report)).toBeNull();
    for (const reader of ["asg.oo", "oma.head", "oma.designated", "portal.oma"])
      expect(await world.sees(reader, report)).toEqual(whole);
  });

  it("does not narrow a full circulation: later corrigenda come with it", async () => {
    const { report, circulation } = await circulated();
    await reclassify(report.parts.u, "CONFIDENTIAL", "usg.dfs");
    await correct(report.parts.c);
    expect(await world.reads("oma.head", report)).toEqual(["u", "c", "later"]);
    expect(await asked(circulation)).toEqual({ state: "SIGNED", full: true, parts: 3 });
  });

  it("takes it from a portal where portals are not allowed, as before", async () => {
    const { report } = await circulated({ portalsAllowed: false });
    await reclassify(report.parts.u, "CONFIDENTIAL");
    expect(await world.sees("portal.oma", report)).toBeNull();
  });
});

describe("raising a part to strictly confidential", () => {
  it("takes it out for posts, too; a full circulation counts from then on as one of the parts that it still gives", async () => {
    const { report, circulation } = await circulated();
    await raise(report.parts.c);
    for (const reader of ["asg.oo", "oma.head", "oma.designated", "oma.staff", "portal.oma"])
      expect(await world.sees(reader, report)).toEqual(extract("u"));
    expect(await asked(circulation)).toEqual({ state: "SIGNED", full: false, parts: 1 });
    await correct(report.parts.u);
    for (const reader of ["asg.oo", "oma.head", "portal.oma"]) expect(await world.reads(reader, report)).toEqual(["u"]);
    expect(await world.reads("usg.dpko", report)).toEqual(["u", "c", "later"]);
  });

  it("takes it out of one that lists it: what it listed alone leaves nothing to see", async () => {
    const report = await world.report();
    const listing = {
      reportId: report.id,
      partIds: [report.parts.c],
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
    };
    const circulation = await world.circulate(listing);
    await raise(report.parts.c);
    for (const reader of ["asg.oo", "oma.head"]) {
      expect(await world.sees(reader, report)).toBeNull();
      expect(await asked(circulation, reader)).toBeNull();
    }
    expect(await asked(circulation)).toEqual({ state: "SIGNED", full: false, parts: 0 });
  });

  it("lowered again it comes back in none of them; more needs another circulation", async () => {
    const { report, circulation } = await circulated();
    const listed = await world.circulate({
      reportId: report.id,
      partIds: [report.parts.c],
      postIds: [world.post.ASG_OROLSI],
    });
    await raise(report.parts.c);
    await reclassify(report.parts.c, "UNCLASSIFIED");
    await correct(report.parts.c);
    for (const reader of ["asg.oo", "oma.head", "oma.staff", "portal.oma"])
      expect(await world.sees(reader, report)).toEqual(extract("u"));
    expect(await world.sees("asg.orolsi", report)).toBeNull();
    await world.circulate({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
    expect(await world.sees("asg.oo", report)).toEqual(extract("u", "c"));
    for (const one of [circulation, listed]) await world.on(one, "usg.dfs", "revokeCirculation");
    expect(await world.sees("asg.oo", report)).toEqual(extract("c"));
  });

  it("raised and lowered while nobody has signed, it is in none of what is signed later", async () => {
    for (const before of [[], ["usg.dpko"]]) {
      const report = await world.report();
      const circulation = await world.propose({
        reportId: report.id,
        full: true,
        postIds: [world.post.ASG_OO],
        officeIds: [world.office.OMA],
      });
      for (const usg of before) await world.sign(circulation, usg);
      await raise(report.parts.c);
      await reclassify(report.parts.c, "CONFIDENTIAL");
      for (const usg of ["usg.dpko", "usg.dfs"].filter((one) => !before.includes(one)))
        await world.sign(circulation, usg);
      for (const reader of ["asg.oo", "oma.head"]) expect(await world.sees(reader, report)).toEqual(extract("u"));
    }
  });

  it("before validity begins: it begins without it", async () => {
    const { report, circulation } = await circulated({ validFrom: "2016-06-20T00:00:00Z" });
    await raise(report.parts.c);
    expect((await asked(circulation))?.state).toBe("NOT_YET_VALID");
    for (const reader of ["asg.oo", "oma.head"]) expect(await world.sees(reader, report)).toBeNull();
    await world.registry.clock("2016-06-20T00:00:00Z");
    for (const reader of ["asg.oo", "oma.head"]) expect(await world.sees(reader, report)).toEqual(extract("u"));
    await world.registry.clock("2016-06-02T12:00:00Z");
  });

  it("while it is suspended: lifted, it gives the rest as listed parts", async () => {
    const { report, circulation } = await circulated();
    await world.on(circulation, "administrator", "suspendCirculation");
    await raise(report.parts.c);
    expect((await asked(circulation))?.state).toBe("SUSPENDED");
    await correct(report.parts.u);
    await reclassify(report.parts.c, "CONFIDENTIAL");
    await world.on(circulation, "usg.dfs", "liftSuspension");
    for (const reader of ["asg.oo", "oma.head"]) expect(await world.sees(reader, report)).toEqual(extract("u"));
    expect(await asked(circulation)).toEqual({ state: "SIGNED", full: false, parts: 1 });
  });

  it("leaves what has ended as it was", async () => {
    const { report, circulation } = await circulated();
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    await raise(report.parts.c);
    const rows = await world.registry.sql("select narrowed_at from circulation where id = $1", [
      uuidOf("circulation", circulation.id),
    ]);
    expect(rows).toEqual([{ narrowed_at: null }]);
  });

  it("keeps its dates: what it still gives ends when it would have ended", async () => {
    const { report } = await circulated({ validUntil: "2016-06-30T00:00:00Z" });
    await raise(report.parts.c);
    await world.registry.clock("2016-06-29T23:59:50Z");
    expect(await world.sees("asg.oo", report)).toEqual(extract("u"));
    await world.registry.clock("2016-06-30T00:00:00Z");
    expect(await world.sees("asg.oo", report)).toBeNull();
    await world.registry.clock("2016-06-02T13:00:00Z");
  });

  it("is recorded in the circulation's own history", async () => {
    const { report, circulation } = await circulated();
    await reclassify(report.parts.c, "STRICTLY_CONFIDENTIAL", "usg.dfs");
    const { data } = await world.registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Circulation { acts { act post { code } } } } }`,
      { id: circulation.id },
    );
    expect(data.node.acts.at(-1)).toEqual({ act: "NARROWED", post: { code: "USG_DFS" } });
  });
});

describe("a report with a strictly confidential part already", () => {
  const parts = [{ key: "u", level: "UNCLASSIFIED" }, { key: "c", level: "CONFIDENTIAL" }, { key: "s" }];
  const strict = async () => {
    const report = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts });
    const circulation = await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
    });
    return { report, circulation };
  };

  it("gives it to the post in full, with the title, and to the office without", async () => {
    const { report } = await strict();
    expect(await world.sees("asg.oo", report)).toEqual({ title: "A title", isExtract: false, parts: ["u", "c", "s"] });
    expect(await world.sees("oma.head", report)).toEqual(extract("u", "c"));
    expect(await world.sees("oma.staff", report)).toEqual(extract("u"));
  });

  it("narrowed by another part, the post keeps what it had, and the office never gets what was withheld", async () => {
    const { report } = await strict();
    await raise(report.parts.c);
    expect(await world.sees("asg.oo", report)).toEqual(extract("u", "s"));
    expect(await world.sees("oma.head", report)).toEqual(extract("u"));
    await reclassify(report.parts.s, "CONFIDENTIAL");
    await reclassify(report.parts.c, "CONFIDENTIAL");
    expect(await world.sees("asg.oo", report)).toEqual(extract("u", "s"));
    expect(await world.sees("oma.head", report)).toEqual(extract("u"));
  });
});

describe("raising a report itself to strictly confidential", () => {
  it("leaves the parts given, without the title, as an extract, without later corrigenda", async () => {
    const { report, circulation } = await circulated();
    await raise(report.id);
    for (const reader of ["asg.oo", "oma.head", "oma.designated", "portal.oma"])
      expect(await world.sees(reader, report)).toEqual(extract("u", "c"));
    expect(await world.sees("oma.staff", report)).toEqual(extract("u"));
    await correct(report.parts.u);
    expect(await world.reads("asg.oo", report)).toEqual(["u", "c"]);
    expect(await asked(circulation)).toEqual({ state: "SIGNED", full: false, parts: 2 });
  });

  it("takes the title from those to whom parts are listed, and from those who prepare and audit", async () => {
    const report = await world.report();
    await world.circulate({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
    expect((await world.sees("asg.oo", report))?.title).toBe("A title");
    await raise(report.id);
    expect(await world.sees("asg.oo", report)).toEqual(extract("c"));
    for (const reader of ["administrator", "auditor", "assistant"])
      expect(await world.sees(reader, report)).toEqual(extract());
    expect(await world.sees("officer", report)).toBeNull();
    for (const reader of ["director", "usg.dpko"]) expect(await world.sees(reader, report)).toEqual(whole);
  });

  it("lowered again, after the end of every circulation, it restores none of them", async () => {
    const { report, circulation } = await circulated();
    await raise(report.id);
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    await reclassify(report.id, "CONFIDENTIAL");
    for (const reader of ["asg.oo", "oma.head", "oma.staff"]) expect(await world.sees(reader, report)).toBeNull();
  });

  it("what is circulated in full after that is full again", async () => {
    const { report } = await circulated();
    await raise(report.id);
    await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OROLSI] });
    expect(await world.sees("asg.orolsi", report)).toEqual(whole);
    expect(await world.sees("asg.oo", report)).toEqual(extract("u", "c"));
  });
});

describe("search", () => {
  const hits = async (as: string) => {
    const { data } = await world.registry.ask(
      as,
      `{ search(text: "dromedary", first: 10) { edges { excerpt node { id } } } }`,
    );
    return data.search.edges.length;
  };

  it("does not find what was raised to strictly confidential, for anybody; lowered, it does again", async () => {
    const report = await world.report({ parts: [{ key: "c", text: "A dromedary went astray." }] });
    await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    expect([await hits("asg.oo"), await hits("director"), await hits("oma.head")]).toEqual([1, 1, 0]);
    await raise(report.parts.c);
    expect([await hits("asg.oo"), await hits("director"), await hits("usg.dpko")]).toEqual([0, 0, 0]);
    const [row] = await world.registry.sql("select document::text as document from part_search where part_id = $1", [
      uuidOf("part", report.parts.c!),
    ]);
    expect(row).toEqual({ document: "" });
    await reclassify(report.parts.c, "CONFIDENTIAL");
    expect([await hits("asg.oo"), await hits("director"), await hits("usg.dpko")]).toEqual([0, 1, 1]);
  });
});
