import { uuidOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type Wish, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
let strict: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  for (const staff of ["OIOS_DESIGNATED", "OIOS_STAFF"]) {
    await world.registry.post(staff, "OIOS");
    await world.registry.person(staff.toLowerCase().replace("_", "."), staff);
  }
  await world.registry.sql(
    `insert into designation (office_id, person_id, starts_on, recorded_at)
       select o.id, l.person_id, '2010-01-01', '2010-01-01' from office o, login l where o.code = 'OIOS' and l.subject = 'oios.designated'`,
  );
  report = await world.report();
  strict = await world.report({
    level: "STRICTLY_CONFIDENTIAL",
    parts: [{ key: "s" }, { key: "c", level: "CONFIDENTIAL" }],
  });
});
afterAll(() => world.registry.close());
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

const invoking = ({ symbol }: { symbol: string }, more: object = {}) => ({ symbol, reason: "An inspection", ...more });
const invoke = (of: { symbol: string }, more: object = {}, as: Wish = "oios") =>
  world.act(as, "invokeOversight", invoking(of, more), "report { id symbol }");
const refusal = (of: { symbol: string }, more: object = {}, as: Wish = "oios") =>
  world.refusal(as, "invokeOversight", invoking(of, more));

describe("§ 5.9: who invokes, and how", () => {
  it("the head of OIOS, by symbol, for a report that the head cannot see", async () => {
    expect(await world.sees("oios", report)).toBeNull();
    expect(await invoke(report)).toEqual({ report: { id: report.id, symbol: report.symbol } });
    expect(await world.sees("oios", report)).toEqual({ title: "A title", isExtract: false, parts: ["u", "c"] });
  });

  it("its outcome tells whether there is a submitted report of that symbol, to the head alone", async () => {
    const draft = await world.report({ submitted: false });
    const absent = await refusal({ symbol: "OPSP/2016/R-ZZZZZZ" });
    expect(absent).toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("nothing here by that symbol"),
    });
    for (const symbol of [draft.symbol, "", report.symbol.toLowerCase(), `${report.symbol} `, "%", report.id])
      expect(await refusal({ symbol })).toEqual(absent);
    const forbidden = await refusal({ symbol: "OPSP/2016/R-ZZZZZZ" }, {}, "director");
    expect(await refusal(report, {}, "director")).toEqual(forbidden);
  });

  it.each(["oios.designated", "oios.staff", "director", "usg.dpko", "administrator", "auditor", "oma.head", "officer"])(
    "the %s does not",
    async (other) => {
      expect(await refusal(report, {}, other)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 5.9" });
    },
  );

  it("asks for a reason, and for 1 to 30 days", async () => {
    for (const wrong of [
      { reason: "" },
      { reason: " " },
      { reason: "x".repeat(2_001) },
      { days: 0 },
      { days: -1 },
      { days: 31 },
      { days: 2_147_483_647 },
    ])
      expect((await refusal(report, wrong)).code).toBe("BAD_USER_INPUT");
  });

  it("asks for an authentication of the last five minutes", async () => {
    for (const authTime of [new Date(Date.now() - 6 * 60_000), null])
      expect((await refusal(report, {}, { subject: "oios", authTime })).code).toBe("REAUTHENTICATION_REQUIRED");
  });

  it("tells the Director and the USGs at once", async () => {
    const fresh = await world.report();
    await invoke(fresh);
    const [{ codes }] = await world.registry.sql(
      "select array_agg(p.code order by p.code) as codes from notice n join post p on p.id = n.post_id where n.kind = 'OVERSIGHT_INVOKED' and n.object_id = $1",
      [uuidOf("report", fresh.id)],
    );
    expect(codes).toEqual(["DIRECTOR_OPSP", "USG_DFS", "USG_DPKO"]);
  });
});

describe("§ 2.11 and § 3.11: what it gives", () => {
  it("that report in full, a strictly confidential one too, to the head and the designated staff", async () => {
    await invoke(strict);
    for (const reader of ["oios", "oios.designated"])
      expect(await world.sees(reader, strict)).toEqual({ title: "A title", isExtract: false, parts: ["s", "c"] });
    expect(await world.sees("oios.staff", strict)).toBeNull();
  });

  it("no other report, and no act", async () => {
    const other = await world.report();
    expect(await world.sees("oios", other)).toBeNull();
    await invoke(strict);
    const change = { id: strict.id, level: "CONFIDENTIAL", grounds: ["COMMERCIAL"], reason: "A reason" };
    expect(await world.refusal("oios", "reclassify", change)).toMatchObject({ code: "FORBIDDEN" });
    expect(
      await world.refusal("oios", "proposeCirculation", {
        reportId: strict.id,
        full: true,
        postIds: [world.post.ASG_OO],
        purpose: "x",
      }),
    ).toMatchObject({ code: "FORBIDDEN" });
  });

  it("for the days asked for, to the second; a renewal is a new invocation, told again", async () => {
    const fresh = await world.report();
    await invoke(fresh, { days: 2 });
    await world.registry.clock("2016-06-03T11:59:50Z");
    expect(await world.reads("oios", fresh)).toEqual(["u", "c"]);
    await world.registry.clock("2016-06-03T12:01:00Z");
    expect(await world.sees("oios", fresh)).toBeNull();
    await invoke(fresh);
    await world.registry.clock("2016-07-03T11:59:00Z");
    expect(await world.reads("oios.designated", fresh)).toEqual(["u", "c"]);
    await world.registry.clock("2016-07-03T12:02:00Z");
    expect(await world.sees("oios.designated", fresh)).toBeNull();
    const told = await world.registry.sql(
      "select from notice n join post p on p.id = n.post_id where n.kind = 'OVERSIGHT_INVOKED' and p.code = 'DIRECTOR_OPSP' and n.object_id = $1",
      [uuidOf("report", fresh.id)],
    );
    expect(told).toHaveLength(2);
  });

  it("for 30 days at the most, which the database holds, too", async () => {
    await expect(
      world.registry.sql(
        "insert into oversight_invocation (office_id, report_id, reason, ends_at) select o.id, $1, 'x', registry_now() + interval '31 days' from office o where code = 'OIOS'",
        [uuidOf("report", report.id)],
      ),
    ).rejects.toThrow("check constraint");
  });

  it("every read is registered by its own paragraph, apart from circulation", async () => {
    const fresh = await world.report();
    await world.circulate({ reportId: fresh.id, full: true, postIds: [world.post.ASG_OO] });
    await invoke(fresh);
    await world.reads("oios", fresh);
    const [{ entry }] = await world.registry.sql(
      "select entry::jsonb as entry from register_entry order by sequence desc limit 1",
    );
    expect(entry.kind).toBe("ANSWER");
    expect(entry.parts.map(({ paragraphs }: { paragraphs: string[] }) => paragraphs)).toEqual([["§ 2.11"], ["§ 2.11"]]);
    const [{ act }] = await world.registry.sql(
      "select entry::jsonb as act from register_entry where entry::jsonb -> 'operation' ? 'invokeOversight' and kind = 'ACT' order by sequence desc limit 1",
    );
    expect(act).toMatchObject({ paragraphs: ["§ 5.9"], reports: [uuidOf("report", fresh.id)] });
  });

  it("goes with the head's post, and not with the person", async () => {
    await invoke(report, { days: 30 });
    await world.registry.person("oios.acting", "HEAD_OF_OIOS", {
      acting: true,
      from: "2016-06-10",
      until: "2016-06-12",
    });
    await world.registry.clock("2016-06-11T12:00:00Z");
    expect(await world.reads("oios.acting", report)).toEqual(["u", "c"]);
    await world.registry.clock("2016-06-13T12:00:00Z");
    expect(await world.sees("oios.acting", report)).toBeNull();
  });
});
