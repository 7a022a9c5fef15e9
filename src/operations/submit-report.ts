import { IsNull } from "typeorm";

import { Conflict, InvalidState } from "../entities/errors";
import type { SubmitReportInput } from "../entities/inputs/report.inputs";
import { PartReference } from "../entities/part";
import { Report } from "../entities/report";
import { ReportStatus } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { dayOf } from "./words";

/** § 5.4: submits a draft to the USGs. Its levels are the classification from here on, and it is immutable. */
export async function submitReport(act: Act, { reportId, expectedVersion }: SubmitReportInput): Promise<Outcome> {
  const seen = await act.see("Report", "report", reportId);
  act.require("submit", seen);
  act.requireState("submit", seen);
  const report = await act.manager.findOneByOrFail(Report, { id: seen.id });
  if (expectedVersion !== undefined && expectedVersion !== null && report.version !== expectedVersion)
    throw new Conflict("Somebody has changed this report since you read it. Read it again before you submit it.");
  if (!(await act.manager.existsBy(PartReference, { reportId: report.id, withdrawnAt: IsNull() })))
    throw new InvalidState("This report has no part yet. Add what it says before you submit it.");
  const submittedAt = await act.now();
  await act.manager.update(Report, report.id, {
    status: ReportStatus.SUBMITTED,
    submittedAt,
    submittedOn: dayOf(submittedAt),
  });
  act.changes.reports.add(report.id);
  return { report_id: report.id };
}
