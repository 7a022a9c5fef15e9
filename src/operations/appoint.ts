import { BadInput, Forbidden } from "../entities/errors";
import type { AppointInput } from "../entities/inputs/organisation.inputs";
import { Appointment } from "../entities/entries";
import { type Post } from "../entities/organisation";
import { PostRole } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { givenPeriod } from "./days";
import { refuseTeamAndReviewed, refuseTwoDuties } from "./duties";
import { confirmable, noteEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";
import { refuseOutside, seePost } from "./organisation-rows";
import type { Outcome } from "./perform";
import { optionalWords } from "./words";

/** § 6.7: enters that a person holds a post, or acts in it. It gives no sight before a second person has confirmed it. */
export async function appoint(act: Act, input: AppointInput): Promise<Outcome> {
  const post = await seePost(act, input.postId);
  act.require("keep", { subject: "Appointment", row: {} });
  const person = (await act.see("Person", "person", input.personId)).id;
  if (person === act.person)
    throw new Forbidden("Nobody appoints themselves. Ask another administrator to enter it.", citing("§ 10.11"));
  const period = givenPeriod(input, "The appointment");
  await refuseOutside(act, { what: "post", id: post.id }, period);
  const qualification = qualificationFor(post, input);
  await refuseTwoDuties(act, { person, post: post.id, period });
  await refuseTeamAndReviewed(act, { person, post: post.id, period });
  const acting = input.acting ?? false;
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Appointment, {
      postId: post.id,
      personId: person,
      acting,
      ...period,
      ...qualification,
      enteredBy: act.person,
    }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, confirmable.appointment, id);
  await act.notify("ENTRY_AWAITS_CONFIRMATION", id, await act.watchers());
  return { appointment_id: id };
}

/** § 10.13: what the post of the Director asks of who holds it, or acts in it; of nobody else it is asked. */
function qualificationFor({ role }: Post, input: AppointInput) {
  const contributingCountry = optionalWords(input.contributingCountry, "the contributing country", 200);
  const missionLeadership = optionalWords(input.missionLeadership, "the leadership in a mission");
  const isDirector = role === PostRole.DIRECTOR_OPSP;
  if (isDirector && (contributingCountry === null || missionLeadership === null))
    throw new BadInput(
      "The Director comes from a troop-contributing country and has led in a peacekeeping mission: give contributingCountry and missionLeadership.",
      citing("§ 10.13"),
    );
  if (!isDirector && (contributingCountry !== null || missionLeadership !== null))
    throw new BadInput("contributingCountry and missionLeadership are kept of the Director alone: leave them out.");
  return { contributingCountry, missionLeadership };
}
