import { IsNull } from "typeorm";

import { Conflict, InvalidState } from "../entities/errors";
import type { SubmitReportInput } from "../entities/inputs/report.inputs";
import { PartReference } from "../entities/part";
import { Report } from "../entities/report";
import { PartKind, ReportStatus } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { awaitSignatures } from "./quorum";
import { recordSubmission } from "./classification";
import type { Outcome } from "./perform";
import { dayOf } from "./words";

/** § 5.4: submits a draft to the USGs. Its levels are the classification from here on, and it is immutable. */
export async function submitReport(act: Act, { reportId, expectedVersion }: SubmitReportInput): Promise<Outcome> {
  const seen = await act.see("Report", "report", reportId);
  act.require("submit", seen);
  if (seen.row.isReviewCompleted === false)
    throw new InvalidState("Its review is not completed. Record that first, with its day.", citing("§ 10.50"));
  act.requireState("submit", seen);
  const report = await act.manager.findOneByOrFail(Report, { id: seen.id });
  if (expectedVersion !== undefined && expectedVersion !== null && report.version !== expectedVersion)
    throw new Conflict("Somebody has changed this report since you read it. Read it again before you submit it.");
  const submittedAt = await act.now();
  await act.manager.update(Report, report.id, {
    status: ReportStatus.SUBMITTED,
    submittedAt,
    submittedOn: dayOf(submittedAt),
  });
  await recordSubmission(act, report.id);
  await act.record({ kind: "REPORT", id: report.id, done: "SUBMITTED", post: await act.postWith("DIRECTOR_OPSP") });
  if (await awaitsDecisions(act, report.id)) await awaitSignatures(act, report.id);
  return { report_id: report.id };
}

/** Whether it recommends anything: each recommendation awaits the decision of the reporting line. */
const awaitsDecisions = (act: Act, reportId: string): Promise<boolean> =>
  act.manager.existsBy(PartReference, { reportId, kind: PartKind.RECOMMENDATION, withdrawnAt: IsNull() });
