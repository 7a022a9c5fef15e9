import { InvalidState } from "../entities/errors";
import type { NameImplementationOfficeInput } from "../entities/inputs/implementation.inputs";
import { ImplementationTask, PostRole } from "../entities/terms";
import type { Act } from "./act";
import type { Outcome } from "./perform";
import { noteRecommendation, officeForTask, seeRecommendation } from "./recommendations";

/** § 12.4: names an office beside the implementing one. It gives no sight. Of coordinators the one that was named last counts. */
export async function nameImplementationOffice(act: Act, input: NameImplementationOfficeInput): Promise<Outcome> {
  const seen = await seeRecommendation(act, input.recommendationId);
  act.require("nameImplementer", seen);
  act.requireState("nameImplementer", seen);
  const office = await officeForTask(act, input.officeId, input.task);
  await refuseNamed(act, seen.id, office, input.task);
  const post = await act.postWith(PostRole.DIRECTOR_OPSP);
  await act.manager.query(
    "insert into recommendation_office (part_id, task, office_id, named_by, post_id) values ($1, $2, $3, $4, $5)",
    [seen.id, input.task, office, act.person, post],
  );
  await noteRecommendation(act, seen, { done: "OFFICE_NAMED", post });
  return { part_id: seen.id };
}

async function refuseNamed(act: Act, part: string, office: string, task: ImplementationTask): Promise<void> {
  const named = await act.manager.query<unknown[]>(
    task === ImplementationTask.SUPPORTS
      ? "select from recommendation_office where part_id = $1 and office_id = $2 and task = 'SUPPORTS'"
      : "select where coordinator_of($1) = $2",
    [part, office],
  );
  if (named.length > 0) throw new InvalidState("This office is named for this already. Name another.");
}
