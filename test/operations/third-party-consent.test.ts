import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
let plain: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  report = await marked();
  plain = await world.report();
});
afterAll(() => world.registry.close());

const GROUNDS = ["THIRD_PARTY_CONFIDENCE"];
const MARKED = { level: "CONFIDENTIAL", grounds: GROUNDS, thirdParty: "Country: restricted" };

/** A report whose title and whose part `c` came from a third party. */
async function marked(): Promise<MadeReport> {
  const draft = await world.report({ submitted: false });
  await world.act("director", "editReport", { reportId: draft.id, expectedVersion: 1, sensitivity: MARKED });
  await world.act("director", "editPart", { partId: draft.parts.c, expectedVersion: 1, sensitivity: MARKED });
  await world.act("director", "submitReport", { reportId: draft.id });
  return draft;
}
const consent = (id: string | undefined) =>
  world.act("director", "recordThirdPartyConsent", { id, reference: "Letter 12" });
const refusal = (id: string | undefined, as = "director", reference = "Letter 12") =>
  world.refusal(as, "recordThirdPartyConsent", { id, reference });
const lower = (id: string | undefined, level = "UNCLASSIFIED") => ({
  id,
  level,
  grounds: level === "UNCLASSIFIED" ? [] : GROUNDS,
  reason: "A reason",
});
const canRecord = async ({ id }: MadeReport) =>
  (
    await world.registry.ask(
      "director",
      `query ($id: ID!) { node(id: $id) { ... on Report { viewerCan { recordThirdPartyConsent } } } }`,
      { id },
    )
  ).data.node.viewerCan.recordThirdPartyConsent;

describe("§ 5.8: recording the consent of a third party", () => {
  it.each(["usg.dpko", "officer", "assistant"])("the %s, who reads the part, does not", async (other) => {
    for (const id of [report.id, report.parts.c])
      expect(await refusal(id, other)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 5.8" });
  });

  it.each(["administrator", "auditor"])("the %s does not", async (other) => {
    expect(await refusal(report.id, other)).toMatchObject({ code: "FORBIDDEN", paragraph: "§ 5.8" });
    expect((await refusal(report.parts.c, other)).code).toBe("NOT_FOUND");
  });

  it("for others there is nothing that came from anybody", async () => {
    for (const other of ["oma.head", "hom.minusca"]) expect((await refusal(report.id, other)).code).toBe("NOT_FOUND");
    for (const id of ["", "part_", "report_zz"]) expect((await refusal(id)).code).toBe("NOT_FOUND");
  });

  it("of what bears a marking, in a submitted report, with the reference of a letter", async () => {
    for (const id of [report.parts.u, plain.id, plain.parts.c]) expect((await refusal(id)).code).toBe("INVALID_STATE");
    for (const reference of ["", " ", "x".repeat(201)])
      expect((await refusal(report.parts.c, "director", reference)).code).toBe("BAD_USER_INPUT");
    const draft = await world.report({ submitted: false });
    expect((await refusal(draft.id)).code).toBe("INVALID_STATE");
  });

  it("once: what is recorded is not changed", async () => {
    const fresh = await marked();
    expect([await canRecord(fresh), await canRecord(plain)]).toEqual([true, false]);
    for (const id of [fresh.parts.c, fresh.id]) {
      await consent(id);
      expect((await refusal(id, "director", "Letter 13")).code).toBe("INVALID_STATE");
    }
    expect(await canRecord(fresh)).toBe(false);
  });
});

describe("§ 10.8: what came from a third party is not lowered without it", () => {
  const refused = { code: "INVALID_STATE", paragraph: "§ 10.8" };

  it("not a part, whoever lowers it; raising needs nobody's consent", async () => {
    for (const as of ["director", "usg.dpko"])
      expect(await world.refusal(as, "reclassify", lower(report.parts.c))).toMatchObject(refused);
    const fresh = await marked();
    await world.act("director", "reclassify", lower(fresh.parts.c, "STRICTLY_CONFIDENTIAL"));
    expect(await world.refusal("director", "reclassify", lower(fresh.parts.c, "CONFIDENTIAL"))).toMatchObject(refused);
  });

  it("the consent for a part is for that part: the report's title has its own", async () => {
    const fresh = await marked();
    await consent(fresh.parts.c);
    await world.act("director", "reclassify", lower(fresh.parts.c));
    expect(await world.refusal("director", "reclassify", lower(fresh.id))).toMatchObject(refused);
    await consent(fresh.id);
    await world.act("director", "reclassify", lower(fresh.id));
  });

  it("the marking stands beside the level, and is not converted", async () => {
    const { data } = await world.registry.ask(
      "usg.dpko",
      `query ($id: ID!) { node(id: $id) { ... on Part { marking { level thirdParty grounds } } } }`,
      { id: report.parts.c },
    );
    expect(data.node.marking).toEqual(MARKED);
  });

  it("a part that came from nobody else is lowered without", async () => {
    await world.act("director", "reclassify", lower(plain.parts.c));
  });
});
