import { uuidOf } from "../../src/access/ids";
import { type Wish, type World, aWorld } from "../operations/world";
import type { Free } from "../support/registry";
import { newCanary } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("reading across levels and missions", () => {
  let world: World;
  const canary = newCanary();

  beforeAll(async () => {
    world = await aWorld();
    await world.portal("portal.oma", "OMA");
  });

  afterAll(() => world.registry.close());

  let days = 0;
  beforeEach(() => world.registry.clock(new Date(Date.UTC(2016, 5, 1 + (days += 1), 12)).toISOString()));

  const levels = (more: { key: string; level: string }[] = []) => ({
    parts: [
      { key: "u", level: "UNCLASSIFIED", text: `Open ${canary}` },
      { key: "c", level: "CONFIDENTIAL", text: `Closed ${canary}` },
      ...more.map((part) => ({ ...part, text: `More ${canary}` })),
    ],
  });
  const strict = () => ({ ...levels([{ key: "s", level: "STRICTLY_CONFIDENTIAL" }]), level: "STRICTLY_CONFIDENTIAL" });
  const refusal = (as: Wish, name: string, input: object) => world.refusal(as, name, input);

  it("C06: a raised part is out of sight at the next read: at confidential for staff, at strictly confidential for all and for good", async () => {
    const report = await world.report({ ...levels(), level: "STRICTLY_CONFIDENTIAL" });
    await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
      portalsAllowed: true,
    });
    const reclassify = (level: string) =>
      world.act("director", "reclassify", {
        id: report.parts.u,
        level,
        grounds: level === "UNCLASSIFIED" ? [] : ["INTERNAL_DELIBERATION"],
        reason: "A reason",
      });
    const readers = ["asg.oo", "oma.head", "oma.designated", "oma.staff", "portal.oma"];
    const reads = async () => Promise.all(readers.map((reader) => world.reads(reader, report)));
    expect(await reads()).toEqual([["u", "c"], ["u", "c"], ["u", "c"], ["u"], ["u", "c"]]);
    await reclassify("CONFIDENTIAL");
    expect(await reads()).toEqual([["u", "c"], ["u", "c"], ["u", "c"], null, ["u", "c"]]);
    await reclassify("STRICTLY_CONFIDENTIAL");
    const narrowed = [["c"], ["c"], ["c"], null, ["c"]];
    expect(await reads()).toEqual(narrowed);
    expect((await world.sees("asg.oo", report))!.isExtract).toBe(true);
    await reclassify("UNCLASSIFIED");
    expect(await reads()).toEqual(narrowed);
  });

  it("C07: nobody lowers a level to read by it: not the team, not an administrator, not while a circulation covers it", async () => {
    const report = await world.report(strict());
    const lower = (id: string | undefined) => ({ id, level: "UNCLASSIFIED", grounds: [], reason: "To read" });
    for (const other of ["officer", "assistant", "administrator", "auditor", "asg.oo", "oma.head", "oios"])
      for (const id of [report.parts.s, report.parts.c, report.id])
        expect([other, (await refusal(other, "reclassify", lower(id))).code]).toEqual([
          other,
          expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/),
        ]);
    const circulation = await world.circulate({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    for (const state of ["suspendCirculation", "liftSuspension"]) {
      expect((await refusal("director", "reclassify", lower(report.parts.s))).code).toBe("INVALID_STATE");
      await world.on(circulation, state === "liftSuspension" ? "usg.dpko" : "administrator", state);
    }
    expect(await world.reads("oma.head", report)).toEqual(["u", "c"]);
    expect((await refusal("director", "reclassify", { ...lower(report.parts.c), reason: " " })).code).toBe(
      "BAD_USER_INPUT",
    );
  });

  it("C08: a full circulation to an office gives each part by its own level, and a strictly confidential report no title", async () => {
    const report = await world.report(strict());
    await world.circulate({ reportId: report.id, full: true, officeIds: [world.office.OMA], portalsAllowed: true });
    expect(await world.reads("oma.head", report)).toEqual(["u", "c"]);
    expect(await world.reads("oma.staff", report)).toEqual(["u"]);
    for (const reader of ["oma.head", "oma.designated", "oma.staff", "portal.oma"])
      expect([reader, (await world.sees(reader, report))!.isExtract]).toEqual([reader, true]);
    for (const reader of ["oma.staff", "portal.oma"])
      expect([reader, (await world.sees(reader, report))!.title]).toEqual([reader, null]);
    const texts = await world.registry.ask(
      "oma.head",
      `{ report(symbol: "${report.symbol}") { marking { level grounds } parts(first: 9) { nodes { marking { level } } } } }`,
    );
    expect(texts.data.report.marking.level).toBe("STRICTLY_CONFIDENTIAL");
    expect(texts.data.report.parts.nodes.map(({ marking }: Free) => marking.level)).toEqual([
      "UNCLASSIFIED",
      "CONFIDENTIAL",
    ]);
  });

  it("C10: the Head of one of two missions gets neither the full report nor a part about the other, and another mission's Head nothing", async () => {
    const report = await world.report({
      missions: ["MINUSCA", "UNMISS"],
      parts: [
        { key: "one", level: "UNCLASSIFIED", missions: ["MINUSCA"] },
        { key: "two", level: "UNCLASSIFIED", missions: ["UNMISS"] },
        { key: "both", level: "UNCLASSIFIED" },
      ],
    });
    const propose = (input: object) =>
      refusal("administrator", "proposeCirculation", {
        reportId: report.id,
        purpose: "x",
        postIds: [world.post.HOM_MINUSCA],
        ...input,
      });
    for (const input of [
      { full: true },
      { partIds: [report.parts.two] },
      { partIds: [report.parts.both] },
      { partIds: [report.parts.one, report.parts.two] },
    ])
      expect([input, (await propose(input)).code]).toEqual([input, "RECIPIENT_NOT_ELIGIBLE"]);
    await world.circulate({ reportId: report.id, partIds: [report.parts.one], postIds: [world.post.HOM_MINUSCA] });
    expect([
      await world.reads("hom.minusca", report),
      await world.sees("hom.unmiss", report),
      await world.sees("homc.minusca", report),
    ]).toEqual([["one"], null, null]);
  });

  it("C16: a recommendation is read by who was given it: being endorsed, implementing it or coordinating gives nothing", async () => {
    const report = await world.report(levels());
    const [{ id }] = await world.registry.sql("select id from office where code = 'OMA'");
    await world.registry.sql("begin");
    await world.registry.sql("set local session_replication_role = replica");
    await world.registry.sql(
      `update part set kind = 'RECOMMENDATION', label = 'R-' || substr(label, 3) where id = $1`,
      [uuidOf("part", report.parts.u!)],
    );
    await world.registry.sql(
      "update part_content set risk = null, systemic = null, components = null, difficulties = null, mandate = 'PARTNERSHIP', office_id = $2 where part_id = $1",
      [uuidOf("part", report.parts.u!), id],
    );
    await world.registry.sql(
      "insert into recommendation_state (part_id, decision, implementation) values ($1, 'ENDORSED', 'NOT_STARTED')",
      [uuidOf("part", report.parts.u!)],
    );
    await world.registry.sql("commit");
    for (const reader of ["oma.head", "oma.designated", "oma.staff", "portal.oma", "asg.oo", "hom.minusca"]) {
      const { data, code } = await world.registry.ask(
        reader,
        "query ($id: ID!, $office: ID!) { node(id: $id) { id } recommendations(first: 9, filter: { officeIds: [$office] }) { totalCount } }",
        { id: report.parts.u, office: world.office.OMA },
      );
      expect([reader, code, data]).toEqual([reader, undefined, { node: null, recommendations: { totalCount: 0 } }]);
    }
    expect(
      (
        await world.registry.ask(
          "usg.dpko",
          "query ($id: ID!) { node(id: $id) { ... on Recommendation { office { code } decision } } }",
          { id: report.parts.u },
        )
      ).data.node,
    ).toEqual({ office: { code: "OMA" }, decision: "ENDORSED" });
  });
});
