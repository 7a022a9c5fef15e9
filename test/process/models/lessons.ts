import { idOf } from "../../../src/access/ids";
import { Lessons } from "../../operations/lesson-acts";
import type { World } from "../../operations/world";
import type { Free } from "../../support/registry";
import type { Attempt, Model, Pair, Real } from "./random-acts";

const PROFESSIONALS = ["director", "officer", "military"];
const SENIORS = ["director", "military"];
const OFFICES = ["OMA", "OIOS"];

/** What was made on the way. */
interface Ids {
  readonly partId: string;
  lessonId: string;
  version: number;
}

/** Who reads a lesson that is tested, and who one that is disseminated to an office. */
const READERS = [
  ["usg.dpko", "TESTED"],
  ["usg.dfs", "TESTED"],
  ["oma.head", "OMA"],
  ["oma.staff", "OMA"],
  ["oios", "OIOS"],
  ["assistant", ""],
  ["usg.dpo", ""],
  ["administrator", ""],
] as const;

/** An unclassified lesson. */
class LessonModel implements Model {
  private status = "";
  private readonly givenTo = new Set<string>();

  constructor(private readonly ids: Ids) {}

  choices = () => ({
    ...(this.status === "" ? { createLesson: [""] } : {}),
    editLesson: ["", "stale"],
    testLesson: ["", "stale"],
    disseminateLesson: OFFICES,
  });

  may({ who, act, choice }: Attempt): boolean {
    if (choice === "stale") return false;
    switch (act) {
      case "createLesson":
        return PROFESSIONALS.includes(who);
      case "editLesson":
        return PROFESSIONALS.includes(who) && this.status === "DRAFT";
      case "testLesson":
        return SENIORS.includes(who) && this.status === "DRAFT";
      default:
        return SENIORS.includes(who) && this.isTested && !this.givenTo.has(choice);
    }
  }

  /** A lesson can be disseminated further, whatever offices have it already. */
  foretold = (who: string, act: string) =>
    act === "disseminateLesson" ? SENIORS.includes(who) && this.isTested : undefined;

  private get isTested(): boolean {
    return ["TESTED", "DISSEMINATED"].includes(this.status);
  }

  done({ act, choice }: Attempt, { lesson }: Free): void {
    this.ids.lessonId = lesson.id as string;
    if (act === "createLesson") this.status = "DRAFT";
    if (act === "editLesson") this.ids.version += 1;
    if (act === "testLesson") this.status = "TESTED";
    if (act !== "disseminateLesson") return;
    this.status = "DISSEMINATED";
    this.givenTo.add(choice);
  }

  expected(): object {
    const { status, isTested } = this;
    const version = isTested ? null : this.ids.version;
    return {
      lesson: status === "" ? null : { status, version, disseminatedTo: [...this.givenTo].sort() },
      readers: READERS.filter(([, by]) => (by === "TESTED" ? isTested : this.givenTo.has(by))).map(([who]) => who),
    };
  }
}

const LESSON = `query ($id: ID!) { lesson(id: $id) { status version disseminatedTo { office { code } } viewerCan { edit test disseminate } } }`;

class RealLesson implements Real {
  constructor(
    private readonly world: World,
    private readonly ids: Ids,
  ) {}

  ask({ who, act, choice }: Attempt) {
    const { lessonId, version, partId } = this.ids;
    const read = { lessonId, expectedVersion: choice === "stale" ? version - 1 : version };
    const inputs: Readonly<Record<string, object>> = {
      createLesson: new Lessons(this.world).input([partId]),
      editLesson: { ...read, title: "Longer convoys" },
      testLesson: read,
      disseminateLesson: { lessonId, officeIds: [this.world.office[choice]] },
    };
    return this.world.ask(who, act, inputs[act]!, { payload: "lesson { id }" });
  }

  private seen = async (as: string): Promise<Free> =>
    (await this.world.registry.ask(as, LESSON, { id: this.ids.lessonId })).data.lesson;

  async shown(): Promise<object> {
    const seen = await this.seen("director");
    const sights = await Promise.all(READERS.map(async ([who]) => ((await this.seen(who)) ? [who] : [])));
    const readers = sights.flat();
    if (!seen) return { lesson: null, readers };
    const { status, version } = seen;
    const disseminatedTo = seen.disseminatedTo.map(({ office }: Free) => office.code as string).sort();
    return { lesson: { status, version, disseminatedTo }, readers };
  }

  async can(who: string): Promise<Record<string, boolean>> {
    const { edit = false, test = false, disseminate = false } = (await this.seen(who))?.viewerCan ?? {};
    return { editLesson: edit, testLesson: test, disseminateLesson: disseminate };
  }
}

/** A lesson that nobody has drafted yet, to be drawn from an unclassified part, beside its model. */
export function aLesson(world: World, partId: string): Pair {
  const ids: Ids = { partId, lessonId: idOf("lesson", "00000000-0000-4000-8000-000000000000"), version: 1 };
  return { model: new LessonModel(ids), real: new RealLesson(world, ids) };
}
