import { BadInput } from "../entities/errors";
import type { ClassificationInput, SensitivityInput } from "../entities/inputs/report.inputs";
import { type Ground, Level, isAbove } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import { optionalWords } from "./words";

/** The sensitivity of a document as it is kept. */
export interface Sensitivity {
  readonly level: Level;
  readonly grounds: Ground[];
  readonly thirdParty: string | null;
}

/** The sensitivity that the writers give. */
export const sensitivityOf = (given: SensitivityInput): Sensitivity => ({
  ...classificationOf(given),
  thirdParty: optionalWords(given.thirdParty, "the third party's marking", 200),
});

/** A level with its grounds: at least one above unclassified, none otherwise (§ 10.9). */
export function classificationOf({ level, grounds }: ClassificationInput): Pick<Sensitivity, "level" | "grounds"> {
  const named = [...new Set(grounds ?? [])].sort();
  if (level !== Level.UNCLASSIFIED && named.length === 0)
    throw new BadInput("Name at least one ground of sensitivity for a document above unclassified.", citing("§ 10.9"));
  if (level === Level.UNCLASSIFIED && named.length > 0)
    throw new BadInput(
      "An unclassified document has no grounds of sensitivity. Leave them out, or set the level.",
      citing("§ 10.9"),
    );
  return { level, grounds: named };
}

/** A part is never above its report. */
export function refuseAbove(part: Level, report: Level): void {
  if (isAbove(part, report))
    throw new BadInput(
      "The part would be above its report. Set the report's level first: it is at least that of its highest part.",
      citing("§ 10.9"),
    );
}
