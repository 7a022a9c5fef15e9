import { randomUUID } from "node:crypto";

import type { CreateLessonInput } from "../entities/inputs/lesson.inputs";
import { Lesson } from "../entities/lesson";
import type { Act } from "./act";
import { drawFrom, partsToDrawFrom, refuseBelow } from "./lesson-parts";
import { PROFESSIONAL_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";
import { classificationOf } from "./sensitivity";
import { words } from "./words";

export const LONGEST_TITLE = 500;
export const LONGEST_TEXT = 20_000;

/** § 14.7, § 14.8: drafts a lesson from parts that its writer reads. */
export async function createLesson(act: Act, input: CreateLessonInput): Promise<Outcome> {
  act.require("draftLesson", { subject: "Lesson", row: lessonRow(input.level, "UNCLASSIFIED") });
  const drawn = await partsToDrawFrom(act, input.partIds);
  act.require("draftLesson", { subject: "Lesson", row: lessonRow(input.level, drawn.reportLevel) });
  const { level, grounds } = classificationOf(input);
  refuseBelow(level, drawn);
  const id = randomUUID();
  const said = {
    title: words(input.title, "the title", LONGEST_TITLE),
    text: words(input.text, "the text", LONGEST_TEXT),
  };
  const replaced = input.replacesId == null ? null : await act.see("Lesson", "lesson", input.replacesId);
  await act.manager.insert(Lesson, {
    id,
    area: input.area,
    level,
    grounds,
    ...act.seal.sealLesson(said, id, 1),
    replacesId: replaced?.id ?? null,
    draftedBy: act.person,
  });
  await drawFrom(act, id, drawn);
  await act.record({ kind: "LESSON", id, done: "DRAFTED", post: await act.postWith(...PROFESSIONAL_POSTS) });
  return { lesson_id: id };
}

/** A draft as the law sees it. */
const lessonRow = (level: string, reportLevel: string) => ({ status: "DRAFT", level, reportLevel, givenTo: [] });
