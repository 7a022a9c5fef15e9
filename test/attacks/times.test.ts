import { randomUUID } from "node:crypto";

import { idOf } from "../../src/access/ids";
import { type Wish, type World, aWorld } from "../operations/world";
import { mutation } from "../operations/life";
import { newCanary } from "./scene";

/** Many questions each: longer than any takes, on however busy a machine. */
jest.setTimeout(300_000);

describe("reading outside the time of a circulation", () => {
  let world: World;

  beforeAll(async () => {
    world = await aWorld();
    await world.portal("portal.oma", "OMA");
  });

  afterAll(() => world.registry.close());

  let weeks = 0;
  beforeEach(() => world.registry.clock(new Date(Date.UTC(2016, 5, 1 + 7 * (weeks += 1), 12)).toISOString()));

  const texts = () => ({
    parts: [
      { key: "u", level: "UNCLASSIFIED", text: `Open ${newCanary()}` },
      { key: "c", level: "CONFIDENTIAL", text: `Closed ${newCanary()}` },
    ],
  });
  const refusal = (as: Wish, name: string, input: object) => world.refusal(as, name, input);
  const given = async (more: object = {}) => {
    const report = await world.report(texts());
    const circulation = await world.circulate({
      reportId: report.id,
      full: true,
      postIds: [world.post.ASG_OO],
      officeIds: [world.office.OMA],
      portalsAllowed: true,
      ...more,
    });
    return { report, circulation };
  };

  it("C11: a validity holds from its first instant to just before its last, whatever the time zone, the year or the client's clock", async () => {
    const from = await world.instant(3_600);
    const until = await world.instant(7_200);
    const { report } = await given({ validFrom: from, validUntil: until });
    const sees = async (instant: string, shift: string) => {
      const [{ at }] = await world.registry.sql("select iso_instant($1::timestamptz + $2::interval) as at", [
        instant,
        shift,
      ]);
      await world.registry.clock(at);
      return (await world.reads("asg.oo", report)) !== null;
    };
    expect([
      await sees(from, "-30 seconds"),
      await sees(from, "0"),
      await sees(until, "-30 seconds"),
      await sees(until, "0"),
      await sees(until, "1 microsecond"),
      await sees(until, "30 years"),
    ]).toEqual([false, true, true, false, false, false]);
    expect(await sees(from, "1 minute")).toBe(true);
    const columns = await world.registry.sql(
      "select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'timestamp without time zone'",
    );
    expect(columns).toEqual([]);
  });

  it("C11: windows are half-open to the microsecond, and the session's time zone changes nothing", async () => {
    const { report } = await given({ validUntil: await world.instant(600) });
    const [{ id }] = await world.registry.sql("select id from report where symbol = $1", [report.symbol]);
    for (const zone of ["UTC", "America/New_York", "Asia/Kathmandu"]) {
      await world.registry.sql(`set timezone = '${zone}'`);
      const [held] = await world.registry.sql(
        `select bool_and(at.early < w.starts_at) as before, bool_and(w.ends_at - interval '1 microsecond' < w.ends_at) as inside, bool_or(w.ends_at < w.ends_at) as at_end
           from circulated_part w, lateral (select w.starts_at - interval '1 microsecond' as early) at where w.report_id = $1`,
        [id],
      );
      expect([zone, held]).toEqual([zone, { before: true, inside: true, at_end: false }]);
      expect([zone, await world.reads("asg.oo", report)]).toEqual([zone, ["u", "c"]]);
    }
    await world.registry.sql("set timezone = 'UTC'");
  });

  it("C12: a circulation begins neither in the past nor before its last signature", async () => {
    const report = await world.report(texts());
    const scope = { reportId: report.id, full: true, postIds: [world.post.ASG_OO], purpose: "x" };
    for (const validFrom of [
      "2016-01-01T00:00:00Z",
      await world.instant(-1),
      "0001-01-01T00:00:00Z",
      "1969-12-31T23:59:59Z",
    ])
      expect([validFrom, (await refusal("administrator", "proposeCirculation", { ...scope, validFrom })).code]).toEqual(
        [validFrom, "BAD_USER_INPUT"],
      );
    for (const validFrom of [
      "-infinity",
      "infinity",
      "now",
      "2016-06-01",
      "2016-13-01T00:00:00Z",
      "2016-06-31T00:00:00Z",
      "2016-06-01T00:00:00",
      0,
      true,
      {},
      "+275760-09-13T00:00:00Z",
    ])
      expect([validFrom, (await refusal("administrator", "proposeCirculation", { ...scope, validFrom })).code]).toEqual(
        [validFrom, "BAD_USER_INPUT"],
      );
    const circulation = await world.propose({ ...scope, validFrom: await world.instant(60) });
    await world.sign(circulation, "usg.dpko");
    await world.registry.sql("update registry_clock set shift = shift + interval '1 day'");
    expect(await world.sees("asg.oo", report)).toBeNull();
    await world.sign(circulation, "usg.dfs");
    const [{ backdated }] = await world.registry.sql(
      "select bool_or(w.starts_at < registry_now() - interval '1 hour') as backdated from circulated_part w join report r on r.id = w.report_id where r.symbol = $1",
      [report.symbol],
    );
    expect([backdated, await world.reads("asg.oo", report)]).toEqual([false, ["u", "c"]]);
  });

  it("C13: after a revocation no id, cursor, search, receipt, key or portal brings anything back", async () => {
    const { report, circulation } = await given();
    const page =
      "query ($s: String!, $after: String) { report(symbol: $s) { parts(first: 1, after: $after) { nodes { id text } pageInfo { endCursor } } } }";
    const first = await world.registry.ask("asg.oo", page, { s: report.symbol });
    const after = first.data.report.parts.pageInfo.endCursor;
    const [entry] = first.headers.receipt!.split(/[; ,]/);
    const keyed = { "idempotency-key": randomUUID() };
    const acts = mutation("previewCirculation", "__typename");
    await world.registry.ask(
      "asg.oo",
      acts.replace("PreviewCirculationInput", "ProposeCirculationInput"),
      { input: { reportId: report.id, full: true, purpose: "x" } },
      keyed,
    );
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    for (const reader of [
      "asg.oo",
      "oma.head",
      "oma.staff",
      "portal.oma",
      { subject: "oma.head", actor: "portal.oma" },
    ]) {
      const { data } = await world.registry.ask(
        reader,
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id } search(text: "canary", first: 9) { totalCount } circulations(first: 9) { nodes { id } } }',
        { ids: [report.id, report.parts.u, report.parts.c, circulation.id] },
      );
      expect([reader, data.nodes, JSON.stringify(data.circulations).includes(circulation.id)]).toEqual([
        reader,
        [null, null, null, null],
        false,
      ]);
    }
    const again = await world.registry.ask("asg.oo", page, { s: report.symbol, after });
    expect([again.status, again.data]).toEqual([200, { report: null }]);
    const own = await world.registry.ask(
      "asg.oo",
      "query ($id: ID!) { node(id: $id) { ... on RegisterEntry { partIds reportIds } } register(first: 9) { nodes { partIds } } }",
      { id: idOf("entry", entry ?? "") },
    );
    expect(JSON.stringify(own.body)).not.toMatch(/CANARY|Open|Closed/);
  });
});
