import { BadInput } from "../entities/errors";
import type { AddCorrigendumInput } from "../entities/inputs/report.inputs";
import { PartContent, PartReference } from "../entities/part";
import { type Ground, type Level, PartKind, ReportStatus, isAbove } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { insertPart, textAlone } from "./add-part";
import type { Outcome } from "./perform";
import { type Sensitivity, refuseAbove, sensitivityOf } from "./sensitivity";
import { openWindows } from "./windows";
import { words } from "./words";

/** § 5.5: mends a mistake of a submitted report. Full circulations of the report cover it at once. */
export async function addCorrigendum(act: Act, { partId, text, sensitivity }: AddCorrigendumInput): Promise<Outcome> {
  const seen = await act.see("Part", "part", partId);
  const corrected = await act.manager.findOneByOrFail(PartReference, { id: seen.id });
  const report = await act.seeRow("Report", corrected.reportId);
  act.require("correct", report);
  act.requireState("correct", report);
  const reportLevel = report.row.reportLevel as Level;
  const corrigendum = await insertPart(act, {
    reportId: report.id,
    reportLevel,
    reportStatus: ReportStatus.SUBMITTED,
    kind: PartKind.CORRIGENDUM,
    correctsId: corrected.id,
    sensitivity: await sensitivityOfCorrigendum(act, corrected, reportLevel, sensitivity),
    words: textAlone(words(text, "the text", 20_000)),
    details: {},
  });
  await act.manager.query(
    "insert into part_mission (part_id, mission_id) select $1, mission_id from part_mission where part_id = $2 and is_current",
    [corrigendum, corrected.id],
  );
  await coverByFullCirculations(act, report.id, corrigendum);
  await act.record({ kind: "PART", id: corrigendum, done: "ADDED", post: await act.postWith("DIRECTOR_OPSP") });
  return { part_id: corrigendum };
}

async function sensitivityOfCorrigendum(
  act: Act,
  corrected: PartReference,
  report: Level,
  given: AddCorrigendumInput["sensitivity"],
): Promise<Sensitivity> {
  const content = await act.manager.findOneByOrFail(PartContent, { partId: corrected.id });
  const kept = { level: corrected.level, grounds: content.grounds as Ground[], thirdParty: content.thirdParty };
  const { level, grounds, thirdParty } = given ? sensitivityOf(given) : kept;
  if (isAbove(corrected.level, level))
    throw new BadInput(
      "A corrigendum has at least the level of the part that it corrects. Raise its level.",
      citing("§ 5.5"),
    );
  refuseAbove(level, report);
  return { level, grounds, thirdParty: thirdParty ?? kept.thirdParty };
}

/** Opens the windows of the corrigendum for every complete full circulation that has not ended and is not suspended. */
async function coverByFullCirculations(act: Act, reportId: string, corrigendum: string): Promise<void> {
  const covering = await act.manager.query<{ id: string }[]>(
    `select c.id from circulation c where c.report_id = $1 and c.is_full and c.narrowed_at is null
       and circulation_state(c, registry_now()) in ('SIGNED', 'NOT_YET_VALID')`,
    [reportId],
  );
  await openWindows(
    act,
    covering.map(({ id }) => id),
    corrigendum,
  );
}
