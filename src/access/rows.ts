import type { SubjectName } from "../policies/subjects";
import type { Instant } from "../policies/viewer";
import { column } from "./columns";
import { planAndLessonRows } from "./plan-rows";
import type { Statement } from "./statement";

/** Where SQL finds a column of a row: the row's name, and the instant that is asked about. */
export type ColumnSql = (row: string, at: InstantSql) => string;

/** The instant of the question in SQL: by the database's clock when it is now. */
export interface InstantSql {
  readonly isPast: boolean;
  readonly sql: string;
}

export interface RelationSql {
  /** Table and condition by which the related rows belong to the row. */
  readonly from: (row: string, related: string) => { table: string; on: string };
  readonly columns: Readonly<Record<string, ColumnSql>>;
}

/** How a subject of the law lies in the database. */
export interface RowSql {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnSql>>;
  readonly relations: Readonly<Record<string, RelationSql>>;
}

/** The instant at which the viewer entered: that of the facts, for every statement of the snapshot. */
const ENTERED_AT = "(select current_setting('registry.now')::timestamptz)";

export const instantSql = (now: Instant, statement: Statement): InstantSql =>
  now.live
    ? {
        isPast: false,
        sql: statement.isOfOneSnapshot ? ENTERED_AT : "(select registry_now())",
      }
    : {
        isPast: true,
        sql: `(timestamptz 'epoch' + ${statement.parameter(now.at, "float8")} * interval '1 microsecond')`,
      };

const sight = { startsAt: column("sight_from"), endsAt: column("sight_until") };

const team = (review: (row: string) => string): RelationSql => ({
  from: (row, related) => ({ table: `team_member ${related}`, on: `${related}.review_id = ${review(row)}` }),
  columns: { post: column("post_id"), ...sight },
});

const circulated = (on: (row: string, related: string) => string): RelationSql => ({
  from: (row, related) => ({ table: `circulated_part ${related}`, on: on(row, related) }),
  columns: {
    circulation: column("circulation_id"),
    post: column("post_id"),
    office: column("office_id"),
    level: (row, at) => (at.isPast ? `part_level_at(${row}.part_id, ${at.sql})` : `${row}.part_level`),
    isFull: column("is_full"),
    portalsAllowed: column("portals_allowed"),
    copiesAllowed: column("copies_allowed"),
    startsAt: column("starts_at"),
    endsAt: column("ends_at"),
  },
});

const oversight = (report: (row: string) => string): RelationSql => ({
  from: (row, related) => ({ table: `oversight_invocation ${related}`, on: `${related}.report_id = ${report(row)}` }),
  columns: { office: column("office_id"), startsAt: column("starts_at"), endsAt: column("ends_at") },
});

const statusOfReport =
  (report: (row: string) => string, now: ColumnSql): ColumnSql =>
  (row, at) =>
    at.isPast
      ? `(select case when s.submitted_at <= ${at.sql} then 'SUBMITTED' else 'DRAFT' end from report s where s.id = ${report(row)})`
      : now(row, at);

const reportRow: RowSql = {
  table: "report",
  columns: {
    status: statusOfReport((row) => `${row}.id`, column("status")),
    reportLevel: (row, at) => (at.isPast ? `report_level_at(${row}.id, ${at.sql})` : `${row}.level`),
    hasParts: (row) => `exists (select from part hp where hp.report_id = ${row}.id and hp.withdrawn_at is null)`,
    awaitsConsent: (row) => `awaits_consent(${row}.id)`,
    isReviewCompleted: (row) =>
      `exists (select from review rc where rc.id = ${row}.review_id and rc.completed_on is not null)`,
  },
  relations: {
    team: team((row) => `${row}.review_id`),
    circulatedTo: circulated((row, related) => `${related}.report_id = ${row}.id`),
    oversight: oversight((row) => `${row}.id`),
  },
};

const reviewOf = (report: string) => `(select v.review_id from report v where v.id = ${report})`;

const partRow: RowSql = {
  table: "part",
  columns: {
    status: statusOfReport((row) => `${row}.report_id`, column("report_status")),
    reportLevel: (row, at) => (at.isPast ? `report_level_at(${row}.report_id, ${at.sql})` : `${row}.report_level`),
    level: (row, at) => (at.isPast ? `part_level_at(${row}.id, ${at.sql})` : `${row}.level`),
  },
  relations: {
    team: team((row) => reviewOf(`${row}.report_id`)),
    circulatedTo: circulated((row, related) => `${related}.part_id = ${row}.id`),
    oversight: oversight((row) => `${row}.report_id`),
  },
};

const ofReportOfEvent = (name: string) => (row: string) =>
  `(select er.${name} from report er where er.id = ${row}.object_id)`;

const reportEventRow: RowSql = {
  table: "process_event",
  columns: {
    status: statusOfReport((row) => `${row}.object_id`, ofReportOfEvent("status")),
    reportLevel: (row, at) =>
      at.isPast ? `report_level_at(${row}.object_id, ${at.sql})` : ofReportOfEvent("level")(row),
  },
  relations: {
    team: team(ofReportOfEvent("review_id")),
    circulatedTo: circulated((row, related) => `${related}.report_id = ${row}.object_id`),
    oversight: oversight((row) => `${row}.object_id`),
  },
};

const ofState =
  (name: string): ColumnSql =>
  (row) =>
    `(select s.${name} from recommendation_state s where s.part_id = ${row}.id)`;

/** Who may do something to a recommendation now, as a function of the database tells. */
const persons = (call: (row: string) => string): RelationSql => ({
  from: (row, related) => ({ table: `${call(row)} ${related}`, on: "true" }),
  columns: { person: column("person_id") },
});
const NOW = "(select registry_now())";

const recommendationRow: RowSql = {
  table: "part",
  columns: {
    ...partRow.columns,
    decision: ofState("decision"),
    implementation: ofState("implementation"),
    isForMission: (row) => `is_for_mission(${row}.id)`,
    implementerHasEnded: (row) => `implementer_has_ended(${row}.id, ${NOW})`,
  },
  relations: {
    ...partRow.relations,
    reporting: {
      from: (row, related) => ({ table: `offices_reporting(${row}.id) ${related}`, on: "true" }),
      columns: { office: column("office_id") },
    },
    mayReport: persons((row) => `may_report(${row}.id, ${NOW})`),
    mayVerify: persons((row) => `may_verify(${row}.id, ${NOW})`),
    mayEndorse: persons((row) => `may_decide(${row}.id, 'ENDORSEMENT', ${NOW})`),
    mayClose: persons((row) => `may_close(${row}.id, ${NOW})`),
  },
};

/** What belongs to a recommendation is read as its part is. */
const withPart = (table: string, key: string): RowSql => {
  const ofPart = (name: string) => (row: string) => `(select op.${name} from part op where op.id = ${row}.${key})`;
  return {
    table,
    columns: {
      status: statusOfReport(ofPart("report_id"), ofPart("report_status")),
      reportLevel: (row, at) =>
        at.isPast ? `report_level_at(${ofPart("report_id")(row)}, ${at.sql})` : ofPart("report_level")(row),
      level: (row, at) => (at.isPast ? `part_level_at(${row}.${key}, ${at.sql})` : ofPart("level")(row)),
    },
    relations: {
      team: team((row) => reviewOf(ofPart("report_id")(row))),
      circulatedTo: circulated((row, related) => `${related}.part_id = ${row}.${key}`),
      oversight: oversight(ofPart("report_id")),
    },
  };
};

const circulationRow: RowSql = {
  table: "circulation",
  columns: {
    state: (row, at) => `circulation_state(${row}, ${at.sql})`,
    proposedByPost: column("proposed_by_post_id"),
  },
  relations: {
    team: team((row) => reviewOf(`${row}.report_id`)),
    gives: circulated((row, related) => `${related}.circulation_id = ${row}.id`),
    mayStillSign: {
      from: (row, related) => ({ table: `may_still_sign(${row}.id, (select registry_now())) ${related}`, on: "true" }),
      columns: { person: column("person_id") },
    },
    awaitsPaper: {
      from: (row, related) => ({ table: `awaits_paper(${row}.id, (select registry_now())) ${related}`, on: "true" }),
      columns: { post: column("post_id") },
    },
    mayConfirmPaper: {
      from: (row, related) => ({
        table: `may_confirm_paper(${row}.id, (select registry_now())) ${related}`,
        on: "true",
      }),
      columns: { person: column("person_id") },
    },
  },
};

const ofCirculation = (circulation: (row: string) => string) =>
  team(
    (row) =>
      `(select v.review_id from report v join circulation c on c.report_id = v.id where c.id = ${circulation(row)})`,
  );

const recipientRow: RowSql = {
  table: "circulation_recipient",
  columns: { post: column("post_id"), office: column("office_id") },
  relations: {
    team: ofCirculation((row) => `${row}.circulation_id`),
    gives: circulated((row, related) => `${related}.circulation_id = ${row}.circulation_id`),
  },
};

const officeNow = (row: string, at: InstantSql) =>
  `(select pl.office_id from post_placement pl where pl.post_id = ${row}.post_id and pl.sight_from <= ${at.sql} and ${at.sql} < pl.sight_until)`;

const plain = (table: string, columns: Record<string, ColumnSql> = {}): RowSql => ({ table, columns, relations: {} });

/** Who may still give the consent of a post of the reporting line to something, by a function of the database. */
const mayStill = (what: "direct" | "cancel"): RelationSql => ({
  from: (row, related) => ({ table: `may_still_${what}(${row}.id, (select registry_now())) ${related}`, on: "true" }),
  columns: { person: column("person_id") },
});

const requestRow: RowSql = {
  table: "review_request",
  columns: {
    state: (row) => `request_state(${row})`,
    submittedByPost: column("post_id"),
    isOfCountry: (row) => `(${row}.country is not null)`,
    isOpened: (row) => `exists (select from review ro where ro.request_id = ${row}.id)`,
  },
  relations: { mayStillDirect: mayStill("direct") },
};

const submitterOf =
  (request: (row: string) => string): ColumnSql =>
  (row) =>
    `(select rq.post_id from review_request rq where rq.id = ${request(row)})`;

const announced = (review: (row: string) => string): RelationSql => ({
  from: (row, related) => ({ table: `review_announcement ${related}`, on: `${related}.review_id = ${review(row)}` }),
  columns: { post: column("post_id"), office: column("office_id") },
});

const reviewRow: RowSql = {
  table: "review",
  columns: {
    progress: (row) => `review_progress(${row})`,
    isDebriefed: (row) => `(${row}.debriefed_on is not null)`,
    isAnnounced: (row) => `(${row}.announced_at is not null)`,
  },
  relations: {
    team: team((row) => `${row}.id`),
    announcedTo: announced((row) => `${row}.id`),
    mayStillCancel: mayStill("cancel"),
  },
};
/** Every subject of the law, and where its columns and relations are found. */
export const rows: Readonly<Record<SubjectName, RowSql>> = {
  Report: reportRow,
  ReportTitle: reportRow,
  Part: partRow,
  PartReference: partRow,
  Recommendation: recommendationRow,
  Implementation: withPart("recommendation_progress", "part_id"),
  ReportEvent: reportEventRow,
  PartEvent: withPart("process_event", "object_id"),
  Circulation: circulationRow,
  CirculationPaper: circulationRow,
  Signature: {
    table: "circulation_signature",
    columns: {},
    relations: { team: ofCirculation((row) => `${row}.circulation_id`) },
  },
  CirculationRecipient: recipientRow,
  ReviewRequest: requestRow,
  RequestDirection: plain("request_direction", { submittedByPost: submitterOf((row) => `${row}.request_id`) }),
  RequestEvent: plain("process_event", { submittedByPost: submitterOf((row) => `${row}.object_id`) }),
  RequestingRight: plain("entitled_to_request((select registry_now()))", { post: column("post_id") }),
  Review: reviewRow,
  ReviewPaper: plain("consultation"),
  ReviewEvent: {
    table: "process_event",
    columns: { done: column("done") },
    relations: { announcedTo: announced((row) => `${row}.object_id`) },
  },
  ReviewReporting: { table: "review", columns: {}, relations: { team: team((row) => `${row}.id`) } },
  TeamMember: plain("team_member"),
  Organisation: plain("office"),
  Person: {
    table: "person",
    columns: { person: column("id") },
    relations: {
      postsNow: {
        from: (row, related) => ({
          table: `posts_held((select registry_now())) ${related}`,
          on: `${related}.person_id = ${row}.id`,
        }),
        columns: { office: column("office_id") },
      },
    },
  },
  Appointment: plain("appointment", { person: column("person_id"), office: officeNow }),
  OfficerInCharge: plain("officer_in_charge"),
  Designation: plain("designation", { person: column("person_id"), office: column("office_id") }),
  Login: plain("login", {
    person: column("person_id"),
    isOfPerson: (row) => `(${row}.person_id is not null)`,
    office: (row) => `office_of_portal(${row}.portal_code)`,
  }),
  Portal: plain("portal", { portal: column("id"), office: column("office_id") }),
  Webhook: plain("webhook", { office: (row) => `office_of_portal(${row}.portal_code)` }),
  RegisterEntry: plain("register_entry", {
    aboutReports: (row) => `(${row}.parts <> '{}' or ${row}.reports <> '{}')`,
    aboutSubmittedReports: (row) =>
      `(exists (select from unnest(${row}.reports) i join report r on r.id = i where r.status = 'SUBMITTED')
        or exists (select from unnest(${row}.parts) i join part p on p.id = i where p.report_status = 'SUBMITTED'))`,
    isReading: (row) => `(${row}.kind = 'ANSWER')`,
    person: column("person_id"),
  }),
  Compliance: plain("instrument"),
  Notice: plain("notice", { post: column("post_id") }),
  ...planAndLessonRows,
};
