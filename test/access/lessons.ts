import { hex, uuidOf } from "../policies/rows";
import type { TestRegistry } from "../support/registry";
import { ids } from "./house";

/** Lessons for the house: of each level and state, disseminated to offices that read what they quote, no more, not yet or never. */

interface Wish {
  name: string;
  level: string;
  from: readonly string[];
  status: string;
  to?: readonly (readonly [office: string, since?: string])[];
}

const SINCE = "2016-04-01";

const LESSONS: readonly Wish[] = [
  {
    name: "open",
    level: "UNCLASSIFIED",
    from: ids("confidential", "open"),
    status: "DISSEMINATED",
    to: [["OMA"], ["OO"]],
  },
  {
    name: "closed",
    level: "CONFIDENTIAL",
    from: ids("confidential", "closed"),
    status: "DISSEMINATED",
    to: [["OMA"], ["OO"]],
  },
  {
    name: "of two",
    level: "CONFIDENTIAL",
    from: ids("confidential", "closed", "recommendation"),
    status: "DISSEMINATED",
    to: [["OMA"]],
  },
  {
    name: "of a strict report",
    level: "CONFIDENTIAL",
    from: ids("strict", "closed"),
    status: "DISSEMINATED",
    to: [["OMA"], ["OO"]],
  },
  { name: "strict", level: "STRICTLY_CONFIDENTIAL", from: ids("strict", "secret"), status: "TESTED" },
  { name: "raised", level: "STRICTLY_CONFIDENTIAL", from: ids("kept", "only"), status: "DISSEMINATED", to: [["OMA"]] },
  { name: "draft", level: "UNCLASSIFIED", from: ids("kept", "only"), status: "DRAFT" },
  { name: "tested", level: "CONFIDENTIAL", from: ids("kept", "only"), status: "TESTED" },
  {
    name: "by itself",
    level: "CONFIDENTIAL",
    from: ids("kept", "only"),
    status: "DISSEMINATED",
    to: [["OO"], ["OIOS"], ["MINUSCA", "2016-07-01"]],
  },
  {
    name: "not yet",
    level: "UNCLASSIFIED",
    from: ids("kept", "only"),
    status: "DISSEMINATED",
    to: [["MINUSCA", "2016-07-01"]],
  },
];

export async function enterLesson(registry: TestRegistry, { name, level, from, status, to = [] }: Wish): Promise<void> {
  const id = uuidOf(`lesson ${name}`);
  const sealed = registry.app.stage.seal.sealLesson({ title: `Lesson ${name}`, text: `Text of ${name}` }, id, 1);
  await registry.sql(
    `insert into lesson (id, area, level, grounds, ciphertext, wrapped_key, key_id) values ($1, 'TRAINING', $2, $3, $4, $5, $6)`,
    [
      id,
      level,
      level === "UNCLASSIFIED" ? [] : ["INTERNAL_DELIBERATION"],
      hex(sealed.ciphertext),
      hex(sealed.wrappedKey),
      sealed.keyId,
    ],
  );
  await registry.sql("insert into lesson_part (lesson_id, part_id) select $1, unnest($2::uuid[])", [id, from]);
  if (status !== "DRAFT")
    await registry.sql("update lesson set status = 'TESTED', tested_at = '2016-03-01' where id = $1", [id]);
  if (status === "DISSEMINATED")
    await registry.sql("update lesson set status = $2, disseminated_at = $3 where id = $1", [id, status, SINCE]);
  for (const [office, since = SINCE] of to)
    await registry.sql(
      "insert into lesson_dissemination (lesson_id, office_id, starts_at) select $1, id, $3 from office where code = $2",
      [id, office, since],
    );
}

export async function enterLessons(registry: TestRegistry): Promise<void> {
  for (const lesson of LESSONS) await enterLesson(registry, lesson);
  await registry.sql(
    `insert into process_event (object_kind, object_id, done)
     select 'LESSON', l.id, d.done from lesson l, (values ('DRAFTED'), ('TESTED'), ('DISSEMINATED')) d (done)
     where d.done = 'DRAFTED' or l.status = 'DISSEMINATED' or l.status = d.done`,
  );
}
