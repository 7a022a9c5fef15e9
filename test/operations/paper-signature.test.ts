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
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

const SCAN = "ab".repeat(32);
const proposed = (more: object = {}) =>
  world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO], ...more });
const recorded = (...paper: Parameters<World["recordPaper"]>) => world.recordPaper(...paper);
const confirm = (paperSignatureId: string, as = "director") =>
  world.act(as, "confirmPaperSignature", { paperSignatureId });
const refusedRecord = (circulation: Proposed, more: object = {}, as = "administrator") =>
  world.refusal(as, "recordPaperSignature", world.memorandum(circulation, more));
const refusedConfirmation = (paperSignatureId: string, as = "director") =>
  world.refusal(as, "confirmPaperSignature", { paperSignatureId });
const noticesOf = async (post: string, object: string) =>
  (
    await world.registry.sql(
      "select n.kind from notice n join post p on p.id = n.post_id where p.code = $1 and n.object_id = $2::uuid order by n.noticed_at, n.kind",
      [post, object],
    )
  ).map(({ kind }) => kind);
const uuidOf = (id: string) => id.replace(/^[a-z]+_/, "");

describe("§ 4.9: recording a signature given on paper", () => {
  it.each(["administrator", "administrator.second"])(
    "the %s records it; it does not count yet",
    async (administrator) => {
      const circulation = await proposed();
      await recorded(circulation, {}, administrator);
      expect(await world.stateOf(circulation)).toBe("PROPOSED");
    },
  );

  it.each(["director", "assistant", "usg.dpko", "usg.dfs", "auditor"])("the %s does not", async (other) => {
    expect(await refusedRecord(await proposed(), {}, other)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.9" });
  });

  it("for whom the circulation does not exist there is nothing to record", async () => {
    for (const other of ["officer", "oma.head", "asg.oo"])
      expect((await refusedRecord(await proposed(), {}, other)).code).toBe("NOT_FOUND");
  });

  it.each([
    ["a post that is not of the line", { postId: "USG_DOS" }, "NOT_A_SIGNATORY"],
    ["a post of another line", { postId: "USG_DPO" }, "NOT_A_SIGNATORY"],
    ["a post that never signs", { postId: "DIRECTOR_OPSP" }, "NOT_A_SIGNATORY"],
    ["no post at all", { postId: "" }, "NOT_FOUND"],
    ["an office", { postId: "OFFICE" }, "NOT_FOUND"],
    ["no reference", { memorandumReference: " " }, "BAD_USER_INPUT"],
    ["a long reference", { memorandumReference: "x".repeat(201) }, "BAD_USER_INPUT"],
    ["a memorandum of tomorrow", { memorandumOn: "2016-06-02" }, "BAD_USER_INPUT"],
    ["a day that is none", { memorandumOn: "2016-02-30" }, "BAD_USER_INPUT"],
    ["a day of the year 0", { memorandumOn: "0000-01-01" }, "BAD_USER_INPUT"],
    ["a day of the year 1", { memorandumOn: "0001-01-01" }, "BAD_USER_INPUT"],
    ["a digest that is too short", { scanSha256: "ab" }, "BAD_USER_INPUT"],
    ["a digest that is none", { scanSha256: "zz".repeat(32) }, "BAD_USER_INPUT"],
  ])("refuses %s", async (_what, wrong: object, code) => {
    const postId =
      "postId" in wrong ? { postId: world.post[String(wrong.postId)] ?? (wrong.postId && world.office.DFS) } : {};
    expect((await refusedRecord(await proposed(), { ...wrong, ...postId })).code).toBe(code);
  });

  it("records the reference, the date and the digest of the scan", async () => {
    const circulation = await proposed();
    const { paperSignature } = await world.act(
      "administrator",
      "recordPaperSignature",
      world.memorandum(circulation, { scanSha256: SCAN.toUpperCase() }),
      "paperSignature { memorandumReference memorandumOn scanSha256 confirmedAt post { code } }",
    );
    expect(paperSignature).toEqual({
      memorandumReference: "MEMO 7",
      memorandumOn: "2016-05-31",
      scanSha256: SCAN,
      confirmedAt: null,
      post: { code: "USG_DFS" },
    });
  });

  it("is recorded once for a post, and not at all for a post that has signed", async () => {
    const circulation = await proposed();
    await recorded(circulation);
    expect((await refusedRecord(circulation, {}, "administrator.second")).code).toBe("CONFLICT");
    await world.sign(circulation, "usg.dpko");
    expect((await refusedRecord(circulation, { postId: world.post.USG_DPKO })).code).toBe("INVALID_STATE");
  });

  it("is not recorded for what is complete or has ended", async () => {
    const complete = await world.circulate({ reportId: report.id, full: true, postIds: [world.post.ASG_OO] });
    const declined = await proposed();
    await world.on(declined, "usg.dpko", "declineCirculation");
    for (const circulation of [complete, declined])
      expect((await refusedRecord(circulation)).code).toBe("INVALID_STATE");
  });

  it("is told at once to the USG concerned", async () => {
    const circulation = await proposed();
    await recorded(circulation);
    expect(await noticesOf("USG_DFS", uuidOf(circulation.id))).toContain("PAPER_SIGNATURE_RECORDED");
    expect(await noticesOf("DIRECTOR_OPSP", uuidOf(circulation.id))).toContain("PAPER_SIGNATURE_RECORDED");
  });
});

describe("§ 4.10: confirming it", () => {
  it("the Director confirms it, and from that moment it counts", async () => {
    const fresh = await world.report();
    const circulation = await proposed({ reportId: fresh.id });
    const paper = await recorded(circulation);
    await world.sign(circulation, "usg.dpko");
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
    await world.registry.clock("2016-06-03T12:00:00Z");
    await confirm(paper);
    expect(await world.stateOf(circulation)).toBe("SIGNED");
    expect(await world.reads("asg.oo", fresh)).toEqual(["u", "c"]);
    const { data } = await world.registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Circulation { signatures { post { code } person { name } signedAt memorandumReference memorandumOn scanSha256 digest } } } }`,
      { id: circulation.id },
    );
    expect(data.node.signatures[1]).toEqual({
      post: { code: "USG_DFS" },
      person: { name: "usg.dfs" },
      signedAt: expect.stringMatching(/^2016-06-03T12:00/),
      memorandumReference: "MEMO 7",
      memorandumOn: "2016-05-31",
      scanSha256: SCAN,
      digest: circulation.digest,
    });
    expect(await noticesOf("USG_DFS", uuidOf(circulation.id))).toContain("PAPER_SIGNATURE_CONFIRMED");
  });

  it("both may have signed on paper", async () => {
    const circulation = await proposed();
    const papers = [await recorded(circulation), await recorded(circulation, { postId: world.post.USG_DPKO })];
    for (const paper of papers) await confirm(paper);
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("the officer-in-charge confirms it, too", async () => {
    const circulation = await proposed();
    const paper = await recorded(circulation);
    const recall = await world.putInCharge("OPSP_SENIOR_MILITARY");
    await confirm(paper, "military");
    await recall();
    expect(await world.stateOf(circulation)).toBe("PARTLY_SIGNED");
  });

  it.each(["administrator", "administrator.second", "usg.dpko", "usg.dfs", "auditor", "assistant"])(
    "the %s does not",
    async (other) => {
      expect(await refusedConfirmation(await recorded(await proposed()), other)).toMatchObject({
        code: "FORBIDDEN",
        paragraph: "§ 4.10",
      });
    },
  );

  it("for whom there is no such circulation there is nothing to confirm, as for an id that never was", async () => {
    const paper = await recorded(await proposed());
    const hidden = await refusedConfirmation(paper, "oma.head");
    expect(hidden.code).toBe("NOT_FOUND");
    for (const id of [idOf("paper", "00000000-0000-4000-8000-000000000000"), "", "paper_", report.id])
      expect(await refusedConfirmation(id)).toEqual(hidden);
  });

  it("is not done twice", async () => {
    const circulation = await proposed();
    const paper = await recorded(circulation);
    await confirm(paper);
    expect((await refusedConfirmation(paper)).code).toBe("INVALID_STATE");
    const fresh = await recorded(await proposed());
    const answers = await Promise.all(
      [1, 2].map(() => world.ask("director", "confirmPaperSignature", { paperSignatureId: fresh })),
    );
    expect(answers.map(({ code }) => code ?? "confirmed").sort()).toEqual(["INVALID_STATE", "confirmed"]);
  });

  it("never by the person who recorded it, whatever the person's posts", async () => {
    await world.registry.person("both", "ADMINISTRATOR_2", { acting: true, from: "2016-06-01", until: "2016-06-01" });
    await world.registry.person("both", "DIRECTOR_OPSP", { acting: true, from: "2016-06-01", until: "2016-06-01" });
    const paper = await recorded(await proposed(), {}, "both");
    expect(await refusedConfirmation(paper, "both")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.10" });
    await confirm(paper);
    await confirm(await recorded(await proposed()), "both");
  });

  it("never by one who gains by the circulation: as its recipient, or of the office that receives it", async () => {
    await world.registry.person("gainer", "DIRECTOR_OPSP", { acting: true, from: "2016-06-02", until: "2016-06-02" });
    await world.registry.person("gainer", "OMA_STAFF", { acting: true, from: "2016-06-02", until: "2016-06-02" });
    await world.registry.clock("2016-06-02T12:00:00Z");
    for (const recipients of [
      { postIds: [], officeIds: [world.office.OMA] },
      { postIds: [world.post.DIRECTOR_OPSP] },
    ]) {
      const paper = await recorded(await proposed(recipients));
      expect(await refusedConfirmation(paper, "gainer")).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 4.10" });
    }
    await confirm(await recorded(await proposed()), "gainer");
  });

  it("counts once: not when the post has signed by itself meanwhile", async () => {
    const circulation = await proposed();
    const paper = await recorded(circulation);
    await world.sign(circulation, "usg.dfs");
    expect(await refusedConfirmation(paper)).toMatchObject({ code: "INVALID_STATE", paragraph: "§ 4.6" });
    await world.sign(circulation, "usg.dpko");
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("a post signs once: not by hand when the paper is confirmed", async () => {
    const circulation = await proposed();
    await confirm(await recorded(circulation));
    expect(
      (await world.refusal("usg.dfs", "signCirculation", { circulationId: circulation.id, digest: circulation.digest }))
        .code,
    ).toBe("INVALID_STATE");
  });
});
