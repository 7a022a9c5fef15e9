import type { Made } from "./recommendations";
import { Recommendations } from "./recommendations";

let all: Recommendations;
beforeAll(async () => {
  all = await Recommendations.open();
});
afterAll(() => all.close());

const SHA = "ab".repeat(32);
const file = (fileName: string) => ({ fileName, mediaType: "application/pdf", fileSha256: SHA });
const told = (status: string) => ({ status, note: "A note" });
const refusedReport = (as: string, made: Pick<Made, "id">, status = "IN_PROGRESS", more: object = {}) =>
  all.refusal(as, "reportProgress", made, { ...told(status), ...more });

describe("§ 12.6: who reports progress", () => {
  it("all staff of the office for an unclassified recommendation, head and designated staff for a confidential one", async () => {
    const open = await all.endorsed({ level: "UNCLASSIFIED" });
    await all.report("oma.staff", open, "IN_PROGRESS");
    const closed = await all.endorsed();
    await all.report("oma.designated", closed, "IN_PROGRESS");
    await all.report("oma.head", closed, "IN_PROGRESS");
    expect((await refusedReport("oma.staff", closed)).code).toBe("NOT_FOUND");
    const [first, second] = (await all.shown("director", closed)).implementation.progress;
    expect([first.person.name, second.person.name, first.office.code]).toEqual(["oma.designated", "oma.head", "OMA"]);
  });

  it("nobody of another office, though it reads the recommendation", async () => {
    const made = await all.endorsed();
    await all.circulate(made, { offices: ["OO"], posts: ["ASG_OROLSI"] });
    for (const other of ["asg.oo", "asg.orolsi", "director", "officer", "usg.dpko"])
      expect(await refusedReport(other, made)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 12.6" });
  });

  it("nobody of the office without a circulation that lets it read the recommendation", async () => {
    const made = await all.make();
    await all.endorse(made);
    const hidden = await refusedReport("oma.head", made);
    expect(hidden.code).toBe("NOT_FOUND");
    expect(await refusedReport("oma.head", all.absent)).toEqual(hidden);
  });

  it("of a strictly confidential recommendation a named post that heads the office, and nobody else of it", async () => {
    const made = await all.endorsed({ level: "STRICTLY_CONFIDENTIAL" });
    await all.report("oma.head", made, "IN_PROGRESS");
    expect((await refusedReport("oma.designated", made)).code).toBe("NOT_FOUND");
  });

  it("the office that coordinates, from when it is named and reads, and the one that is named last", async () => {
    const made = await all.endorsed();
    await all.circulate(made, { offices: ["OO"] });
    await all.do("director", "nameImplementationOffice", made, {
      officeId: all.world.office.OO,
      task: "COORDINATES",
    });
    await all.report("asg.oo", made, "IN_PROGRESS");
    expect((await all.shown("oma.head", made)).implementation.coordinator).toEqual({ code: "OO" });
  });

  it("§ 10.20: no Head of Component, though the mission implements and the post reads it", async () => {
    const made = await all.make({
      office: "MINUSCA",
      level: "UNCLASSIFIED",
      requestingPostId: all.world.post.HOMC_MINUSCA,
    });
    await all.endorse(made);
    await all.circulate(made, { posts: ["HOMC_MINUSCA", "HOM_MINUSCA"] });
    for (const status of ["NOT_STARTED", "IN_PROGRESS"])
      expect(await refusedReport("homc.minusca", made, status)).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 10.20",
      });
    expect(await all.can("homc.minusca", made)).toEqual([]);
    expect(await all.can("hom.minusca", made)).toEqual(["reportProgress"]);
    await all.world.registry.person("hom.both", "HOM_MINUSCA", {
      acting: true,
      from: "2016-05-01",
      until: "2016-12-31",
    });
    await all.report("hom.both", made, "NOT_STARTED");
    await all.world.registry.person("hom.both", "HOMC_MINUSCA", {
      acting: true,
      from: "2016-05-01",
      until: "2016-12-31",
    });
    expect(await refusedReport("hom.both", made, "NOT_STARTED")).toMatchObject({ paragraph: "§ 10.20" });
  });
});

describe("§ 10.23: progress", () => {
  it("only grows, step by step, of what is endorsed", async () => {
    const pending = await all.make();
    await all.circulate(pending, { offices: ["OMA"] });
    expect((await refusedReport("oma.head", pending)).code).toBe("INVALID_STATE");
    const made = await all.endorsed();
    const leap = { code: "INVALID_STATE", paragraph: "§ 10.23" };
    for (const status of ["IMPLEMENTED", "VERIFIED", "OVERTAKEN_BY_EVENTS"])
      expect(await refusedReport("oma.head", made, status)).toMatchObject(leap);
    await all.report("oma.head", made, "NOT_STARTED");
    await all.report("oma.head", made, "IN_PROGRESS");
    await all.report("oma.head", made, "IN_PROGRESS");
    expect(await refusedReport("oma.head", made, "NOT_STARTED")).toMatchObject(leap);
    await all.report("oma.head", made, "IMPLEMENTED");
    for (const status of ["IN_PROGRESS", "IMPLEMENTED", "NOT_STARTED"])
      expect((await refusedReport("oma.head", made, status)).code).toBe("INVALID_STATE");
    const shown = (await all.shown("oma.designated", made)).implementation;
    expect(shown.status).toBe("IMPLEMENTED");
    expect(shown.progress.map(({ status }: { status: string }) => status)).toEqual([
      "NOT_STARTED",
      "IN_PROGRESS",
      "IN_PROGRESS",
      "IMPLEMENTED",
    ]);
  });

  it("has files that show it, and a new target date with its reason, which counts from then on", async () => {
    const made = await all.endorsed({ targetOn: "2016-05-31" });
    expect((await all.shown("oma.head", made)).implementation).toMatchObject({ overdue: true, targetOn: "2016-05-31" });
    await all.report("oma.head", made, "IN_PROGRESS", {
      targetOn: "2016-06-01",
      targetReason: "The rains.",
      evidence: [file("a.pdf"), file("b.pdf")],
    });
    const { implementation } = await all.shown("oma.head", made);
    expect(implementation).toMatchObject({ overdue: false, targetOn: "2016-06-01" });
    expect(implementation.progress[0]).toMatchObject({ targetOn: "2016-06-01", targetReason: "The rains." });
    expect(implementation.progress[0].evidence.map((one: { fileName: string }) => one.fileName).sort()).toEqual([
      "a.pdf",
      "b.pdf",
    ]);
    const { data } = await all.world.registry.ask(
      "oma.head",
      `{ due: recommendations(first: 100, filter: { overdue: true }) { nodes { id } }
         later: recommendations(first: 100, filter: { targetFrom: "2016-06-01", targetTo: "2016-06-01" }) { nodes { id } } }`,
    );
    expect(data.due.nodes).not.toContainEqual({ id: made.id });
    expect(data.later.nodes).toContainEqual({ id: made.id });
  });

  it.each([
    ["a note that is empty", { note: " " }],
    ["a past target", { targetOn: "2016-05-31", targetReason: "x" }],
    ["a target without a reason", { targetOn: "2016-07-01" }],
    ["a reason without a target", { targetReason: "x" }],
    ["a digest that is none", { evidence: [{ ...file("a"), fileSha256: "ab" }] }],
    ["too many files", { evidence: Array.from({ length: 21 }, () => file("a")) }],
  ])("is refused with %s", async (_what, more) => {
    const made = await all.endorsed();
    expect((await refusedReport("oma.head", made, "IN_PROGRESS", more)).code).toBe("BAD_USER_INPUT");
  });
});

describe("§ 10.22: a field mission", () => {
  it("does not begin before its leadership was consulted on a day after that of the endorsement", async () => {
    const made = await all.make({ office: "MINUSCA" });
    await all.circulate(made, { posts: ["HOM_MINUSCA"] });
    const consulted = (as: string, heldOn: string) =>
      all.refusal(as, "recordImplementationConsultation", made, { heldOn, note: "They agree." });
    expect((await consulted("director", "2016-06-01")).code).toBe("INVALID_STATE");
    await all.endorse(made);
    await all.report("hom.minusca", made, "NOT_STARTED");
    expect(await refusedReport("hom.minusca", made)).toMatchObject({ code: "INVALID_STATE", paragraph: "§ 10.22" });
    expect(await consulted("director", "2016-06-01")).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.22" });
    expect((await consulted("director", "2016-06-02")).code).toBe("BAD_USER_INPUT");
    await all.world.registry.clock("2016-06-02T00:00:00Z");
    for (const other of ["officer", "hom.minusca", "usg.dpko"])
      expect(await consulted(other, "2016-06-02")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 12.5" });
    await all.consult(made, "2016-06-02");
    await all.report("hom.minusca", made, "IN_PROGRESS");
    expect((await all.shown("hom.minusca", made)).implementation.consultations).toEqual([
      { heldOn: "2016-06-02", note: "They agree.", office: { code: "MINUSCA" }, post: { name: expect.any(String) } },
    ]);
    await all.world.registry.clock("2016-06-01T12:00:00Z");
  });

  it("is consulted by the team of the review, too; an office at Headquarters by nobody", async () => {
    const made = await all.endorsed({ office: "MINUSCA" });
    await all.world.act("director", "nameTeamMember", {
      reviewId: made.reviewId,
      postId: all.world.post.OPSP_MISSION_SUPPORT,
      startsOn: "2016-01-01",
    });
    await all.world.registry.clock("2016-06-03T12:00:00Z");
    await all.consult(made, "2016-06-02", "officer");
    const atHeadquarters = await all.endorsed();
    expect(
      (
        await all.refusal("director", "recordImplementationConsultation", atHeadquarters, {
          heldOn: "2016-06-03",
          note: "x",
        })
      ).code,
    ).toBe("INVALID_STATE");
    await all.world.registry.clock("2016-06-01T12:00:00Z");
  });
});

describe("§ 12.7, § 12.8: what the Office makes of it", () => {
  const implemented = async () => {
    const made = await all.endorsed();
    await all.report("oma.head", made, "IN_PROGRESS");
    await all.report("oma.head", made, "IMPLEMENTED");
    return made;
  };

  it.each(["director", "officer", "military", "police"])("the %s verifies it, and that is the end", async (who) => {
    const made = await implemented();
    await all.do(who, "verifyImplementation", made, { note: "Seen." });
    const { status, progress, overdue, endedOn } = (await all.shown("oma.head", made)).implementation;
    expect([status, overdue, endedOn, progress.at(-1)]).toEqual([
      "VERIFIED",
      false,
      "2016-06-01",
      expect.objectContaining({ done: "VERIFIED", note: "Seen.", office: null, person: null }),
    ]);
    for (const [as, act, more] of [
      ["director", "verifyImplementation", {}],
      ["director", "sendBackImplementation", { reason: "x" }],
      ["usg.dpko", "closeRecommendation", { outcome: "OVERTAKEN_BY_EVENTS", reason: "x" }],
      ["oma.head", "reportProgress", told("IMPLEMENTED")],
      ["director", "nameImplementationOffice", { officeId: all.world.office.DPET, task: "SUPPORTS" }],
    ] as const)
      expect((await all.refusal(as, act, made, more)).code).toBe("INVALID_STATE");
  });

  it.each(["assistant", "usg.dpko", "oma.head"])("the %s, who reads it, does neither", async (other) => {
    const made = await implemented();
    expect(await all.refusal(other, "verifyImplementation", made)).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 12.7",
    });
    expect(await all.refusal(other, "sendBackImplementation", made, { reason: "No" })).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 12.8",
    });
  });

  it("for who does not read it there is none", async () => {
    const strict = await all.endorsed({ level: "STRICTLY_CONFIDENTIAL" });
    await all.report("oma.head", strict, "IN_PROGRESS");
    await all.report("oma.head", strict, "IMPLEMENTED");
    for (const other of ["officer", "military", "assistant", "administrator"])
      expect((await all.refusal(other, "verifyImplementation", strict)).code).toBe("NOT_FOUND");
    await all.do("director", "verifyImplementation", strict);
  });

  it("sends it back with a reason: then it is under way again, and is reported and verified anew", async () => {
    const made = await implemented();
    expect((await all.refusal("officer", "sendBackImplementation", made, { reason: "" })).code).toBe("BAD_USER_INPUT");
    await all.do("officer", "sendBackImplementation", made, { reason: "Not in all camps." });
    const { status, progress } = (await all.shown("oma.head", made)).implementation;
    expect([status, progress.at(-1).done, progress.at(-1).note]).toEqual([
      "IN_PROGRESS",
      "SENT_BACK",
      "Not in all camps.",
    ]);
    expect((await all.refusal("officer", "verifyImplementation", made)).code).toBe("INVALID_STATE");
    await all.report("oma.designated", made, "IMPLEMENTED");
    await all.do("officer", "verifyImplementation", made);
  });

  it("§ 10.24: never who reported it, also not after another reported it once more", async () => {
    await all.world.registry.person("both.offices", "OMA_STAFF", { acting: true, from: "2016-01-01" });
    await all.world.registry.person("both.offices", "OPSP_SENIOR_POLICE", { acting: true, from: "2016-01-01" });
    const made = await all.endorsed({ level: "UNCLASSIFIED" });
    await all.report("oma.head", made, "IN_PROGRESS");
    await all.report("both.offices", made, "IMPLEMENTED");
    const own = { code: "FORBIDDEN", paragraph: "§ 10.24" };
    expect(await all.refusal("both.offices", "verifyImplementation", made)).toMatchObject(own);
    expect(await all.can("both.offices", made)).toEqual(["sendBackImplementation"]);
    await all.do("both.offices", "sendBackImplementation", made, { reason: "On reflection." });
    await all.report("oma.head", made, "IMPLEMENTED");
    expect(await all.refusal("both.offices", "verifyImplementation", made)).toMatchObject(own);
    await all.do("police", "verifyImplementation", made);
  });
});

describe("§ 12.4: the offices beside the implementing one", () => {
  it("are named by the Director, from the closed list, each once", async () => {
    const made = await all.endorsed();
    const name = (code: string, task: string) => ({ officeId: all.world.office[code], task });
    await all.do("director", "nameImplementationOffice", made, name("DPET", "SUPPORTS"));
    await all.do("director", "nameImplementationOffice", made, name("DFS", "SUPPORTS"));
    expect((await all.shown("oma.head", made)).implementation.supportingOffices).toEqual([
      { code: "DFS" },
      { code: "DPET" },
    ]);
    expect((await all.refusal("director", "nameImplementationOffice", made, name("DPET", "SUPPORTS"))).code).toBe(
      "INVALID_STATE",
    );
    for (const [code, task] of [
      ["OROLSI", "SUPPORTS"],
      ["MINUSCA", "SUPPORTS"],
      ["DOS", "SUPPORTS"],
      ["DPET", "COORDINATES"],
      ["AFRICA", "COORDINATES"],
    ] as const)
      expect(await all.refusal("director", "nameImplementationOffice", made, name(code, task))).toMatchObject({
        code: "BAD_USER_INPUT",
        paragraph: "§ 10.21",
      });
    expect(
      (await all.refusal("director", "nameImplementationOffice", made, { officeId: "office_none", task: "SUPPORTS" }))
        .code,
    ).toBe("NOT_FOUND");
    for (const other of ["officer", "usg.dpko", "oma.head"])
      expect(await all.refusal(other, "nameImplementationOffice", made, name("OMA", "SUPPORTS"))).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 12.4",
      });
    const recall = await all.world.putInCharge("OPSP_SENIOR_MILITARY");
    await all.do("military", "nameImplementationOffice", made, name("OMA", "SUPPORTS"));
    await recall();
  });
});
