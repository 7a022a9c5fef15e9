import type { Asking } from "./asking";
import type { Verdicts } from "./verdicts";

/** What one walk knows on its way. */
interface Walk {
  readonly asking: Asking;
  readonly verdicts: Verdicts;
  readonly lines: string[];
  /** What was made, by its kind: ids, and the symbol of the report. */
  readonly made: Record<string, string>;
}

/** Who is asked, after every act, what they see now. */
const READERS = ["opsp.officer", "hom.minusca", "oma.staff", "auditor"] as const;
type Sights = Partial<Record<(typeof READERS)[number], string>>;

/** An act: who does it, what it is called, what it is given, and what of its payload is kept under which name. */
interface Step {
  readonly by: string;
  readonly act: string;
  readonly input: (made: Walk["made"]) => object;
  readonly keep?: Readonly<Record<string, string>>;
  /** What every reader sees of it all afterwards; who is not named sees nothing. */
  readonly then?: Sights;
  /** The refusal that is expected: its code and its paragraph. */
  readonly refused?: string;
}

const WANTED = {
  kind: "TARGETED",
  missions: ["MINUSCA"],
  areas: ["TRAINING"],
  reasons: "Shown by the tour: units arrive without training on armoured vehicles.",
};
const OPEN = { level: "UNCLASSIFIED", grounds: [] };
const ofReview = ({ review }: Walk["made"]) => ({ reviewId: review });
const ofRequest = ({ request }: Walk["made"]) => ({ requestId: request });
const ofRecommendation = ({ recommendation }: Walk["made"]) => ({ recommendationId: recommendation });

/** The sights of who reads request and review. */
const both = (state: string): Sights => ({ "opsp.officer": state, "hom.minusca": state });
/** The sights of a submitted report: of the team, of the Head of Mission, of the office that implements, of the auditor. */
const submitted = (review: string, recommendation: string, circulated: boolean): Sights => ({
  "opsp.officer": `request DIRECTED, review ${review}, 2 parts, ${recommendation}`,
  "hom.minusca": "request DIRECTED, review COMPLETED",
  "oma.staff": circulated ? `2 parts, ${recommendation}` : "",
  auditor: "cover",
});

/** One review from its request to the verified implementation of its recommendation, in 2016: two Under-Secretaries-General must agree. */
const STEPS: readonly Step[] = [
  { by: "auditor", act: "requestReview", input: () => WANTED, refused: "FORBIDDEN, 11.2" },
  { by: "hom.unmiss", act: "requestReview", input: () => WANTED, refused: "FORBIDDEN, 10.16" },
  {
    by: "hom.minusca",
    act: "requestReview",
    input: () => WANTED,
    keep: { request: "request { id }" },
    then: both("request SUBMITTED"),
  },
  { by: "usg.dpko", act: "directReview", input: ofRequest, then: both("request SUBMITTED") },
  { by: "usg.dpko", act: "directReview", input: ofRequest, refused: "INVALID_STATE, 11.4" },
  { by: "usg.dfs", act: "directReview", input: ofRequest, then: both("request DIRECTED") },
  {
    by: "opsp.director",
    act: "openReview",
    input: ofRequest,
    keep: { review: "review { id }" },
    then: { "opsp.officer": "request DIRECTED, review PLANNED", "hom.minusca": "request DIRECTED" },
  },
  {
    by: "opsp.director",
    act: "nameTeamMember",
    input: ({ review, OPSP_MISSION_SUPPORT: postId, today: startsOn }) => ({ reviewId: review, postId, startsOn }),
  },
  { by: "opsp.director", act: "announceReview", input: ofReview, then: both("request DIRECTED, review PLANNED") },
  { by: "opsp.director", act: "startReview", input: ofReview, then: both("request DIRECTED, review UNDERWAY") },
  {
    by: "opsp.officer",
    act: "createReport",
    input: ({ review }) => ({ reviewId: review, title: "Shown by the tour", ...OPEN }),
    keep: { report: "report { id }", symbol: "report { symbol }" },
  },
  {
    by: "opsp.officer",
    act: "addPart",
    input: ({ report }) => ({
      reportId: report,
      kind: "FINDING",
      text: "Shown by the tour: crews see their vehicles first in the mission.",
      ...OPEN,
      finding: { area: "TRAINING", risk: "HIGH", systemic: true },
    }),
    keep: { finding: "part { id }" },
  },
  {
    by: "opsp.officer",
    act: "addPart",
    input: ({ report, finding, OMA, target }) => ({
      reportId: report,
      kind: "RECOMMENDATION",
      text: "Shown by the tour: that crews be trained on their vehicles before they leave.",
      ...OPEN,
      recommendation: {
        findingIds: [finding],
        mandate: "SAFETY_SECURITY_WELFARE",
        area: "TRAINING",
        officeId: OMA,
        targetOn: target,
      },
    }),
    keep: { recommendation: "part { id }" },
  },
  {
    by: "opsp.director",
    act: "submitReport",
    input: ({ report }) => ({ reportId: report }),
    refused: "INVALID_STATE, 10.50",
  },
  { by: "opsp.director", act: "completeReview", input: ofReview },
  { by: "opsp.director", act: "recordDebrief", input: ofReview },
  {
    by: "opsp.director",
    act: "submitReport",
    input: ({ report }) => ({ reportId: report }),
    then: submitted("REPORTED", "PENDING", false),
  },
  {
    by: "administrator",
    act: "proposeCirculation",
    input: ({ report, finding, recommendation, OMA }) => ({
      reportId: report,
      partIds: [finding, recommendation],
      officeIds: [OMA],
      purpose: "Shown by the tour",
    }),
    keep: { circulation: "circulation { id }", digest: "circulation { digest }" },
  },
  {
    by: "usg.dpko",
    act: "signCirculation",
    input: ({ circulation, digest }) => ({ circulationId: circulation, digest }),
  },
  {
    by: "usg.dfs",
    act: "signCirculation",
    input: ({ circulation, digest }) => ({ circulationId: circulation, digest }),
    then: submitted("REPORTED", "PENDING", true),
  },
  { by: "opsp.director", act: "endorseRecommendation", input: ofRecommendation, refused: "FORBIDDEN, 12.2" },
  { by: "usg.dpko", act: "endorseRecommendation", input: ofRecommendation },
  {
    by: "usg.dfs",
    act: "endorseRecommendation",
    input: ofRecommendation,
    then: submitted("CLOSED", "ENDORSED and NOT_STARTED", true),
  },
  {
    by: "oma.staff",
    act: "reportProgress",
    input: (made) => ({ ...ofRecommendation(made), status: "IN_PROGRESS", note: "A course is being written." }),
    then: submitted("CLOSED", "ENDORSED and IN_PROGRESS", true),
  },
  {
    by: "oma.head",
    act: "reportProgress",
    input: (made) => ({ ...ofRecommendation(made), status: "IMPLEMENTED", note: "Two units have passed it." }),
    then: submitted("CLOSED", "ENDORSED and IMPLEMENTED", true),
  },
  { by: "oma.head", act: "verifyImplementation", input: ofRecommendation, refused: "FORBIDDEN, 12.7" },
  {
    by: "opsp.officer",
    act: "verifyImplementation",
    input: ofRecommendation,
    then: submitted("CLOSED", "ENDORSED and VERIFIED", true),
  },
];

const NAMES = `{ posts(first: 1, filter: { codes: ["OPSP_MISSION_SUPPORT"] }) { nodes { id } }
  offices(first: 1, filter: { codes: ["OMA"] }) { nodes { id } } viewer { at } }`;

interface Names {
  posts: { nodes: { id: string }[] };
  offices: { nodes: { id: string }[] };
  viewer: { at: string };
}

/** Takes a review from its request to the verified implementation of its recommendation, and tells each act and what the readers see after it. */
export async function processWalk(asking: Asking, verdicts: Verdicts): Promise<string[]> {
  const { posts, offices, viewer } = await asking.need<Names>("opsp.director", NAMES);
  const made = {
    OPSP_MISSION_SUPPORT: posts.nodes[0]!.id,
    OMA: offices.nodes[0]!.id,
    today: viewer.at.slice(0, 10),
    target: `${Number(viewer.at.slice(0, 4)) + 1}-06-30`,
  };
  const walk: Walk = { asking, verdicts, lines: [], made };
  for (const step of STEPS) {
    if (step.refused === undefined) await done(walk, step);
    else await refused(walk, step, step.refused);
    if (step.then) await look(walk, step.then);
  }
  return walk.lines;
}

const mutation = (act: string, payload: string) =>
  `mutation ($input: ${act.charAt(0).toUpperCase()}${act.slice(1)}Input!) { ${act}(input: $input) { ${payload} } }`;

/** Does an act, and keeps what it made. */
async function done({ asking, lines, made }: Walk, { by, act, input, keep = {} }: Step): Promise<void> {
  const payload = Object.values(keep).join(" ") || "__typename";
  const data = await asking.need<Record<string, Record<string, Record<string, string>>>>(by, mutation(act, payload), {
    input: input(made),
  });
  for (const [name, selected] of Object.entries(keep)) {
    const [object, field] = selected.replace(/[{}]/g, "").split(/\s+/) as [string, string];
    made[name] = data[act]![object]![field]!;
  }
  lines.push(`${by} ${act}`);
}

async function refused(walk: Walk, { by, act, input }: Step, expected: string): Promise<void> {
  const { code = "done", paragraph } = await walk.asking.ask(by, mutation(act, "__typename"), {
    input: input(walk.made),
  });
  const found = [code, paragraph?.replace("§ ", "")].filter((piece) => piece !== undefined).join(", ");
  tell(walk, `${by} ${act} is refused`, found, expected);
}

const SIGHT = `query ($request: ID!, $review: ID!, $symbol: String!, $recommendation: ID!) {
  request: node(id: $request) { ... on ReviewRequest { requestState: state } }
  review: node(id: $review) { ... on Review { reviewState: state } }
  report(symbol: $symbol) { parts(first: 10) { totalCount } }
  recommendation: node(id: $recommendation) { ... on Recommendation { decision implementation { status } } } }`;

interface Seen {
  request: { requestState: string } | null;
  review: { reviewState: string } | null;
  report: { parts: { totalCount: number } } | null;
  recommendation: { decision: string; implementation: { status: string } } | null;
}

/** What each reader sees of the request, the review, the report and the recommendation, in words. */
async function look(walk: Walk, wanted: Sights): Promise<void> {
  const { request = "", review = "", symbol = "", recommendation = "" } = walk.made;
  for (const reader of READERS) {
    const seen = await walk.asking.need<Seen>(reader, SIGHT, { request, review, symbol, recommendation });
    tell(walk, `  ${reader} sees`, told(seen), wanted[reader] ?? "");
  }
}

function told({ request, review, report, recommendation }: Seen): string {
  const { decision, implementation } = recommendation ?? {};
  return [
    request && `request ${request.requestState}`,
    review && `review ${review.reviewState}`,
    report && (report.parts.totalCount > 0 ? `${report.parts.totalCount} parts` : "cover"),
    decision && (decision === "ENDORSED" ? `${decision} and ${implementation!.status}` : decision),
  ]
    .filter(Boolean)
    .join(", ");
}

function tell({ verdicts, lines }: Walk, what: string, found: string, expected: string): void {
  lines.push(`${what.padEnd(50)}${(found || "nothing").padEnd(72)}${verdicts.compare(what, found, expected)}`);
}
