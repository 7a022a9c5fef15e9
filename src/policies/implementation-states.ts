import { Decision, ImplementationStatus, ReportStatus } from "../entities/terms";
import { among, eq, some } from "./conditions";
import type { StateForAct } from "./states";
import type { Viewer } from "./viewer";

const pending = { status: eq(ReportStatus.SUBMITTED), decision: eq(Decision.PENDING) };
const endorsed = { status: eq(ReportStatus.SUBMITTED), decision: eq(Decision.ENDORSED) };
const { NOT_STARTED, IN_PROGRESS, IMPLEMENTED } = ImplementationStatus;
const underway = { implementation: among([NOT_STARTED, IN_PROGRESS]) };
const open = { implementation: among([NOT_STARTED, IN_PROGRESS, IMPLEMENTED]) };
const implemented = { implementation: eq(IMPLEMENTED) };

/** For each act on a recommendation, the state that it asks for. */
export function statesOfRecommendations({ personId }: Viewer): Readonly<Record<string, StateForAct>> {
  const theViewer = some<{ person: string }>({ person: among(personId === null ? [] : [personId]) });
  const of = (when: StateForAct["when"], otherwise: string): StateForAct => ({
    subject: "Recommendation",
    when,
    otherwise,
  });
  const decision: StateForAct = {
    ...of(pending, "This recommendation does not await a decision: it is decided, or its report is a draft."),
    signatory: { mayEndorse: theViewer },
  };
  return {
    endorse: decision,
    notEndorse: decision,
    nameImplementer: of(
      { status: eq(ReportStatus.SUBMITTED), decision: among([Decision.PENDING, Decision.ENDORSED]), ...open },
      "Offices are named beside the implementing one until a recommendation is not endorsed, verified or closed.",
    ),
    consultMission: of(
      { ...endorsed, ...open, isForMission: eq(true) },
      "A consultation is recorded for an endorsed recommendation that a mission implements, and that is not verified or closed.",
    ),
    reportProgress: of(
      { ...endorsed, ...underway, mayReport: theViewer },
      "Progress is reported of an endorsed recommendation until it is reported as implemented, or closed.",
    ),
    verifyImplementation: of(
      { ...endorsed, ...implemented, mayVerify: theViewer },
      "Only an implementation that was reported is verified: this recommendation is not reported as implemented.",
    ),
    sendBack: of(
      { ...endorsed, ...implemented },
      "Only an implementation that was reported is sent back: this recommendation is not reported as implemented.",
    ),
    closeImplementation: {
      ...of({ ...endorsed, ...open }, "Only an endorsed recommendation that is neither verified nor closed is closed."),
      signatory: { mayClose: theViewer },
    },
    transferImplementation: of(
      { ...endorsed, ...open, implementerHasEnded: eq(true) },
      "Only an endorsed recommendation that is not verified or closed is transferred, when the office or mission that implements it has ended.",
    ),
  };
}
