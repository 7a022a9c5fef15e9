import { BadInput, Forbidden, InvalidState } from "../entities/errors";
import type { EvidenceInput, ReportProgressInput } from "../entities/inputs/implementation.inputs";
import { ImplementationStatus } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act, Seen } from "./act";
import { givenDay, today } from "./days";
import type { Outcome } from "./perform";
import { type File, keepWords, noteRecommendation, seeRecommendation } from "./recommendations";
import { sha256Hex, words } from "./words";

const MOST_FILES = 20;

/** In their order: progress stands still or takes one step. */
const STEPS: readonly unknown[] = [
  ImplementationStatus.NOT_STARTED,
  ImplementationStatus.IN_PROGRESS,
  ImplementationStatus.IMPLEMENTED,
];

/** § 12.6, § 12.6a: adds to the progress of a recommendation, for the office that implements or coordinates it. */
export async function reportProgress(act: Act, input: ReportProgressInput): Promise<Outcome> {
  const seen = await seeRecommendation(act, input.recommendationId);
  act.require("reportProgress", seen);
  const reporter = await reporterOf(act, seen);
  act.requireState("reportProgress", seen);
  refuseLeap(seen, input.status);
  await refuseBeforeConsultation(act, seen, input.status);
  const target = await targetOf(act, input);
  const files = (input.evidence ?? []).map(fileOf);
  if (files.length > MOST_FILES) throw new BadInput(`Give ${MOST_FILES} files at the most.`);
  const note = await keepWords(act, seen, words(input.note, "the note"));
  const reason = target && (await keepWords(act, seen, target.reason));
  const [progress] = await act.manager.query<{ id: string }[]>(
    `insert into recommendation_progress (part_id, done, status, person_id, post_id, acting, office_id, words_id, target_on, target_words_id)
     values ($1, 'REPORTED', $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      ...[seen.id, input.status, act.person, reporter.post_id, reporter.acting, reporter.office_id],
      ...[note, target?.day ?? null, reason],
    ],
  );
  for (const file of files)
    await act.manager.query(
      "insert into recommendation_evidence (words_id, progress_id, part_id) values ($1, $2, $3)",
      [await keepWords(act, seen, "", file), progress!.id, seen.id],
    );
  await noteRecommendation(act, seen, { done: "PROGRESS_REPORTED", post: reporter.post_id });
  return { part_id: seen.id };
}

interface Reporter {
  readonly post_id: string;
  readonly acting: boolean;
  readonly office_id: string;
}

/** The post in which the viewer reports; a Head of Component does not, whatever other post is held beside. */
async function reporterOf(act: Act, { id }: Seen): Promise<Reporter> {
  const [reporter] = await act.manager.query<Reporter[]>(
    `select m.post_id, m.acting, m.office_id from may_report($1, registry_now(), $2) m join post p on p.id = m.post_id
     order by m.is_head desc, m.acting, p.code limit 1`,
    [id, act.person],
  );
  if (reporter) return reporter;
  throw new Forbidden(
    "A Head of Military or Police Component reports no progress to the Office. Let another of the mission report it.",
    citing("§ 10.20"),
  );
}

function refuseLeap({ row }: Seen, status: ImplementationStatus): void {
  const step = STEPS.indexOf(status) - STEPS.indexOf(row.implementation);
  if (!STEPS.includes(status) || step < 0 || step > 1)
    throw new InvalidState(
      `Progress only grows, step by step, and it is ${String(row.implementation)} now. Report that, or the next step.`,
      citing("§ 10.23"),
    );
}

async function refuseBeforeConsultation(act: Act, seen: Seen, status: ImplementationStatus): Promise<void> {
  if (seen.row.isForMission !== true || status === ImplementationStatus.NOT_STARTED) return;
  const [found] = await act.manager.query<{ consulted: boolean }[]>("select is_consulted($1) as consulted", [seen.id]);
  if (!found!.consulted)
    throw new InvalidState(
      "No consultation with the mission's leadership after the endorsement is recorded. Ask the Office to consult and to record it.",
      citing("§ 10.22"),
    );
}

async function targetOf(
  act: Act,
  { targetOn, targetReason }: ReportProgressInput,
): Promise<{ day: string; reason: string } | null> {
  if (!targetOn) {
    if (targetReason)
      throw new BadInput("There is a reason for a new target date, and no date. Give both, or neither.");
    return null;
  }
  const day = givenDay(targetOn, "targetOn");
  if (day < (await today(act))) throw new BadInput("The new target date is past. Give today or a later day.");
  return { day, reason: words(targetReason ?? "", "the reason of the new target date") };
}

const fileOf = ({ fileName, mediaType, fileSha256 }: EvidenceInput): File => ({
  fileName: words(fileName, "the name of the file", 200),
  mediaType: words(mediaType, "the media type", 100),
  fileSha256: sha256Hex(fileSha256, "the digest of the file"),
});
