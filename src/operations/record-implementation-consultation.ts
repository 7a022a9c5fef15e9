import { BadInput } from "../entities/errors";
import type { RecordImplementationConsultationInput } from "../entities/inputs/implementation.inputs";
import { PostRole } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { givenDay, today } from "./days";
import type { Outcome } from "./perform";
import { keepWords, noteRecommendation, seeRecommendation } from "./recommendations";
import { dayOf, words } from "./words";

/** § 12.5: records that the leadership of the mission that implements was consulted, on a day after that of the endorsement. */
export async function recordImplementationConsultation(
  act: Act,
  { recommendationId, heldOn, note }: RecordImplementationConsultationInput,
): Promise<Outcome> {
  const seen = await seeRecommendation(act, recommendationId);
  act.require("consultMission", seen);
  act.requireState("consultMission", seen);
  const day = givenDay(heldOn, "heldOn");
  if (day > (await today(act)))
    throw new BadInput("The consultation is dated in the future. Record it when it has been held.");
  const [state] = await act.manager.query<{ decided_on: Date | string; office_id: string }[]>(
    "select decided_on, implementer_of(part_id) as office_id from recommendation_state where part_id = $1",
    [seen.id],
  );
  if (day <= dayOf(state!.decided_on))
    throw new BadInput(
      "The consultation is not dated after the day of the endorsement. Consult the mission's leadership once more.",
      citing("§ 10.22"),
    );
  const said = await keepWords(act, seen, words(note, "the note"));
  const post = await act.postWith(...OF_OPSP);
  await act.manager.query(
    `insert into recommendation_consultation (part_id, office_id, held_on, words_id, recorded_by, post_id) values ($1, $2, $3, $4, $5, $6)`,
    [seen.id, state!.office_id, day, said, act.person, post],
  );
  await noteRecommendation(act, seen, { done: "CONSULTED", post });
  return { part_id: seen.id };
}

const OF_OPSP = [
  PostRole.DIRECTOR_OPSP,
  PostRole.SENIOR_MILITARY_OFFICER,
  PostRole.SENIOR_POLICE_OFFICER,
  PostRole.MISSION_SUPPORT_OFFICER,
  PostRole.TEAM_ASSISTANT,
];
