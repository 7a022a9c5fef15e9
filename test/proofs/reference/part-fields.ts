import { implementerOf, isOverdue, targetOf } from "./filters";
import type { Row } from "./rows";
import {
  type Asking,
  type Field,
  type Fields,
  asPart,
  byPosition,
  column,
  id,
  marking,
  missions,
  orNull,
  readable,
  readablePart,
  thing,
} from "./things";
import { type Words, wholeMonths, wordsOf } from "./words";

export const reportOf = (part: Row, { sight }: Asking) => sight.rows.one("report", part.report_id)!;

const contentOf = (part: Row, { sight }: Asking) => sight.rows.one("part_content", part.id, "part_id")!;
const content =
  (name: string): Field =>
  (part, asking) =>
    contentOf(part, asking)[name];
const word =
  (name: keyof Words): Field =>
  (part, { sight, seal }) =>
    wordsOf(part, sight, seal)[name];

/** The fields that every part has. */
export const part: Fields = {
  id: id("part"),
  label: column("label"),
  kind: column("kind"),
  text: word("text"),
  publicSource: word("public_source"),
  number: (row, asking) => {
    if (!readable(reportOf(row, asking), "Report", asking, "holdInFull")) return null;
    return asking.sight.rows
      .of("part", "report_id", row.report_id)
      .filter((one) => one.kind === row.kind && one.withdrawn_at === null && one.position <= row.position).length;
  },
  version: (row, asking) => (reportOf(row, asking).status === "DRAFT" ? row.version : null),
  marking: (row, asking) => {
    const report = reportOf(row, asking);
    const { grounds, third_party: thirdParty } = contentOf(row, asking);
    return {
      ...marking(row, report.submitted_on, asking),
      grounds,
      thirdParty,
      isExtract: !asking.sight.may("holdInFull", "Report", report),
      copiesAllowed: asking.sight.may("copy", "Part", row),
    };
  },
  report: (row, asking) => orNull(readable(reportOf(row, asking), "Report", asking), thing("Report")),
  missions: (row, asking) =>
    missions(
      asking.sight.rows
        .of("part_mission", "part_id", row.id)
        .filter(({ is_current }) => is_current)
        .map(({ mission_id }) => mission_id),
      asking,
    ),
};

/** The other ends of the links between recommendations and findings that stand, as far as they are readable. */
const linked =
  (from: "recommendation_id" | "finding_id", to: "recommendation_id" | "finding_id"): Field =>
  (row, asking) =>
    asking.sight.rows
      .of("recommendation_finding", from, row.id)
      .filter(({ is_current }) => is_current)
      .flatMap((link) => readablePart(asking.sight.rows.one("part", link[to]), asking) ?? [])
      .sort(byPosition)
      .map(asPart);

export const annex: Fields = {
  ...part,
  fileName: word("file_name"),
  mediaType: word("media_type"),
  fileSha256: word("file_sha256"),
};

export const corrigendum: Fields = {
  ...part,
  corrects: (row, asking) => orNull(readablePart(asking.sight.rows.one("part", row.corrects_id), asking), asPart),
};

export const finding: Fields = {
  ...part,
  area: content("area"),
  risk: content("risk"),
  systemic: content("systemic"),
  components: content("components"),
  difficulties: content("difficulties"),
  recommendations: linked("finding_id", "recommendation_id"),
};

const stateOf = (row: Row, { sight }: Asking) => sight.rows.one("recommendation_state", row.id, "part_id")!;

export const recommendation: Fields = {
  ...part,
  area: content("area"),
  mandate: content("mandate"),
  targetOn: content("target_on"),
  decision: (row, asking) => stateOf(row, asking).decision,
  decidedOn: (row, asking) => stateOf(row, asking).decided_on,
  implementation: (row, asking) => {
    const { decision, decided_on: decidedOn, implementation } = stateOf(row, asking);
    return {
      status: implementation,
      overdue: isOverdue(row, asking.sight),
      targetOn: targetOf(row, asking.sight),
      ageInMonths: decision === "ENDORSED" && decidedOn !== null ? wholeMonths(decidedOn, asking.sight.today) : null,
      implementer: orNull(
        readable(asking.sight.rows.one("office", implementerOf(row, asking.sight)), "Organisation", asking),
        thing("Office"),
      ),
    };
  },
  findings: linked("recommendation_id", "finding_id"),
  office: (row, asking) =>
    orNull(
      readable(asking.sight.rows.one("office", contentOf(row, asking).office_id), "Organisation", asking),
      thing("Office"),
    ),
};
