import { circulations } from "./circulation-fields";
import { rowOf } from "../../../src/access/ids";
import { filtered, targetOf } from "./filters";
import type { Arguments, Key } from "./lists";
import { reportOf } from "./part-fields";
import type { Row } from "./rows";
import {
  type Asking,
  ID,
  POSITION,
  type Thing,
  asPart,
  connection,
  missions,
  orNull,
  readable,
  readablePart,
  thing,
} from "./things";

type Found = (uuid: string, asking: Asking) => Thing | null;

const ofOrganisation =
  (table: "mission" | "office" | "post", type: string): Found =>
  (uuid, asking) =>
    orNull(readable(asking.sight.rows.one(table, uuid), "Organisation", asking), thing(type));

/** What an id begins with, and the thing behind such an id. */
const NODES: Readonly<Record<string, Found>> = {
  report: (uuid, asking) => orNull(readable(asking.sight.rows.one("report", uuid), "Report", asking), thing("Report")),
  part: (uuid, asking) => orNull(readablePart(asking.sight.rows.one("part", uuid), asking), asPart),
  review: (uuid, asking) => orNull(readable(asking.sight.rows.one("review", uuid), "Review", asking), thing("Review")),
  mission: ofOrganisation("mission", "Mission"),
  office: ofOrganisation("office", "Office"),
  post: ofOrganisation("post", "Post"),
  circulation: (uuid, asking) =>
    orNull(readable(asking.sight.rows.one("circulation", uuid), "Circulation", asking), thing("Circulation")),
};

function nodeOf(given: string, asking: Asking): Thing | null {
  const named = rowOf(given);
  return (named && NODES[named.prefix]?.(named.uuid, asking)) ?? null;
}

const RANKS = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];

/** By the day of submission; drafts count as the newest. */
const listedOn = (report: Row): string => report.submitted_on ?? "infinity";

/** By what reports are ordered. */
const REPORT_KEYS: Readonly<Record<string, Key<Row>["of"]>> = {
  SUBMITTED_ON: listedOn,
  SYMBOL: (row) => row.symbol,
  LEVEL: (row) => RANKS.indexOf(row.level),
};

/** The parts of a kind that the reader may read, of all reports. */
const allOf = (kind: string, asking: Asking) =>
  asking.sight.rows.all("part").filter((row) => row.kind === kind && readablePart(row, asking));

type Root = (asking: Asking, args: Arguments) => unknown;

const reports: Root = (asking, args) => {
  const { sight } = asking;
  const { field, direction } = args.orderBy ?? { field: "SUBMITTED_ON", direction: "DESC" };
  const isDescending = direction === "DESC";
  const keys = [
    { of: REPORT_KEYS[field]!, isDescending },
    { ...ID, isDescending },
  ];
  const items = () =>
    filtered(
      sight.rows.all("report").filter((row) => readable(row, "Report", asking)),
      "ReportFilter",
      args,
      sight,
    );
  return connection(thing("Report"), { items, keys, field: "Query.reports" }, asking, args);
};

const findings: Root = (asking, args) => {
  const keys: Key<Row>[] = [
    { of: (row) => listedOn(reportOf(row, asking)), isDescending: true },
    { of: (row) => row.report_id, isDescending: true },
    POSITION,
    ID,
  ];
  const items = () => filtered(allOf("FINDING", asking), "FindingFilter", args, asking.sight);
  return connection(asPart, { items, keys, field: "Query.findings" }, asking, args);
};

const recommendations: Root = (asking, args) => {
  const keys: Key<Row>[] = [{ of: (row) => targetOf(row, asking.sight) ?? "infinity" }, ID];
  const items = () => filtered(allOf("RECOMMENDATION", asking), "RecommendationFilter", args, asking.sight);
  return connection(asPart, { items, keys, field: "Query.recommendations" }, asking, args);
};

/** All of a table by their codes. */
const byCode =
  (table: "office" | "post", type: "Office" | "Post"): Root =>
  (asking, args) => {
    const { sight } = asking;
    const known = sight.rows.all(table).filter((row) => readable(row, "Organisation", asking));
    const items = () => filtered(known, `${type}Filter`, args, sight);
    return connection(
      thing(type),
      { items, keys: [{ of: ({ code }) => code }, ID], field: `Query.${table}s` },
      asking,
      args,
    );
  };

/** What can be asked. */
export const query: Readonly<Record<string, Root>> = {
  report: (asking, { symbol }) =>
    orNull(readable(asking.sight.rows.one("report", symbol, "symbol"), "Report", asking), thing("Report")),
  reports,
  findings,
  recommendations,
  circulations: (asking, args) =>
    circulations(asking.sight.rows.all("circulation"), { field: "Query.circulations" }, asking, args),
  offices: byCode("office", "Office"),
  posts: byCode("post", "Post"),
  missions: (asking) =>
    missions(
      asking.sight.rows.all("mission").map(({ id }) => id as string),
      asking,
    ),
  node: (asking, { id }) => nodeOf(id, asking),
  nodes: (asking, { ids }) => ids.map((one: string) => nodeOf(one, asking)),
};
