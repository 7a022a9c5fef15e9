import { registrySchema } from "../../src/app-schema";
import { type Wish, type World, aWorld } from "../operations/world";
import { newCanary } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("reading by a circulation that does not give it", () => {
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

  it("C01: until the last signature its recipient reads nothing, sees nothing of it, and finds no trace in a search", async () => {
    const report = await world.report(levels());
    const everything = `{ reports(first: 50) { totalCount } circulations(first: 50) { totalCount } search(text: "canary", first: 5) { totalCount } notices(first: 50) { totalCount } findings(first: 50) { totalCount } }`;
    const sees = async () => JSON.stringify((await world.registry.ask("asg.oo", everything)).body);
    const before = await sees();
    const circulation = await world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    expect(await sees()).toBe(before);
    await world.sign(circulation, "usg.dpko");
    expect([await sees(), await world.sees("asg.oo", report)]).toEqual([before, null]);
    const answer = await world.registry.ask("asg.oo", "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: [report.id, report.parts.u, report.parts.c, circulation.id],
    });
    expect(answer.data.nodes).toEqual([null, null, null, null]);
    await world.sign(circulation, "usg.dfs");
    expect(await world.reads("asg.oo", report)).toEqual(["u", "c"]);
  });

  it("C02: nobody signs but the posts of the line, each in the own name, and no input says who signs", async () => {
    const report = await world.report(levels());
    const circulation = await world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    const signing = { circulationId: circulation.id, digest: circulation.digest };
    const others: Wish[] = [
      "administrator",
      "director",
      "officer",
      "assistant",
      "auditor",
      "asg.oo",
      "oma.head",
      "oios",
      "usg.dpo",
      { subject: "administrator", claims: { roles: ["USG"], post: "USG_DPKO", groups: ["USG_DPKO", "USG_DFS"] } },
      { subject: "usg.dpko", actor: "portal.oma" },
    ];
    for (const other of others)
      expect([other, (await refusal(other, "signCirculation", signing)).code]).toEqual([
        other,
        expect.stringMatching(/^(NOT_A_SIGNATORY|FORBIDDEN|NOT_FOUND)$/),
      ]);
    const forged = [
      { authorizedBy: "usg.dfs" },
      { postId: world.post.USG_DFS },
      { by: "usg.dfs" },
      { signedAt: "2016-01-01T00:00:00Z" },
      { signature: "x" },
    ];
    for (const more of forged) {
      const { code, status } = await world.ask("usg.dpko", "signCirculation", { ...signing, ...more });
      expect([more, code, status]).toEqual([more, "BAD_USER_INPUT", 400]);
    }
    await world.sign(circulation, "usg.dpko");
    expect((await refusal("usg.dpko", "signCirculation", signing)).code).toBe("INVALID_STATE");
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
  });

  it("C02: one person who acts in both posts of the line signs for one of them alone", async () => {
    const { personId } = await world.registry.person("usg.dpko");
    await world.registry.sql(
      `insert into appointment (post_id, person_id, acting, starts_on, entered_at, confirmed_at)
         select id, $1, true, '2016-01-01', '2016-01-01', '2016-01-01' from post where code = 'USG_DFS'`,
      [personId],
    );
    const report = await world.report(levels());
    const circulation = await world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    await world.sign(circulation, "usg.dpko");
    const { code } = await refusal("usg.dpko", "signCirculation", {
      circulationId: circulation.id,
      digest: circulation.digest,
    });
    expect(code).toMatch(/^(INVALID_STATE|NOT_A_SIGNATORY|FORBIDDEN)$/);
    expect([await world.stateOf(circulation), await world.sees("asg.oo", report)]).toEqual(["PARTLY_SIGNED", null]);
    await world.registry.sql("update appointment set superseded_at = registry_now() where person_id = $1 and acting", [
      personId,
    ]);
  });

  it("C05: a proposal is signed as it stands: no act changes it, and a digest of anything else signs nothing", async () => {
    const report = await world.report(strict());
    const scopes = [
      { partIds: [report.parts.u], postIds: [world.post.ASG_OO] },
      { partIds: [report.parts.u, report.parts.s], postIds: [world.post.ASG_OO] },
      { partIds: [report.parts.u], postIds: [world.post.ASG_OO, world.post.MILITARY_ADVISER] },
      { partIds: [report.parts.u], postIds: [world.post.ASG_OO], validUntil: "2017-01-01T00:00:00Z" },
      { partIds: [report.parts.u], postIds: [world.post.ASG_OO], copiesAllowed: true },
      { partIds: [report.parts.u], postIds: [world.post.ASG_OO], portalsAllowed: true },
      { partIds: [report.parts.u], postIds: [world.post.ASG_OO], purpose: "Another" },
      { full: true, postIds: [world.post.ASG_OO] },
    ];
    const proposals = [];
    for (const scope of scopes) proposals.push(await world.propose({ reportId: report.id, ...scope }));
    expect(new Set(proposals.map(({ digest }) => digest)).size).toBe(scopes.length);
    const [first, ...others] = proposals;
    for (const { digest } of others)
      expect((await refusal("usg.dpko", "signCirculation", { circulationId: first!.id, digest })).code).toMatch(
        /BAD_USER_INPUT|CONFLICT|INVALID_STATE/,
      );
    await world.sign(first!, "usg.dpko");
    const acts = Object.keys(registrySchema().getMutationType()!.getFields()).filter((name) =>
      /circulation/i.test(name),
    );
    expect(acts.sort()).toEqual([
      "declineCirculation",
      "previewCirculation",
      "proposeCirculation",
      "revokeCirculation",
      "signCirculation",
      "suspendCirculation",
      "withdrawCirculation",
    ]);
    await world.sign(first!, "usg.dfs");
    expect(await world.reads("asg.oo", report)).toEqual(["u"]);
    expect(await world.sees("oma.head", report)).toBeNull();
  });

  it("C14: a recipient passes nothing on: by no proposal, designation, appointment, portal or note", async () => {
    const report = await world.report(levels());
    const circulation = await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.MILITARY_ADVISER],
      officeIds: [world.office.OMA],
    });
    const acts: [string, object][] = [
      ["proposeCirculation", { reportId: report.id, full: true, purpose: "x", postIds: [world.post.ASG_OO] }],
      ["previewCirculation", { reportId: report.id, full: true, purpose: "x", postIds: [world.post.ASG_OO] }],
      ["signCirculation", { circulationId: circulation.id, digest: circulation.digest }],
      ["appoint", { personId: "person_0", postId: world.post.OMA_STAFF, startsOn: "2016-07-01" }],
      ["registerPortal", { code: "portal.new", name: "New", officeId: world.office.OMA, startsOn: "2016-07-01" }],
      ["nameTeamMember", { reviewId: "review_0", postId: world.post.OMA_STAFF, startsOn: "2016-07-01" }],
    ];
    for (const [name, input] of acts)
      expect([name, (await refusal("oma.head", name, input)).code]).toEqual([
        name,
        expect.stringMatching(/^(FORBIDDEN|NOT_FOUND|NOT_A_SIGNATORY)$/),
      ]);
    expect(await world.sees("asg.oo", report)).toBeNull();
  });

  it("C18: what one circulation lost another does not give back, and what one gives another does not take", async () => {
    const report = await world.report(strict());
    const wide = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    const narrow = await world.circulate({
      reportId: report.id,
      partIds: [report.parts.u],
      postIds: [world.post.ASG_OO],
    });
    const others = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OROLSI] });
    expect(await world.reads("asg.oo", report)).toEqual(["u", "c", "s"]);
    await world.on(wide, "usg.dpko", "revokeCirculation");
    expect(await world.sees("asg.oo", report)).toEqual({ title: null, isExtract: true, parts: ["u"] });
    await world.on(narrow, "usg.dpko", "revokeCirculation");
    expect([await world.sees("asg.oo", report), await world.reads("asg.orolsi", report)]).toEqual([
      null,
      ["u", "c", "s"],
    ]);
    await world.circulate({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.ASG_OO] });
    await world.on(others, "administrator", "suspendCirculation");
    expect([await world.reads("asg.oo", report), await world.sees("asg.orolsi", report)]).toEqual([["c"], null]);
  });
});
