import { createHash } from "node:crypto";
import type { AddPartInput, SensitivityInput } from "../entities/inputs/report.inputs";
import { Ground, type Level, PartKind, type ReviewKind, type Risk } from "../entities/terms";
import { addPart } from "../operations/add-part";
import { createReport } from "../operations/create-report";
import { nameTeamMember } from "../operations/name-team-member";
import { openReview } from "../operations/open-review";
import { submitReport } from "../operations/submit-report";
import type { Play } from "./play";
import { areaOf, componentsOf, difficultiesOf, mandateOf, publicRow, sourceOf } from "./public-rows";
import { type Row, listed, optional, readTable } from "./tables";
import type { DatedAct } from "./timeline";

type ReportColumn =
  | "key"
  | "title"
  | "kind"
  | "missions"
  | "requested_by"
  | "directed_on"
  | "drafted_on"
  | "submitted_on"
  | "submitted_by"
  | "level"
  | "third_party"
  | "team"
  | "team_until";
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

/** The reference under which the demonstration finds a report again: that of the memorandum that directed its review. */
export const directionOf = (report: string): string => `DEMONSTRATION/${report}`;

/** Every report from the opening of its review to its submission; one without a day of submission stays a draft. */
export function reportActs(): DatedAct[] {
  const parts = readTable<PartColumn>("parts");
  return readTable<ReportColumn>("reports").flatMap((row) => {
    const own = parts.filter(({ report }) => report === row.key);
    const acts = [opened(row), drafted(row, own)];
    return row.submitted_on === "" ? acts : [...acts, submitted(row)];
  });
}

function opened(row: ReportRow): DatedAct {
  return {
    at: new Date(`${row.directed_on}T15:00Z`),
    what: `the review ${row.key} is opened`,
    act: async (play) => {
      const country = row.requested_by.replace(/^country:/, "");
      const byCountry = country !== row.requested_by;
      const { review_id } = await play.as("opsp.director", openReview, {
        kind: row.kind as ReviewKind,
        missions: listed(row.missions),
        requestingPostId: byCountry || country === "" ? undefined : play.id("post", country),
        requestingCountry: byCountry ? country : undefined,
        directionReference: directionOf(row.key),
        directedOn: row.directed_on,
      });
      play.remember("review", row.key, review_id);
      for (const post of listed(row.team)) await nameMember(play, row, post);
    },
  };
}

async function nameMember(play: Play, { key, directed_on, team_until }: ReportRow, post: string): Promise<void> {
  await play.as("opsp.director", nameTeamMember, {
    reviewId: play.id("review", key),
    postId: play.id("post", post),
    startsOn: directed_on,
    endsOn: optional(team_until),
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
