import { idOf, uuidOf } from "../../src/access/ids";
import { EVERYBODY, Lessons } from "./lesson-acts";
import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

const STRICT = "STRICTLY_CONFIDENTIAL";
const CONFIDENTIAL = "CONFIDENTIAL";
const PROFESSIONALS = ["director", "officer", "military"];

let world: World;
let lessons: Lessons;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  lessons = new Lessons(world);
  report = await world.report();
});
afterAll(() => world.registry.close());

describe("raising what a lesson is drawn from", () => {
  const raise = (as: string, id: unknown, level: string) =>
    world.act(as, "reclassify", { id, level, grounds: ["COMMERCIAL"], reason: "A reason" });

  it("raises the lesson with it, in whatever state, also by a USG who does not see the draft; lowering restores nothing", async () => {
    const fresh = await world.report({ parts: [{ key: "u", level: "UNCLASSIFIED" }] });
    await lessons.give(fresh, ["u"], "OMA");
    const draft = await lessons.draft([fresh.parts.u]);
    const given = await lessons.tested([fresh.parts.u]);
    await lessons.disseminate(given, ["OMA", "OIOS"]);
    const own = ["oma.head", "oma.designated"];
    expect(await lessons.readers(given)).toEqual([...PROFESSIONALS, "usg.dpko", "oios", ...own, "oma.staff"]);

    await raise("usg.dpko", fresh.parts.u, CONFIDENTIAL);
    const raised = { level: CONFIDENTIAL, grounds: ["OTHER_BY_CONTENT_OR_CIRCUMSTANCE"] };
    for (const lesson of [draft, given])
      expect(await lessons.seenBy("director", lesson)).toMatchObject({ text: "Keep convoys short.", marking: raised });
    // The office with a circulation of the part reads on, by its level; the other no more.
    expect(await lessons.readers(given)).toEqual([...PROFESSIONALS, "usg.dpko", ...own]);

    await raise("usg.dpko", fresh.parts.u, STRICT);
    expect(await lessons.readers(given)).toEqual(["director", "usg.dpko"]);
    expect(await lessons.readers(draft)).toEqual(["director"]);
    await raise("director", fresh.parts.u, CONFIDENTIAL);
    expect((await lessons.seenBy("director", given)).marking.level).toBe(STRICT);
    expect(await lessons.readers(given)).toEqual(["director", "usg.dpko"]);
  });

  it("goes by the report's level too: of a strictly confidential report the professional staff read no lesson", async () => {
    const fresh = await world.report({ parts: [{ key: "u", level: "UNCLASSIFIED" }] });
    const lesson = await lessons.draft([fresh.parts.u], "UNCLASSIFIED", "officer");
    expect(await lessons.readers(lesson)).toEqual(PROFESSIONALS);
    await raise("director", fresh.id, STRICT);
    expect(await lessons.readers(lesson)).toEqual(["director"]);
    await raise("director", fresh.id, CONFIDENTIAL);
    expect(await lessons.readers(lesson)).toEqual(PROFESSIONALS);
  });

  it("is held by the database: a lesson is at no time below what it is drawn from", async () => {
    const lesson = await lessons.draft([report.parts.c], CONFIDENTIAL);
    const lower = "update lesson set level = 'UNCLASSIFIED', grounds = '{}' where id = $1";
    await expect(world.registry.sql(lower, [uuidOf("lesson", lesson.id)])).rejects.toThrow(
      "below what it is drawn from",
    );
    const draft = await world.report({ submitted: false });
    const draw = "insert into lesson_part (lesson_id, part_id) values ($1, $2)";
    const from = [uuidOf("lesson", lesson.id), uuidOf("part", draft.parts.u!)];
    await expect(world.registry.sql(draw, from)).rejects.toThrow("never changes");
  });
});

describe("the words of a lesson", () => {
  it("stand nowhere in clear, whatever its level", async () => {
    await lessons.draft([report.parts.u], "UNCLASSIFIED", "officer", {
      title: "Quetzal",
      text: "Quetzal in the convoy.",
    });
    for (const table of Object.keys(await world.contents())) {
      const found = await world.registry.sql(
        `select from ${table} t where position('quetzal' in lower(t::text)) > 0 limit 1`,
      );
      expect([table, found]).toEqual([table, []]);
    }
  });
});

describe("the list of lessons", () => {
  it("is filtered by area, state and level, and counts what the reader reads", async () => {
    const listed = async (as: string, filter: object) =>
      (
        await world.registry.ask(
          as,
          "query ($filter: LessonFilter) { lessons(first: 50, filter: $filter) { totalCount nodes { title } } }",
          { filter },
        )
      ).data.lessons;
    const area = { area: "MEDICAL", title: "First" };
    await lessons.draft([report.parts.u], "UNCLASSIFIED", "director", area);
    const second = await lessons.draft([report.parts.u], CONFIDENTIAL, "director", { ...area, title: "Second" });
    await lessons.disseminate(await lessons.test(second), ["OMA"]);
    const both = { totalCount: 2, nodes: [{ title: "First" }, { title: "Second" }] };
    expect(await listed("director", { areas: ["MEDICAL"] })).toEqual(both);
    expect(await listed("director", { areas: ["MEDICAL"], statuses: ["DRAFT"] })).toEqual({
      totalCount: 1,
      nodes: [{ title: "First" }],
    });
    for (const [reader, found] of [
      ["usg.dpko", [{ title: "Second" }]],
      ["oma.head", [{ title: "Second" }]],
      ["oma.staff", []],
    ] as const)
      expect(await listed(reader, { areas: ["MEDICAL"], levels: ["UNCLASSIFIED", CONFIDENTIAL] })).toEqual({
        totalCount: found.length,
        nodes: found,
      });
  });
});

describe("the history of a lesson", () => {
  it("is told to the Director, the professional staff and the USGs, to these from when it is tested", async () => {
    const draft = await lessons.draft([report.parts.u], "UNCLASSIFIED", "officer");
    await lessons.test(await lessons.edit(draft, { title: "Longer convoys" }));
    await lessons.disseminate(draft, ["OMA"]);
    const done = async (as: string) => {
      const { data } = await world.registry.ask(as, "query ($id: ID!) { lesson(id: $id) { history { done } } }", draft);
      return data.lesson.history.map((one: { done: string }) => one.done);
    };
    const all = ["DRAFTED", "EDITED", "TESTED", "DISSEMINATED"];
    for (const reader of PROFESSIONALS) expect(await done(reader)).toEqual(all);
    expect(await done("usg.dpko")).toEqual(all.slice(2));
    expect(await done("oma.staff")).toEqual([]);
  });
});

describe("a portal", () => {
  it("reads no lesson, alone or on behalf", async () => {
    await world.portal("portal.of.oma", "OMA");
    const lesson = await lessons.tested([report.parts.u]);
    await lessons.disseminate(lesson, ["OMA"]);
    expect(await lessons.seenBy("oma.staff", lesson)).not.toBeNull();
    for (const wish of [
      "portal.of.oma",
      { subject: "oma.staff", actor: "portal.of.oma" },
      { subject: "director", actor: "portal.of.oma" },
    ])
      expect(await lessons.seenBy(wish, lesson)).toBeNull();
  });
});

describe("every act on a lesson", () => {
  it("is refused to everybody alike where there is no such lesson", async () => {
    const lessonId = idOf("lesson", "00000000-0000-4000-8000-000000000000");
    for (const other of EVERYBODY)
      for (const [name, input] of [
        ["editLesson", { expectedVersion: 1, title: "Another" }],
        ["testLesson", { expectedVersion: 1 }],
        ["disseminateLesson", { officeIds: [world.office.OIOS] }],
      ] as const)
        expect(await world.refusal(other, name, { lessonId, ...input })).toMatchObject({ code: "NOT_FOUND" });
  });

  it("is foretold by viewerCan", async () => {
    const can = async (as: string, { id }: { id: string }) =>
      (
        await world.registry.ask(as, "query ($id: ID!) { lesson(id: $id) { viewerCan { edit test disseminate } } }", {
          id,
        })
      ).data.lesson.viewerCan;
    const draft = await lessons.draft([report.parts.u]);
    expect(await can("director", draft)).toEqual({ edit: true, test: true, disseminate: false });
    expect(await can("military", draft)).toEqual({ edit: true, test: true, disseminate: false });
    expect(await can("officer", draft)).toEqual({ edit: true, test: false, disseminate: false });
    await lessons.test(draft);
    expect(await can("military", draft)).toEqual({ edit: false, test: false, disseminate: true });
    expect(await can("officer", draft)).toEqual({ edit: false, test: false, disseminate: false });
    expect(await can("usg.dpko", draft)).toEqual({ edit: false, test: false, disseminate: false });
    const strict = await lessons.tested([report.parts.u], STRICT);
    expect(await can("director", strict)).toEqual({ edit: false, test: false, disseminate: false });
  });
});
