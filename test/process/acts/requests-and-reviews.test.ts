import { aDirectedRequest } from "../../operations/life";
import type { World } from "../../operations/world";
import { DIRECTOR, HEAD, LINE, type Tried, tryTable } from "./table";

const WANTED = { kind: "TARGETED", missions: ["MINUSCA"], areas: ["TRAINING"], reasons: "Units arrive untrained." };
const LETTER = { country: "Country A", letterReference: "NV/7", letterOn: "2016-05-20" };
const TITLE = { title: "A title", level: "UNCLASSIFIED", grounds: [] };
const CONTACT = { party: "MISSION", name: "MINUSCA", heldOn: "2016-05-20", note: "Plans" };
const STAY = { mission: "MINUSCA", startsOn: "2016-06-20", endsOn: "2016-06-27" };

/** Requests of the Head of Mission. */
const requestsOf = (world: World): Tried => ({
  async make(state) {
    if (state === "") return "";
    const { request } = await world.act(HEAD, "requestReview", WANTED, "request { id }");
    const requestId = request.id as string;
    if (state === "DIRECTED") for (const usg of LINE) await world.act(usg, "directReview", { requestId });
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
  CANCELLED: [],
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
    if (state === "CANCELLED")
      for (const usg of LINE) await world.act(usg, "cancelReview", { reviewId, reason: "A reason" });
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
