import { BadInput, Conflict } from "../entities/errors";
import type { EditReportInput } from "../entities/inputs/report.inputs";
import { PartReference } from "../entities/part";
import { Report, ReportTitle } from "../entities/report";
import { isAbove } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { recordClassification } from "./classification";
import type { Outcome } from "./perform";
import { keptTitle, titleOf } from "./sealed-texts";
import { type Sensitivity, sensitivityOf } from "./sensitivity";
import { words } from "./words";

/** § 5.3: changes the title or the sensitivity of a draft; a stale version is refused. */
export async function editReport(act: Act, input: EditReportInput): Promise<Outcome> {
  const seen = await act.see("Report", "report", input.reportId);
  act.require("write", seen);
  act.requireState("write", seen);
  const report = await act.manager.findOneByOrFail(Report, { id: seen.id });
  if (report.version !== input.expectedVersion)
    throw new Conflict(
      "Somebody has changed this report since you read it. Read it again, and repeat your change on what it says now.",
    );
  const title = await act.manager.findOneByOrFail(ReportTitle, { reportId: report.id });
  const sensitivity = input.sensitivity ? sensitivityOf(input.sensitivity) : keptSensitivity(report, title);
  await refuseBelowParts(act, report.id, sensitivity.level);
  const text =
    input.title === undefined || input.title === null ? titleOf(act, title) : words(input.title, "the title", 500);
  await writeReport(act, report, sensitivity, text);
  act.changes.reports.add(report.id);
  return { report_id: report.id };
}

const keptSensitivity = ({ level }: Report, { grounds, thirdParty }: ReportTitle): Sensitivity => ({
  level,
  grounds: grounds as Sensitivity["grounds"],
  thirdParty,
});

async function refuseBelowParts(act: Act, reportId: string, level: Report["level"]): Promise<void> {
  const parts = await act.manager.findBy(PartReference, { reportId });
  if (parts.some((part) => part.withdrawnAt === null && isAbove(part.level, level)))
    throw new BadInput(
      "A part would be above the report. Lower the part first: a report's level is at least that of its highest part.",
      citing("§ 10.9"),
    );
}

async function writeReport(act: Act, report: Report, sensitivity: Sensitivity, text: string): Promise<void> {
  const { level, grounds, thirdParty } = sensitivity;
  const version = report.version + 1;
  const kept = keptTitle(act, text, level, { id: report.id, version });
  const changeLevel = () => act.manager.update(Report, report.id, { level, version });
  const changeTitle = () =>
    act.manager.update(ReportTitle, { reportId: report.id }, { ...kept, version, grounds, thirdParty });
  if (level === "STRICTLY_CONFIDENTIAL") {
    await changeTitle();
    await changeLevel();
  } else {
    await changeLevel();
    await changeTitle();
  }
  if (level !== report.level)
    await recordClassification(act, { reportId: report.id, partId: null, level, grounds, reason: "draft" });
}
