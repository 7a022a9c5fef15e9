import { BadInput } from "../entities/errors";
import type { PartWords } from "../access/sealing";
import type { AddPartInput } from "../entities/inputs/report.inputs";
import { PartContent, PartReference } from "../entities/part";
import { type Level, PartKind, type ReportStatus } from "../entities/terms";
import type { Act } from "./act";
import { recordClassification } from "./classification";
import { newLabel } from "./names";
import { annexWords, detailColumns, linkFindings, linkMissions, refuseOtherDetails } from "./part-details";
import type { Outcome } from "./perform";
import { indexText, keptWords } from "./sealed-texts";
import { type Sensitivity, refuseAbove, sensitivityOf } from "./sensitivity";
import { words } from "./words";

const LONGEST_TEXT = 20_000;

/** § 5.3: adds a part at the end of a draft. */
export async function addPart(act: Act, input: AddPartInput): Promise<Outcome> {
  const report = await act.see("Report", "report", input.reportId);
  act.require("write", report);
  act.requireState("write", report);
  if (input.kind === PartKind.CORRIGENDUM)
    throw new BadInput("A corrigendum mends a submitted report: add it by addCorrigendum.");
  refuseOtherDetails(input.kind, input, true);
  const sensitivity = sensitivityOf(input);
  refuseAbove(sensitivity.level, report.row.reportLevel as Level);
  const partId = await insertPart(act, {
    reportId: report.id,
    reportLevel: report.row.reportLevel as Level,
    reportStatus: report.row.status as ReportStatus,
    kind: input.kind,
    correctsId: null,
    sensitivity,
    words: {
      ...textAlone(words(input.text, "the text", LONGEST_TEXT)),
      ...annexWords(input),
      publicSource: input.publicSource ?? null,
    },
    details: await detailColumns(act, input),
  });
  if (input.missions) await linkMissions(act, partId, report.id, input.missions);
  if (input.recommendation) await linkFindings(act, partId, report.id, input.recommendation.findingIds);
  return { part_id: partId };
}

/** A part that is to be inserted. */
export interface NewPart {
  readonly reportId: string;
  readonly reportLevel: Level;
  readonly reportStatus: ReportStatus;
  readonly kind: PartKind;
  readonly correctsId: string | null;
  readonly sensitivity: Sensitivity;
  readonly words: PartWords;
  readonly details: Partial<PartContent>;
}

/** The words of a part that has nothing beside its text. */
export const textAlone = (text: string): PartWords => ({
  text,
  fileName: null,
  mediaType: null,
  fileSha256: null,
  publicSource: null,
});

/** Inserts a part, its content in the form of its level, and its first classification. */
export async function insertPart(act: Act, part: NewPart): Promise<string> {
  const { reportId, reportLevel, reportStatus, kind, correctsId, sensitivity, words, details } = part;
  const { level, grounds, thirdParty } = sensitivity;
  const [last] = await act.manager.query<{ position: number }[]>(
    "select coalesce(max(position), 0) as position from part where report_id = $1",
    [reportId],
  );
  const { identifiers } = await act.manager.insert(PartReference, {
    reportId,
    reportLevel,
    reportStatus,
    kind,
    correctsId,
    level,
    label: newLabel(kind),
    position: last!.position + 1,
  });
  const partId = identifiers[0]!.id as string;
  const kept = keptWords(act, words, level, { id: partId, version: 1 });
  await act.manager.insert(PartContent, { partId, level, ...kept, grounds, thirdParty, ...details });
  if (kind === PartKind.RECOMMENDATION)
    await act.manager.query("insert into recommendation_state (part_id) values ($1)", [partId]);
  await indexText(act, partId, kept.text);
  await recordClassification(act, {
    reportId,
    partId,
    level,
    grounds,
    reason: reportStatus === "DRAFT" ? "draft" : "corrigendum",
  });
  act.changes.reports.add(reportId);
  act.changes.parts.add(partId);
  return partId;
}
