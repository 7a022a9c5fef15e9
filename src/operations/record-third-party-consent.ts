import { rowOf } from "../access/ids";
import { InvalidState, NotFound } from "../entities/errors";
import type { RecordThirdPartyConsentInput } from "../entities/inputs/report.inputs";
import { PartContent, PartReference } from "../entities/part";
import { ReportTitle } from "../entities/report";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { words } from "./words";

/** § 5.8: records that a third party consents to the declassification of what came from it. */
export async function recordThirdPartyConsent(
  act: Act,
  { id, reference }: RecordThirdPartyConsentInput,
): Promise<Outcome> {
  const named = rowOf(id);
  if (named?.prefix !== "report" && named?.prefix !== "part") throw new NotFound();
  const part = named.prefix === "part" ? await act.seeRow("Part", named.uuid) : null;
  const reportId = part ? (await act.manager.findOneByOrFail(PartReference, { id: part.id })).reportId : named.uuid;
  const report = await act.seeRow("Report", reportId);
  act.require("recordConsent", report);
  act.requireState("recordConsent", report);
  const consent = words(reference, "the reference of the consent", 200);
  const marked = part
    ? await act.manager.findOneByOrFail(PartContent, { partId: part.id })
    : await act.manager.findOneByOrFail(ReportTitle, { reportId });
  if (marked.thirdParty === null) throw new InvalidState("It bears no third party's marking: no consent is needed.");
  if (marked.thirdPartyConsent !== null)
    throw new InvalidState("The consent is recorded already, and what is recorded is not changed.");
  if (part) await act.manager.update(PartContent, { partId: part.id }, { thirdPartyConsent: consent });
  else await act.manager.update(ReportTitle, { reportId }, { thirdPartyConsent: consent });
  act.changes.reports.add(reportId);
  const consented = part ? { kind: "PART" as const, id: part.id } : { kind: "REPORT" as const, id: reportId };
  await act.record({ ...consented, done: "CONSENT_RECORDED", post: await act.postWith("DIRECTOR_OPSP") });
  return part ? { report_id: reportId, part_id: part.id } : { report_id: reportId };
}
