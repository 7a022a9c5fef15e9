import { idOf } from "../../../src/access/ids";
import type { World } from "../../operations/world";
import type { Answer } from "../../support/registry";
import type { Attempt, Model, Pair, Real } from "./random-acts";

const LINE = ["usg.dpko", "usg.dfs"];
const DIRECTOR = "director";
const REQUESTER = "hom.minusca";

const after = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The day that a choice names; none: today, unsaid. */
const dayOf = ({ choice, today }: Attempt): string | undefined =>
  choice === "" ? undefined : after(today, choice === "tomorrow" ? 1 : -1);

const DAYS = ["", "yesterday", "tomorrow"];

/** What was made on the way, by its ids. */
interface Ids {
  requestId: string;
  reviewId: string;
  reportId: string;
  recommendationId: string;
}

/** A request, the review that it opens, and its report with one recommendation. */
class ReviewModel implements Model {
  request = "SUBMITTED";
  private readonly directions = new Set<string>();
  private readonly cancellations = new Set<string>();
  private readonly endorsements = new Set<string>();
  private directedOn = "";
  private startedOn = "";
  private completedOn = "";
  private debriefedOn = "";
  private isOpened = false;
  private isAnnounced = false;
  private isCancelled = false;
  private report = "";
  private decision = "PENDING";

  constructor(
    readonly ids: Ids,
    private readonly world: World,
  ) {}

  choices = () => ({
    directReview: [""],
    declineReviewRequest: [""],
    withdrawReviewRequest: [""],
    openReview: [""],
    announceReview: [""],
    startReview: DAYS,
    completeReview: DAYS,
    recordDebrief: DAYS,
    cancelReview: [""],
    ...(this.report === "" ? { createReport: [""] } : {}),
    submitReport: [""],
    endorseRecommendation: [""],
    declineRecommendation: [""],
  });

  private get progress(): string {
    if (this.isCancelled) return "CANCELLED";
    if (this.completedOn !== "") return "COMPLETED";
    return this.startedOn === "" ? "PLANNED" : "UNDERWAY";
  }

  private get state(): string {
    if (this.report !== "SUBMITTED") return this.progress;
    return this.decision === "PENDING" ? "REPORTED" : "CLOSED";
  }

  private debriefClock(today: string): string | null {
    if (this.completedOn === "") return null;
    if (this.debriefedOn !== "") return "MET";
    return today > after(this.completedOn, 7) ? "OVERDUE" : "DUE";
  }

  may(attempt: Attempt): boolean {
    const { who, act } = attempt;
    const isUsg = LINE.includes(who);
    const isRequested = this.request === "SUBMITTED";
    const isDecided = this.report !== "SUBMITTED" || this.decision !== "PENDING" || this.endorsements.has(who);
    switch (act) {
      case "directReview":
        return isUsg && isRequested && !this.directions.has(who);
      case "declineReviewRequest":
        return isUsg && isRequested;
      case "withdrawReviewRequest":
        return who === REQUESTER && isRequested;
      case "openReview":
        return who === DIRECTOR && this.request === "DIRECTED" && !this.isOpened;
      case "cancelReview":
        return isUsg && this.isOpen(["PLANNED", "UNDERWAY"]) && !this.cancellations.has(who);
      case "submitReport":
        return who === DIRECTOR && this.report === "DRAFT" && this.isOpen(["COMPLETED"]);
      case "endorseRecommendation":
      case "declineRecommendation":
        return isUsg && !isDecided;
      default:
        return who === DIRECTOR && this.isOpened && this.mayStep(attempt);
    }
  }

  private isOpen = (states: readonly string[]) => this.isOpened && states.includes(this.progress);

  private mayStep(attempt: Attempt): boolean {
    const on = dayOf(attempt) ?? attempt.today;
    switch (attempt.act) {
      case "startReview":
        return this.progress === "PLANNED" && this.directedOn <= on && on <= attempt.today;
      case "completeReview":
        return this.progress === "UNDERWAY" && this.startedOn <= on && on <= attempt.today;
      case "recordDebrief":
        return (
          this.progress === "COMPLETED" && this.debriefedOn === "" && this.completedOn <= on && on <= attempt.today
        );
      case "announceReview":
        return !this.isAnnounced && !this.isCancelled;
      default:
        return !this.isCancelled;
    }
  }

  async done(attempt: Attempt, payload: { review?: { id: string }; report?: { id: string } }): Promise<void> {
    const { who, act, today } = attempt;
    const on = dayOf(attempt) ?? today;
    const steps: Readonly<Record<string, () => unknown>> = {
      directReview: () => this.directions.add(who).size === LINE.length && this.directed(today),
      declineReviewRequest: () => (this.request = "DECLINED"),
      withdrawReviewRequest: () => (this.request = "WITHDRAWN"),
      openReview: () => this.opened(payload.review!.id),
      announceReview: () => (this.isAnnounced = true),
      startReview: () => (this.startedOn = on),
      completeReview: () => (this.completedOn = on),
      recordDebrief: () => (this.debriefedOn = on),
      cancelReview: () => this.cancellations.add(who).size === LINE.length && (this.isCancelled = true),
      createReport: () => this.drafted(payload.report!.id),
      submitReport: () => (this.report = "SUBMITTED"),
      endorseRecommendation: () => this.endorsements.add(who).size === LINE.length && (this.decision = "ENDORSED"),
      declineRecommendation: () => (this.decision = "NOT_ENDORSED"),
    };
    await steps[act]!();
  }

  private directed(today: string): void {
    this.request = "DIRECTED";
    this.directedOn = today;
  }

  private opened(reviewId: string): void {
    this.isOpened = true;
    this.ids.reviewId = reviewId;
  }

  /** A report has a finding, and a recommendation that answers it. */
  private async drafted(reportId: string): Promise<void> {
    this.report = "DRAFT";
    this.ids.reportId = reportId;
    const part = async (kind: string, details: object): Promise<string> => {
      const input = { reportId, kind, text: `The ${kind}.`, level: "UNCLASSIFIED", grounds: [], ...details };
      return (await this.world.act(DIRECTOR, "addPart", input, "part { id }")).part.id as string;
    };
    const finding = await part("FINDING", { finding: { area: "TRAINING", risk: "HIGH", systemic: false } });
    const answer = { findingIds: [finding], mandate: "PARTNERSHIP", officeId: this.world.office.OMA };
    this.ids.recommendationId = await part("RECOMMENDATION", { recommendation: answer });
  }

  expected(today: string): object {
    const { request } = this;
    if (!this.isOpened)
      return { request, state: undefined, debriefClock: undefined, told: undefined, decision: undefined };
    return {
      request,
      state: this.state,
      debriefClock: this.debriefClock(today),
      // § 11.8, § 11.13: to whom a review is announced is told how far it has come, and nothing of its reports.
      told: this.isAnnounced ? this.progress : undefined,
      decision: this.report === "" ? undefined : this.decision,
    };
  }
}

const MADE = `query ($requestId: ID!, $reviewId: ID!, $reportId: ID!, $recommendationId: ID!) {
  request: node(id: $requestId) { ... on ReviewRequest { state viewerCan { direct decline withdraw openReview } } }
  review: node(id: $reviewId) { ... on Review { state debriefClock
    viewerCan { announce start complete recordDebrief cancel draftReport } } }
  report: node(id: $reportId) { ... on Report { viewerCan { submit } } }
  recommendation: node(id: $recommendationId) { ... on Recommendation { decision viewerCan { endorse decline } } } }`;

/** By what each act is foretold: of which object, under which name. */
const FORETOLD: Readonly<Record<string, readonly [object: string, name: string]>> = {
  directReview: ["request", "direct"],
  declineReviewRequest: ["request", "decline"],
  withdrawReviewRequest: ["request", "withdraw"],
  openReview: ["request", "openReview"],
  announceReview: ["review", "announce"],
  startReview: ["review", "start"],
  completeReview: ["review", "complete"],
  recordDebrief: ["review", "recordDebrief"],
  cancelReview: ["review", "cancel"],
  createReport: ["review", "draftReport"],
  submitReport: ["report", "submit"],
  endorseRecommendation: ["recommendation", "endorse"],
  declineRecommendation: ["recommendation", "decline"],
};

class RealReview implements Real {
  constructor(
    private readonly world: World,
    private readonly ids: Ids,
  ) {}

  ask(attempt: Attempt): Promise<Answer> {
    const { requestId, reviewId, reportId, recommendationId } = this.ids;
    const of: Record<string, object> = {
      request: { requestId },
      review: { reviewId },
      report: { reportId },
      recommendation: { recommendationId },
    };
    const reason = { reason: "A reason" };
    const more: Record<string, object> = {
      declineReviewRequest: reason,
      cancelReview: reason,
      declineRecommendation: reason,
      createReport: { title: "A title", level: "CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"] },
    };
    const [object] = FORETOLD[attempt.act]!;
    const on = object === "review" ? { on: dayOf(attempt) } : {};
    const made: Record<string, string> = { openReview: "review { id }", createReport: "report { id }" };
    const payload = made[attempt.act] ?? "__typename";
    return this.world.ask(attempt.who, attempt.act, { ...of[object], ...more[attempt.act], ...on }, { payload });
  }

  private seen = async (as: string) => (await this.world.registry.ask(as, MADE, this.ids)).data;

  async shown(): Promise<object> {
    const { request, review, recommendation } = await this.seen(DIRECTOR);
    const told = await this.seen(REQUESTER);
    return {
      request: request.state,
      state: review?.state,
      debriefClock: review?.debriefClock,
      told: told.review?.state,
      decision: recommendation?.decision,
    };
  }

  async can(who: string): Promise<Record<string, boolean>> {
    const seen = await this.seen(who);
    const found = Object.entries(FORETOLD).map(([act, [object, name]]) => [
      act,
      seen[object]?.viewerCan[name] ?? false,
    ]);
    return Object.fromEntries(found) as Record<string, boolean>;
  }
}

const WANTED = { kind: "TARGETED", missions: ["MINUSCA"], areas: ["TRAINING"], reasons: "Units arrive untrained." };
const ABSENT = "00000000-0000-4000-8000-000000000000";

/** A request of the Head of MINUSCA, beside its model. */
export async function aRequest(world: World): Promise<Pair> {
  const { request } = await world.act(REQUESTER, "requestReview", WANTED, "request { id }");
  const ids: Ids = {
    requestId: request.id as string,
    reviewId: idOf("review", ABSENT),
    reportId: idOf("report", ABSENT),
    recommendationId: idOf("part", ABSENT),
  };
  return { model: new ReviewModel(ids, world), real: new RealReview(world, ids) };
}
