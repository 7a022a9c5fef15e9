import type { Instant, Level, Reader, World, WorldCirculation, WorldPart, WorldPeriod, WorldReport } from "./world";

/**
 * What each reader may see, worked out anew from the one-page policy and from nothing of the program: rule by rule, over plain facts.
 * The numbers are those of the page's rules.
 */

const LEVELS: Level[] = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];
const STRICT: Level = "STRICTLY_CONFIDENTIAL";

const beginning = (day: string): Instant => `${day}T00:00:00.000Z`;
const dayAfter = (day: string) => new Date(Date.parse(beginning(day)) + 86_400_000).toISOString().slice(0, 10);
const ending = (day: string): Instant => beginning(dayAfter(day));
type Running = Pick<WorldPeriod, "from" | "recorded" | "replaced"> & { until?: string | null | undefined };

/** Whether something that has first and last days gives at an instant: never before it was recorded, nor once it was replaced. */
export const runs = ({ from, until, recorded, replaced }: Running, at: Instant) =>
  beginning(from) <= at &&
  (!until || at < ending(until)) &&
  !(recorded && at < recorded) &&
  !(replaced && replaced <= at);

/** The state of a circulation at an instant, by what was done to it. */
export function stateAt(world: World, circulation: WorldCirculation, at: Instant): string {
  const { withdrawnAt, declinedAt, revokedAt, validFrom, validUntil } = circulation;
  const past = (instant: Instant | null | undefined) => Boolean(instant && instant <= at);
  if (past(withdrawnAt)) return "WITHDRAWN";
  if (past(declinedAt)) return "DECLINED";
  if (past(revokedAt)) return "REVOKED";
  if (past(validUntil)) return "EXPIRED";
  if (!past(completionOf(world, circulation)))
    return circulation.signatures.some((signature) => past(signature.at)) ? "PARTLY_SIGNED" : "PROPOSED";
  if (circulation.suspensions.some(({ at: suspended, lifted }) => past(suspended) && !past(lifted))) return "SUSPENDED";
  return validFrom && validFrom > at ? "NOT_YET_VALID" : "SIGNED";
}

/** The posts of the reporting line in force. */
export const lineAt = (world: World, at: Instant) => world.lines.find((line) => runs(line, at))!.posts;

/** The signature after which every post of the line then in force has signed; complete stays complete. */
function completionOf(world: World, { signatures }: WorldCirculation): Instant | null {
  const inTime = [...signatures].sort((one, other) => (one.at < other.at ? -1 : 1));
  const complete = inTime.find(({ at }, place) => {
    const signed = inTime.slice(0, place + 1).map(({ post }) => post);
    return lineAt(world, at).every((post) => signed.includes(post));
  });
  return complete?.at ?? null;
}

/** The posts whose signature an open proposal awaits. */
export const awaitedAt = (world: World, circulation: WorldCirculation, at: Instant): string[] =>
  ["PROPOSED", "PARTLY_SIGNED"].includes(stateAt(world, circulation, at))
    ? lineAt(world, at).filter((post) => !circulation.signatures.some((signature) => signature.post === post))
    : [];

/** Whether it counts as one of the full report: until something of it was raised to strictly confidential. */
export const isFull = ({ full, narrowed }: WorldCirculation, at: Instant) => full && !(narrowed && narrowed.at <= at);

/** The part as it was at an instant. */
const levelAt = ({ level, before }: Pick<WorldPart, "level" | "before">, at: Instant): Level =>
  before && at < before.until ? before.level : level;

/** A part, or one that there could be, of a level, and that no list names. */
type AnyPart = { id: string | null; level: Level; addedAt?: Instant | undefined };

/** What one who asks may see: a person by every post, or a portal by its office. */
export class Sight {
  readonly posts: string[];
  private readonly heldOffices: string[];
  private readonly confidentialOffices: string[];
  private readonly portalOffice: string | undefined;

  constructor(
    private readonly world: World,
    reader: Reader,
    readonly at: Instant,
  ) {
    this.posts = reader.person ? postsOf(world, reader.person, at) : [];
    this.heldOffices = this.posts.map((post) => world.posts[post]!.office);
    const designated = (office: string) =>
      world.designations.some((one) => one.office === office && one.person === reader.person && runs(one, at));
    this.confidentialOffices = this.posts
      .filter((post) => world.posts[post]!.heads ?? designated(world.posts[post]!.office))
      .map((post) => world.posts[post]!.office);
    const portal = world.portals.find(({ code, confirmed }) => confirmed && code === reader.portal);
    if (portal && runs(world.offices[portal.office]!, at)) this.portalOffice = portal.office;
  }

  holds(...posts: string[]): boolean {
    return posts.some((post) => this.posts.includes(post));
  }

  get isPortal(): boolean {
    return this.portalOffice !== undefined;
  }

  /** 2: the Director, or the officer-in-charge of that instant. */
  get isDirector(): boolean {
    const { officersInCharge } = this.world;
    return this.holds("DIRECTOR_OPSP") || officersInCharge.some((one) => runs(one, this.at) && this.holds(one.post));
  }

  /** 6: of the reporting line now in force. */
  get isUsg(): boolean {
    return this.holds(...lineAt(this.world, this.at));
  }

  get isProfessional(): boolean {
    return this.holds("OPSP_SENIOR_MILITARY", "OPSP_SENIOR_POLICE", "OPSP_MISSION_SUPPORT");
  }

  get isAssistant(): boolean {
    return this.holds("OPSP_TEAM_ASSISTANT");
  }

  get isAdministrator(): boolean {
    return this.holds("ADMINISTRATOR_1", "ADMINISTRATOR_2");
  }

  get isAuditor(): boolean {
    return this.holds("AUDITOR");
  }

  /** 3: on the team of the report's review. */
  isOnTeam({ team }: WorldReport): boolean {
    return team.some((member) => runs(member, this.at) && this.holds(member.post));
  }

  /** 11: OIOS has invoked its right to know; for its head and whom its head has designated. */
  isOversight(report: WorldReport): boolean {
    const invoked = this.world.invocations.some(
      (one) => one.report === report.id && one.at <= this.at && this.at < one.until,
    );
    return invoked && this.confidentialOffices.includes("OIOS");
  }

  /** By which of 7, 8 and 9 an effective circulation gives a part of a level. */
  private waysOf(circulation: WorldCirculation, { id, level }: AnyPart): string[] {
    const ways: string[] = [];
    if (circulation.posts.some((post) => this.holds(post))) ways.push("7");
    const named = (office: string) =>
      circulation.offices.includes(office) && !isWithheld(circulation, { id, office }, this.at);
    if (level === "UNCLASSIFIED" && this.heldOffices.some(named)) ways.push("8");
    if (level === "CONFIDENTIAL" && this.confidentialOffices.some(named)) ways.push("8");
    if (level !== STRICT && circulation.portals && this.portalOffice && named(this.portalOffice)) ways.push("9");
    return ways;
  }

  /** The circulations by which this part comes to the reader. */
  circulationsOf(report: WorldReport, part: AnyPart): { circulation: WorldCirculation; ways: string[] }[] {
    return this.world.circulations
      .filter((one) => one.report === report.id && stateAt(this.world, one, this.at) === "SIGNED")
      .filter((one) => covers(one, part, this.at))
      .map((circulation) => ({ circulation, ways: this.waysOf(circulation, part) }))
      .filter(({ ways }) => ways.length > 0);
  }

  readsPart(report: WorldReport, part: AnyPart): boolean {
    if (this.isDirector || this.isOnTeam(report)) return true;
    if (!isSubmitted(report, this.at)) return false;
    if ((this.isProfessional || this.isAssistant) && levelAt(report, this.at) !== STRICT) return true;
    return this.isUsg || this.isOversight(report) || this.circulationsOf(report, part).length > 0;
  }

  private circulatedParts(report: WorldReport) {
    const parts = partsOf(report, this.at);
    return parts.map((part) => ({ part, by: this.circulationsOf(report, part) })).filter(({ by }) => by.length > 0);
  }

  readsCover(report: WorldReport): boolean {
    if (this.isDirector || this.isOnTeam(report)) return true;
    if (!isSubmitted(report, this.at)) return false;
    if (this.isAssistant || this.isUsg || this.isAdministrator || this.isAuditor) return true;
    if (this.isProfessional && levelAt(report, this.at) !== STRICT) return true;
    return this.isOversight(report) || this.circulatedParts(report).length > 0;
  }

  readsTitle(report: WorldReport): boolean {
    if (this.isDirector || this.isOnTeam(report)) return true;
    if (!isSubmitted(report, this.at)) return false;
    if (this.isUsg || this.isOversight(report)) return true;
    if (levelAt(report, this.at) !== STRICT) return this.readsCover(report);
    const inFull = this.circulatedParts(report).flatMap(({ by }) => by);
    return inFull.some(({ circulation, ways }) => ways.includes("7") && isFull(circulation, this.at));
  }

  readsOutline(report: WorldReport): boolean {
    if (this.isDirector || this.isOnTeam(report)) return true;
    if (!isSubmitted(report, this.at)) return false;
    if (this.isUsg || this.isAdministrator || this.isAssistant || this.isAuditor) return true;
    return (this.isProfessional && levelAt(report, this.at) !== STRICT) || this.isOversight(report);
  }

  /** Whether the rights cover every part that a report of its level can hold, named in a list or not. */
  readsTheWhole(report: WorldReport): boolean {
    const levels = LEVELS.slice(0, LEVELS.indexOf(levelAt(report, this.at)) + 1);
    return levels.every((level) => this.readsPart(report, { id: null, level }));
  }

  /** Seeing is not copying: 2 and 6, and who reads the part by a circulation with copies allowed. Portals take no copies. */
  copiesPart(report: WorldReport, part: AnyPart): boolean {
    if (this.isDirector) return true;
    if (!isSubmitted(report, this.at)) return false;
    const given = this.circulationsOf(report, part);
    return this.isUsg || given.some(({ circulation, ways }) => circulation.copies && ways.some((way) => way !== "9"));
  }

  /** All of a circulation: those who prepare, sign, audit, and the review's team. */
  readsPapers(report: WorldReport): boolean {
    const prepares = this.isAdministrator || this.isDirector || this.isAssistant;
    return prepares || this.isUsg || this.isAuditor || this.isOnTeam(report);
  }

  /** The recipients by which an effective circulation gives the reader a part. */
  recipientsOf(report: WorldReport, circulation: WorldCirculation): string[] {
    const given = partsOf(report, this.at).filter((part) =>
      this.circulationsOf(report, part).some((one) => one.circulation === circulation),
    );
    const bySome = (recipient: "posts" | "offices", name: string) => {
      const alone = { ...circulation, posts: [], offices: [], [recipient]: [name] };
      return given.some((part) => this.waysOf(alone, part).length > 0);
    };
    return [
      ...circulation.posts.filter((post) => bySome("posts", post)),
      ...circulation.offices.filter((office) => bySome("offices", office)),
    ];
  }
}

/** Posts held at an instant, in offices that exist then. */
export const postsOf = (world: World, person: string, at: Instant): string[] => [
  ...new Set(
    world.appointments
      .filter((one) => one.person === person && one.confirmed && runs(one, at))
      .map(({ post }) => post)
      .filter((post) => runs(world.posts[post]!, at) && runs(world.offices[world.posts[post]!.office]!, at)),
  ),
];

export const isSubmitted = ({ submittedAt }: WorldReport, at: Instant) => submittedAt !== null && submittedAt <= at;

/** The parts that there are at an instant, with their levels then. */
const partsOf = ({ parts }: WorldReport, at: Instant): WorldPart[] =>
  parts.filter(({ addedAt }) => !addedAt || addedAt <= at).map((part) => ({ ...part, level: levelAt(part, at) }));

/** Whether a part was taken out of a circulation for good: for one office, or for every recipient. */
const isWithheld = ({ withheld = [] }: WorldCirculation, from: { id: string | null; office?: string }, at: Instant) =>
  withheld.some((one) => one.part === from.id && one.office === from.office && one.at <= at);

/** Whether a circulation speaks of a part: listed, or of the full report; a narrowed one as of those it still gives. */
export function covers(circulation: WorldCirculation, { id, addedAt }: AnyPart, at: Instant): boolean {
  if (isWithheld(circulation, { id }, at)) return false;
  if (!circulation.full) return id !== null && circulation.parts.includes(id);
  if (isFull(circulation, at)) return true;
  const { at: narrowedAt, without } = circulation.narrowed!;
  return id !== null && !without.includes(id) && !(addedAt && addedAt > narrowedAt);
}

/** The offices to which it circulates a part. */
export const officesFor = (circulation: WorldCirculation, { id }: AnyPart, at: Instant): string[] =>
  circulation.offices.filter((office) => !isWithheld(circulation, { id, office }, at));

/** What of a circulation a reader sees: null where it does not exist for the reader. */
export interface CirculationSight {
  papers: boolean;
  parts: string[];
  recipients: string[];
}

/** What of a report a reader sees: null where it does not exist for the reader. */
export interface ReportSight {
  title: boolean;
  outline: string[] | null;
  isExtract: boolean;
  /** Readable parts with their ordinals, in order. */
  parts: { id: string; number: number | null; copies: boolean }[];
}

/** A reader's sight of a world at an instant: of a portal on behalf of a person, what both may see. */
export class Oracle {
  private readonly sights: Sight[];

  constructor(
    private readonly world: World,
    { person, portal }: Reader,
    readonly at: Instant = world.now,
  ) {
    this.sights = [...(person ? [{ person }] : []), ...(portal ? [{ portal }] : [])].map(
      (reader) => new Sight(world, reader, at),
    );
  }

  private all(test: (sight: Sight) => boolean): boolean {
    return this.sights.length > 0 && this.sights.every(test);
  }

  readsPart(report: WorldReport, part: WorldPart): boolean {
    const then = { id: part.id, level: levelAt(part, this.at), addedAt: part.addedAt };
    return (!part.addedAt || part.addedAt <= this.at) && this.all((sight) => sight.readsPart(report, then));
  }

  report(report: WorldReport): ReportSight | null {
    if (!this.all((sight) => sight.readsCover(report))) return null;
    const whole = this.all((sight) => sight.readsTheWhole(report));
    const parts = partsOf(report, this.at);
    const ordinal = (part: WorldPart) =>
      parts.slice(0, parts.indexOf(part) + 1).filter(({ kind }) => kind === part.kind).length;
    return {
      title: this.all((sight) => sight.readsTitle(report)),
      outline: this.all((sight) => sight.readsOutline(report)) ? parts.map(({ id }) => id) : null,
      isExtract: !whole,
      parts: parts
        .filter((part) => this.readsPart(report, part))
        .map((part) => ({
          id: part.id,
          number: whole ? ordinal(part) : null,
          copies: this.all((sight) => sight.copiesPart(report, part)),
        })),
    };
  }

  /** Who asks for an audience, and why one can read: Director, USGs, auditors, administrators. */
  get mayAudit(): boolean {
    return this.all((sight) => sight.isDirector || sight.isUsg || sight.isAuditor || sight.isAdministrator);
  }

  circulation(circulation: WorldCirculation): CirculationSight | null {
    const report = this.world.reports.find(({ id }) => id === circulation.report)!;
    const papers = this.all((sight) => sight.readsPapers(report));
    const own = (sight: Sight) =>
      sight.readsPapers(report) ? recipientsOf(circulation) : sight.recipientsOf(report, circulation);
    if (!this.all((sight) => sight.readsPapers(report) || own(sight).length > 0)) return null;
    const inOutline = (part: WorldPart) =>
      papers && this.all((sight) => sight.readsOutline(report) || sight.readsPart(report, part));
    return {
      papers,
      parts: partsOf(report, this.at)
        .filter((part) => covers(circulation, part, this.at))
        .filter((part) => inOutline(part) || this.readsPart(report, part))
        .map(({ id }) => id),
      recipients: recipientsOf(circulation).filter((recipient) => this.all((sight) => own(sight).includes(recipient))),
    };
  }
}

const recipientsOf = ({ posts, offices }: WorldCirculation) => [...posts, ...offices];
