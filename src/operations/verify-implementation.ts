import { Forbidden } from "../entities/errors";
import type { VerifyImplementationInput } from "../entities/inputs/implementation.inputs";
import { ProgressKind } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { judge } from "./judge-implementation";
import type { Outcome } from "./perform";
import { keepWords, seeRecommendation } from "./recommendations";
import { optionalWords } from "./words";

/** § 12.7: verifies what was reported as implemented; who reported that does not. */
export async function verifyImplementation(
  act: Act,
  { recommendationId, note }: VerifyImplementationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("verifyImplementation", seen);
  const own = await act.manager.query<unknown[]>(
    "select from recommendation_progress where part_id = $1 and done = 'REPORTED' and status = 'IMPLEMENTED' and person_id = $2 limit 1",
    [seen.id, act.person],
  );
  if (own.length > 0)
    throw new Forbidden(
      "You have reported this implementation. Another of the Office must verify it.",
      citing("§ 10.24"),
    );
  act.requireState("verifyImplementation", seen);
  const said = optionalWords(note, "the note");
  await judge(act, seen, ProgressKind.VERIFIED, said === null ? null : await keepWords(act, seen, said));
  return { part_id: seen.id };
}
