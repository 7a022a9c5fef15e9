import { ImplementationStatus } from "../entities/terms";
import { closeRecommendation } from "../operations/close-recommendation";
import { declineRecommendation } from "../operations/decline-recommendation";
import { endorseRecommendation } from "../operations/endorse-recommendation";
import { recordImplementationConsultation } from "../operations/record-implementation-consultation";
import { reportProgress } from "../operations/report-progress";
import { sendBackImplementation } from "../operations/send-back-implementation";
import { transferRecommendation } from "../operations/transfer-recommendation";
import { verifyImplementation } from "../operations/verify-implementation";
import { type Step, at, lineOn, stepsIn } from "./lines";
import type { Play } from "./play";
import { readTable } from "./tables";
import type { DatedAct } from "./timeline";

/** A recommendation, and one step that is done to it. */
interface Doing extends Step {
  readonly recommendationId: string;
}

type Act = (play: Play, doing: Doing) => Promise<unknown>;

const told = (reason: string) => ({ reason: `Demonstration. ${reason}` });

/** Every post of the reporting line of the day, one after the other. */
const byLine =
  (act: (account: string) => Act): Act =>
  async (play, doing) => {
    for (const account of lineOn(doing.day)) await act(account)(play, doing);
  };

const endorsedBy =
  (account: string): Act =>
  (play, { recommendationId }) =>
    play.as(account, endorseRecommendation, { recommendationId });

const closedAs = (outcome: "OVERTAKEN_BY_EVENTS" | "CLOSED_WITHOUT_IMPLEMENTATION", reason: string): Act =>
  byLine((account) => (play, { recommendationId }) => {
    return play.as(account, closeRecommendation, { recommendationId, outcome, ...told(reason) });
  });

const reportedAs =
  (status: ImplementationStatus, note: string): Act =>
  (play, { recommendationId, detail }) =>
    play.as(detail, reportProgress, { recommendationId, status, note: `Demonstration. ${note}` });

/** What becomes of a recommendation, by the names of the table. */
const STEPS: Readonly<Record<string, Act>> = {
  ENDORSED: byLine(endorsedBy),
  PARTLY: (play, doing) => endorsedBy(lineOn(doing.day)[0]!)(play, doing),
  DECLINED: (play, { day, recommendationId }) =>
    play.as(lineOn(day)[0]!, declineRecommendation, { recommendationId, ...told("Others do this already.") }),
  CONSULTED: (play, { day, recommendationId }) =>
    play.as("opsp.director", recordImplementationConsultation, {
      recommendationId,
      heldOn: day,
      note: "Demonstration. The leadership of the mission agrees.",
    }),
  IN_PROGRESS: reportedAs(ImplementationStatus.IN_PROGRESS, "It is begun."),
  IMPLEMENTED: reportedAs(ImplementationStatus.IMPLEMENTED, "It is done."),
  SENT_BACK: (play, { recommendationId, detail }) =>
    play.as(detail, sendBackImplementation, { recommendationId, ...told("Two sites were left out.") }),
  VERIFIED: (play, { recommendationId, detail }) => play.as(detail, verifyImplementation, { recommendationId }),
  OVERTAKEN: closedAs("OVERTAKEN_BY_EVENTS", "What it was about is no more."),
  CLOSED: closedAs("CLOSED_WITHOUT_IMPLEMENTATION", "It cannot be paid for."),
  TRANSFERRED: byLine((account) => (play, { recommendationId, detail }) => {
    const officeId = play.id("office", detail);
    return play.as(account, transferRecommendation, { recommendationId, officeId, ...told("The mission has ended.") });
  }),
};

/** What the Under-Secretaries-General decide on recommendations, and what becomes of them. */
export function recommendationActs(): DatedAct[] {
  return readTable<"recommendation" | "steps">("recommendations").flatMap(({ recommendation, steps }) =>
    stepsIn(steps).map((step): DatedAct => ({
      at: at(step.day, "15:30"),
      what: `the recommendation ${recommendation} is ${step.name}`,
      act: (play) => STEPS[step.name]!(play, { ...step, recommendationId: play.id("part", recommendation) }),
    })),
  );
}
