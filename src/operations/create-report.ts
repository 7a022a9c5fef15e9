import type { CreateReportInput } from "../entities/inputs/report.inputs";
import { Report, ReportTitle } from "../entities/report";
import type { Act } from "./act";
import { recordClassification } from "./classification";
import { newSymbol } from "./names";
import type { Outcome } from "./perform";
import { keptTitle } from "./sealed-texts";
import { sensitivityOf } from "./sensitivity";
import { words } from "./words";

/** § 5.3: begins the draft of a report of a review; it has a level from the first. */
export async function createReport(act: Act, input: CreateReportInput): Promise<Outcome> {
  const review = await act.see("Review", "review", input.reviewId);
  act.require("draft", review);
  act.requireState("draft", review);
  const title = words(input.title, "the title", 500);
  const { level, grounds, thirdParty } = sensitivityOf(input);
  const symbol = newSymbol((await act.now()).getUTCFullYear());
  const { identifiers } = await act.manager.insert(Report, { symbol, reviewId: review.id, level });
  const reportId = identifiers[0]!.id as string;
  const kept = keptTitle(act, title, level, { id: reportId, version: 1 });
  await act.manager.insert(ReportTitle, { reportId, level, ...kept, grounds, thirdParty });
  await recordClassification(act, { reportId, partId: null, level, grounds, reason: "draft" });
  await act.record({ kind: "REPORT", id: reportId, done: "DRAFTED", post: await act.postWith("DIRECTOR_OPSP") });
  return { report_id: reportId };
}
