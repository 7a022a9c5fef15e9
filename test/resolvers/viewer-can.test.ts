import { idOf } from "../../src/access/ids";
import { circulation, house, theHouse } from "../access/house";
import { uuidOf } from "../policies/rows";
import type { World } from "../policies/world";
import { enterWorld } from "../policies/world-rows";
import { type Free, type TestRegistry, startRegistry } from "../support/registry";

/** `viewerCan` is a promise: each of its fields is true where the act would be done, and false where it would be refused. */

const READERS = ["director", "usg.dpko", "administrator", "adviser"];
const REPORTS = ["draft", "confidential"] as const;
const PARTLY = { posts: ["MILITARY_ADVISER"], signatures: [{ post: "USG_DFS", at: "2016-01-02T12:00:00.000Z" }] };

/** The house, with a circulation in every state. */
const world = (): World => ({
  ...theHouse(),
  circulations: [
    ...theHouse().circulations,
    circulation("partly signed", "kept", PARTLY),
    circulation("not yet valid", "kept", { posts: ["MILITARY_ADVISER"], validFrom: "2016-09-01T00:00:00.000Z" }),
    circulation("suspended", "kept", {
      posts: ["MILITARY_ADVISER"],
      suspensions: [{ at: "2016-02-01T00:00:00.000Z", lifted: null }],
    }),
    circulation("expired", "kept", { posts: ["MILITARY_ADVISER"], validUntil: "2016-04-01T00:00:00.000Z" }),
  ],
});
const CIRCULATIONS = [
  "to adviser",
  "proposed",
  "partly signed",
  "not yet valid",
  "suspended",
  "expired",
  "withdrawn",
  "revoked",
];

const idOfCirculation = (name: string) => idOf("circulation", uuidOf(`circulation ${name}`));

interface Attempt {
  act: string;
  input: object;
}

describe("viewerCan", () => {
  let registry: TestRegistry;
  let dpko: string;
  let dfs: string;
  let adviser: string;

  const enter = async () => {
    await enterWorld(registry.superuser, world(), { issuer: registry.issuer.issuer, seal: registry.app.stage.seal });
    // A signature on paper that the administrator recorded awaits the Director.
    await registry.sql(
      `insert into paper_signature (id, circulation_id, post_id, memorandum_reference, memorandum_on, scan_sha256, recorded_at, recorded_by)
         select $1, $2, id, 'MEMO', '2016-02-01', repeat('a', 64), '2016-02-02', $3 from post where code = 'USG_DPKO'`,
      [uuidOf("paper"), uuidOf("circulation proposed"), uuidOf("administrator")],
    );
  };

  beforeAll(async () => {
    registry = await startRegistry();
    await enter();
    dpko = await registry.id("post", "USG_DPKO");
    dfs = await registry.id("post", "USG_DFS");
    adviser = await registry.id("post", "MILITARY_ADVISER");
  });

  afterAll(() => registry.close());

  const attemptsOnReport = (name: (typeof REPORTS)[number]): Record<string, Attempt> => {
    const reportId = house.report(name);
    const part = house.part(name, "open");
    return {
      write: { act: "editReport", input: { reportId, expectedVersion: 1, title: "Another title" } },
      submit: { act: "submitReport", input: { reportId } },
      addCorrigendum: { act: "addCorrigendum", input: { partId: part, text: "Read this for that." } },
      reclassify: {
        act: "reclassify",
        input: { id: part, level: "CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"], reason: "It tells of plans." },
      },
      recordThirdPartyConsent: { act: "recordThirdPartyConsent", input: { id: reportId, reference: "Note verbale 1" } },
      proposeCirculation: {
        act: "proposeCirculation",
        input: { reportId, full: true, postIds: [adviser], purpose: "To know" },
      },
    };
  };

  const attemptsOnCirculation = (name: string, digest: string | null): Record<string, Attempt> => {
    const circulationId = idOfCirculation(name);
    const withReason = { circulationId, reason: "For a reason" };
    return {
      sign: { act: "signCirculation", input: { circulationId, digest: digest ?? "a".repeat(64) } },
      decline: { act: "declineCirculation", input: withReason },
      withdraw: { act: "withdrawCirculation", input: { circulationId } },
      recordPaperSignature: {
        act: "recordPaperSignature",
        input: {
          circulationId,
          postId: name === "partly signed" ? dpko : dfs,
          memorandumReference: "MEMO 2",
          memorandumOn: "2016-05-01",
          scanSha256: "b".repeat(64),
        },
      },
      confirmPaperSignature: {
        act: "confirmPaperSignature",
        input: { paperSignatureId: name === "proposed" ? idOf("paper", uuidOf("paper")) : "paper_none" },
      },
      suspend: { act: "suspendCirculation", input: withReason },
      liftSuspension: { act: "liftSuspension", input: withReason },
      revoke: { act: "revokeCirculation", input: withReason },
    };
  };

  async function attempt(reader: string, { act, input }: Attempt): Promise<string> {
    const type = `${act.charAt(0).toUpperCase()}${act.slice(1)}Input`;
    const { code, status, body } = await registry.ask(
      reader,
      `mutation ($input: ${type}!) { ${act}(input: $input) { __typename } }`,
      { input },
    );
    if (status >= 500) throw new Error(`${act} ${JSON.stringify(body)} ${JSON.stringify(registry.logged.at(-1))}`);
    return code ?? "DONE";
  }

  /** What is promised of an object, or of one that is not there for the reader: nothing. */
  const promised = (found: Free, attempts: Record<string, Attempt>): Record<string, boolean> =>
    Object.fromEntries(Object.keys(attempts).map((name) => [name, found?.viewerCan[name] ?? false]));

  /** Acts that are promised are tried last, each on the house as it was. */
  async function check(
    reader: string,
    what: string,
    can: Record<string, boolean>,
    attempts: Record<string, Attempt>,
  ): Promise<void> {
    const refused = Object.keys(attempts).filter((name) => !can[name]);
    for (const name of refused)
      expect([reader, what, name, await attempt(reader, attempts[name]!)]).toEqual([
        reader,
        what,
        name,
        expect.not.stringMatching(/^DONE$/),
      ]);
    for (const name of Object.keys(attempts).filter((one) => can[one])) {
      expect([reader, what, name, await attempt(reader, attempts[name]!)]).toEqual([reader, what, name, "DONE"]);
      await enter();
    }
  }

  it.each(READERS)("promises the %s what is done to a report, and nothing that is refused", async (reader) => {
    const fields = Object.keys(attemptsOnReport("draft")).join(" ");
    for (const name of REPORTS) {
      const { data } = await registry.ask(
        reader,
        `{ report(symbol: "${house.symbol(name)}") { viewerCan { ${fields} } } }`,
      );
      const attempts = attemptsOnReport(name);
      await check(reader, name, promised(data.report, attempts), attempts);
    }
  });

  it.each(READERS)(
    "promises the %s what is done to a circulation in each state, and nothing that is refused",
    async (reader) => {
      const fields = Object.keys(attemptsOnCirculation("proposed", null)).join(" ");
      for (const name of CIRCULATIONS) {
        const { data } = await registry.ask(
          reader,
          `{ node(id: "${idOfCirculation(name)}") { ... on Circulation { digest viewerCan { ${fields} } } } }`,
        );
        const attempts = attemptsOnCirculation(name, data.node?.digest ?? null);
        await check(reader, name, promised(data.node, attempts), attempts);
      }
    },
  );

  it.each(["adviser", "director", "administrator"])("promises the %s to confirm entries", async (reader) => {
    const { data } = await registry.ask(reader, "{ viewer { viewerCan { confirmEntries } } }");
    expect(data.viewer.viewerCan).toEqual({ confirmEntries: true });
  });

  it.each(["officer", "staff", "auditor"])("promises the %s to confirm nothing", async (reader) => {
    const { data } = await registry.ask(reader, "{ viewer { viewerCan { confirmEntries } } }");
    expect(data.viewer.viewerCan).toEqual({ confirmEntries: false });
  });

  it("promises nothing through a portal", async () => {
    const { data } = await registry.ask(
      { subject: "adviser", actor: "portal.oma" },
      "{ viewer { viewerCan { openReview draftLesson draftWorkPlan keepOrganisation confirmEntries designate nameOfficerInCharge signCirculations invokeOversight readRegister } } }",
    );
    expect(new Set(Object.values(data.viewer.viewerCan as object))).toEqual(new Set([false]));
  });
});
