import { Oracle, Sight, awaitedAt, isSubmitted, lineAt, runs, stateAt } from "./oracle";
import type { Instant, Reader, World, WorldCirculation, WorldReport } from "./world";

/** Who may do what, worked out anew from the one-page policy and from nothing of the program: for each act who, and in which state. */

/** Who could act: a person by every post. A portal, or a person through one, does no acts. */
export class Doer {
  readonly sight: Sight;
  readonly oracle: Oracle;

  constructor(
    readonly world: World,
    readonly reader: Reader,
    readonly at: Instant = world.now,
  ) {
    this.sight = new Sight(world, reader, at);
    this.oracle = new Oracle(world, reader, at);
  }

  get isByPortal(): boolean {
    return this.reader.portal !== undefined;
  }

  /** Director and officer-in-charge, USGs, administrators and auditors. */
  get keepsWatch(): boolean {
    return this.oracle.mayAudit;
  }

  get isOpsp(): boolean {
    return this.sight.isProfessional || this.sight.isAssistant || this.sight.holds("DIRECTOR_OPSP");
  }

  heads(office?: string): boolean {
    const { posts } = this.world;
    return this.sight.posts.some(
      (post) => posts[post]!.heads && (office === undefined || posts[post]!.office === office),
    );
  }

  stateOf(circulation: WorldCirculation): string {
    return stateAt(this.world, circulation, this.at);
  }

  isOpen(circulation: WorldCirculation): boolean {
    return ["PROPOSED", "PARTLY_SIGNED"].includes(this.stateOf(circulation));
  }
}

interface Holding {
  person: string;
  post: string;
  acting: boolean;
}

/** Who holds which posts, or acts in them, in offices that exist. */
const holdings = (world: World, at: Instant): Holding[] =>
  world.appointments
    .filter((one) => one.confirmed && runs(one, at) && runs(world.posts[one.post]!, at))
    .filter(({ post }) => runs(world.offices[world.posts[post]!.office]!, at));

/** The holdings by which a circulation can still be signed: a post signs once, and two posts need two persons. */
export function signatories(world: World, { signatures }: WorldCirculation, at: Instant): Holding[] {
  const line = lineAt(world, at);
  const signed = signatures.filter(({ post }) => line.includes(post));
  return holdings(world, at)
    .filter(({ post }) => line.includes(post))
    .filter(({ person, post }) => !signed.some((one) => one.post === post || one.by === person));
}

const isDirector = ({ sight }: Doer) => sight.isDirector;
const isUsg = ({ sight }: Doer) => sight.isUsg;
const isAdministrator = ({ sight }: Doer) => sight.isAdministrator;
const prepares = ({ sight }: Doer) => sight.isAdministrator || sight.isDirector || sight.isAssistant;
const inState =
  (...states: string[]) =>
  (doer: Doer, circulation: WorldCirculation) =>
    states.includes(doer.stateOf(circulation));
const isOpen = (doer: Doer, circulation: WorldCirculation) => doer.isOpen(circulation);

interface Act<Object> {
  who: (doer: Doer, object: Object) => boolean;
  when: (doer: Doer, object: Object) => boolean;
}

/** What is done to a circulation; no signature on paper awaits anything in these worlds. */
export const actsOnCirculations = {
  sign: {
    who: isUsg,
    when: (doer, one) =>
      doer.isOpen(one) && signatories(doer.world, one, doer.at).some(({ person }) => person === doer.reader.person),
  },
  decline: { who: isUsg, when: isOpen },
  withdraw: { who: ({ sight }, { proposedBy }) => sight.holds(proposedBy), when: inState("PROPOSED") },
  recordPaperSignature: {
    who: isAdministrator,
    when: (doer, one) => awaitedAt(doer.world, one, doer.at).length > 0,
  },
  confirmPaperSignature: { who: isDirector, when: () => false },
  suspend: { who: (doer) => isAdministrator(doer) || isDirector(doer), when: inState("SIGNED", "NOT_YET_VALID") },
  liftSuspension: { who: isUsg, when: inState("SUSPENDED") },
  revoke: { who: isUsg, when: inState("SIGNED", "NOT_YET_VALID", "SUSPENDED") },
} as const satisfies Record<string, Act<WorldCirculation>>;

const submitted = ({ at }: Doer, report: WorldReport) => isSubmitted(report, at);
const draft = ({ at }: Doer, report: WorldReport) => !isSubmitted(report, at);

/** What is done to a report; all that is in these worlds came from a third party. */
export const actsOnReports = {
  write: { who: ({ sight }, report) => sight.isDirector || sight.isOnTeam(report), when: draft },
  submit: { who: isDirector, when: (doer, report) => draft(doer, report) && report.parts.length > 0 },
  addCorrigendum: { who: isDirector, when: submitted },
  reclassify: { who: (doer) => isDirector(doer) || isUsg(doer), when: submitted },
  recordThirdPartyConsent: {
    who: isDirector,
    when: (doer, report) => submitted(doer, report) && [report, ...report.parts].some(({ consent }) => !consent),
  },
  proposeCirculation: { who: prepares, when: submitted },
  explainAccess: {
    who: ({ oracle }) => oracle.mayAudit,
    when: (doer, report) => isDirector(doer) || submitted(doer, report),
  },
} as const satisfies Record<string, Act<WorldReport>>;

/** On a day on which nobody holds the Director's post, or acts in it. */
const isDirectorAbsent = ({ world, at }: Doer) =>
  !world.appointments.some(
    ({ post, confirmed, replaced, from, until }) =>
      post === "DIRECTOR_OPSP" && confirmed && !replaced && runs({ from, until }, at),
  );

/** What is done to nothing in particular. */
export const actsOfViewers = {
  openReview: isDirector,
  draftLesson: ({ sight }: Doer) => sight.isDirector || sight.isProfessional,
  draftWorkPlan: isDirector,
  keepOrganisation: isAdministrator,
  confirmEntries: (doer: Doer) => isDirector(doer) || isAdministrator(doer) || doer.heads(),
  designate: (doer: Doer) => doer.heads(),
  nameOfficerInCharge: (doer: Doer) => doer.sight.holds("DIRECTOR_OPSP") || (isUsg(doer) && isDirectorAbsent(doer)),
  signCirculations: isUsg,
  invokeOversight: ({ sight }: Doer) => sight.holds("HEAD_OF_OIOS"),
  readRegister: ({ sight }: Doer) => sight.isAuditor,
} as const;

const permissions = <Object>(doer: Doer, acts: Readonly<Record<string, Act<Object>>>, object: Object) =>
  Object.fromEntries(
    Object.entries(acts).map(([name, { who, when }]) => [
      name,
      !doer.isByPortal && who(doer, object) && when(doer, object),
    ]),
  );

export const mayDoToReport = (doer: Doer, report: WorldReport) => permissions(doer, actsOnReports, report);
export const mayDoToCirculation = (doer: Doer, one: WorldCirculation) => permissions(doer, actsOnCirculations, one);
export const mayDo = (doer: Doer) =>
  Object.fromEntries(Object.entries(actsOfViewers).map(([name, who]) => [name, !doer.isByPortal && who(doer)]));
