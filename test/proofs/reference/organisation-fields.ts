import { placementOf } from "./filters";
import type { Row } from "./rows";
import { type Asking, type Fields, column, id, orNull, readable, thing } from "./things";

const of = (table: "office" | "mission", [value, name]: [value: unknown, name?: string], asking: Asking) =>
  orNull(
    readable(asking.sight.rows.one(table, value, name), "Organisation", asking),
    thing(table === "office" ? "Office" : "Mission"),
  );

const lastDayOf = (office: Row | undefined, { sight }: Asking) =>
  (office && sight.rows.one("office_end", office.id, "office_id")?.ends_on) ?? null;

export const office: Fields = {
  id: id("office"),
  code: column("code"),
  name: column("name"),
  kind: column("kind"),
  startsOn: column("starts_on"),
  endsOn: lastDayOf,
  parent: (row, asking) => of("office", [row.parent_id], asking),
  mission: (row, asking) => of("mission", [row.mission_id], asking),
};

export const mission: Fields = {
  id: id("mission"),
  acronym: column("acronym"),
  name: column("name"),
  kind: column("kind"),
  area: column("area"),
  countryCode: column("country_code"),
  startedIn: column("started_in"),
  endedOn: (row, asking) => lastDayOf(asking.sight.rows.one("office", row.id, "mission_id"), asking),
  plannedEndOn: column("planned_end_on"),
  headTitle: column("head_title"),
  source: column("source"),
  dateConfidence: column("date_confidence"),
  note: column("note"),
  office: (row, asking) => of("office", [row.id, "mission_id"], asking),
};

export const post: Fields = {
  id: id("post"),
  code: column("code"),
  name: column("name"),
  role: column("role"),
  startsOn: column("starts_on"),
  endsOn: (row, { sight }) => sight.rows.one("post_end", row.id, "post_id")?.ends_on ?? null,
  isHead: (row, asking) => placementOf(row, asking.sight)?.is_head ?? false,
  office: (row, asking) => of("office", [placementOf(row, asking.sight)?.office_id], asking),
};
