import { Lessons } from "../../operations/lesson-acts";
import { ADVICE, ANTICIPATED, Plans, VISIT } from "../../operations/plans";
import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import { DIRECTOR, type Tried, tryTable } from "./table";

/** Work plans, each of a year of its own, with the item that is linked, and with what a reader of before its last change knows of it. */
function plansOf(world: World): Tried {
  const plans = new Plans(world);
  let year = 2016;
  let outcomeId = "";

  async function make(state: string): Promise<Free> {
    outcomeId ||= (await world.report()).id;
    const plan = await plans.draft((year += 1), state === "EMPTY" ? [] : undefined);
    const made = { plan, year, itemId: plan.items.at(-1)?.id, version: 1, revision: 0, sharingId: "" };
    if (state === "") return { year: (year += 1) };
    if (["EMPTY", "DRAFT"].includes(state)) return made;
    if (state === "EDITED SINCE") {
      await world.act(DIRECTOR, "setWorkPlanItems", { workPlanId: plan.id, expectedVersion: 1, items: [ADVICE] });
      return made;
    }
    await plans.adopt(plan);
    if (state.startsWith("REVISED") || state === "DROPPED") {
      const kept = plan.items[state === "DROPPED" ? 0 : 2].id;
      const revising = { workPlanId: plan.id, expectedRevision: 0, reason: "A reason", keepItemIds: [kept] };
      await world.act(DIRECTOR, "reviseWorkPlan", revising);
      return { ...made, revision: state === "REVISED" ? 1 : 0 };
    }
    if (state === "LINKED") await world.act(DIRECTOR, "linkWorkPlanItem", { itemId: made.itemId, outcomeId });
    if (["SHARED", "SHARED THERE", "SHARING ENDED"].includes(state))
      made.sharingId = (await plans.share(plan, "OIOS")).id;
    if (state === "SHARED THERE") await plans.share(plan, "OMA");
    if (state === "SHARING ENDED") await world.act(DIRECTOR, "endWorkPlanSharing", { sharingId: made.sharingId });
    return made;
  }

  return {
    make,
    inputs: {
      createWorkPlan: (made) => ({ year: made.year, anticipated: ANTICIPATED, items: [ADVICE] }),
      setWorkPlanItems: ({ plan, version }) => ({ workPlanId: plan.id, expectedVersion: version, items: [VISIT] }),
      adoptWorkPlan: ({ plan, version }) => ({ workPlanId: plan.id, expectedVersion: version }),
      reviseWorkPlan: ({ plan, revision, itemId }) => ({
        workPlanId: plan.id,
        expectedRevision: revision,
        reason: "A new mandate",
        keepItemIds: [itemId].filter(Boolean),
        newItems: [VISIT],
      }),
      linkWorkPlanItem: ({ itemId }) => ({ itemId, outcomeId }),
      shareWorkPlan: ({ plan }) => ({ workPlanId: plan.id, officeId: world.office.OMA }),
      endWorkPlanSharing: ({ sharingId }) => ({ sharingId }),
    },
  };
}

const STRICT = "STRICTLY_CONFIDENTIAL";

/** Lessons; the Director's own where they are strictly confidential, or drawn from a report that is. */
function lessonsOf(world: World): Tried {
  const lessons = new Lessons(world);
  let sources: ReturnType<typeof drawn> | undefined;

  /** The parts to draw from, and the level that a lesson of each has. */
  async function drawn(): Promise<Record<string, Free>> {
    const report = await world.report();
    const strict = await world.report({ level: STRICT, parts: [{ key: "s" }, { key: "c", level: "CONFIDENTIAL" }] });
    return {
      "": lessons.input([report.parts.u]),
      STRICT: lessons.input([strict.parts.s], STRICT),
      "OF A STRICT REPORT": lessons.input([strict.parts.c], "CONFIDENTIAL"),
    };
  }

  async function make(state: string): Promise<Free> {
    const [from, step] = /^(STRICT|OF A STRICT REPORT|) ?(.*)$/.exec(state)!.slice(1) as [string, string];
    const input = (await (sources ??= drawn()))[from];
    if (step === "") return { input };
    const { lesson } = await world.act(DIRECTOR, "createLesson", input, "lesson { id version }");
    if (step === "EDITED SINCE") await lessons.edit(lesson, { title: "Longer convoys" });
    if (!["DRAFT", "EDITED SINCE"].includes(step)) await lessons.test(lesson);
    if (step.startsWith("DISSEMINATED"))
      await lessons.disseminate(lesson, step === "DISSEMINATED" ? ["OIOS"] : ["OIOS", "OMA"]);
    return lesson;
  }

  const read = ({ id, version }: Free) => ({ lessonId: id, expectedVersion: version });
  return {
    make,
    inputs: {
      createLesson: ({ input }) => input,
      editLesson: (lesson) => ({ ...read(lesson), title: "Short convoys" }),
      testLesson: read,
      disseminateLesson: ({ id }) => ({ lessonId: id, officeIds: [world.office.OMA] }),
    },
  };
}

tryTable("plans-and-lessons.csv", [plansOf, lessonsOf]);
