import { uuidOf } from "../access/ids";
import { BadInput, NotFound } from "../entities/errors";
import { PartReference } from "../entities/part";
import { LEVELS, Level, PartKind, ReportStatus, isAbove } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";

const DRAWN_FROM: readonly unknown[] = [PartKind.FINDING, PartKind.RECOMMENDATION];

/** The parts that a lesson is drawn from, and the highest level of them and of their reports. */
export interface Drawn {
  readonly partIds: readonly string[];
  readonly level: Level;
  readonly reportLevel: Level;
}

const highest = (levels: readonly unknown[]): Level =>
  LEVELS.findLast((level) => levels.includes(level)) ?? Level.UNCLASSIFIED;

/** § 10.33: what a lesson can be drawn from, which the viewer reads; it is locked, in an order that is the same for all. */
export async function partsToDrawFrom(act: Act, ids: readonly string[]): Promise<Drawn> {
  const partIds = [...new Set(ids.map((id) => uuidOf("part", id) ?? missing()))].sort();
  const seen = [];
  for (const id of partIds) {
    const part = await act.seeRow("Part", id);
    const { kind } = await act.manager.findOneByOrFail(PartReference, { id });
    if (part.row.status !== ReportStatus.SUBMITTED || !DRAWN_FROM.includes(kind)) refuse();
    seen.push(part.row);
  }
  if (seen.length === 0) refuse();
  return {
    partIds,
    level: highest(seen.map(({ level }) => level)),
    reportLevel: highest(seen.map(({ reportLevel }) => reportLevel)),
  };
}

function refuse(): never {
  throw new BadInput(
    "A lesson is drawn from findings and recommendations of submitted reports: name at least one, and no other part.",
    citing("§ 10.33"),
  );
}

const missing = (): never => {
  throw new NotFound();
};

/** § 10.34: a lesson is not below what it is drawn from. */
export function refuseBelow(level: Level, drawn: Drawn): void {
  if (isAbove(drawn.level, level))
    throw new BadInput(
      "The lesson would be below a part that it is drawn from. Give it the level of the highest of them, or a higher one.",
      citing("§ 10.34"),
    );
}

/** Makes exactly these the parts that a lesson is drawn from. */
export async function drawFrom(act: Act, lessonId: string, { partIds }: Drawn): Promise<void> {
  await act.manager.query(
    `insert into lesson_part (lesson_id, part_id) select $1, wanted from unnest($2::uuid[]) wanted
     on conflict (lesson_id, part_id) do update set is_current = true where not lesson_part.is_current`,
    [lessonId, partIds],
  );
}

/** Draws a lesson no more from other parts than these. */
export async function drawNoMoreFrom(act: Act, lessonId: string, { partIds }: Drawn): Promise<void> {
  await act.manager.query(
    "update lesson_part set is_current = false where lesson_id = $1 and is_current and part_id <> all($2::uuid[])",
    [lessonId, partIds],
  );
}
