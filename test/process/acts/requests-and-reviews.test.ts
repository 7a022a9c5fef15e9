import { aDirectedRequest } from "../../operations/life";
import type { World } from "../../operations/world";
import { DIRECTOR, HEAD, LINE, type Tried, tryTable } from "./table";

const WANTED = { kind: "TARGETED", missions: ["MINUSCA"], areas: ["TRAINING"], reasons: "Units arrive untrained." };
const LETTER = { country: "Country A", letterReference: "NV/7", letterOn: "2016-05-20" };
const TITLE = { title: "A title", level: "UNCLASSIFIED", grounds: [] };
const CONTACT = { party: "MISSION", name: "MINUSCA", heldOn: "2016-05-20", note: "Plans" };
const STAY = { mission: "MINUSCA", startsOn: "2016-06-20", endsOn: "2016-06-27" };

/** Which posts of the line have directed a request of a state. */
const DIRECTED: Readonly<Record<string, readonly string[]>> = {
  "PARTLY DIRECTED": LINE.slice(0, 1),
  DIRECTED: LINE,
  OPENED: LINE,
};

/** Requests of the Head of Mission, or of a contributing country. */
const requestsOf = (world: World): Tried => ({
  async make(state) {
    if (state === "") return "";
    const { request } =
      state === "OF A COUNTRY"
        ? await world.act(DIRECTOR, "enterReviewRequest", { ...WANTED, ...LETTER }, "request { id }")
        : await world.act(HEAD, "requestReview", WANTED, "request { id }");
    const requestId = request.id as string;
    for (const usg of DIRECTED[state] ?? []) await world.act(usg, "directReview", { requestId });
    if (state === "OPENED") await world.act(DIRECTOR, "openReview", { requestId });
    if (state === "DECLINED") await world.act(LINE[1]!, "declineReviewRequest", { requestId, reason: "A reason" });
    if (state === "WITHDRAWN") await world.act(HEAD, "withdrawReviewRequest", { requestId });
    return requestId;
  },
  inputs: {
    requestReview: () => WANTED,
    enterReviewRequest: () => ({ ...WANTED, ...LETTER }),
    directOnOwnMotion: () => WANTED,
    directReview: (requestId) => ({ requestId }),
    declineReviewRequest: (requestId) => ({ requestId, reason: "Another review covers it." }),
    withdrawReviewRequest: (requestId) => ({ requestId }),
    openReview: (requestId) => ({ requestId }),
  },
});

const STEPS: Readonly<Record<string, readonly string[]>> = {
  PLANNED: [],
  UNDERWAY: ["startReview"],
  COMPLETED: ["startReview", "completeReview"],
  DEBRIEFED: ["startReview", "completeReview", "recordDebrief"],
  ANNOUNCED: ["announceReview"],
  "PARTLY CANCELLED": [],
  CANCELLED: [],
};

/** Which posts of the line have cancelled a review of a state. */
const CANCELLED: Readonly<Record<string, readonly string[]>> = {
  "PARTLY CANCELLED": LINE.slice(0, 1),
  CANCELLED: LINE,
};

const ofReview = (reviewId: string) => ({ reviewId });

/** Reviews with one member of their team. */
const reviewsOf = (world: World): Tried => ({
  async make(state) {
    const requestId = await aDirectedRequest(world.registry);
    const { review } = await world.act(DIRECTOR, "openReview", { requestId }, "review { id }");
    const reviewId = review.id as string;
    const member = { reviewId, postId: world.post.OPSP_MISSION_SUPPORT, startsOn: "2016-06-01" };
    await world.act(DIRECTOR, "nameTeamMember", member);
    for (const name of STEPS[state]!) await world.act(DIRECTOR, name, { reviewId });
    for (const usg of CANCELLED[state] ?? []) await world.act(usg, "cancelReview", { reviewId, reason: "A reason" });
    return reviewId;
  },
  inputs: {
    announceReview: ofReview,
    startReview: ofReview,
    completeReview: ofReview,
    recordDebrief: ofReview,
    recordConsultation: (reviewId) => ({ reviewId, ...CONTACT }),
    recordVisit: (reviewId) => ({ reviewId, ...STAY }),
    cancelReview: (reviewId) => ({ reviewId, reason: "The mission closes." }),
    createReport: (reviewId) => ({ reviewId, ...TITLE }),
    nameTeamMember: (reviewId) => ({ reviewId, postId: world.post.OPSP_SENIOR_POLICE, startsOn: "2016-06-01" }),
  },
});

tryTable("requests-and-reviews.csv", [requestsOf, reviewsOf]);
