import { createHash } from "node:crypto";
import type { AddPartInput, SensitivityInput } from "../entities/inputs/report.inputs";
import { Ground, type Level, PartKind, type Risk } from "../entities/terms";
import { addPart } from "../operations/add-part";
import { createReport } from "../operations/create-report";
import { submitReport } from "../operations/submit-report";
import type { Play } from "./play";
import { areaOf, componentsOf, difficultiesOf, mandateOf, publicRow, sourceOf } from "./public-rows";
import { type Row, listed, optional, readTable } from "./tables";
import type { DatedAct } from "./timeline";

type ReportColumn = "key" | "title" | "drafted_on" | "submitted_on" | "submitted_by" | "level" | "third_party" | "team";
type PartColumn =
  | "report"
  | "key"
  | "kind"
  | "source"
  | "level"
  | "missions"
  | "risk"
  | "systemic"
  | "answers"
  | "office"
  | "target_on"
  | "third_party"
  | "text";
type ReportRow = Row<ReportColumn>;
type PartRow = Row<PartColumn>;

/** By whom the posts of OPSP are held throughout. */
const MEMBERS: Readonly<Record<string, string>> = {
  OPSP_SENIOR_MILITARY: "opsp.military",
  OPSP_SENIOR_POLICE: "opsp.police",
  OPSP_MISSION_SUPPORT: "opsp.officer",
};

const GROUNDS: Readonly<Record<Level, Ground[]>> = {
  UNCLASSIFIED: [],
  CONFIDENTIAL: [Ground.INTERNAL_DELIBERATION],
  STRICTLY_CONFIDENTIAL: [Ground.SECURITY_OF_MEMBER_STATES_OR_OPERATIONS, Ground.SAFETY_OR_PRIVACY_OF_PERSONS],
};

/** How each report begins, so that nobody takes it for what it is not. */
const opening = (subject: string): string =>
  `Demonstration. Not a report of OPSP. It is on ${subject}. Its findings and recommendations are taken from public ` +
  "documents, and each names its source; that they stand in one report, and its dates, levels, risks, links and " +
  "implementers, are made up.";

/** Every report from its draft to its submission; one without a day of submission stays a draft. */
export function reportActs(): DatedAct[] {
  const parts = readTable<PartColumn>("parts");
  return readTable<ReportColumn>("reports").flatMap((row) => {
    const own = parts.filter(({ report }) => report === row.key);
    const acts = [drafted(row, own)];
    return row.submitted_on === "" ? acts : [...acts, submitted(row)];
  });
}

function drafted(row: ReportRow, parts: readonly PartRow[]): DatedAct {
  return {
    at: new Date(`${row.drafted_on}T09:00Z`),
    what: `the report ${row.key} is drafted`,
    act: async (play) => {
      const writer = MEMBERS[listed(row.team)[0]!]!;
      const reviewId = play.id("review", row.key);
      const input = { reviewId, title: row.title, ...sensitivity(row) };
      play.remember("report", row.key, (await play.as(writer, createReport, input)).report_id);
      for (const part of parts) {
        const { part_id } = await play.as(writer, addPart, partInput(play, part));
        play.remember("part", `${row.key}/${part.key}`, part_id);
      }
    },
  };
}

function submitted({ key, submitted_on, submitted_by }: ReportRow): DatedAct {
  return {
    at: new Date(`${submitted_on}T16:00Z`),
    what: `the report ${key} is submitted`,
    act: (play) => play.as(submitted_by, submitReport, { reportId: play.id("report", key) }),
  };
}

function sensitivity({ level, third_party }: Row<"level" | "third_party">): SensitivityInput {
  const grounds = [...GROUNDS[level as Level], ...(third_party === "" ? [] : [Ground.THIRD_PARTY_CONFIDENCE])];
  return { level: level as Level, grounds, thirdParty: optional(third_party) };
}

function partInput(play: Play, part: PartRow): AddPartInput {
  const common = {
    reportId: play.id("report", part.report),
    kind: part.kind as PartKind,
    ...sensitivity(part),
    missions: part.missions === "" ? undefined : listed(part.missions),
  };
  if (part.kind === PartKind.SECTION) return { ...common, text: opening(part.text) };
  if (part.kind === PartKind.ANNEX) return { ...common, text: `Demonstration. ${part.text}.`, annex: annexOf(part) };
  const row = publicRow(part.source);
  const quoted = { ...common, text: row.text, publicSource: sourceOf(row) };
  const area = areaOf(row);
  if (part.kind === PartKind.FINDING) {
    const details = { area, components: componentsOf(area), difficulties: difficultiesOf(row) };
    return { ...quoted, finding: { ...details, risk: part.risk as Risk, systemic: part.systemic === "yes" } };
  }
  const findingIds = listed(part.answers).map((finding) => play.id("part", `${part.report}/${finding}`));
  const implementation = { officeId: play.id("office", part.office), targetOn: part.target_on };
  return { ...quoted, recommendation: { findingIds, mandate: mandateOf(area), area, ...implementation } };
}

/** The file itself is not there: its name and its digest are made up. */
function annexOf({ report, text }: PartRow) {
  const fileSha256 = createHash("sha256").update(`${report} ${text}`).digest("hex");
  return { fileName: "annex.pdf", mediaType: "application/pdf", fileSha256 };
}
