import { addCorrigendum } from "../../src/operations/add-corrigendum";
import { addPart } from "../../src/operations/add-part";
import { invokeOversight } from "../../src/operations/invoke-oversight";
import { openReview } from "../../src/operations/open-review";
import { proposeCirculation } from "../../src/operations/propose-circulation";
import { reclassify } from "../../src/operations/reclassify";
import { recordThirdPartyConsent } from "../../src/operations/record-third-party-consent";
import { submitReport } from "../../src/operations/submit-report";
import { type MadeReport, aDirectedRequest } from "./life";
import { READERS, type Tries, castFurther, triesOn, wouldBeDone } from "./tries";
import { type World, aWorld } from "./world";

let world: World;
let tried: ReturnType<typeof triesOn>;
beforeAll(async () => {
  world = await aWorld();
  tried = triesOn(world);
});
afterAll(() => world.registry.close());

describe("what a reader may do to a report", () => {
  const GROUNDS = ["INTERNAL_DELIBERATION"] as const;
  const MARKED = { level: "CONFIDENTIAL", grounds: GROUNDS, thirdParty: "Country: restricted" };
  const reports: Record<string, MadeReport> = {};
  const marked = async (consent: boolean) => {
    const report = await world.report({ submitted: false });
    await world.act("director", "editPart", { partId: report.parts.c, expectedVersion: 1, sensitivity: MARKED });
    await world.act("director", "submitReport", { reportId: report.id });
    if (consent) await world.act("director", "recordThirdPartyConsent", { id: report.parts.c, reference: "Letter 1" });
    return report;
  };

  beforeAll(async () => {
    await castFurther(world);
    await world.registry.clock("2016-06-02T12:00:00Z");
    reports.draft = await world.report({ submitted: false });
    reports.empty = await world.report({ submitted: false, parts: [] });
    reports.submitted = await world.report();
    reports.strict = await world.report({
      level: "STRICTLY_CONFIDENTIAL",
      parts: [{ key: "c", level: "CONFIDENTIAL" }],
    });
    reports.marked = await marked(false);
    reports.consented = await marked(true);
    for (const name of ["draft", "strict"]) {
      const { data } = await world.registry.ask(
        "director",
        `query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }`,
        { id: reports[name]!.id },
      );
      await world.act("director", "nameTeamMember", {
        reviewId: data.node.review.id,
        postId: world.post.OPSP_MISSION_SUPPORT,
        startsOn: "2016-01-01",
      });
    }
    await world.circulate({ reportId: reports.submitted.id, full: true, postIds: [world.post.ASG_OO] });
  });

  const triesOf = (subject: string, { id: reportId, parts }: MadeReport): Tries => {
    const ids = Object.values(parts);
    const change = { level: "STRICTLY_CONFIDENTIAL" as const, grounds: [...GROUNDS], reason: "A reason" };
    return {
      write: [
        () =>
          tried(subject, addPart, {
            reportId,
            kind: "SECTION" as const,
            text: "One more.",
            level: "UNCLASSIFIED" as const,
          }),
      ],
      submit: [() => tried(subject, submitReport, { reportId })],
      addCorrigendum: ids.map((partId) => () => tried(subject, addCorrigendum, { partId, text: "Mended." })),
      reclassify: [reportId, ...ids].map((id) => () => tried(subject, reclassify, { id, ...change })),
      recordThirdPartyConsent: [reportId, ...ids].map(
        (id) => () => tried(subject, recordThirdPartyConsent, { id, reference: "Letter 2" }),
      ),
      proposeCirculation: [
        () =>
          tried(subject, proposeCirculation, {
            reportId,
            full: true,
            postIds: [world.post.ASG_OO!],
            purpose: "A test",
          }),
      ],
    };
  };

  it.each(["draft", "empty", "submitted", "strict", "marked", "consented"])(
    "is what the registry says beforehand: one that is %s",
    async (name) => {
      const report = reports[name]!;
      const asked = `query ($id: ID!) { node(id: $id) { ... on Report { viewerCan { write submit addCorrigendum reclassify recordThirdPartyConsent proposeCirculation explainAccess } } } }`;
      for (const reader of READERS) {
        const { data } = await world.registry.ask(reader, asked, { id: report.id });
        const tries = triesOf(reader, report);
        if (!data.node) {
          expect([reader, await tries.submit![0]!()]).toEqual([reader, "NOT_FOUND"]);
          continue;
        }
        const { explainAccess, ...can } = data.node.viewerCan;
        const decided: Record<string, boolean> = {};
        for (const [act, ways] of Object.entries(tries)) decided[act] = await wouldBeDone(ways);
        expect({ reader, ...decided }).toEqual({ reader, ...can });
        const [partId] = Object.values(report.parts);
        const explained = await world.registry.ask(
          reader,
          `query ($partId: ID!, $postId: ID!) { explainAccess(partId: $partId, postId: $postId) { allowed } }`,
          { partId: partId ?? "", postId: world.post.ASG_OO },
        );
        if (partId) expect([reader, explained.data.explainAccess !== null]).toEqual([reader, explainAccess]);
      }
    },
  );

  it("is, of what concerns no object, what the registry says of the viewer", async () => {
    const review = { requestId: await aDirectedRequest(world.registry) };
    for (const reader of READERS) {
      const { data } = await world.registry.ask(reader, `{ viewer { viewerCan { openReview invokeOversight } } }`);
      const decided = {
        openReview: await wouldBeDone([() => tried(reader, openReview, review)]),
        invokeOversight: await wouldBeDone([
          () => tried(reader, invokeOversight, { symbol: reports.submitted!.symbol, reason: "A reason" }),
        ]),
      };
      expect({ reader, ...decided }).toEqual({ reader, ...data.viewer.viewerCan });
    }
  });
});
