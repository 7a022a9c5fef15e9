import { BadInput } from "../entities/errors";
import type { Arguments, OrderKey, ReadContext } from "../entities/reads";
import { overdueSql } from "../entities/part";
import { isSeenInEntry } from "../entities/register";
import { Level } from "../entities/terms";
import { uuidOf } from "./ids";

type Given = Readonly<Record<string, unknown>>;
type Condition = (value: never, row: string, context: ReadContext) => string;

const LONGEST_SEARCH = 200;
const NO_ROW = "00000000-0000-0000-0000-000000000000";

/** Words as PostgreSQL searches them; quotes, or and - work as people expect of a search box. */
export function wordsSql(text: string, context: ReadContext): string {
  const words = text.normalize("NFC").trim();
  if (words === "" || words.length > LONGEST_SEARCH)
    throw new BadInput(`Give words to search for: from 1 to ${LONGEST_SEARCH} characters.`);
  return `websearch_to_tsquery('english', ${context.parameter(words, "text")})`;
}

const among =
  (column: (row: string) => string): Condition =>
  (values: readonly string[], row, context) =>
    `${column(row)} = any(${context.parameter(values, "text[]")})`;
const since =
  (column: (row: string) => string): Condition =>
  (day: unknown, row, context) =>
    `${column(row)} >= ${context.parameter(dayText(day), "date")}`;
const upTo =
  (column: (row: string) => string): Condition =>
  (day: unknown, row, context) =>
    `${column(row)} <= ${context.parameter(dayText(day), "date")}`;
const yes =
  (sql: (row: string, context: ReadContext) => string): Condition =>
  (wanted: boolean, row, context) =>
    `${wanted ? "" : "not "}coalesce(${sql(row, context)}, false)`;
/** A day as text, whether the scalar gave a text or a date. */
const dayText = (day: unknown) => (day instanceof Date ? day.toISOString().slice(0, 10) : String(day));
const uuid = (prefix: string, id: string) => uuidOf(prefix, id) ?? NO_ROW;

/** The conditions that a filter's fields add; a field that is not given adds none, and one that is not known is a fault. */
const filterBy =
  (conditions: Readonly<Record<string, Condition>>) =>
  ({ filter }: Arguments, row: string, context: ReadContext): string[] => {
    const given = (filter ?? {}) as Given;
    for (const [from, to] of [
      ["submittedFrom", "submittedTo"],
      ["targetFrom", "targetTo"],
      ["from", "to"],
    ] as const) {
      const [earliest, latest] = [given[from], given[to]];
      if (earliest != null && latest != null && earliest > latest)
        throw new BadInput(`The filter ends before it begins: set ${from} to ${to} or earlier.`);
    }
    return Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => {
        const condition = conditions[name];
        if (!condition) throw new Error(`The filter has no condition for ${name}.`);
        return condition(value as never, row, context);
      });
  };

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
  text: (text: string, row, context) => readablePart(row, context, (part) => found(part, text, context)),
});

/** A part is about a mission when its report is about that one alone, or when it says so itself. */
const aboutMissions: Condition = (acronyms: string[], row, context) => {
  const wanted = `m.acronym = any(${context.parameter(acronyms, "text[]")})`;
  return `(exists (select from part_mission pm join mission m on m.id = pm.mission_id where pm.part_id = ${row}.id and pm.is_current and ${wanted})
    or (not exists (select from part_mission pm where pm.part_id = ${row}.id and pm.is_current)
      and exists (select from report f join review_mission rm on rm.review_id = f.review_id join mission m on m.id = rm.mission_id
        where f.id = ${row}.report_id and ${wanted})))`;
};

const ofParts: Readonly<Record<string, Condition>> = {
  missions: aboutMissions,
  areas: among((row) => `${row}c.area`),
  levels: among((row) => `${row}.level`),
  text: (text: string, row, context) => found(row, text, context),
};

export const findingFilter = filterBy({
  ...ofParts,
  risks: among((row) => `${row}c.risk`),
  components: (values: string[], row, context) => `${row}c.components && ${context.parameter(values, "text[]")}`,
  systemic: yes((row) => `${row}c.systemic`),
  submittedFrom: since(ofReport("submitted_on")),
  submittedTo: upTo(ofReport("submitted_on")),
});

export const recommendationFilter = filterBy({
  ...ofParts,
  decisions: among((row) => `${row}s.decision`),
  statuses: among((row) => `${row}s.implementation`),
  officeIds: (ids: string[], row, context) =>
    `${row}c.office_id = any(${context.parameter(
      ids.map((id) => uuid("office", id)),
      "uuid[]",
    )})`,
  overdue: yes((row, { now }) => overdueSql(row, now)),
  targetFrom: since((row) => `${row}c.target_on`),
  targetTo: upTo((row) => `${row}c.target_on`),
});

/** By a recipient that the viewer sees. */
const toRecipient =
  (prefix: "post" | "office"): Condition =>
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

const dayExists =
  (kind: "post" | "office"): Condition =>
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
  (kind: "part" | "report"): Condition =>
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

/** Parts of several reports: of the newest report first, then in the order given once. */
export const newestParts = (): OrderKey[] => [
  { sql: (row) => `${row}c.listed_on`, type: "date", direction: "desc", listed: "listed_on" },
  { sql: (row) => `${row}c.report_id`, type: "uuid", direction: "desc", listed: "report_id" },
  { sql: (row) => `${row}.position`, type: "int", direction: "asc", listed: "position" },
];

/** Recommendations by the day by which they are to be done. */
export const byTarget = (): OrderKey[] => [
  { sql: (row) => `coalesce(${row}c.target_on, 'infinity'::date)`, type: "date", direction: "asc" },
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

export const searchFilter = ({ text }: Arguments, row: string, context: ReadContext): string[] => [
  found(row, text as string, context),
];

/** The words around a hit, from the text of the part itself. */
export const excerptSql = (row: string, context: ReadContext, { text }: Arguments): string =>
  `coalesce(ts_headline('english', ${row}c.text, ${wordsSql(text as string, context)}, 'StartSel=**, StopSel=**, MaxWords=30, MinWords=10'), '')`;
