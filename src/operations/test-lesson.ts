import { Conflict } from "../entities/errors";
import type { TestLessonInput } from "../entities/inputs/lesson.inputs";
import { Lesson } from "../entities/lesson";
import type { Act } from "./act";
import { PROFESSIONAL_POSTS } from "./opsp-posts";
import type { Outcome } from "./perform";

/** § 14.9: finds that a lesson is tested; from then on it does not change. */
export async function testLesson(act: Act, { lessonId, expectedVersion }: TestLessonInput): Promise<Outcome> {
  const seen = await act.see("Lesson", "lesson", lessonId);
  act.require("testLesson", seen);
  act.requireState("testLesson", seen);
  const { version } = await act.manager.findOneByOrFail(Lesson, { id: seen.id });
  if (version !== expectedVersion)
    throw new Conflict("Somebody has changed this lesson since you read it. Read it again before you test it.");
  const post = await act.postWith(...PROFESSIONAL_POSTS);
  await act.manager.update(Lesson, seen.id, {
    status: "TESTED",
    testedAt: () => "registry_now()",
    testedBy: act.person,
    testedByPostId: post,
  });
  await act.record({ kind: "LESSON", id: seen.id, done: "TESTED", post });
  return { lesson_id: seen.id };
}
