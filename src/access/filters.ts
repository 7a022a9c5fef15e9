import { BadInput } from "../entities/errors";
import type { Arguments, ListFilter, OrderKey, ReadContext } from "../entities/reads";
import { implementerSql, overdueSql, pastDueSql, targetSql } from "../entities/implementation";
import { endedImplementerSql, unconsultedSql, unreadSql } from "../entities/compliance";
import { clockStateSql, debriefClock, notifiedLateSql, reportClock } from "../entities/review-clocks";
import { isSeenInEntry } from "../entities/register";
import { reviewStateSql } from "../entities/review";
import { Level } from "../entities/terms";
import {
  type Asks,
  among,
  dayText,
  filterBy,
  finding,
  since,
  sinceTold,
  told,
  toldAmong,
  upTo,
  yes,
} from "./filter-fields";
import { uuidOf } from "./ids";

const LONGEST_SEARCH = 200;
const NO_ROW = "00000000-0000-0000-0000-000000000000";

/** Words as PostgreSQL searches them; quotes, or and - work as people expect of a search box. */
export function wordsSql(text: string, context: ReadContext): string {
  const words = text.normalize("NFC").trim();
  if (words === "" || words.length > LONGEST_SEARCH)
    throw new BadInput(`Give words to search for: from 1 to ${LONGEST_SEARCH} characters.`);
  return `websearch_to_tsquery('english', ${context.parameter(words, "text")})`;
}

const uuid = (prefix: string, id: string) => uuidOf(prefix, id) ?? NO_ROW;

const ofReport = (column: string) => (row: string) =>
  `(select f.${column} from report f where f.id = ${row}.report_id)`;

/** Parts of a report that the viewer may read, with what else is asked of them. */
const readablePart = (row: string, context: ReadContext, asked: (part: string) => string) => {
  const part = context.row();
  return `exists (select from part ${part} join part_content ${part}c on ${part}c.part_id = ${part}.id
    where ${part}.report_id = ${row}.id and ${part}.withdrawn_at is null and ${context.may("read", "Part", part)} and ${asked(part)})`;
};

/** That the words of a part answer a search; strictly confidential parts are never searched. */
const found = (part: string, text: string, context: ReadContext) =>
  `(${part}.level <> '${Level.STRICTLY_CONFIDENTIAL}'
    and ${part}.id in (select found_parts(${wordsSql(text, context)})))`;

export const reportFilter = filterBy({
  missions: (acronyms: string[], row, context) =>
    `exists (select from review_mission f join mission m on m.id = f.mission_id where f.review_id = ${row}.review_id and m.acronym = any(${context.parameter(acronyms, "text[]")}))`,
  areas: (areas: string[], row, context) =>
    readablePart(row, context, (part) => `${part}c.area = any(${context.parameter(areas, "text[]")})`),
  levels: among((row) => `${row}.level`),
  statuses: among((row) => `${row}.status`),
  submittedFrom: since((row) => `${row}.submitted_on`),
  submittedTo: upTo((row) => `${row}.submitted_on`),
  text: finding((text: string, row, context) => readablePart(row, context, (part) => found(part, text, context))),
});

/** A part is about a mission when its report is about that one alone, or when it says so itself. */
const aboutMissions: Asks = (acronyms: string[], row, context) => {
  const wanted = `m.acronym = any(${context.parameter(acronyms, "text[]")})`;
  return `(exists (select from part_mission pm join mission m on m.id = pm.mission_id where pm.part_id = ${row}.id and pm.is_current and ${wanted})
    or (not exists (select from part_mission pm where pm.part_id = ${row}.id and pm.is_current)
      and exists (select from report f join review_mission rm on rm.review_id = f.review_id join mission m on m.id = rm.mission_id
        where f.id = ${row}.report_id and ${wanted})))`;
};

const missionsOf = (acronyms: string[], { parameter }: ReadContext) =>
  `(select m.id from mission m where m.acronym = any(${parameter(acronyms, "text[]")}))`;

const ofParts = {
  missions: {
    ofRow: aboutMissions,
    column: "about",
    ofTold: (acronyms: string[], row: string, context: ReadContext) =>
      `${row}.about in ${missionsOf(acronyms, context)}`,
    values: missionsOf,
  },
  areas: toldAmong((row) => `${row}c.area`, "area"),
  levels: told(among, (row) => `${row}.level`, "level"),
  text: finding((text: string, row, context) => found(row, text, context)),
};

const anyOf =
  (column: (row: string) => string): Asks =>
  (values: string[], row, { parameter }) =>
    `${column(row)} && ${parameter(values, "text[]")}`;

export const findingFilter = filterBy({
  ...ofParts,
  risks: told(among, (row) => `${row}c.risk`, "risk"),
  components: told(anyOf, (row) => `${row}c.components`, "components"),
  systemic: told(yes, (row) => `${row}c.systemic`, "systemic"),
  submittedFrom: sinceTold(ofReport("submitted_on"), "listed_on"),
  submittedTo: told(upTo, ofReport("submitted_on"), "listed_on"),
});

const ofOffices =
  (column: (row: string) => string): Asks =>
  (ids: string[], row, { parameter }) =>
    `${column(row)} = any(${parameter(
      ids.map((id) => uuid("office", id)),
      "uuid[]",
    )})`;

const overdue = (sql: (row: string, now: string) => string): Asks => yes((row, { now }) => sql(row, now));

const endorsedOn = (row: string) => `(case when ${row}s.decision = 'ENDORSED' then ${row}s.decided_on end)`;

export const recommendationFilter = filterBy({
  ...ofParts,
  decisions: told(among, (row) => `${row}s.decision`, "decision"),
  statuses: toldAmong((row) => `${row}s.implementation`, "implementation"),
  officeIds: told(ofOffices, implementerSql, "implemented_by"),
  overdue: {
    ofRow: overdue(overdueSql),
    column: "due",
    ofTold: overdue((row, now) => pastDueSql({ due: `${row}.due`, status: `${row}.implementation` }, now)),
  },
  targetFrom: sinceTold(targetSql, "due"),
  targetTo: told(upTo, targetSql, "due"),
  endorsedFrom: since((row) => endorsedOn(row)),
  endorsedTo: upTo((row) => endorsedOn(row)),
  // It looks at the circulations of others: who reads no figures of compliance finds nothing by it.
  unreadByImplementer: (wanted: boolean, row, { may, now }) =>
    `(${may("read", "Compliance", row)} and ${wanted ? "" : "not "}${unreadSql(row, now)})`,
  withoutConsultation: yes(unconsultedSql),
  ofEndedOffices: yes((row, { now }) => endedImplementerSql(row, now)),
});

/** By a recipient that the viewer sees. */
const toRecipient =
  (prefix: "post" | "office"): Asks =>
  (id: string, row, context) => {
    const recipient = context.row();
    return `exists (select from circulation_recipient ${recipient} where ${recipient}.circulation_id = ${row}.id
      and ${recipient}.${prefix}_id = ${context.parameter(uuid(prefix, id), "uuid")} and ${context.may("read", "CirculationRecipient", recipient)})`;
  };

export const circulationFilter = filterBy({
  states: (states: string[], row, context) =>
    `circulation_state(${row}, ${context.now}) = any(${context.parameter(states, "text[]")})`,
  reportId: (id: string, row, context) => `${row}.report_id = ${context.parameter(uuid("report", id), "uuid")}`,
  postId: toRecipient("post"),
  officeId: toRecipient("office"),
  expiringBefore: (instant: Date, row, context) => `${row}.valid_until < ${context.parameter(instant, "timestamptz")}`,
});

const onMissions =
  (table: string, key: string): Asks =>
  (acronyms: string[], row, { parameter }) =>
    `exists (select from ${table} f join mission m on m.id = f.mission_id where f.${key} = ${row}.id and m.acronym = any(${parameter(acronyms, "text[]")}))`;

export const requestFilter = filterBy({
  states: among((row) => `request_state(${row})`),
  missions: onMissions("request_mission", "request_id"),
});

/** By how a clock stands, where the reader is told. */
const inClock =
  (clock: typeof debriefClock): Asks =>
  (states: string[], row, context) =>
    `(${clock.told(row, context)} and ${row}.completed_on is not null
      and ${clockStateSql(clock, row, context.now)} = any(${context.parameter(states, "text[]")}))`;

export const reviewFilter = filterBy({
  states: (states: string[], row, context) =>
    `${reviewStateSql(row, context)} = any(${context.parameter(states, "text[]")})`,
  missions: onMissions("review_mission", "review_id"),
  kinds: among((row) => `${row}.kind`),
  completedFrom: since((row) => `${row}.completed_on`),
  completedTo: upTo((row) => `${row}.completed_on`),
  debriefClocks: inClock(debriefClock),
  reportClocks: inClock(reportClock),
  visitsNotifiedLate: yes(
    (row, { may }) =>
      `exists (select from visit t where t.review_id = ${row}.id and ${may("read", "ReviewPaper", "t")} and ${notifiedLateSql("t")})`,
  ),
});

const dayExists =
  (kind: "post" | "office"): Asks =>
  (day: unknown, row, context) =>
    `${kind}_exists(${row}.id, day_begins(${context.parameter(dayText(day), "date")}))`;

export const officeFilter = filterBy({
  kinds: among((row) => `${row}.kind`),
  codes: among((row) => `${row}.code`),
  on: dayExists("office"),
});

export const postFilter = filterBy({
  codes: among((row) => `${row}.code`),
  officeId: (id: string, row, context) =>
    `exists (select from post_placement pl where pl.post_id = ${row}.id and pl.office_id = ${context.parameter(uuid("office", id), "uuid")}
      and pl.sight_from <= ${context.now} and ${context.now} < pl.sight_until)`,
  on: dayExists("post"),
});

export const appointmentFilter = filterBy({
  postId: (id: string, row, context) => `${row}.post_id = ${context.parameter(uuid("post", id), "uuid")}`,
  personId: (id: string, row, context) => `${row}.person_id = ${context.parameter(uuid("person", id), "uuid")}`,
  on: (day: unknown, row, context) =>
    `${row}.superseded_at is null and daterange(${row}.starts_on, ${row}.ends_on, '[]') @> ${context.parameter(dayText(day), "date")}`,
});

/** By an appointment that the viewer sees. */
export const personFilter = filterBy({
  postId: (id: string, row, context) => {
    const held = context.row();
    return `exists (select from appointment ${held} where ${held}.person_id = ${row}.id
      and ${held}.post_id = ${context.parameter(uuid("post", id), "uuid")}
      and ${held}.sight_from <= ${context.now} and ${context.now} < ${held}.sight_until and ${context.may("read", "Appointment", held)})`;
  },
});

/** Entries that name a thing, where the reader sees that they do. */
const naming =
  (kind: "part" | "report"): Asks =>
  (id: string, row, context) => {
    const named = context.parameter(uuid(kind, id), "uuid");
    return `(${row}.id in (select entries_naming(${named})) and ${row}.${kind}s @> array[${named}] and ${isSeenInEntry(kind, named, row, context)})`;
  };

export const registerFilter = filterBy({
  kinds: among((row) => `${row}.kind`),
  partId: naming("part"),
  reportId: naming("report"),
  personId: (id: string, row, context) => `${row}.person_id = ${context.parameter(uuid("person", id), "uuid")}`,
  from: (instant: Date, row, context) => `${row}.recorded_at >= ${context.parameter(instant, "timestamptz")}`,
  to: (instant: Date, row, context) => `${row}.recorded_at < ${context.parameter(instant, "timestamptz")}`,
});

const newestReport = (row: string) => `${row}.listed_on`;

/** The order of reports: the newest first where none is asked for. */
export function reportOrder({ orderBy }: Arguments): OrderKey[] {
  const { field, direction } = (orderBy ?? { field: "SUBMITTED_ON", direction: "DESC" }) as {
    field: string;
    direction: string;
  };
  const keys: Record<string, Omit<OrderKey, "direction">> = {
    SUBMITTED_ON: { sql: newestReport, type: "date", listed: "listed_on" },
    SYMBOL: { sql: (row) => `${row}.symbol`, type: "text" },
    LEVEL: { sql: (row) => `level_rank(${row}.level)`, type: "int2" },
  };
  return [{ ...keys[field]!, direction: direction === "ASC" ? "asc" : "desc" }];
}

export const byColumn =
  (name: string, type: string, direction: "asc" | "desc" = "asc") =>
  (): OrderKey[] => [{ sql: (row) => `${row}.${name}`, type, direction }];

/** Circulations: the newest proposal first, where the reader sees when it was proposed; the others after them, by id alone. */
export const newestProposals = (): OrderKey[] => [
  {
    sql: (row, { may }) =>
      `case when ${may("read", "CirculationPaper", row)} then ${row}.proposed_at else '-infinity'::timestamptz end`,
    type: "timestamptz",
    direction: "desc",
  },
];

/** The place of a part in its report, given once: among all of its parts, also those that are hidden. One that is seen no more is at the beginning. */
export const placeOfPart: OrderKey = {
  sql: (row) => `${row}.position`,
  type: "int",
  direction: "asc",
  listed: "position",
  foundAgain: (id) => `coalesce((select n.position from part n where n.id = ${id}), 0)`,
};

/** Parts of several reports: of the newest report first, then in the order given once. */
export const newestParts = (): OrderKey[] => [
  { sql: (row) => `${row}c.listed_on`, type: "date", direction: "desc", listed: "listed_on" },
  { sql: (row) => `${row}c.report_id`, type: "uuid", direction: "desc", listed: "report_id" },
  placeOfPart,
];

/** Recommendations by the day by which they are to be done. */
export const byTarget = (): OrderKey[] => [
  {
    sql: (row) => `coalesce(${row}s.target_on, ${row}c.target_on, 'infinity'::date)`,
    type: "date",
    direction: "asc",
    listed: "due",
  },
];

/** How well a part answers a search, from its own words alone. */
export const byRank = ({ text }: Arguments): OrderKey[] => [
  {
    sql: (row, context) =>
      `(select ts_rank(h.document, ${wordsSql(text as string, context)}) from part_search h where h.part_id = ${row}.id)`,
    type: "float4",
    direction: "desc",
  },
];

export const searchFilter: ListFilter = {
  ofRow: ({ text }, row, context) => [found(row, text as string, context)],
  finds: () => true,
};

/** The words around a hit, from the text of the part itself. */
export const excerptSql = (row: string, context: ReadContext, { text }: Arguments): string =>
  `coalesce(ts_headline('english', ${row}c.text, ${wordsSql(text as string, context)}, 'StartSel=**, StopSel=**, MaxWords=30, MinWords=10'), '')`;
