import { idOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  report = await world.report();
});
afterAll(() => world.registry.close());

const MINUTE = 60_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

/** A fresh proposal that awaits both signatures. */
const proposed = (more: object = {}) =>
  world.propose({ reportId: report.id, partIds: [report.parts.c], postIds: [world.post.MILITARY_ADVISER], ...more });
const signing = ({ id, digest }: Proposed) => ({ circulationId: id, digest });
const refusal = (circulation: Proposed, as: Parameters<World["refusal"]>[0]) =>
  world.refusal(as, "signCirculation", signing(circulation));

describe("§ 4.6: who signs", () => {
  it.each(["administrator", "administrator.second", "director", "officer", "assistant", "auditor"])(
    "the %s is no signatory, though the %s sees the proposal or its report",
    async (other) => {
      const circulation = await proposed();
      const { code, paragraph } = await refusal(circulation, other);
      expect([code, paragraph]).toEqual(other === "officer" ? ["NOT_FOUND", undefined] : ["NOT_A_SIGNATORY", "§ 4.6"]);
    },
  );

  it.each(["oma.head", "asg.oo", "hom.minusca", "oios", "usg.dpo"])(
    "for the %s there is no proposal",
    async (other) => {
      const hidden = await refusal(await proposed(), other);
      expect(hidden.code).toBe("NOT_FOUND");
      const absent = { id: idOf("circulation", "00000000-0000-4000-8000-000000000000"), digest: "0".repeat(64) };
      expect(await refusal(absent, other)).toEqual(hidden);
    },
  );

  it("a recipient who sees a circulation is no signatory of it", async () => {
    const circulation = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OROLSI] });
    expect(await refusal(circulation, "asg.orolsi")).toMatchObject({ code: "NOT_A_SIGNATORY", paragraph: "§ 4.6" });
  });

  it("the officer-in-charge is Director, and no signatory", async () => {
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    expect(await refusal(await proposed(), "military")).toMatchObject({ code: "NOT_A_SIGNATORY" });
    await recall();
  });

  it("a token that claims a post gives none", async () => {
    const wish = { subject: "administrator", claims: { roles: ["USG_DPKO"], post: "USG_DPKO", groups: ["usg"] } };
    expect(await refusal(await proposed(), wish)).toMatchObject({ code: "NOT_A_SIGNATORY" });
  });

  it("a portal on behalf of a USG does none of the USG's acts", async () => {
    await world.portal("portal.dpko", "DPKO");
    expect(await refusal(await proposed(), { subject: "usg.dpko", actor: "portal.dpko" })).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("a USG whose appointment has ended, has not begun or is not confirmed sees nothing to sign", async () => {
    await world.registry.person("usg.past", "USG_DFS", { acting: true, from: "2015-01-01", until: "2016-05-31" });
    await world.registry.person("usg.future", "USG_DFS", { acting: true, from: "2016-06-02", until: "2016-06-03" });
    const { personId } = await world.registry.person("usg.unconfirmed");
    await world.registry.sql(
      `insert into appointment (post_id, person_id, acting, starts_on, ends_on) select id, $1, true, '2016-06-01', '2016-06-01' from post where code = 'USG_DFS'`,
      [personId],
    );
    const circulation = await proposed();
    for (const usg of ["usg.past", "usg.future", "usg.unconfirmed"])
      expect((await refusal(circulation, usg)).code).toBe("NOT_FOUND");
    await world.registry.sql(
      "update appointment set superseded_at = registry_now(), superseded_by = null where person_id = $1",
      [personId],
    );
  });
});

describe("what a signature asks for", () => {
  it.each([
    ["6 minutes ago", 6 * MINUTE],
    ["5 minutes and a little ago", 5 * MINUTE + 2_000],
    ["a day ago", 1_440 * MINUTE],
  ])("an authentication of the last five minutes: %s is too old", async (_when, milliseconds) => {
    const circulation = await proposed();
    expect((await refusal(circulation, { subject: "usg.dpko", authTime: ago(milliseconds) })).code).toBe(
      "REAUTHENTICATION_REQUIRED",
    );
    expect((await refusal(circulation, { subject: "usg.dpko", authTime: null })).code).toBe(
      "REAUTHENTICATION_REQUIRED",
    );
    await world.sign(circulation, { subject: "usg.dpko", authTime: ago(4 * MINUTE) });
  });

  it("answers the lack of one with 401 and says how to mend it", async () => {
    const answer = await world.ask(
      { subject: "usg.dpko", authTime: ago(6 * MINUTE) },
      "signCirculation",
      signing(await proposed()),
    );
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toContain("insufficient_user_authentication");
  });

  it("does not tell who may sign by asking others to authenticate anew", async () => {
    const circulation = await proposed();
    expect((await refusal(circulation, { subject: "oma.head", authTime: null })).code).toBe("NOT_FOUND");
    expect((await refusal(circulation, { subject: "administrator", authTime: null })).code).toBe("NOT_A_SIGNATORY");
  });

  it("the digest of this very circulation", async () => {
    const circulation = await proposed();
    const other = await proposed({ purpose: "Another" });
    for (const digest of [
      other.digest,
      circulation.digest.toUpperCase(),
      `${circulation.digest} `,
      circulation.digest.slice(1),
      "",
      "0".repeat(64),
    ])
      expect(await refusal({ id: circulation.id, digest }, "usg.dpko")).toMatchObject({
        code: "BAD_USER_INPUT",
        paragraph: "§ 10.6",
      });
  });

  it("that every recipient is still on the closed list on that day", async () => {
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on, parent_id) select 'BRIEF', 'Brief', 'HEADQUARTERS_OFFICE', '2016-01-01', id from office where code = 'OO'",
    );
    await world.registry.post("HEAD_OF_BRIEF", "BRIEF", { isHead: true });
    await world.learn();
    const toOffice = await proposed({ officeIds: [world.office.BRIEF] });
    const toPost = await proposed({ postIds: [world.post.HEAD_OF_BRIEF] });
    await world.registry.sql(
      "insert into office_end (office_id, ends_on, recorded_at) select id, '2016-06-01', '2016-06-01' from office where code = 'BRIEF'",
    );
    await world.sign(toOffice, "usg.dpko");
    await world.registry.clock("2016-06-02T12:00:00Z");
    for (const circulation of [toOffice, toPost])
      expect(await refusal(circulation, "usg.dfs")).toMatchObject({
        code: "RECIPIENT_NOT_ELIGIBLE",
        paragraph: "§ 10.1",
      });
    await world.on(toOffice, "usg.dfs", "declineCirculation");
  });

  it("nothing that it does not have: no post, no date, no other's name", async () => {
    const circulation = await proposed();
    for (const more of [
      { postId: world.post.USG_DFS },
      { signedAt: "2016-01-01T00:00:00Z" },
      { onBehalfOf: "usg.dfs" },
    ])
      expect((await world.refusal("usg.dpko", "signCirculation", { ...signing(circulation), ...more })).code).toMatch(
        /BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/,
      );
  });

  it.each(["", "circulation_", "circulation_zz", "x".repeat(300)])(
    "a circulation that is there: not %j",
    async (id) => {
      expect((await refusal({ id, digest: "0".repeat(64) }, "usg.dpko")).code).toBe("NOT_FOUND");
    },
  );
});

describe("§ 10.5: from when a signature gives", () => {
  it("from the last signature, when validFrom has passed by then", async () => {
    const fresh = await world.report();
    const validFrom = await world.instant(10);
    const circulation = await world.propose({
      reportId: fresh.id,
      full: true,
      postIds: [world.post.ASG_OO],
      validFrom,
    });
    await world.sign(circulation, "usg.dpko");
    await world.registry.clock("2016-06-03T12:00:00Z");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
    await world.sign(circulation, "usg.dfs");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
    expect(await world.reads("asg.oo", fresh)).toEqual(["u", "c"]);
    const windows = await world.registry.sql(
      "select w.starts_at from circulated_part w join report r on r.id = w.report_id where r.symbol = $1",
      [fresh.symbol],
    );
    for (const { starts_at: startsAt } of windows) expect(startsAt.toISOString()).toMatch(/^2016-06-03T12:00/);
    expect(windows).toHaveLength(2);
  });

  it("from validFrom, when that is later than the last signature", async () => {
    const fresh = await world.report();
    const validFrom = await world.instant(3_600);
    const circulation = await world.circulate({
      reportId: fresh.id,
      full: true,
      postIds: [world.post.ASG_OO],
      validFrom,
    });
    expect(await world.stateOf(circulation)).toBe("NOT_YET_VALID");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
    await world.registry.clock("2016-06-03T13:59:00Z");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
    expect(await world.reads("asg.oo", fresh)).toEqual(["u", "c"]);
  });

  it("not at all, when it has ended before the last signature", async () => {
    const circulation = await proposed({ validUntil: await world.instant(3_600) });
    await world.sign(circulation, "usg.dpko");
    await world.registry.clock("2016-06-04T12:00:00Z");
    expect(await world.stateOf(circulation)).toBe("EXPIRED");
    expect(await refusal(circulation, "usg.dfs")).toMatchObject({ code: "INVALID_STATE" });
  });
});
