import { idOf, uuidOf } from "../access/ids";
import { Conflict } from "../entities/errors";
import type { EditLessonInput } from "../entities/inputs/lesson.inputs";
import { Lesson, LessonPart } from "../entities/lesson";
import type { Act } from "./act";
import { LONGEST_TEXT, LONGEST_TITLE } from "./create-lesson";
import { drawFrom, drawNoMoreFrom, partsToDrawFrom, refuseBelow } from "./lesson-parts";
import { PROFESSIONAL_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";
import { classificationOf } from "./sensitivity";
import { words } from "./words";

/** § 14.7, § 14.8: changes a draft; a stale version is refused. */
export async function editLesson(act: Act, input: EditLessonInput): Promise<Outcome> {
  const ids = input.partIds ?? (await partsOf(act, uuidOf("lesson", input.lessonId)));
  if (ids.length === 0) act.require("draftLesson", await act.see("Lesson", "lesson", input.lessonId));
  // What raises parts locks their reports before it raises lessons: in that order here, too.
  const drawn = await partsToDrawFrom(act, ids);
  const { id: lessonId, ...seen } = await act.see("Lesson", "lesson", input.lessonId);
  act.require("draftLesson", seen);
  act.requireState("draftLesson", { id: lessonId, ...seen });
  const lesson = await act.manager.findOneByOrFail(Lesson, { id: lessonId });
  if (lesson.version !== input.expectedVersion)
    throw new Conflict("Somebody has changed this lesson since you read it. Read it again, and repeat your change.");
  const { level, grounds } = input.classification ? classificationOf(input.classification) : lesson;
  act.require("draftLesson", { subject: "Lesson", row: { ...seen.row, level, reportLevel: drawn.reportLevel } });
  refuseBelow(level, drawn);
  const kept = act.seal.openLesson(lesson, lessonId, lesson.version);
  const said = {
    title: input.title == null ? kept.title : words(input.title, "the title", LONGEST_TITLE),
    text: input.text == null ? kept.text : words(input.text, "the text", LONGEST_TEXT),
  };
  const version = lesson.version + 1;
  await drawNoMoreFrom(act, lessonId, drawn);
  await act.manager.update(Lesson, lessonId, {
    version,
    area: input.area ?? lesson.area,
    level,
    grounds,
    ...act.seal.sealLesson(said, lessonId, version),
  });
  await drawFrom(act, lessonId, drawn);
  await act.record({ kind: "LESSON", id: lessonId, done: "EDITED", post: await act.postWith(...PROFESSIONAL_POSTS) });
  return { lesson_id: lessonId };
}

/** The parts that a lesson is drawn from, as clients know them. */
async function partsOf(act: Act, lessonId: string | null): Promise<string[]> {
  if (lessonId === null) return [];
  const parts = await act.manager.findBy(LessonPart, { lessonId, isCurrent: true });
  return parts.map(({ partId }) => idOf("part", partId));
}
