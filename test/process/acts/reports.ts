import type { MadeReport } from "../../operations/life";
import type { Proposed, World } from "../../operations/world";
import { DIRECTOR, LINE, holderOf } from "./table";

const ADMINISTRATOR = holderOf("ADMINISTRATOR_1");
const OVERSIGHT = holderOf("HEAD_OF_OIOS");
const DAY = 86_400;
const STRICT = "STRICTLY_CONFIDENTIAL";

export const CLASSIFIED = { level: "CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"] };

/** A report of one part in a state, and that of the two which the acts are on. */
export interface InState {
  readonly report: MadeReport;
  readonly actsOn: "report" | "part";
  partId: string;
  circulation?: Proposed;
}

type Step = (made: InState, world: World) => Promise<unknown>;

const changed = async ({ report, partId }: InState, world: World, [ofReport, ofPart]: readonly (object | null)[]) => {
  const expectedVersion = 1;
  if (ofReport) await world.act(DIRECTOR, "editReport", { reportId: report.id, expectedVersion, ...ofReport });
  if (ofPart) await world.act(DIRECTOR, "editPart", { partId, expectedVersion, ...ofPart });
};
const edited: Step = (made, world) => changed(made, world, [{ title: "Convoys" }, { text: "Convoys are long." }]);
const withdrawn: Step = ({ partId }, world) => world.act(DIRECTOR, "withdrawPart", { partId, expectedVersion: 1 });
const answered: Step = ({ report, partId }, world) =>
  world.act(DIRECTOR, "addPart", {
    reportId: report.id,
    kind: "RECOMMENDATION",
    text: "Shorten the convoys.",
    ...CLASSIFIED,
    recommendation: { findingIds: [partId], mandate: "PARTNERSHIP" },
  });

const MARKING = { sensitivity: { ...CLASSIFIED, thirdParty: "Country: restricted" } };
const marked: Step = (made, world) =>
  changed(made, world, made.actsOn === "report" ? [MARKING, null] : [null, MARKING]);
const markedElsewhere: Step = (made, world) =>
  changed(made, world, made.actsOn === "report" ? [null, MARKING] : [MARKING, null]);

const submitted: Step = ({ report }, world) => world.act(DIRECTOR, "submitReport", { reportId: report.id });
const consented: Step = ({ report, partId, actsOn }, world) =>
  world.act(DIRECTOR, "recordThirdPartyConsent", {
    id: actsOn === "report" ? report.id : partId,
    reference: "Letter 12",
  });

const circulated: Step = async (made, world) => {
  const { post, office } = world;
  const scope = { reportId: made.report.id, full: true, postIds: [post.ASG_OO], officeIds: [office.OMA] };
  made.circulation = await world.propose(scope, ADMINISTRATOR);
  for (const usg of LINE) await world.sign(made.circulation, usg);
};
const revoked: Step = ({ circulation }, world) => world.on(circulation!, LINE[0]!, "revokeCirculation");

const invokedFor =
  (days: number): Step =>
  ({ report }, world) =>
    world.act(OVERSIGHT, "invokeOversight", { symbol: report.symbol, reason: "An inquiry", days });
const aDayLater: Step = async (_made, world) => world.registry.clock(await world.instant(DAY + 1));

const corrected: Step = ({ partId }, world) =>
  world.act(DIRECTOR, "addCorrigendum", { partId, text: "One convoy." }, "part { id }");
const correctedToBeCorrected: Step = async (made, world) => {
  made.partId = ((await corrected(made, world)) as { part: { id: string } }).part.id;
};

/** The steps by which a draft comes into each state. */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  DRAFT: [],
  "STRICT THROUGHOUT DRAFT": [],
  EMPTY: [],
  "REVIEW UNDERWAY": [],
  "EDITED SINCE": [edited],
  WITHDRAWN: [withdrawn],
  ANSWERED: [answered],
  "MARKED DRAFT": [marked],
  SUBMITTED: [submitted],
  STRICT: [submitted],
  "STRICT THROUGHOUT": [submitted],
  "AT THAT LEVEL": [submitted],
  "SUBMITTED WITHOUT IT": [withdrawn, submitted],
  MARKED: [marked, submitted],
  "MARKED ELSEWHERE": [markedElsewhere, submitted],
  CONSENTED: [marked, submitted, consented],
  CIRCULATED: [submitted, circulated],
  "CIRCULATED RAISED": [submitted, circulated],
  "STRICT CIRCULATED": [submitted, circulated],
  "STRICT THROUGHOUT CIRCULATED": [submitted, circulated],
  "CIRCULATION ENDED": [submitted, circulated, revoked],
  "STRICT CIRCULATION ENDED": [submitted, circulated, revoked],
  INVOKED: [submitted, invokedFor(30)],
  LAPSED: [submitted, invokedFor(1), aDayLater],
  CORRECTED: [submitted, corrected],
  CORRIGENDUM: [submitted, correctedToBeCorrected],
};

/**
 * Confidential reports of one part, and with one member of staff on their team: strictly confidential where the state says so, and so is
 * then their part where they are so throughout.
 */
export class Reports {
  constructor(
    private readonly world: World,
    private readonly actsOn: InState["actsOn"],
    private readonly partLevel: string,
  ) {}

  async make(state: string): Promise<InState> {
    const report = await this.draft(state);
    const made: InState = { report, actsOn: this.actsOn, partId: report.parts.one ?? "" };
    for (const step of STEPS[state]!) await step(made, this.world);
    return made;
  }

  private draft(state: string): Promise<MadeReport> {
    const level = state.startsWith("STRICT THROUGHOUT") ? STRICT : this.partLevel;
    const keys = state === "EMPTY" ? [] : state === "SUBMITTED WITHOUT IT" ? ["one", "other"] : ["one"];
    return this.world.report({
      level: state.startsWith("STRICT") ? STRICT : "CONFIDENTIAL",
      parts: keys.map((key) => ({ key, level })),
      team: [this.world.post.OPSP_MISSION_SUPPORT],
      completed: state !== "REVIEW UNDERWAY",
      submitted: false,
    });
  }
}
