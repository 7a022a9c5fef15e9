import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  report = await world.report();
});
afterAll(() => world.registry.close());
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

const proposed = (more: object = {}) =>
  world.propose({ reportId: report.id, full: true, postIds: [world.post.ASG_OO], ...more });
const recorded = (...paper: Parameters<World["recordPaper"]>) => world.recordPaper(...paper);
const confirm = (paperSignatureId: string, as = "director") =>
  world.act(as, "confirmPaperSignature", { paperSignatureId });
const refusedConfirmation = (paperSignatureId: string, as = "director") =>
  world.refusal(as, "confirmPaperSignature", { paperSignatureId });
const uuidOf = (id: string) => id.replace(/^[a-z]+_/, "");

describe("§ 10.17: whose signature it is", () => {
  /** The holder of the post leaves it, from the first of November on, with its fifteenth day; another follows on the seventeenth. */
  async function changeHolders() {
    await world.registry.sql(
      `with ended as (update appointment a set superseded_at = '2016-11-01' from post p, login l
         where p.id = a.post_id and p.code = 'USG_DFS' and l.person_id = a.person_id and l.subject = 'usg.dfs' returning a.post_id, a.person_id)
       insert into appointment (post_id, person_id, starts_on, ends_on, entered_at, confirmed_at)
         select post_id, person_id, '2010-01-01', '2016-11-15', '2016-11-01', '2016-11-01' from ended`,
    );
    await world.registry.person("usg.next", "USG_DFS", { from: "2016-11-17" });
  }

  it("of who held the post on the day of the memorandum, and holds it on the day of its confirmation", async () => {
    await changeHolders();
    await world.registry.clock("2016-11-15T12:00:00Z");
    const [inTime, late, tooLate] = [await proposed(), await proposed(), await proposed()];
    const papers = [];
    for (const circulation of [inTime, late, tooLate])
      papers.push(await recorded(circulation, { memorandumOn: "2016-11-14" }));
    await confirm(papers[0]!);
    expect(await world.stateOf(inTime)).toBe("PARTLY_SIGNED");
    const refused = { code: "FORBIDDEN", paragraph: "§ 10.17" };
    await world.registry.clock("2016-11-16T12:00:00Z");
    expect(await refusedConfirmation(papers[1]!)).toMatchObject(refused);
    await world.registry.clock("2016-11-17T12:00:00Z");
    expect(await refusedConfirmation(papers[2]!)).toMatchObject(refused);
    await confirm(await recorded(await proposed(), { memorandumOn: "2016-11-17" }));
    expect(await refusedConfirmation(await recorded(await proposed(), { memorandumOn: "2016-11-16" }))).toMatchObject(
      refused,
    );
  });

  it("of nobody when the post has left the line before the confirmation", async () => {
    await world.registry.clock("2018-12-31T23:59:50Z");
    const circulation = await proposed({ postIds: [world.post.MILITARY_ADVISER] });
    const paper = await recorded(circulation, { memorandumOn: "2018-12-31" });
    await world.registry.clock("2019-01-01T00:00:00Z");
    expect(await refusedConfirmation(paper)).toMatchObject({ code: "NOT_A_SIGNATORY", paragraph: "§ 4.6" });
    const ofDpo = await recorded(circulation, { postId: world.post.USG_DPO, memorandumOn: "2019-01-01" });
    await confirm(ofDpo);
    expect(await world.stateOf(circulation)).toBe("SIGNED");
  });

  it("of another person than who signed for the other post", async () => {
    await world.registry.clock("2016-10-05T12:00:00Z");
    await world.registry.person("usg.dpko", "USG_DFS", { acting: true, from: "2016-10-01", until: "2016-10-31" });
    const circulation = await proposed();
    const paper = await recorded(circulation, { memorandumOn: "2016-10-04" });
    await world.sign(circulation, "usg.dpko");
    await confirm(paper);
    const [{ subject }] = await world.registry.sql(
      "select l.subject from circulation_signature s join login l on l.person_id = s.person_id join post p on p.id = s.post_id where p.code = 'USG_DFS' and s.circulation_id = $1::uuid",
      [uuidOf(circulation.id)],
    );
    expect(subject).toBe("usg.dfs");
  });
});

describe("§ 4.7 and § 4.13: the USG concerned can void it", () => {
  it("by declining, before it is complete: it is not confirmed any more", async () => {
    const circulation = await proposed();
    const paper = await recorded(circulation);
    await world.on(circulation, "usg.dfs", "declineCirculation");
    expect((await refusedConfirmation(paper)).code).toBe("INVALID_STATE");
    const confirmed = await proposed();
    await confirm(await recorded(confirmed));
    await world.on(confirmed, "usg.dfs", "declineCirculation");
    expect(await world.stateOf(confirmed)).toBe("DECLINED");
    expect(
      (await world.refusal("usg.dpko", "signCirculation", { circulationId: confirmed.id, digest: confirmed.digest }))
        .code,
    ).toBe("INVALID_STATE");
  });

  it("by revoking, once it is complete", async () => {
    const fresh = await world.report();
    const circulation = await proposed({ reportId: fresh.id });
    await world.sign(circulation, "usg.dpko");
    await confirm(await recorded(circulation));
    expect(await world.reads("asg.oo", fresh)).toEqual(["u", "c"]);
    await world.on(circulation, "usg.dfs", "revokeCirculation");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
  });

  it("a paper that is not confirmed is no signature: the proposer can still withdraw", async () => {
    const circulation = await proposed();
    const paper = await recorded(circulation);
    await world.on(circulation, "administrator", "withdrawCirculation");
    expect((await refusedConfirmation(paper)).code).toBe("INVALID_STATE");
  });
});
