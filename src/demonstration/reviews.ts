import { Area, PartKind, type ReviewKind } from "../entities/terms";
import { announceReview } from "../operations/announce-review";
import { directOnOwnMotion, directReview } from "../operations/direct-review";
import { enterReviewRequest } from "../operations/enter-review-request";
import { nameTeamMember } from "../operations/name-team-member";
import { openReview } from "../operations/open-review";
import { requestReview } from "../operations/request-review";
import { recordVisit } from "../operations/review-contacts";
import { cancelReview } from "../operations/cancel-review";
import { declineReviewRequest } from "../operations/decline-review-request";
import { withdrawReviewRequest } from "../operations/withdraw-review-request";
import { completeReview, recordDebrief, startReview } from "../operations/review-course";
import { after, at, lineOn, stepsIn } from "./lines";
import type { Play } from "./play";
import { areaOf, publicRow } from "./public-rows";
import { type Row, listed, optional, readTable } from "./tables";
import type { DatedAct } from "./timeline";

type ReviewRow = Row<
  | "key"
  | "title"
  | "kind"
  | "missions"
  | "requested_by"
  | "directed_on"
  | "drafted_on"
  | "submitted_on"
  | "team"
  | "team_until"
>;
type PartRow = Row<"report" | "kind" | "source">;

/** The reference under which the demonstration finds a report again: that of the memorandum that directed its review. */
export const directionOf = (report: string): string => `DEMONSTRATION/${report}`;

/** The days of a review: most are completed 35 days before their report, so that it comes in time, and every third so that it does not. */
function daysOf({ directed_on, drafted_on, submitted_on }: ReviewRow, place: number) {
  const completedOn = submitted_on === "" ? after(drafted_on, -7) : after(submitted_on, place % 3 === 2 ? -50 : -35);
  return {
    requestedOn: after(directed_on, -14),
    announcedOn: after(directed_on, 7),
    startedOn: after(directed_on, 21),
    completedOn,
    debriefedOn: submitted_on === "" ? undefined : after(completedOn, place % 4 === 3 ? 9 : 5),
  };
}

/** Every review from its request to its debrief; one without a day of submission awaits it. */
export function reviewActs(): DatedAct[] {
  const parts = readTable<"report" | "kind" | "source">("parts");
  return readTable<Exclude<keyof ReviewRow, symbol>>("reports").flatMap((row, place) => {
    const days = daysOf(row, place);
    const areas = areasOf(parts.filter(({ report }) => report === row.key));
    const requested = row.requested_by === "" ? [] : [request(row, days.requestedOn, areas)];
    const ended = [step(row, days.completedOn, completeReview, "completed")];
    return [
      ...requested,
      ...directed(row, areas),
      opened(row),
      announced(row, days.announcedOn),
      step(row, days.startedOn, startReview, "started"),
      ...listed(row.missions).map((mission) => visited(row, days.startedOn, mission, place)),
      ...ended,
      ...(days.debriefedOn ? [step(row, days.debriefedOn, recordDebrief, "debriefed")] : []),
    ];
  });
}

type RequestRow = Row<"key" | "by" | "kind" | "missions" | "areas" | "at" | "reasons" | "steps">;

const ofReview = (play: Play, { key }: RequestRow) => ({ reviewId: play.id("review", key) });
const director = "opsp.director";

/** What becomes of a request, step by step: who does it, the line where each of its posts must. */
const STEPS: Readonly<Record<string, (play: Play, row: RequestRow, line: readonly string[]) => Promise<unknown>>> = {
  WITHDRAWN: (play, row) =>
    play.as(accountOf(row.by, row.at), withdrawReviewRequest, { requestId: play.id("request", row.key) }),
  DECLINED: (play, row, [first]) =>
    play.as(first!, declineReviewRequest, {
      requestId: play.id("request", row.key),
      reason: "Demonstration. Another review covers it.",
    }),
  DIRECTED: async (play, row, line) => {
    for (const account of line) await play.as(account, directReview, { requestId: play.id("request", row.key) });
  },
  OPENED: async (play, row) => {
    const requestId = play.id("request", row.key);
    const { review_id } = await play.as(director, openReview, { requestId, directionReference: directionOf(row.key) });
    play.remember("review", row.key, review_id);
  },
  ANNOUNCED: (play, row) => play.as(director, announceReview, ofReview(play, row)),
  STARTED: (play, row) => play.as(director, startReview, ofReview(play, row)),
  COMPLETED: (play, row) => play.as(director, completeReview, ofReview(play, row)),
  DEBRIEFED: (play, row) => play.as(director, recordDebrief, ofReview(play, row)),
  CANCELLED: async (play, row, line) => {
    for (const account of line)
      await play.as(account, cancelReview, { ...ofReview(play, row), reason: "Demonstration. The plan has changed." });
  },
};

/** Requests of which no report has come: in every state, and with reviews in every state before it. */
export function requestActs(): DatedAct[] {
  return readTable<Exclude<keyof RequestRow, symbol>>("requests").flatMap((row) => {
    const requested: DatedAct = {
      at: at(row.at, "10:00"),
      what: `the request ${row.key} is made`,
      act: async (play) => {
        const { request_id } = await play.as(accountOf(row.by, row.at), requestReview, {
          kind: row.kind as ReviewKind,
          missions: listed(row.missions),
          areas: listed(row.areas) as Area[],
          reasons: `Demonstration. ${row.reasons}.`,
          postId: play.id("post", row.by),
        });
        play.remember("request", row.key, request_id);
      },
    };
    const steps = stepsIn(row.steps).map(({ name, day }): DatedAct => ({
      at: at(day, "14:00"),
      what: `the request ${row.key} is ${name}`,
      act: (play) => STEPS[name]!(play, row, lineOn(day)),
    }));
    return [requested, ...steps];
  });
}

function areasOf(parts: readonly PartRow[]): Area[] {
  const found = parts.filter(({ kind }) => kind === PartKind.FINDING).map(({ source }) => areaOf(publicRow(source)));
  return found.length > 0 ? [...new Set(found)] : [Area.SAFETY_AND_SECURITY];
}

const wanted = (row: ReviewRow, areas: Area[]) => ({
  kind: row.kind as ReviewKind,
  missions: listed(row.missions),
  areas,
  reasons: `Demonstration. A review is asked for on: ${row.title}.`,
});

/** Who holds a post, or acts in it, by the table of appointments. */
function accountOf(post: string, day: string): string {
  const found = readTable<"account" | "post" | "from" | "to">("appointments").find(
    (one) => one.post === post && one.from <= day && (one.to === "" || day <= one.to),
  );
  if (!found) throw new Error(`Nobody of the demonstration holds ${post} on ${day}.`);
  return found.account;
}

function request(row: ReviewRow, day: string, areas: Area[]): DatedAct {
  const country = row.requested_by.replace(/^country:/, "");
  const byCountry = country !== row.requested_by;
  return {
    at: at(day, "10:00"),
    what: `the review ${row.key} is requested`,
    act: async (play) => {
      const letter = { country, letterReference: `NV/${row.key}`, letterOn: after(day, -3) };
      const { request_id } = byCountry
        ? await play.as("opsp.assistant", enterReviewRequest, { ...wanted(row, areas), ...letter })
        : await play.as(accountOf(row.requested_by, day), requestReview, {
            ...wanted(row, areas),
            postId: play.id("post", row.requested_by),
          });
      play.remember("request", row.key, request_id);
    },
  };
}

/** Each USG of the line directs it; where nobody requested it the first begins it. */
function directed(row: ReviewRow, areas: Area[]): DatedAct[] {
  return lineOn(row.directed_on).map((account, place) => ({
    at: at(row.directed_on, `1${place}:30`),
    what: `${account} directs the review ${row.key}`,
    act: async (play) => {
      if (row.requested_by === "" && place === 0) {
        const { request_id } = await play.as(account, directOnOwnMotion, wanted(row, areas));
        play.remember("request", row.key, request_id);
      } else await play.as(account, directReview, { requestId: play.id("request", row.key) });
    },
  }));
}

function opened(row: ReviewRow): DatedAct {
  return {
    at: at(row.directed_on, "15:00"),
    what: `the review ${row.key} is opened`,
    act: async (play) => {
      const { review_id } = await play.as("opsp.director", openReview, {
        requestId: play.id("request", row.key),
        directionReference: directionOf(row.key),
      });
      play.remember("review", row.key, review_id);
      for (const post of listed(row.team)) await nameMember(play, row, post);
    },
  };
}

async function nameMember(play: Play, { key, directed_on, team_until }: ReviewRow, post: string): Promise<void> {
  await play.as("opsp.director", nameTeamMember, {
    reviewId: play.id("review", key),
    postId: play.id("post", post),
    startsOn: directed_on,
    endsOn: optional(team_until),
  });
}

function announced({ key }: ReviewRow, day: string): DatedAct {
  return {
    at: at(day, "10:00"),
    what: `the review ${key} is announced`,
    act: (play) => play.as("opsp.director", announceReview, { reviewId: play.id("review", key) }),
  };
}

function step({ key }: ReviewRow, day: string, done: typeof startReview, what: string): DatedAct {
  return {
    at: at(day, "17:00"),
    what: `the review ${key} is ${what}`,
    act: (play) => play.as("opsp.director", done, { reviewId: play.id("review", key) }),
  };
}

/** A visit of a week, of which the mission was told ten days before, and now and then on its first day. */
function visited({ key }: ReviewRow, startedOn: string, mission: string, place: number): DatedAct {
  const startsOn = after(startedOn, 14);
  return {
    at: at(startsOn, "18:00"),
    what: `the visit of ${key} to ${mission} is recorded`,
    act: (play) =>
      play.as("opsp.director", recordVisit, {
        reviewId: play.id("review", key),
        mission,
        startsOn,
        endsOn: after(startsOn, 6),
        notifiedOn: after(startsOn, place % 5 === 4 ? 0 : -10),
      }),
  };
}
