import type { Random } from "../../policies/random-world";
import type { Level, WorldPart, WorldReport } from "../../policies/world";
import type { Scene } from "./scene";

export const LEVELS: Level[] = ["UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY_CONFIDENTIAL"];
const WORDS = ["convoys", "fuel", "ambush", "rescue", "patrol bases", "the fuel of a convoy"];
const AREAS = ["TRAINING", "MEDICAL", "WELFARE"];

export const newText = (random: Random) =>
  `Words ${random.code(16)} tell of ${random.pick(WORDS)} and ${random.pick(WORDS)}.`;

/** Says something else with a part. */
export function rewrite(part: WorldPart, random: Random): void {
  part.text = newText(random);
  if (part.area) part.area = random.pick(AREAS);
}

export const atMost = (level: Level) => LEVELS.slice(0, LEVELS.indexOf(level) + 1);

/** A part that falls between those that are there, and moves none of them. */
export function newPart({ positions }: Scene, report: WorldReport, random: Random): WorldPart {
  const kind = random.pick(["SECTION", "FINDING", "RECOMMENDATION", "ANNEX"] as const);
  const part: WorldPart = {
    id: random.uuid(),
    kind,
    level: random.pick(atMost(report.level)),
    label: `${kind.charAt(0)}-${random.code(6)}`,
    text: newText(random),
    ...(/FINDING|RECOMMENDATION/.test(kind) ? { area: random.pick(AREAS) } : {}),
  };
  const taken = new Set(report.parts.map(({ id }) => positions[id]));
  let position = 11 + random.below(report.parts.length * 10);
  while (taken.has(position)) position += 1;
  positions[part.id] = position;
  report.parts.push(part);
  report.parts.sort((one, other) => positions[one.id]! - positions[other.id]!);
  return part;
}
