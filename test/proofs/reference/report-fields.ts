import { circulations } from "./circulation-fields";
import { readableParts } from "./filters";
import {
  type Field,
  type Fields,
  ID,
  POSITION,
  asPart,
  byPosition,
  column,
  connection,
  id,
  marking,
  missions,
  orNull,
  readable,
  thing,
} from "./things";
import { titleOf } from "./words";

const partsOf =
  (name: string, kind?: string): Field =>
  (report, asking, args) => {
    const wanted = kind ?? args.kind;
    const items = () => readableParts(report, asking.sight).filter((part) => wanted == null || part.kind === wanted);
    const field = `Report.${name}`;
    return connection(asPart, { items, keys: [POSITION, ID], field, owner: report.id }, asking, args);
  };

/** The fields of a report's cover, and what hangs on it. */
export const report: Fields = {
  id: id("report"),
  symbol: column("symbol"),
  status: column("status"),
  reviewKind: column("review_kind"),
  submittedOn: column("submitted_on"),
  version: (row) => (row.status === "DRAFT" ? row.version : null),
  title: (row, { sight, seal }) => (sight.may("read", "ReportTitle", row) ? titleOf(row, sight, seal) : null),
  marking: (row, asking) => {
    const { sight } = asking;
    const isTitled = sight.may("read", "ReportTitle", row);
    const title = isTitled
      ? sight.rows.one("report_title", row.id, "report_id")!
      : { grounds: null, third_party: null };
    const parts = readableParts(row, sight);
    return {
      ...marking(row, row.submitted_on, asking),
      grounds: title.grounds,
      thirdParty: title.third_party,
      isExtract: !sight.may("holdInFull", "Report", row),
      copiesAllowed: parts.length > 0 && parts.every((part) => sight.may("copy", "Part", part)),
    };
  },
  outline: (row, asking) =>
    asking.sight.may("readOutline", "Report", row)
      ? asking.sight.rows
          .of("part", "report_id", row.id)
          .filter((part) => part.withdrawn_at === null && readable(part, "PartReference", asking))
          .sort(byPosition)
          .map(thing("PartReference"))
      : null,
  missions: ({ review_id }, asking) =>
    missions(
      asking.sight.rows.of("review_mission", "review_id", review_id).map(({ mission_id }) => mission_id),
      asking,
    ),
  review: ({ review_id }, asking) =>
    orNull(readable(asking.sight.rows.one("review", review_id), "Review", asking), thing("Review")),
  parts: partsOf("parts"),
  findings: partsOf("findings", "FINDING"),
  recommendations: partsOf("recommendations", "RECOMMENDATION"),
  circulations: (row, asking, args) =>
    circulations(
      asking.sight.rows.of("circulation", "report_id", row.id),
      { field: "Report.circulations", owner: row.id },
      asking,
      args,
    ),
};

/** What an outline says of a part. */
export const partReference: Fields = {
  id: id("part"),
  label: column("label"),
  kind: column("kind"),
  level: column("level"),
};

export const review: Fields = {
  id: id("review"),
  kind: column("kind"),
  ofHeadquarters: column("of_headquarters"),
  requestingCountry: column("requesting_country"),
  directionReference: column("direction_reference"),
  directedOn: column("directed_on"),
  areas: column("areas"),
  startedOn: column("started_on"),
  completedOn: column("completed_on"),
  debriefedOn: column("debriefed_on"),
  missions: (row, asking) =>
    missions(
      asking.sight.rows.of("review_mission", "review_id", row.id).map(({ mission_id }) => mission_id),
      asking,
    ),
};
