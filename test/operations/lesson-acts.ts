import type { Free } from "../support/registry";
import type { MadeReport } from "./life";
import type { Wish, World } from "./world";

/** Lessons for tests: the acts that make one, and who sees it. */

const LESSON = `id title text status area version testedAt disseminatedAt marking { level text grounds } testedByPost { code } replaces { id }
  drawnFrom { id text } disseminatedTo { id office { code } byPost { code } }`;

export const EVERYBODY = [
  ...["director", "officer", "military", "assistant", "usg.dpko", "administrator", "auditor", "oios"],
  ...["oma.head", "oma.designated", "oma.staff", "asg.oo", "hom.minusca"],
];

const groundsOf = (level: string) => (level === "UNCLASSIFIED" ? [] : ["INTERNAL_DELIBERATION"]);

/** The lessons of one world. */
export class Lessons {
  constructor(private readonly world: World) {}

  input(partIds: unknown[], level = "UNCLASSIFIED", more: object = {}) {
    const said = { title: "Convoys", text: "Keep convoys short.", area: "TRAINING" };
    return { ...said, level, grounds: groundsOf(level), partIds, ...more };
  }

  private async done(as: Wish, name: string, input: object): Promise<Free> {
    return (await this.world.act(as, name, input, `lesson { ${LESSON} }`)).lesson;
  }

  draft(partIds: unknown[], level?: string, as: Wish = "director", more: object = {}): Promise<Free> {
    return this.done(as, "createLesson", this.input(partIds, level, more));
  }

  edit(lesson: { id: string; version: number }, more: object, as: Wish = "director"): Promise<Free> {
    return this.done(as, "editLesson", { lessonId: lesson.id, expectedVersion: lesson.version, ...more });
  }

  test({ id, version }: { id: string; version: number }, as: Wish = "director"): Promise<Free> {
    return this.done(as, "testLesson", { lessonId: id, expectedVersion: version });
  }

  async tested(partIds: unknown[], level?: string): Promise<Free> {
    return this.test(await this.draft(partIds, level));
  }

  disseminate({ id }: { id: string }, offices: string[], as: Wish = "director"): Promise<Free> {
    return this.done(as, "disseminateLesson", {
      lessonId: id,
      officeIds: offices.map((one) => this.world.office[one]),
    });
  }

  /** A lesson as a reader sees it, alike by its id, as a node and in the list; null where it does not exist for the reader. */
  async seenBy(as: Wish, { id }: { id: string }): Promise<Free> {
    const { data, code } = await this.world.registry.ask(
      as,
      `query ($id: ID!) { lesson(id: $id) { ${LESSON} } node(id: $id) { id } lessons(first: 100) { totalCount nodes { id } } }`,
      { id },
    );
    expect(code).toBeUndefined();
    const found = data.lessons.nodes.some((one: { id: string }) => one.id === id);
    expect([as, found, data.node !== null]).toEqual([as, data.lesson !== null, data.lesson !== null]);
    expect(data.lessons.totalCount).toBe(data.lessons.nodes.length);
    return data.lesson;
  }

  async readers(lesson: { id: string }): Promise<string[]> {
    const found: string[] = [];
    for (const reader of EVERYBODY) if (await this.seenBy(reader, lesson)) found.push(reader);
    return found;
  }

  /** Circulates parts of a report to an office. */
  give(report: MadeReport, keys: string[], office: string) {
    const partIds = keys.map((key) => report.parts[key]);
    return this.world.circulate({ reportId: report.id, partIds, officeIds: [this.world.office[office]] });
  }
}
