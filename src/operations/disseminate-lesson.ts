import { uuidOf } from "../access/ids";
import { BadInput, InvalidState, NotFound } from "../entities/errors";
import type { DisseminateLessonInput } from "../entities/inputs/lesson.inputs";
import { Lesson, LessonDissemination } from "../entities/lesson";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { heldByDatabase } from "./held-by-database";
import { PROFESSIONAL_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";

/** § 14.10: disseminates a tested lesson to offices, or to further ones. */
export async function disseminateLesson(act: Act, { lessonId, officeIds }: DisseminateLessonInput): Promise<Outcome> {
  const lesson = await act.see("Lesson", "lesson", lessonId);
  act.require("disseminate", lesson);
  act.requireState("disseminate", lesson);
  const offices = await officesToGiveTo(act, officeIds);
  await refuseWhatOfficesDoNotRead(act, lesson.id, offices);
  if (lesson.row.status !== "DISSEMINATED")
    await act.manager.update(Lesson, lesson.id, { status: "DISSEMINATED", disseminatedAt: () => "registry_now()" });
  const byPostId = await act.postWith(...PROFESSIONAL_POSTS);
  await heldByDatabase(
    act.manager.insert(
      LessonDissemination,
      offices.map((officeId) => ({ lessonId: lesson.id, officeId, disseminatedBy: act.person, byPostId })),
    ),
  );
  await act.record({ kind: "LESSON", id: lesson.id, done: "DISSEMINATED", post: byPostId });
  return { lesson_id: lesson.id };
}

async function officesToGiveTo(act: Act, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids.map((id) => uuidOf("office", id) ?? missing()))];
  if (wanted.length === 0) throw new BadInput("Name at least one office to which the lesson is to go.");
  const found = await act.manager.query<{ eligible: boolean }[]>(
    "select kind <> 'CONTRIBUTING_COUNTRY' and office_exists(id, registry_now()) as eligible from office where id = any($1::uuid[])",
    [wanted],
  );
  if (found.length !== wanted.length) missing();
  if (found.some(({ eligible }) => !eligible))
    throw new BadInput(
      "A lesson goes to offices that exist today, and to no country. Name other offices.",
      citing("§ 10.36"),
    );
  return wanted;
}

const missing = (): never => {
  throw new NotFound();
};

/**
 * § 10.35: asked as the viewer, who finds no circulations but those that the viewer may see. One sentence for whatever is wanting, of whichever
 * office: it tells nothing of circulations to who does not read them.
 */
async function refuseWhatOfficesDoNotRead(act: Act, lessonId: string, offices: readonly string[]): Promise<void> {
  const [found] = await act.manager.query<{ all_read: boolean }[]>(
    "select bool_and(reads_what_lesson_quotes($1, o, registry_now())) as all_read from unnest($2::uuid[]) o",
    [lessonId, offices],
  );
  if (!found?.all_read)
    throw new InvalidState(
      "The lesson is drawn from classified parts, and you can see no effective circulation that lets every office named read each of them. Name other offices, or let the Director disseminate it.",
      citing("§ 10.35"),
    );
}
