import { rowOf } from "../access/ids";
import { BadInput, InvalidState, NotFound } from "../entities/errors";
import type { ReclassifyInput } from "../entities/inputs/report.inputs";
import { PartContent, PartReference } from "../entities/part";
import { Report, ReportTitle } from "../entities/report";
import { type Ground, Level, isAbove } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act, Seen } from "./act";
import { keepSaidAnew } from "./recommendations";
import { recordClassification } from "./classification";
import { NOT_ENDED, narrowFullCirculations, takeOutOfCirculations } from "./narrowing";
import type { Outcome } from "./perform";
import { indexText, keptTitle, keptWords, titleOf, wordsOf } from "./sealed-texts";
import { classificationOf } from "./sensitivity";
import { words } from "./words";

/** A new classification, with its reason. */
interface Change {
  readonly level: Level;
  readonly grounds: Ground[];
  readonly reason: string;
}

/**
 * § 5.6 and § 5.7: raises or lowers the level of a submitted report, or of one of its parts. It acts on circulations at once; a part raised
 * above its report raises the report too.
 */
export async function reclassify(act: Act, input: ReclassifyInput): Promise<Outcome> {
  const named = rowOf(input.id);
  if (named?.prefix !== "report" && named?.prefix !== "part") throw new NotFound();
  const part = named.prefix === "part" ? await act.seeRow("Part", named.uuid) : null;
  const report = await act.seeRow("Report", part ? await reportOf(act, part.id) : named.uuid);
  act.require("reclassify", report);
  act.requireRecentAuthentication();
  act.requireState("reclassify", report);
  const change: Change = {
    ...classificationOf(input),
    reason: words(input.reason, "the reason of the reclassification"),
  };
  act.changes.reports.add(report.id);
  if (part) await changePart(act, part, report, change);
  else await changeReport(act, report, change);
  return part ? { report_id: report.id, part_id: part.id } : { report_id: report.id };
}

const postOf = (act: Act) => act.postWith("DIRECTOR_OPSP", "UNDER_SECRETARY_GENERAL");

async function reportOf(act: Act, partId: string): Promise<string> {
  return (await act.manager.findOneByOrFail(PartReference, { id: partId })).reportId;
}

function refuseSame(from: Level, to: Level): void {
  if (from === to) throw new InvalidState("It has this level already. Give another level.");
}

function refuseWithoutConsent({
  thirdParty,
  thirdPartyConsent,
}: {
  thirdParty: string | null;
  thirdPartyConsent: string | null;
}): void {
  if (thirdParty !== null && thirdPartyConsent === null)
    throw new InvalidState(
      "It came from a third party, whose consent is not recorded. Record the consent first.",
      citing("§ 10.8"),
    );
}

async function changePart(act: Act, seen: Seen, report: Seen, change: Change): Promise<void> {
  const part = await act.manager.findOneByOrFail(PartReference, { id: seen.id });
  const content = await act.manager.findOneByOrFail(PartContent, { partId: part.id });
  refuseSame(part.level, change.level);
  const isRaised = isAbove(change.level, part.level);
  if (!isRaised) {
    refuseWithoutConsent(content);
    await refuseWhileCirculatedToOffice(act, part.id);
  }
  if (isAbove(change.level, report.row.reportLevel as Level)) await raiseWithPart(act, report, change);
  const wasStrict = part.level === Level.STRICTLY_CONFIDENTIAL;
  const becomesStrict = change.level === Level.STRICTLY_CONFIDENTIAL;
  if (becomesStrict) {
    await writeContent(act, content, change);
    await keepSaidAnew(act, part.id, change.level);
  }
  await act.manager.update(PartReference, part.id, { level: change.level });
  if (!becomesStrict) {
    await writeContent(act, content, change);
    if (wasStrict) await keepSaidAnew(act, part.id, change.level);
  }
  await indexTextAnew(act, content, wasStrict || becomesStrict, change.level);
  await recordClassification(act, { reportId: report.id, partId: part.id, ...change });
  await act.record({ kind: "PART", id: part.id, done: "RECLASSIFIED", post: await postOf(act) });
  if (becomesStrict) {
    await takeOutOfCirculations(act, part.id);
    await narrowFullCirculations(act, report.id);
  }
}

/** Keeps the same words in the form of their new level: the plaintext, by its digest, never changes. */
async function writeContent(act: Act, content: PartContent, { level, grounds }: Change): Promise<void> {
  const { partId, version } = content;
  const { sha256: _sha256, ...kept } = keptWords(act, wordsOf(act, content), level, { id: partId, version });
  await act.manager.update(PartContent, { partId }, { ...kept, grounds });
}

async function indexTextAnew(act: Act, content: PartContent, changesForm: boolean, level: Level): Promise<void> {
  if (changesForm)
    await indexText(act, content.partId, level === Level.STRICTLY_CONFIDENTIAL ? null : wordsOf(act, content).text);
}

async function changeReport(act: Act, { id }: Seen, change: Change): Promise<void> {
  const report = await act.manager.findOneByOrFail(Report, { id });
  const title = await act.manager.findOneByOrFail(ReportTitle, { reportId: id });
  refuseSame(report.level, change.level);
  const becomesStrict = change.level === Level.STRICTLY_CONFIDENTIAL;
  if (isAbove(report.level, change.level)) {
    refuseWithoutConsent(title);
    await refuseBelowParts(act, id, change.level);
    if (report.level === Level.STRICTLY_CONFIDENTIAL) await refuseWhileCirculated(act, id);
  }
  if (becomesStrict) await writeTitle(act, title, change);
  await act.manager.update(Report, id, { level: change.level });
  if (!becomesStrict) await writeTitle(act, title, change);
  await recordClassification(act, { reportId: id, partId: null, ...change });
  await act.record({ kind: "REPORT", id, done: "RECLASSIFIED", post: await postOf(act) });
  if (becomesStrict) await narrowFullCirculations(act, id);
}

/** Raises a report with a part of it: the part's grounds come to its own. */
async function raiseWithPart(act: Act, report: Seen, change: Change): Promise<void> {
  const { grounds } = await act.manager.findOneByOrFail(ReportTitle, { reportId: report.id });
  await changeReport(act, report, {
    ...change,
    grounds: [...new Set([...(grounds as Ground[]), ...change.grounds])].sort(),
  });
}

async function writeTitle(act: Act, title: ReportTitle, { level, grounds }: Change): Promise<void> {
  const { reportId, version } = title;
  const { sha256: _sha256, ...kept } = keptTitle(act, titleOf(act, title), level, { id: reportId, version });
  await act.manager.update(ReportTitle, { reportId }, { ...kept, grounds });
}

async function refuseBelowParts(act: Act, reportId: string, level: Level): Promise<void> {
  const parts = await act.manager.findBy(PartReference, { reportId });
  if (parts.some((part) => part.withdrawnAt === null && isAbove(part.level, level)))
    throw new BadInput(
      "A part would be above the report. Lower the part first: a report's level is at least that of its highest part.",
      citing("§ 10.9"),
    );
}

async function refuseWhileCirculatedToOffice(act: Act, partId: string): Promise<void> {
  const covering = await act.manager.query<unknown[]>(
    `select from part p join circulation c on c.report_id = p.report_id
     join circulation_recipient r on r.circulation_id = c.id and r.office_id is not null
     where p.id = $1 and ${NOT_ENDED} and covers_part(c, p.id)
       and not exists (select from circulation_withholding w where w.circulation_id = c.id and w.part_id = p.id and w.recipient_id = r.id) limit 1`,
    [partId],
  );
  if (covering.length > 0)
    throw new InvalidState(
      "A circulation to an office covers this part and has not ended. Revoke, decline or withdraw it first: it would come to give more.",
      citing("§ 10.7"),
    );
}

async function refuseWhileCirculated(act: Act, reportId: string): Promise<void> {
  const open = await act.manager.query<unknown[]>(
    `select from circulation c where c.report_id = $1 and ${NOT_ENDED} limit 1`,
    [reportId],
  );
  if (open.length > 0)
    throw new InvalidState(
      "A circulation of this strictly confidential report has not ended. Revoke, decline or withdraw it first: it would come to give more.",
      citing("§ 10.7"),
    );
}
