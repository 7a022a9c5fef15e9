import { idOf } from "../../../src/access/ids";
import { BadInput } from "../../../src/entities/errors";
import type { Free } from "../../support/registry";
import type { Arguments } from "./lists";
import { type Row, microseconds } from "./rows";
import type { Sight } from "./sight";

/** Whether a row is one of those that a field of a filter asks for. */
type Condition = (row: Row, wanted: Free, sight: Sight) => boolean;
type Conditions = Readonly<Record<string, Condition>>;

const content = (part: Row, { rows }: Sight) => rows.one("part_content", part.id, "part_id")!;
const state = (part: Row, { rows }: Sight) => rows.one("recommendation_state", part.id, "part_id")!;
const reportOf = (part: Row, { rows }: Sight) => rows.one("report", part.report_id)!;
const dayOf = (wanted: Date) => wanted.toISOString().slice(0, 10);
const onOrAfter = (day: string | null, wanted: Date) => day !== null && day >= dayOf(wanted);
const onOrBefore = (day: string | null, wanted: Date) => day !== null && day <= dayOf(wanted);

const acronyms = (missions: readonly Row[], { rows }: Sight) =>
  missions.map(({ mission_id }) => rows.one("mission", mission_id)!.acronym as string);
const acronymsOfReport = (report: Row, sight: Sight) =>
  acronyms(sight.rows.of("review_mission", "review_id", report.review_id), sight);
const acronymsOfPart = (part: Row, sight: Sight) =>
  acronyms(
    sight.rows.of("part_mission", "part_id", part.id).filter(({ is_current }) => is_current),
    sight,
  );

/** What is strictly confidential is searched for nobody. */
const hasWords = (part: Row, text: string, { rows }: Sight) =>
  part.level !== "STRICTLY_CONFIDENTIAL" && rows.isHit(text, part);

/** The parts of a report that the reader reads. */
export const readableParts = (report: Row, sight: Sight): readonly Row[] =>
  sight.rows
    .of("part", "report_id", report.id)
    .filter((part) => part.withdrawn_at === null && sight.may("read", "Part", part));

/** By when and by whom a recommendation is to be implemented: as the last change says. */
export const targetOf = (part: Row, sight: Sight): string | null =>
  state(part, sight).target_on ?? content(part, sight).target_on;
export const implementerOf = (part: Row, sight: Sight): string | null =>
  state(part, sight).office_id ?? content(part, sight).office_id;

export const isOverdue = (part: Row, sight: Sight): boolean => {
  const target = targetOf(part, sight);
  return (
    target !== null &&
    target < sight.today &&
    ["NOT_STARTED", "IN_PROGRESS"].includes(state(part, sight).implementation)
  );
};

const ofReports: Conditions = {
  missions: (report, wanted, sight) => acronymsOfReport(report, sight).some((one) => wanted.includes(one)),
  areas: (report, wanted, sight) =>
    readableParts(report, sight).some((part) => wanted.includes(content(part, sight).area)),
  levels: (report, wanted) => wanted.includes(report.level),
  statuses: (report, wanted) => wanted.includes(report.status),
  submittedFrom: (report, wanted) => onOrAfter(report.submitted_on, wanted),
  submittedTo: (report, wanted) => onOrBefore(report.submitted_on, wanted),
  text: (report, wanted, sight) => readableParts(report, sight).some((part) => hasWords(part, wanted, sight)),
};

const ofParts: Conditions = {
  /** A part that does not say which mission it is about is about those of its report. */
  missions: (part, wanted, sight) => {
    const own = acronymsOfPart(part, sight);
    const about = own.length > 0 ? own : acronymsOfReport(reportOf(part, sight), sight);
    return about.some((one) => wanted.includes(one));
  },
  areas: (part, wanted, sight) => wanted.includes(content(part, sight).area),
  levels: (part, wanted) => wanted.includes(part.level),
  text: hasWords,
};

const ofFindings: Conditions = {
  ...ofParts,
  risks: (part, wanted, sight) => wanted.includes(content(part, sight).risk),
  components: (part, wanted, sight) => content(part, sight).components.some((one: string) => wanted.includes(one)),
  systemic: (part, wanted, sight) => content(part, sight).systemic === wanted,
  submittedFrom: (part, wanted, sight) => onOrAfter(reportOf(part, sight).submitted_on, wanted),
  submittedTo: (part, wanted, sight) => onOrBefore(reportOf(part, sight).submitted_on, wanted),
};

const ofRecommendations: Conditions = {
  ...ofParts,
  decisions: (part, wanted, sight) => wanted.includes(state(part, sight).decision),
  statuses: (part, wanted, sight) => wanted.includes(state(part, sight).implementation),
  officeIds: (part, wanted, sight) => {
    const office = implementerOf(part, sight);
    return office !== null && wanted.includes(idOf("office", office));
  },
  overdue: (part, wanted, sight) => isOverdue(part, sight) === wanted,
  targetFrom: (part, wanted, sight) => onOrAfter(targetOf(part, sight), wanted),
  targetTo: (part, wanted, sight) => onOrBefore(targetOf(part, sight), wanted),
  endorsedFrom: (part, wanted, sight) => onOrAfter(endorsedOn(part, sight), wanted),
  endorsedTo: (part, wanted, sight) => onOrBefore(endorsedOn(part, sight), wanted),
  unreadByImplementer: (part, wanted, sight) =>
    sight.may("read", "Compliance", part) &&
    (isOpenRecommendation(part, sight) && !isReadByImplementer(part, sight)) === wanted,
  // Nobody was consulted in these worlds.
  withoutConsultation: (part, wanted, sight) =>
    (isOpenRecommendation(part, sight) && implementer(part, sight)?.kind === "MISSION") === wanted,
  ofEndedOffices: (part, wanted, sight) => {
    const office = implementer(part, sight);
    return (isOpenRecommendation(part, sight) && office !== null && !existsNow(office, sight)) === wanted;
  },
};

const endorsedOn = (part: Row, sight: Sight): string | null => {
  const { decision, decided_on } = state(part, sight);
  return decision === "ENDORSED" ? (decided_on as string | null) : null;
};
const isOpenRecommendation = (part: Row, sight: Sight): boolean => {
  const { decision, implementation } = state(part, sight);
  return decision === "ENDORSED" && ["NOT_STARTED", "IN_PROGRESS", "IMPLEMENTED"].includes(implementation as string);
};
const implementer = (part: Row, sight: Sight): Row | null => {
  const office = implementerOf(part, sight);
  return office === null ? null : sight.rows.one("office", office)!;
};
/** Whether a window of the part is open for the office, or for a post of it. */
const isReadByImplementer = (part: Row, sight: Sight): boolean => {
  const office = implementerOf(part, sight);
  const isPlaced = (post: unknown) =>
    sight.rows
      .of("post_placement", "post_id", post)
      .some(
        (one) => one.office_id === office && sight.isOpen(microseconds(one.sight_from), microseconds(one.sight_until)),
      );
  return sight.rows
    .of("circulated_part", "part_id", part.id)
    .filter((one) => sight.isOpen(microseconds(one.starts_at), microseconds(one.ends_at)))
    .some((one) => office !== null && (one.office_id === office || (one.post_id !== null && isPlaced(one.post_id))));
};
const existsNow = (office: Row, sight: Sight): boolean => {
  const end = sight.rows.one("office_end", office.id, "office_id");
  const until = end ? dayBegins(end.ends_on) + DAY : Infinity;
  return sight.isOpen(dayBegins(office.starts_on), until);
};

const dayBegins = (day: string) => microseconds(`${day}T00:00:00Z`);
const DAY = 86_400_000_000;

/** Whether an office or a post exists at the beginning of a day: an end counts from when it was recorded. */
const exists =
  (kind: "office" | "post"): Condition =>
  (row, wanted, { rows }) => {
    const at = dayBegins(dayOf(wanted));
    const end = rows.one(`${kind}_end`, row.id, `${kind}_id`);
    const isOver = end && dayBegins(end.ends_on) + DAY <= at && microseconds(end.recorded_at) <= at;
    return dayBegins(row.starts_on) <= at && !isOver;
  };

/** The placement of a post that stands now. */
export const placementOf = (post: Row, sight: Sight): Row | undefined =>
  sight.rows
    .of("post_placement", "post_id", post.id)
    .find((one) => sight.isOpen(microseconds(one.sight_from), microseconds(one.sight_until)));

const ofOffices: Conditions = {
  kinds: (office, wanted) => wanted.includes(office.kind),
  codes: (office, wanted) => wanted.includes(office.code),
  on: exists("office"),
};

const ofPosts: Conditions = {
  codes: (post, wanted) => wanted.includes(post.code),
  officeId: (post, wanted, sight) => {
    const placement = placementOf(post, sight);
    return placement !== undefined && idOf("office", placement.office_id) === wanted;
  },
  on: exists("post"),
};

/** The conditions of each filter, by the name of its type. */
export const filters = {
  ReportFilter: ofReports,
  FindingFilter: ofFindings,
  RecommendationFilter: ofRecommendations,
  OfficeFilter: ofOffices,
  PostFilter: ofPosts,
} satisfies Record<string, Conditions>;

const BEGINNINGS = { submittedFrom: "submittedTo", targetFrom: "targetTo" };

/** Those of some rows that a filter asks for; what is not given asks for nothing. */
export function filtered(
  rows: readonly Row[],
  type: keyof typeof filters,
  { filter }: Arguments,
  sight: Sight,
): readonly Row[] {
  const given = Object.entries((filter ?? {}) as Arguments).filter(([, wanted]) => wanted != null);
  for (const [from, to] of Object.entries(BEGINNINGS))
    if (filter?.[from] && filter[to] && filter[from] > filter[to])
      throw new BadInput(`The filter ends before it begins: set ${from} to ${to} or earlier.`);
  const conditions: Conditions = filters[type];
  return rows.filter((row) => given.every(([name, wanted]) => conditions[name]!(row, wanted, sight)));
}
