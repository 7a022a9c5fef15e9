import type { MadeReport } from "./life";
import { type Proposed, type Wish, type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.registry.close());

const GROUNDS = ["INTERNAL_DELIBERATION"];
const change = (id: string | undefined, level: string, more: object = {}) => ({
  id,
  level,
  grounds: level === "UNCLASSIFIED" ? [] : GROUNDS,
  reason: "A reason",
  ...more,
});
const reclassify = (id: string | undefined, level: string, as: Wish = "director") =>
  world.act(as, "reclassify", change(id, level));
const refusal = (id: string | undefined, level: string, as: Wish = "director", more: object = {}) =>
  world.refusal(as, "reclassify", change(id, level, more));
const levelOf = async (id: string | undefined): Promise<string> => {
  const asked = `query ($id: ID!) { node(id: $id) { ... on Report { marking { level } } ... on Part { marking { level } } } }`;
  return (await world.registry.ask("usg.dpko", asked, { id })).data.node.marking.level;
};

describe("§ 5.6 and § 5.7: who raises and lowers", () => {
  let report: MadeReport;
  beforeAll(async () => {
    report = await world.report();
  });

  it.each(["director", "usg.dpko", "usg.dfs"])("the %s does", async (as) => {
    const fresh = await world.report();
    await reclassify(fresh.parts.u, "CONFIDENTIAL", as);
    await reclassify(fresh.parts.u, "UNCLASSIFIED", as);
    expect(await levelOf(fresh.parts.u)).toBe("UNCLASSIFIED");
  });

  it("the officer-in-charge does", async () => {
    const fresh = await world.report();
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    await reclassify(fresh.id, "STRICTLY_CONFIDENTIAL", "military");
    await recall();
  });

  it.each(["officer", "assistant"])("the %s, who reads the part, does not", async (other) => {
    for (const id of [report.id, report.parts.u])
      expect(await refusal(id, "STRICTLY_CONFIDENTIAL", other)).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 5.6",
      });
  });

  it.each(["administrator", "auditor"])(
    "the %s, who reads the cover, does not, and for the %s there is no part",
    async (other) => {
      expect(await refusal(report.id, "STRICTLY_CONFIDENTIAL", other)).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 5.6",
      });
      expect((await refusal(report.parts.u, "STRICTLY_CONFIDENTIAL", other)).code).toBe("NOT_FOUND");
    },
  );

  it.each(["oma.head", "hom.minusca", "oios"])("for the %s there is nothing to classify", async (other) => {
    for (const id of [report.id, report.parts.u, "report_", ""])
      expect((await refusal(id, "STRICTLY_CONFIDENTIAL", other)).code).toBe("NOT_FOUND");
  });

  it("a recipient who reads the part does not", async () => {
    const circulation = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    expect(await refusal(report.parts.u, "CONFIDENTIAL", "asg.oo")).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 5.6",
    });
    await world.on(circulation, "usg.dfs", "revokeCirculation");
  });

  it("an officer who would lower a level to read it, cannot even see it", async () => {
    const strict = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s" }] });
    expect((await refusal(strict.parts.s, "UNCLASSIFIED", "officer")).code).toBe("NOT_FOUND");
    expect((await refusal(strict.id, "UNCLASSIFIED", "assistant")).code).toBe("FORBIDDEN");
  });

  it("asks for an authentication of the last five minutes", async () => {
    const old = new Date(Date.now() - 6 * 60_000);
    for (const subject of ["director", "usg.dpko"])
      for (const authTime of [old, null])
        expect((await refusal(report.id, "STRICTLY_CONFIDENTIAL", { subject, authTime })).code).toBe(
          "REAUTHENTICATION_REQUIRED",
        );
  });

  it("in a draft the writers set the levels", async () => {
    const draft = await world.report({ submitted: false });
    expect((await refusal(draft.id, "STRICTLY_CONFIDENTIAL")).code).toBe("INVALID_STATE");
    expect((await refusal(draft.id, "STRICTLY_CONFIDENTIAL", "usg.dpko")).code).toBe("NOT_FOUND");
  });
});

describe("what a change of level asks for", () => {
  let report: MadeReport;
  beforeAll(async () => {
    report = await world.report();
  });

  it.each([
    ["no reason", { reason: " " }, undefined],
    ["no ground above unclassified", { grounds: [] }, "§ 10.9"],
    ["no list of grounds", { grounds: null }, "§ 10.9"],
    ["a ground that is none", { grounds: ["EMBARRASSMENT"] }, undefined],
    ["a level that is none", { level: "TOP_SECRET" }, undefined],
    ["a third party's marking, which never changes", { thirdParty: "Ours" }, undefined],
  ])("refuses %s", async (_what, wrong, paragraph) => {
    const { code, paragraph: cited } = await refusal(report.parts.u, "CONFIDENTIAL", "director", wrong);
    expect([code, cited]).toEqual(["BAD_USER_INPUT", paragraph]);
  });

  it("refuses grounds of what is unclassified, and the level that it has", async () => {
    expect(await refusal(report.parts.c, "UNCLASSIFIED", "director", { grounds: GROUNDS })).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.9",
    });
    for (const [id, level] of [
      [report.parts.c, "CONFIDENTIAL"],
      [report.id, "CONFIDENTIAL"],
      [report.parts.u, "UNCLASSIFIED"],
    ])
      expect((await refusal(id, level!)).code).toBe("INVALID_STATE");
  });

  it("a report's level is at least that of its highest part", async () => {
    expect(await refusal(report.id, "UNCLASSIFIED")).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.9" });
    await reclassify(report.parts.c, "UNCLASSIFIED");
    await reclassify(report.id, "UNCLASSIFIED");
    expect(await levelOf(report.id)).toBe("UNCLASSIFIED");
  });

  it("a part that is raised above its report raises the report, and its grounds come to the report's", async () => {
    const fresh = await world.report();
    await world.act(
      "director",
      "reclassify",
      change(fresh.parts.c, "STRICTLY_CONFIDENTIAL", { grounds: ["SAFETY_OR_PRIVACY_OF_PERSONS"] }),
    );
    const { data } = await world.registry.ask(
      "usg.dpko",
      `query ($id: ID!) { node(id: $id) { ... on Report { marking { level grounds } } } }`,
      { id: fresh.id },
    );
    expect(data.node.marking).toEqual({
      level: "STRICTLY_CONFIDENTIAL",
      grounds: ["INTERNAL_DELIBERATION", "SAFETY_OR_PRIVACY_OF_PERSONS"],
    });
    expect(await levelOf(fresh.parts.u)).toBe("UNCLASSIFIED");
  });

  it("every change is kept, with who made it, in which post, on which grounds and why", async () => {
    const fresh = await world.report();
    await reclassify(fresh.parts.u, "CONFIDENTIAL", "usg.dfs");
    const changes = await world.registry.sql(
      `select c.level, c.grounds, c.reason, l.subject, p.code from classification c join login l on l.person_id = c.classified_by join post p on p.id = c.by_post_id
       where 'part_' || replace(c.part_id::text, '-', '') = $1 order by c.classified_at desc limit 1`,
      [fresh.parts.u],
    );
    expect(changes).toEqual([
      { level: "CONFIDENTIAL", grounds: GROUNDS, reason: "A reason", subject: "usg.dfs", code: "USG_DFS" },
    ]);
  });
});

describe("§ 10.7: what stands in the way of lowering", () => {
  const refused = { code: "INVALID_STATE", paragraph: "§ 10.7" };
  type State = [state: string, make: (scope: object) => Promise<Proposed>];
  const later = "2016-12-01T00:00:00Z";
  const partly = async (scope: object) => {
    const circulation = await world.propose(scope);
    await world.sign(circulation, "usg.dpko");
    return circulation;
  };
  const then = (make: State[1], as: string, name: string) => async (scope: object) => {
    const circulation = await make(scope);
    await world.on(circulation, as, name);
    return circulation;
  };
  const signed = (scope: object) => world.circulate(scope);
  const OPEN: State[] = [
    ["PROPOSED", (scope) => world.propose(scope)],
    ["PARTLY_SIGNED", partly],
    ["NOT_YET_VALID", (scope) => world.circulate({ ...scope, validFrom: later })],
    ["SIGNED", signed],
    ["SUSPENDED", then(signed, "director", "suspendCirculation")],
  ];
  const ENDED: State[] = [
    ["WITHDRAWN", then((scope) => world.propose(scope), "administrator", "withdrawCirculation")],
    ["DECLINED", then(partly, "usg.dfs", "declineCirculation")],
    ["REVOKED", then(signed, "usg.dfs", "revokeCirculation")],
    [
      "EXPIRED",
      async (scope) => {
        const circulation = await world.circulate({ ...scope, validUntil: await world.instant(600) });
        await world.registry.clock(await world.instant(601));
        return circulation;
      },
    ],
  ];

  it.each(OPEN)(
    "a part's, a circulation to an office that covers it and is %s: in full, or listing it",
    async (state, make) => {
      for (const scope of [{ full: true }, { partIds: "c" }]) {
        const report = await world.report();
        const circulation = await make({
          reportId: report.id,
          officeIds: [world.office.OMA],
          ...("partIds" in scope ? { partIds: [report.parts.c] } : scope),
        });
        expect(await world.stateOf(circulation)).toBe(state);
        for (const as of ["director", "usg.dpko"])
          expect(await refusal(report.parts.c, "UNCLASSIFIED", as)).toMatchObject(refused);
      }
    },
  );

  it.each(ENDED)("nothing, when that circulation is %s", async (state, make) => {
    const report = await world.report();
    const circulation = await make({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    expect(await world.stateOf(circulation)).toBe(state);
    await reclassify(report.parts.c, "UNCLASSIFIED");
    expect(await world.sees("oma.staff", report)).toBeNull();
  });

  it("nothing, when a circulation goes to posts alone, or covers another part", async () => {
    const report = await world.report();
    await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    await world.circulate({ reportId: report.id, partIds: [report.parts.u], officeIds: [world.office.OMA] });
    await reclassify(report.parts.c, "UNCLASSIFIED");
    expect(await world.reads("oma.staff", report)).toEqual(["u"]);
    expect(await world.reads("asg.oo", report)).toEqual(["u", "c"]);
  });

  it("a strictly confidential part's, a full circulation to an office that withholds it", async () => {
    const report = await world.report({
      level: "STRICTLY_CONFIDENTIAL",
      parts: [{ key: "s" }, { key: "c", level: "CONFIDENTIAL" }],
    });
    const circulation = await world.circulate({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    for (const level of ["CONFIDENTIAL", "UNCLASSIFIED"])
      expect(await refusal(report.parts.s, level)).toMatchObject(refused);
    await world.on(circulation, "director", "suspendCirculation");
    expect(await refusal(report.parts.s, "CONFIDENTIAL")).toMatchObject(refused);
    await world.on(circulation, "usg.dpko", "revokeCirculation");
    await reclassify(report.parts.s, "CONFIDENTIAL");
    expect(await world.sees("oma.head", report)).toBeNull();
  });

  it.each(OPEN)(
    "a strictly confidential report's, any circulation of it that is %s, to a post too",
    async (state, make) => {
      const report = await world.report({
        level: "STRICTLY_CONFIDENTIAL",
        parts: [{ key: "c", level: "CONFIDENTIAL" }],
      });
      const circulation = await make({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
      expect(await world.stateOf(circulation)).toBe(state);
      expect(await refusal(report.id, "CONFIDENTIAL")).toMatchObject(refused);
    },
  );

  it.each(ENDED)("nothing of such a report, when that is %s", async (_state, make) => {
    const report = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "c", level: "CONFIDENTIAL" }] });
    await make({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    await reclassify(report.id, "CONFIDENTIAL");
  });

  it("nothing of a confidential report without its parts being lowered: it gives no more", async () => {
    const report = await world.report({ parts: [{ key: "u", level: "UNCLASSIFIED" }] });
    await world.circulate({ reportId: report.id, full: true, officeIds: [world.office.OMA] });
    await reclassify(report.id, "UNCLASSIFIED");
    expect(await world.reads("oma.staff", report)).toEqual(["u"]);
  });
});
