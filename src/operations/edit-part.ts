import { Conflict, InvalidState } from "../entities/errors";
import type { PartWords } from "../access/sealing";
import type { EditPartInput, WithdrawPartInput } from "../entities/inputs/report.inputs";
import { PartContent, PartReference } from "../entities/part";
import type { Level } from "../entities/terms";
import type { Act, Seen } from "./act";
import { recordClassification } from "./classification";
import { annexWords, detailColumns, linkFindings, linkMissions, refuseOtherDetails } from "./part-details";
import type { Outcome } from "./perform";
import { indexText, keptWords, wordsOf } from "./sealed-texts";
import { type Sensitivity, refuseAbove, sensitivityOf } from "./sensitivity";
import { words } from "./words";

const LONGEST_TEXT = 20_000;

/** A part of a draft that the viewer may write, of the version that the change is made to. */
async function writablePart(
  act: Act,
  id: string,
  expectedVersion: number,
): Promise<{ report: Seen; part: PartReference; content: PartContent }> {
  const seen = await act.see("Part", "part", id);
  const part = await act.manager.findOneByOrFail(PartReference, { id: seen.id });
  const report = await act.seeRow("Report", part.reportId);
  act.require("write", report);
  act.requireState("write", report);
  if (part.version !== expectedVersion)
    throw new Conflict(
      "Somebody has changed this part since you read it. Read it again, and repeat your change on what it says now.",
    );
  return { report, part, content: await act.manager.findOneByOrFail(PartContent, { partId: part.id }) };
}

/** § 5.3: changes a part of a draft; a stale version is refused. */
export async function editPart(act: Act, input: EditPartInput): Promise<Outcome> {
  const { report, part, content } = await writablePart(act, input.partId, input.expectedVersion);
  refuseOtherDetails(part.kind, input, false);
  const sensitivity = input.sensitivity ? sensitivityOf(input.sensitivity) : keptSensitivity(part, content);
  refuseAbove(sensitivity.level, report.row.reportLevel as Level);
  const said: PartWords = {
    ...wordsOf(act, content),
    ...(input.text == null ? {} : { text: words(input.text, "the text", LONGEST_TEXT) }),
    ...annexWords(input),
  };
  await writePart(act, { part, sensitivity, said, details: await detailColumns(act, input) });
  if (input.missions) await linkMissions(act, part.id, report.id, input.missions);
  if (input.recommendation) await linkFindings(act, part.id, report.id, input.recommendation.findingIds);
  act.changes.reports.add(report.id);
  act.changes.parts.add(part.id);
  return { part_id: part.id };
}

const keptSensitivity = ({ level }: PartReference, { grounds, thirdParty }: PartContent): Sensitivity => ({
  level,
  grounds: grounds as Sensitivity["grounds"],
  thirdParty,
});

interface WrittenPart {
  readonly part: PartReference;
  readonly sensitivity: Sensitivity;
  readonly said: PartWords;
  readonly details: Partial<PartContent>;
}

/** Writes a draft's part in the form of its level: what is raised is sealed before its level says so. */
async function writePart(act: Act, { part, sensitivity, said, details }: WrittenPart): Promise<void> {
  const { level, grounds, thirdParty } = sensitivity;
  const version = part.version + 1;
  const kept = keptWords(act, said, level, { id: part.id, version });
  const content = { ...kept, version, grounds, thirdParty, ...details };
  const changeLevel = () => act.manager.update(PartReference, part.id, { level, version });
  const changeContent = () => act.manager.update(PartContent, { partId: part.id }, content);
  if (level === "STRICTLY_CONFIDENTIAL") {
    await changeContent();
    await changeLevel();
  } else {
    await changeLevel();
    await changeContent();
  }
  await indexText(act, part.id, kept.text);
  if (level !== part.level)
    await recordClassification(act, { reportId: part.reportId, partId: part.id, level, grounds, reason: "draft" });
}

/** § 5.3: takes a part out of a draft; it leaves no trace for its readers. */
export async function withdrawPart(act: Act, { partId, expectedVersion }: WithdrawPartInput): Promise<Outcome> {
  const { report, part } = await writablePart(act, partId, expectedVersion);
  await refuseAnswered(act, part.id);
  await act.manager.update(PartReference, part.id, { withdrawnAt: await act.now(), version: part.version + 1 });
  await indexText(act, part.id, null);
  act.changes.reports.add(report.id);
  act.changes.parts.add(part.id);
  return { report_id: report.id };
}

async function refuseAnswered(act: Act, partId: string): Promise<void> {
  const answering = await act.manager.query<unknown[]>(
    `select from recommendation_finding f join part r on r.id = f.recommendation_id
     where f.finding_id = $1 and f.is_current and r.withdrawn_at is null limit 1`,
    [partId],
  );
  if (answering.length > 0)
    throw new InvalidState(
      "A recommendation answers this finding. Withdraw the recommendation first, or let it answer another.",
    );
}
