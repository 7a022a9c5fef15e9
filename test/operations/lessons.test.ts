import { uuidOf } from "../../src/access/ids";
import { Lessons } from "./lesson-acts";
import type { MadeReport } from "./life";
import { type World, aWorld } from "./world";

const STRICT = "STRICTLY_CONFIDENTIAL";
const CONFIDENTIAL = "CONFIDENTIAL";
const PROFESSIONALS = ["director", "officer", "military"];

let world: World;
let lessons: Lessons;
let report: MadeReport;
let strict: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  lessons = new Lessons(world);
  report = await world.report();
  strict = await world.report({ level: STRICT, parts: [{ key: "s" }, { key: "c", level: CONFIDENTIAL }] });
});
afterAll(() => world.registry.close());

describe("§ 14.7, § 14.8, § 10.33, § 10.34: drafting", () => {
  it("is of the Director and OPSP professional staff, from parts that they read", async () => {
    const draft = await lessons.draft([report.parts.u, report.parts.c], CONFIDENTIAL, "officer");
    expect(draft).toMatchObject({
      title: "Convoys",
      text: "Keep convoys short.",
      status: "DRAFT",
      version: 1,
      marking: { level: CONFIDENTIAL, text: "UNITED NATIONS – CONFIDENTIAL", grounds: ["INTERNAL_DELIBERATION"] },
    });
    expect(draft.drawnFrom).toHaveLength(2);
    expect(await lessons.readers(draft)).toEqual(PROFESSIONALS);
    const edited = await lessons.edit(
      draft,
      { text: "Keep them shorter.", area: "WELFARE", partIds: [report.parts.u] },
      "military",
    );
    expect(edited).toMatchObject({
      title: "Convoys",
      text: "Keep them shorter.",
      area: "WELFARE",
      version: 2,
      marking: { level: CONFIDENTIAL },
    });
    expect(edited.drawnFrom.map(({ id }: { id: string }) => id)).toEqual([report.parts.u]);
    const lowered = await lessons.edit(edited, { classification: { level: "UNCLASSIFIED", grounds: [] } });
    expect(lowered).toMatchObject({
      text: "Keep them shorter.",
      version: 3,
      marking: { level: "UNCLASSIFIED", grounds: [] },
    });
  });

  it("asks for a finding or a recommendation of a submitted report, and a level not below it", async () => {
    const draft = await world.report({ submitted: false });
    const refusal = (input: object) => world.refusal("director", "createLesson", input);
    for (const parts of [[], [draft.parts.u]])
      expect(await refusal(lessons.input(parts))).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.33" });
    for (const part of ["nonsense", report.id, "part_00000000000040008000000000000000"])
      expect(await refusal(lessons.input([part]))).toMatchObject({ code: "NOT_FOUND" });
    expect(await refusal(lessons.input([report.parts.u, report.parts.c]))).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.34",
    });
    expect(await refusal(lessons.input([strict.parts.s], CONFIDENTIAL))).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.34",
    });
    expect(await refusal(lessons.input([report.parts.c], CONFIDENTIAL, { grounds: [] }))).toMatchObject({
      code: "BAD_USER_INPUT",
      paragraph: "§ 10.9",
    });
    for (const wrong of [{ title: " " }, { text: "" }, { title: "x".repeat(501) }, { text: "x".repeat(20_001) }])
      expect(await refusal(lessons.input([report.parts.u], "UNCLASSIFIED", wrong))).toMatchObject({
        code: "BAD_USER_INPUT",
      });
    const lesson = await lessons.draft([report.parts.c], CONFIDENTIAL);
    const edit = (input: object) =>
      world.refusal("director", "editLesson", { lessonId: lesson.id, expectedVersion: 1, ...input });
    expect(await edit({ partIds: [] })).toMatchObject({ paragraph: "§ 10.33" });
    expect(await edit({ classification: { level: "UNCLASSIFIED", grounds: [] } })).toMatchObject({
      paragraph: "§ 10.34",
    });
    expect(await edit({ partIds: [strict.parts.s] })).toMatchObject({ paragraph: "§ 10.34" });
  });

  it("of what is strictly confidential, or drawn from a strictly confidential report, is the Director's alone", async () => {
    for (const [parts, level] of [
      [[strict.parts.s], STRICT],
      [[strict.parts.c], CONFIDENTIAL],
    ] as const) {
      const lesson = await lessons.draft([...parts], level);
      expect(await lessons.readers(lesson)).toEqual(["director"]);
      await lessons.test(lesson);
      expect(await lessons.readers(lesson)).toEqual(["director", "usg.dpko"]);
    }
    const { data } = await world.registry.ask(
      "director",
      "query ($id: ID!) { node(id: $id) { ... on Report { review { id } } } }",
      { id: strict.id },
    );
    const member = { reviewId: data.node.review.id, postId: world.post.OPSP_MISSION_SUPPORT, startsOn: "2016-01-01" };
    await world.act("director", "nameTeamMember", member);
    expect(await world.refusal("officer", "createLesson", lessons.input([strict.parts.c], CONFIDENTIAL))).toMatchObject(
      { code: "FORBIDDEN", paragraph: "§ 14.8" },
    );
    const own = await lessons.draft([report.parts.u], "UNCLASSIFIED", "officer");
    const drawing = {
      lessonId: own.id,
      expectedVersion: 1,
      partIds: [strict.parts.c],
      classification: { level: CONFIDENTIAL, grounds: ["COMMERCIAL"] },
    };
    expect(await world.refusal("officer", "editLesson", drawing)).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 14.8",
    });
  });
});

describe("§ 14.9: what is tested", () => {
  it("does not change any more, for the registry and for the database; another can replace it", async () => {
    const lesson = await lessons.draft([report.parts.u], "UNCLASSIFIED", "officer");
    expect(await lessons.test(lesson, "military")).toMatchObject({
      status: "TESTED",
      version: null,
      testedByPost: { code: "OPSP_SENIOR_MILITARY" },
    });
    expect(await lessons.readers(lesson)).toEqual([...PROFESSIONALS, "usg.dpko"]);
    const id = uuidOf("lesson", lesson.id);
    for (const statement of [
      "update lesson set version = 2 where id = $1",
      "update lesson set ciphertext = 'x' where id = $1",
      "update lesson set status = 'DRAFT', tested_at = null where id = $1",
      "update lesson_part set is_current = false where lesson_id = $1",
    ])
      await expect(world.registry.sql(statement, [id])).rejects.toThrow("never changes");
    const next = await lessons.draft([report.parts.u], "UNCLASSIFIED", "officer", { replacesId: lesson.id });
    expect(next.replaces).toEqual({ id: lesson.id });
  });
});

describe("§ 14.4, § 14.4a, § 14.10, § 10.35: dissemination", () => {
  it("of an unclassified lesson lets all staff of the office read it, and tells nothing of what it is drawn from", async () => {
    const lesson = await lessons.tested([report.parts.u]);
    await lessons.disseminate(lesson, ["OMA", "OIOS"], "military");
    expect(await lessons.readers(lesson)).toEqual([
      ...PROFESSIONALS,
      "usg.dpko",
      "oios",
      "oma.head",
      "oma.designated",
      "oma.staff",
    ]);
    const seen = await lessons.seenBy("oma.staff", lesson);
    expect(seen).toMatchObject({
      drawnFrom: [],
      disseminatedTo: [{ office: { code: "OMA" }, byPost: { code: "OPSP_SENIOR_MILITARY" } }],
    });
    expect((await lessons.seenBy("director", lesson)).disseminatedTo).toHaveLength(2);
    await lessons.give(report, ["u"], "OMA");
    expect((await lessons.seenBy("oma.staff", lesson)).drawnFrom).toMatchObject([{ id: report.parts.u }]);
    expect((await lessons.seenBy("oios", lesson)).drawnFrom).toEqual([]);
    await lessons.disseminate(lesson, ["OO"]);
    expect(await lessons.seenBy("asg.oo", lesson)).not.toBeNull();
  });

  it("of one that is confidential by itself lets the head and the designated staff read it", async () => {
    const lesson = await lessons.tested([report.parts.u], CONFIDENTIAL);
    await lessons.disseminate(lesson, ["OMA"]);
    expect(await lessons.readers(lesson)).toEqual([...PROFESSIONALS, "usg.dpko", "oma.head", "oma.designated"]);
  });

  it("of one drawn from classified parts asks for circulations of each to each office, and lasts as long as they do", async () => {
    const fresh = await world.report({ parts: [{ key: "c" }, { key: "d" }, { key: "u", level: "UNCLASSIFIED" }] });
    const lesson = await lessons.tested(Object.values(fresh.parts), CONFIDENTIAL);
    const refusal = async (as: string, ...offices: string[]) =>
      world.refusal(as, "disseminateLesson", {
        lessonId: lesson.id,
        officeIds: offices.map((one) => world.office[one]),
      });
    const none = await refusal("director", "OMA");
    expect(none).toMatchObject({ code: "INVALID_STATE", paragraph: "§ 10.35" });
    const first = await lessons.give(fresh, ["c"], "OMA");
    expect(await refusal("director", "OMA")).toEqual(none);
    await lessons.give(fresh, ["d"], "OMA");
    expect(await refusal("director", "OMA", "OO")).toEqual(none);
    // Who reads no circulations is told the same, whether there are any or not.
    expect(await refusal("military", "OMA")).toEqual(none);
    expect(await refusal("military", "OO")).toEqual(none);
    await lessons.disseminate(lesson, ["OMA"]);
    const readers = [...PROFESSIONALS, "usg.dpko", "oma.head", "oma.designated"];
    expect(await lessons.readers(lesson)).toEqual(readers);
    expect((await lessons.seenBy("oma.head", lesson)).drawnFrom).toHaveLength(2);
    await world.on(first, "administrator", "suspendCirculation");
    expect(await lessons.readers(lesson)).toEqual(readers.slice(0, 4));
    await world.on(first, "usg.dpko", "liftSuspension");
    expect(await lessons.readers(lesson)).toEqual(readers);
    await world.on(first, "usg.dpko", "revokeCirculation");
    expect(await lessons.readers(lesson)).toEqual(readers.slice(0, 4));
  });

  it("goes to offices that exist, to no country, and of nothing strictly confidential", async () => {
    const lesson = await lessons.tested([report.parts.u]);
    const [{ country }] = await world.registry.sql(
      "insert into office (code, name, kind, starts_on) values ('COUNTRY', 'A country', 'CONTRIBUTING_COUNTRY', '2010-01-01') returning id as country",
    );
    const to = (...officeIds: unknown[]) =>
      world.refusal("director", "disseminateLesson", { lessonId: lesson.id, officeIds });
    for (const office of [`office_${country.replaceAll("-", "")}`, world.office.DPO])
      expect(await to(world.office.OMA, office)).toMatchObject({ code: "BAD_USER_INPUT", paragraph: "§ 10.36" });
    expect(await to()).toMatchObject({ code: "BAD_USER_INPUT" });
    for (const absent of ["nonsense", lesson.id, "office_00000000000040008000000000000000"])
      expect(await to(absent)).toMatchObject({ code: "NOT_FOUND" });
    const secret = await lessons.tested([report.parts.u], STRICT);
    await expect(
      world.registry.sql(
        "insert into lesson_dissemination (lesson_id, office_id) select $1, id from office where code = 'OMA'",
        [uuidOf("lesson", secret.id)],
      ),
    ).rejects.toThrow("foreign key");
  });
});
