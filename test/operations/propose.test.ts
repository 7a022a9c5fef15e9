import { idOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
let strict: MadeReport;

beforeAll(async () => {
  world = await aWorld();
  await world.portal("portal.oma", "OMA");
  report = await world.report();
  strict = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s" }] });
});
afterAll(() => world.registry.close());

const proposal = (more: object = {}) => ({
  reportId: report.id,
  full: true,
  postIds: [world.post.MILITARY_ADVISER],
  purpose: "A test",
  ...more,
});
const refusalOf = (input: object, as = "administrator") => world.refusal(as, "proposeCirculation", input);
const ABSENT = "00000000-0000-4000-8000-000000000000";

describe("§ 4.5: who proposes", () => {
  it.each(["administrator", "administrator.second", "director", "assistant"])("the %s proposes", async (proposer) => {
    const { id } = await world.propose(proposal(), proposer);
    expect(await world.stateOf({ id, digest: "" })).toBe("PROPOSED");
  });

  it("the officer-in-charge proposes, for as long as there is one", async () => {
    expect(await refusalOf(proposal(), "military")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.5" });
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    await world.propose(proposal(), "military");
    await recall();
    expect(await refusalOf(proposal(), "military")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.5" });
  });

  it.each(["officer", "usg.dpko", "usg.dfs", "auditor"])(
    "the %s sees the report, and may not propose",
    async (other) => {
      expect(await refusalOf(proposal(), other)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.5" });
    },
  );

  it.each(["oma.head", "oma.staff", "asg.oo", "hom.minusca", "homc.minusca", "oios", "usg.dpo"])(
    "for the %s the report does not exist",
    async (other) => {
      const hidden = await refusalOf(proposal(), other);
      expect(hidden.code).toBe("NOT_FOUND");
      expect(await refusalOf(proposal({ reportId: idOf("report", ABSENT) }), other)).toEqual(hidden);
    },
  );

  it("a portal does no acts, for itself or on behalf of the Director", async () => {
    expect(await refusalOf(proposal(), "portal.oma")).toMatchObject({ code: "FORBIDDEN" });
    const answer = await world.ask({ subject: "director", actor: "portal.oma" }, "proposeCirculation", proposal());
    expect(answer.code).toBe("FORBIDDEN");
  });

  it("those who prepare circulations propose one of a strictly confidential report, too", async () => {
    const wish = proposal({ reportId: strict.id, full: undefined, partIds: [strict.parts.s] });
    for (const proposer of ["administrator", "director", "assistant"]) await world.propose(wish, proposer);
    expect((await refusalOf(wish, "officer")).code).toBe("NOT_FOUND");
  });

  it("proposing gives no sight, to its recipients or to its proposer", async () => {
    const fresh = await world.report();
    await world.propose(proposal({ reportId: fresh.id, officeIds: [world.office.OMA], portalsAllowed: true }));
    for (const reader of ["oma.head", "oma.designated", "oma.staff", "portal.oma"])
      expect(await world.sees(reader, fresh)).toBeNull();
    expect(await world.sees("administrator", fresh)).toEqual({ title: "A title", isExtract: true, parts: [] });
  });
});

describe("§ 10.4: what a circulation is of", () => {
  const badInput = { code: "BAD_USER_INPUT", paragraph: "§ 10.4" };

  it("is the full report, or listed parts: one of the two", async () => {
    for (const scope of [
      { full: undefined },
      { full: false },
      { full: true, partIds: [report.parts.c] },
      { full: true, partIds: [] },
      { full: undefined, partIds: [] },
      { full: null, partIds: null },
    ])
      expect(await refusalOf(proposal(scope))).toMatchObject(badInput);
    await world.propose(proposal({ full: false, partIds: [report.parts.c] }));
    await world.propose(proposal({ full: true, partIds: null }));
  });

  it("is of a submitted report: its writers cannot circulate a draft, and for others there is none", async () => {
    const draft = await world.report({ submitted: false });
    const wish = proposal({ reportId: draft.id });
    expect(await refusalOf(wish, "director")).toMatchObject({ code: "INVALID_STATE" });
    for (const other of ["administrator", "assistant", "usg.dpko"])
      expect((await refusalOf(wish, other)).code).toBe("NOT_FOUND");
    await world.act("director", "submitReport", { reportId: draft.id });
    await world.propose(wish);
  });

  it("lists parts of that one report alone", async () => {
    const other = await world.report();
    expect(await refusalOf(proposal({ full: undefined, partIds: [report.parts.c, other.parts.c] }))).toMatchObject(
      badInput,
    );
  });

  it("lists parts that are there: not a withdrawn one, one of a draft, an absent or a malformed one", async () => {
    const draft = await world.report({ submitted: false });
    await world.act("director", "withdrawPart", { partId: draft.parts.u, expectedVersion: 1 });
    await world.act("director", "submitReport", { reportId: draft.id });
    const withdrawn = { reportId: draft.id, full: undefined, partIds: [draft.parts.c, draft.parts.u] };
    expect((await refusalOf(proposal(withdrawn))).code).toBe("NOT_FOUND");
    const secret = await world.report({ submitted: false });
    for (const id of [
      secret.parts.c,
      idOf("part", ABSENT),
      idOf("part", ABSENT).toUpperCase(),
      report.id,
      ABSENT,
      "",
      "part_",
      "part_zz",
      "' or 1=1 --",
      `${report.parts.c} `,
    ])
      expect((await refusalOf(proposal({ full: undefined, partIds: [report.parts.c, id] }))).code).toBe("NOT_FOUND");
  });

  it("tells nobody by its refusal whether a hidden part exists", async () => {
    const secret = await world.report({ submitted: false });
    const hidden = await refusalOf(proposal({ full: undefined, partIds: [secret.parts.c] }));
    expect(await refusalOf(proposal({ full: undefined, partIds: [idOf("part", ABSENT)] }))).toEqual(hidden);
  });

  it("takes a part that is listed twice once", async () => {
    const { circulation } = await world.act(
      "administrator",
      "proposeCirculation",
      proposal({ full: undefined, partIds: [report.parts.c, report.parts.c] }),
      "circulation { parts { id } recipients { __typename ... on Post { code } } full state purpose digest awaiting { code } signatures { acting } }",
    );
    expect(circulation).toEqual({
      parts: [{ id: report.parts.c }],
      recipients: [{ __typename: "Post", code: "MILITARY_ADVISER" }],
      full: false,
      state: "PROPOSED",
      purpose: "A test",
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      awaiting: [{ code: "USG_DFS" }, { code: "USG_DPKO" }],
      signatures: [],
    });
  });

  it.each(["", "report_", "report_zz", idOf("report", ABSENT), idOf("part", ABSENT), "node", "\u2028"])(
    "of a report that is there: not %j",
    async (reportId) => {
      expect((await refusalOf(proposal({ reportId }))).code).toBe("NOT_FOUND");
    },
  );
});

describe("§ 10.5: when it is valid", () => {
  const badInput = { code: "BAD_USER_INPUT", paragraph: "§ 10.5" };

  it.each([
    ["begins in the past", { validFrom: -1 }],
    ["begins long ago", { validFrom: -86_400 * 365 }],
    ["ends in the past", { validUntil: -1 }],
    ["ends before it begins", { validFrom: 7_200, validUntil: 3_600 }],
    ["ends when it begins", { validFrom: 3_600, validUntil: 3_600 }],
  ])("is refused when it %s", async (_when, seconds) => {
    const dates = await datesOf(seconds);
    expect(await refusalOf(proposal(dates))).toMatchObject(badInput);
  });

  it("is accepted from now on, from later on, and with an end after its beginning", async () => {
    for (const seconds of [{ validFrom: 60 }, { validUntil: 60 }, { validFrom: 60, validUntil: 61 }])
      await world.propose(proposal(await datesOf(seconds)));
    await world.propose(proposal({ validFrom: null, validUntil: null }));
  });

  it.each([
    "2016-06-31T00:00:00Z",
    "2016-06-15",
    "tomorrow",
    "0000-00-00T00:00:00Z",
    "infinity",
    "2016-06-15T25:00:00Z",
    "-271821-04-20T00:00:00.000Z",
    "+275760-09-13T00:00:00.000Z",
    "1900-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
  ])("is refused when it begins at %j", async (validFrom) => {
    expect((await refusalOf(proposal({ validFrom }))).code).toBe("BAD_USER_INPUT");
  });

  it("may end as late as a calendar has days of four digits", async () => {
    const { circulation } = await world.act(
      "administrator",
      "proposeCirculation",
      proposal({ validUntil: "9999-12-31T23:59:59.999Z" }),
      "circulation { validUntil }",
    );
    expect(circulation.validUntil).toBe("9999-12-31T23:59:59.999Z");
  });

  const datesOf = async (seconds: object) => {
    const now = Date.parse(await world.instant(0));
    return Object.fromEntries(
      Object.entries(seconds as Record<string, number>).map(([name, from]) => [
        name,
        new Date(now + from * 1_000).toISOString(),
      ]),
    );
  };
});

describe("what else a proposal must say", () => {
  it.each([
    ["empty", ""],
    ["blank", " \n\t "],
    ["too long", "x".repeat(2_001)],
    ["unprintable", "a\u0007b"],
  ])("a purpose that is %s is refused", async (_what, purpose) => {
    expect((await refusalOf(proposal({ purpose }))).code).toBe("BAD_USER_INPUT");
  });

  it("at least one recipient", async () => {
    for (const none of [{ postIds: [] }, { postIds: null }, { postIds: [], officeIds: [] }, { postIds: undefined }])
      expect(await refusalOf(proposal(none))).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.1" });
  });

  it("recipients that are there", async () => {
    for (const wish of [
      { postIds: [idOf("post", ABSENT)] },
      { postIds: [world.office.OMA] },
      { postIds: [""] },
      { officeIds: [idOf("office", ABSENT)] },
      { officeIds: [world.post.MILITARY_ADVISER] },
      { officeIds: ["OMA"] },
    ])
      expect((await refusalOf(proposal(wish))).code).toBe("NOT_FOUND");
  });

  it("nothing that a proposal does not have: no signature, no author", async () => {
    for (const more of [
      { authorizedBy: "usg.dpko" },
      { signatures: [] },
      { proposedBy: world.post.USG_DPKO },
      { __proto__x: 1 },
    ])
      expect((await refusalOf(proposal(more))).code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });
});

describe("§ 10.6: what a signature will be over", () => {
  const digestOf = async (more: object) => (await world.propose(proposal(more))).digest;

  it("is the same for the same proposal, in whatever order it is written", async () => {
    const lists = {
      full: undefined,
      partIds: [report.parts.u, report.parts.c],
      postIds: [world.post.MILITARY_ADVISER, world.post.ASG_OO],
    };
    const turned = { ...lists, partIds: [...lists.partIds].reverse(), postIds: [...lists.postIds].reverse() };
    expect(await digestOf(turned)).toBe(await digestOf(lists));
    expect(await digestOf({ purpose: " A test " })).toBe(await digestOf({}));
  });

  it("differs by report, scope, recipients, dates, purpose, portals and copies", async () => {
    const other = await world.report();
    const [soon, later] = [await world.instant(3_600), await world.instant(7_200)];
    const variants = [
      {},
      { reportId: other.id },
      { full: undefined, partIds: [report.parts.u] },
      { full: undefined, partIds: [report.parts.c] },
      { full: undefined, partIds: [report.parts.u, report.parts.c] },
      { postIds: [world.post.ASG_OO] },
      { postIds: [world.post.ASG_OO, world.post.MILITARY_ADVISER] },
      { postIds: undefined, officeIds: [world.office.OMA] },
      { officeIds: [world.office.OMA] },
      { validFrom: soon },
      { validUntil: soon },
      { validFrom: later },
      { validFrom: soon, validUntil: later },
      { purpose: "Another test" },
      { portalsAllowed: true },
      { copiesAllowed: true },
    ];
    const digests = [];
    for (const variant of variants) digests.push(await digestOf(variant));
    expect(new Set(digests).size).toBe(variants.length);
  });
});
