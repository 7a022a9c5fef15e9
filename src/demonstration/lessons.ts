import { type Area, Ground, Level } from "../entities/terms";
import { createLesson } from "../operations/create-lesson";
import { disseminateLesson } from "../operations/disseminate-lesson";
import { testLesson } from "../operations/test-lesson";
import { at, stepsIn } from "./lines";
import { listed, readTable } from "./tables";
import type { DatedAct } from "./timeline";

type LessonColumn = "key" | "at" | "by" | "parts" | "level" | "area" | "title" | "text" | "steps";

/** Lessons drawn from findings and recommendations: made up, as far as they go beyond these. */
export function lessonActs(): DatedAct[] {
  return readTable<LessonColumn>("lessons").flatMap((row) => {
    const drafted: DatedAct = {
      at: at(row.at, "10:00"),
      what: `the lesson ${row.key} is drafted`,
      act: async (play) => {
        const { lesson_id } = await play.as(row.by, createLesson, {
          title: row.title,
          text: `Demonstration. ${row.text}.`,
          area: row.area as Area,
          level: row.level as Level,
          grounds: row.level === Level.UNCLASSIFIED ? [] : [Ground.INTERNAL_DELIBERATION],
          partIds: listed(row.parts).map((part) => play.id("part", part)),
        });
        play.remember("lesson", row.key, lesson_id);
      },
    };
    const steps = stepsIn(row.steps).map(({ name, day, detail }): DatedAct => ({
      at: at(day, "11:00"),
      what: `the lesson ${row.key} is ${name}`,
      act: (play) => {
        const lessonId = play.id("lesson", row.key);
        if (name === "TESTED") return play.as(detail, testLesson, { lessonId, expectedVersion: 1 });
        const officeIds = detail.split("+").map((office) => play.id("office", office));
        return play.as("opsp.director", disseminateLesson, { lessonId, officeIds });
      },
    }));
    return [drafted, ...steps];
  });
}
