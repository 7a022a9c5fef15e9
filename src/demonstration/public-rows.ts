import { Area, Component, DifficultySource, MandateParagraph } from "../entities/terms";
import { type Row, readTable } from "./tables";

type PublicColumn =
  "id" | "policy_para5" | "text" | "addressee" | "source_title" | "source_symbol" | "source_date" | "source_url";

/** A finding or a recommendation of a public document. */
export type PublicRow = Row<PublicColumn>;

const rows = new Map(readTable<PublicColumn>("public-recommendations").map((row) => [row.id, row]));

export function publicRow(id: string): PublicRow {
  const row = rows.get(id);
  if (!row) throw new Error(`There is no public row ${id}.`);
  return row;
}

/** Where a text comes from, in words. */
export const sourceOf = ({ source_title, source_symbol, source_date, source_url }: PublicRow): string =>
  [source_title, source_symbol, source_date, source_url].filter((piece) => piece !== "").join(", ");

/** The letter of the policy's paragraph 5 under which the row stands, as its place among the nine areas. */
const placeOf = ({ policy_para5 }: PublicRow): number => "abcdefghi".indexOf(policy_para5.charAt(2));

export const areaOf = (row: PublicRow): Area => Object.values(Area)[placeOf(row)]!;

/** What the areas concern and serve: made up, like all that is not the text. */
const COMPONENTS: Readonly<Partial<Record<Area, Component[]>>> = {
  FORCE_AND_POLICE_GENERATION: [Component.MILITARY, Component.POLICE],
  TRAINING: [Component.MILITARY, Component.POLICE],
  EQUIPMENT_AND_LOGISTICS: [Component.SUPPORT],
  MEDICAL: [Component.SUPPORT],
  WELFARE: [Component.POLICE, Component.SUPPORT],
};
const MANDATES: Readonly<Partial<Record<Area, MandateParagraph>>> = {
  FORCE_AND_POLICE_GENERATION: MandateParagraph.PARTNERSHIP,
  TRAINING: MandateParagraph.PARTNERSHIP,
  MEDICAL: MandateParagraph.SAFETY_SECURITY_WELFARE,
  WELFARE: MandateParagraph.SAFETY_SECURITY_WELFARE,
  SAFETY_AND_SECURITY: MandateParagraph.SAFETY_SECURITY_WELFARE,
  CONCEPTS_AND_DIRECTIVES: MandateParagraph.LESSONS_LEARNED,
};

export const componentsOf = (area: Area): Component[] => COMPONENTS[area] ?? [Component.MILITARY];
export const mandateOf = (area: Area): MandateParagraph => MANDATES[area] ?? MandateParagraph.GAPS_AND_SYSTEMIC_ISSUES;

/** Where the difficulty comes from, as far as it shows in whom the public document addresses. */
export function difficultiesOf({ addressee }: PublicRow): DifficultySource[] {
  const named = (words: RegExp, source: DifficultySource) => (words.test(addressee) ? [source] : []);
  const found = [
    ...named(/DPKO|DFS|DOS|Secretariat|Secretary|OMA|DPET/, DifficultySource.HEADQUARTERS),
    ...named(/mission|MINUSCA|MONUSCO|UNMISS|UNIFIL/i, DifficultySource.MISSION),
    ...named(/TCC|PCC/, DifficultySource.CONTRIBUTING_COUNTRY),
  ];
  return found.length > 0 ? found : [DifficultySource.OTHER];
}
