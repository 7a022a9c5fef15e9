import type { Asking } from "./asking";
import { type Foreseen, accountOf } from "./foreseen";
import type { ReportOfTheTour } from "./report-of-the-tour";
import type { Verdicts } from "./verdicts";

/** The finding of the report that is strictly confidential. */
export const STRICT = "F3";

type Member = Pick<Foreseen, "person" | "portal"> & { readonly paragraphs: readonly string[] };

const AUDIENCE = `query ($partId: ID!) {
  audience(partId: $partId) { person { name } portal { name } paragraphs }
}`;

/** Everybody who can read the strictly confidential finding, compared: a line for each, and the verdict. */
export async function audienceOf({
  asking,
  report,
  expected,
  verdicts,
}: {
  asking: Asking;
  report: ReportOfTheTour;
  expected: string;
  verdicts: Verdicts;
}): Promise<string[]> {
  const partId = report.parts.get(STRICT);
  const { audience } = await asking.need<{ audience: Member[] }>("opsp.director", AUDIENCE, { partId });
  const members = audience
    .map((member) => `${accountOf(member)} (${member.paragraphs.join(", ").replaceAll("§ ", "")})`)
    .sort();
  return [...members, verdicts.compare(`audience of ${STRICT}`, members.join(", "), expected)];
}
