import { idOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type Proposed, type Wish, type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
  await world.portal("portal.oma", "OMA");
});
afterAll(() => world.registry.close());

interface Member {
  name: string;
  paragraphs: string[];
  until: string | null;
}
const ASKED = `query ($partId: ID!, $at: DateTime) { audience(partId: $partId, at: $at) { person { name } portal { code } paragraphs until } }`;
async function audience(partId: string | undefined, at?: string, as: Wish = "director"): Promise<Member[] | null> {
  const { data } = await world.registry.ask(as, ASKED, { partId, at });
  interface Row {
    person: { name: string } | null;
    portal: { code: string } | null;
    paragraphs: string[];
    until: string | null;
  }
  return (
    data.audience?.map(({ person, portal, ...rest }: Row) => ({ name: person?.name ?? portal!.code, ...rest })) ?? null
  );
}
const names = async (...asked: Parameters<typeof audience>) =>
  (await audience(...asked))?.map(({ name }) => name).sort() ?? null;
const explain = async (partId: string | undefined, code: string, at?: string, as: Wish = "director") =>
  (
    await world.registry.ask(
      as,
      `query ($partId: ID!, $postId: ID!, $at: DateTime) { explainAccess(partId: $partId, postId: $postId, at: $at) { allowed tried { paragraph holds missing } } }`,
      {
        partId,
        postId: world.post[code],
        at,
      },
    )
  ).data.explainAccess;

const OF_ALL = ["director", "military", "officer", "usg.dfs", "usg.dpko", "assistant"].sort();
const both = async (report: MadeReport, more: object = {}) =>
  world.circulate({
    reportId: report.id,
    full: true,
    postIds: [world.post.ASG_OO],
    officeIds: [world.office.OMA],
    portalsAllowed: true,
    ...more,
  });

describe("§ 7.4: who can read a part, now", () => {
  it("is everybody to whom the registry gives it, and nobody else", async () => {
    const report = await world.report();
    await both(report);
    const logins: { subject: string }[] = await world.registry.sql("select subject from login order by subject");
    for (const key of ["u", "c"]) {
      const reading = [];
      for (const { subject } of logins)
        if (
          (await world.registry.ask(subject, `query ($id: ID!) { node(id: $id) { id } }`, { id: report.parts[key] }))
            .data.node
        )
          reading.push(subject);
      expect(await names(report.parts[key])).toEqual(reading.sort());
    }
  });

  it("says by which paragraphs, and until when", async () => {
    const report = await world.report();
    const validUntil = "2017-01-01T00:00:00.000Z";
    await both(report, { validUntil });
    const members = Object.fromEntries((await audience(report.parts.c))!.map(({ name, ...rest }) => [name, rest]));
    expect(members["asg.oo"]).toEqual({ paragraphs: ["§ 2.7"], until: validUntil });
    expect(members["oma.designated"]).toEqual({ paragraphs: ["§ 2.8a"], until: validUntil });
    expect(members["portal.oma"]).toEqual({ paragraphs: ["§ 2.9"], until: validUntil });
    expect(members["usg.dpko"]).toEqual({ paragraphs: ["§ 2.6"], until: null });
    await world.circulate({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
    expect((await audience(report.parts.c))!.find(({ name }) => name === "asg.oo")!.until).toBeNull();
  });

  it("is asked by the Director, USGs, auditors and administrators, of what they see by outline", async () => {
    const report = await world.report({ level: "STRICTLY_CONFIDENTIAL", parts: [{ key: "s" }] });
    for (const as of ["director", "usg.dpko", "auditor", "administrator"])
      expect(await names(report.parts.s, undefined, as)).toEqual(["director", "usg.dfs", "usg.dpko"]);
    for (const as of [
      "officer",
      "assistant",
      "oma.head",
      "asg.oo",
      "hom.minusca",
      "portal.oma",
      { subject: "director", actor: "portal.oma" },
    ])
      expect(await audience(report.parts.s, undefined, as)).toBeNull();
  });

  it("of a draft is asked by the Director alone", async () => {
    const draft = await world.report({ submitted: false });
    expect(await names(draft.parts.c)).toEqual(["director"]);
    for (const as of ["usg.dpko", "auditor", "administrator"])
      expect(await audience(draft.parts.c, undefined, as)).toBeNull();
  });

  it("of what is not there is nothing", async () => {
    const report = await world.report();
    for (const id of [idOf("part", "00000000-0000-4000-8000-000000000000"), report.id, "", "part_"])
      expect(await audience(id)).toBeNull();
  });
});

describe("§ 7.4: who could read a part, at an instant of the past", () => {
  let report: MadeReport;
  let circulation: Proposed;
  const at: Record<string, string> = {};
  /** Remembers an instant, and lets the clock go on a day. */
  const mark = async (name: string) => {
    at[name] = await world.instant(0);
    const next = new Date(Date.parse(at[name]) + 86_400_000).toISOString();
    await world.registry.clock(next);
  };

  beforeAll(async () => {
    await mark("before");
    const draft = await world.report({ submitted: false });
    await mark("draft");
    await world.act("director", "submitReport", { reportId: draft.id });
    report = draft;
    await mark("submitted");
    circulation = await world.propose({
      reportId: report.id,
      full: true,
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
    });
    await world.sign(circulation, "usg.dpko");
    await mark("partly signed");
    await world.sign(circulation, "usg.dfs");
    await mark("signed");
    await world.on(circulation, "administrator", "suspendCirculation");
    await mark("suspended");
    await world.on(circulation, "usg.dfs", "liftSuspension");
    await mark("lifted");
    await world.act("director", "reclassify", {
      id: report.parts.u,
      level: "CONFIDENTIAL",
      grounds: ["COMMERCIAL"],
      reason: "A reason",
    });
    await mark("raised");
    await world.act("oios", "invokeOversight", { symbol: report.symbol, reason: "A reason", days: 3 });
    await mark("invoked");
    await world.act("director", "reclassify", {
      id: report.parts.u,
      level: "STRICTLY_CONFIDENTIAL",
      grounds: ["COMMERCIAL"],
      reason: "A reason",
    });
    await mark("raised again");
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    await mark("revoked");
    await world.registry.clock("2019-02-01T12:00:00Z");
  });
  afterAll(() => world.registry.clock("2016-07-01T12:00:00Z"));

  const oma = ["oma.designated", "oma.head"];
  it.each([
    ["before", []],
    ["draft", ["director"]],
    ["submitted", OF_ALL],
    ["partly signed", OF_ALL],
    ["signed", [...OF_ALL, "asg.oo", ...oma, "oma.staff"]],
    ["suspended", OF_ALL],
    ["lifted", [...OF_ALL, "asg.oo", ...oma, "oma.staff"]],
    ["raised", [...OF_ALL, "asg.oo", ...oma]],
    ["invoked", [...OF_ALL, "asg.oo", ...oma, "oios"]],
    ["raised again", ["director", "usg.dfs", "usg.dpko", "oios"]],
    ["revoked", ["director", "usg.dfs", "usg.dpko", "oios"]],
  ])("%s: %j", async (name, expected) => {
    expect(await names(report.parts.u, at[name], "usg.dpo")).toEqual([...expected].sort());
  });

  it("in 2019, now: under the line of that day", async () => {
    expect(await names(report.parts.u, undefined, "usg.dpo")).toEqual(["director", "usg.dpo"]);
  });

  it("is explained as it was decided then, post by post", async () => {
    for (const [name, code, allowed] of [
      ["partly signed", "ASG_OO", false],
      ["signed", "ASG_OO", true],
      ["suspended", "ASG_OO", false],
      ["lifted", "OMA_STAFF", true],
      ["raised", "OMA_STAFF", false],
      ["raised", "MILITARY_ADVISER", true],
      ["raised again", "MILITARY_ADVISER", false],
      ["invoked", "HEAD_OF_OIOS", true],
      ["signed", "USG_DPO", false],
      ["signed", "USG_DPKO", true],
      ["draft", "USG_DPKO", false],
    ] as const)
      expect([name, code, (await explain(report.parts.u, code, at[name])).allowed]).toEqual([name, code, allowed]);
  });

  it("is not asked of the future, which nobody knows", async () => {
    const { code } = await world.registry.ask("director", ASKED, {
      partId: report.parts.u,
      at: "2019-02-03T00:00:00Z",
    });
    expect(code).toBe("BAD_USER_INPUT");
    for (const wrong of ["0001-01-01T00:00:00Z", "1900-01-01T00:00:00Z"])
      expect(await audience(report.parts.u, wrong)).toEqual([]);
  });
});

describe("§ 7.4: why, and why not", () => {
  it("tries every rule on reading parts, in the order of the policy, and says what is missing", async () => {
    const report = await world.report();
    const { allowed, tried } = await explain(report.parts.c, "ASG_OO");
    expect(allowed).toBe(false);
    expect(tried.map(({ paragraph }: { paragraph: string }) => paragraph)).toEqual([
      "§ 2.2",
      "§ 2.3",
      "§ 2.4",
      "§ 2.5",
      "§ 2.6",
      "§ 2.7",
      "§ 2.8",
      "§ 2.8a",
      "§ 2.9",
      "§ 2.11",
    ]);
    for (const { holds, missing } of tried)
      expect([holds, missing]).toEqual([false, expect.stringMatching(/^[A-Z].*\.$/)]);
    await both(report);
    const after = await explain(report.parts.c, "ASG_OO");
    expect(after.tried.filter(({ holds }: { holds: boolean }) => holds)).toEqual([
      { paragraph: "§ 2.7", holds: true, missing: null },
    ]);
  });

  it("agrees, post by post, with what who holds just that post reads", async () => {
    const report = await world.report();
    await both(report);
    const holders = await world.registry.sql(
      `select l.subject, min(p.code) as code from posts_held(registry_now()) h join login l on l.person_id = h.person_id join post p on p.id = h.post_id
       where not h.is_designated group by l.subject having count(*) = 1 order by l.subject`,
    );
    expect(holders.length).toBeGreaterThan(10);
    for (const { subject, code } of holders)
      for (const id of Object.values(report.parts)) {
        const { data } = await world.registry.ask(subject, `query ($id: ID!) { node(id: $id) { id } }`, { id });
        expect([code, (await explain(id, code)).allowed]).toEqual([code, data.node !== null]);
      }
  });

  it("is null for a post, or a part, that is not there", async () => {
    const report = await world.report();
    const ask = async (partId: string | undefined, postId: string | undefined) =>
      (
        await world.registry.ask(
          "director",
          `query ($partId: ID!, $postId: ID!) { explainAccess(partId: $partId, postId: $postId) { allowed } }`,
          { partId, postId },
        )
      ).data.explainAccess;
    for (const [partId, postId] of [
      [report.parts.c, report.id],
      [report.parts.c, ""],
      ["part_", world.post.ASG_OO],
      [report.id, world.post.ASG_OO],
    ])
      expect(await ask(partId, postId)).toBeNull();
    expect((await explain(report.parts.c, "ASG_AFRICA")).allowed).toBe(false);
  });
});
