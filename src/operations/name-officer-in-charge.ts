import { BadInput, Forbidden } from "../entities/errors";
import type { NameOfficerInChargeInput } from "../entities/inputs/organisation.inputs";
import { OfficerInCharge } from "../entities/entries";
import { type Post } from "../entities/organisation";
import { PostRole } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { givenPeriod, today } from "./days";
import { immediate, noteEntry } from "./entries";
import { heldByDatabase } from "./held-by-database";
import { refuseOutside, seePost } from "./organisation-rows";
import type { Outcome } from "./perform";

const ELIGIBLE: readonly PostRole[] = [PostRole.SENIOR_MILITARY_OFFICER, PostRole.SENIOR_POLICE_OFFICER];

/**
 * § 6.11: names the post whose holder has the Director's powers for a stated period. The Director names it at any time; a USG for days
 * of which the registry itself shows that the Director is absent (§ 10.15), for a USG's word alone would give the Director's sight.
 */
export async function nameOfficerInCharge(act: Act, input: NameOfficerInChargeInput): Promise<Outcome> {
  const post = await seePost(act, input.postId);
  act.require("nameOfficerInCharge", { subject: "OfficerInCharge", row: {} });
  refuseOthers(act, post);
  const startsOn = input.startsOn;
  const period = givenPeriod({ startsOn, endsOn: input.endsOn }, "The period");
  const endsOn = period.endsOn!;
  if (endsOn < (await today(act))) throw new BadInput("The period is over already: give a last day of today or later.");
  await refuseOutside(act, { what: "post", id: post.id }, period);
  if (!act.viewer.isDirectorByPost) await refuseWhileDirectorIsThere(act, period.startsOn, endsOn);
  const { identifiers } = await heldByDatabase(
    act.manager.insert(OfficerInCharge, { postId: post.id, startsOn: period.startsOn, endsOn, namedBy: act.person }),
  );
  const id = identifiers[0]!.id as string;
  noteEntry(act, immediate.officerInCharge, id);
  await act.notify("OFFICER_IN_CHARGE_NAMED", id, [post.id, ...(await act.watchers())]);
  return { charge_id: id };
}

function refuseOthers(act: Act, post: Post): void {
  if (!ELIGIBLE.includes(post.role))
    throw new BadInput(
      "Only the Senior Military or the Senior Police Strategic Partnership Officer is named officer-in-charge: give the post of one.",
      citing("§ 10.12"),
    );
  if (act.viewer.posts.includes(post.id))
    throw new Forbidden("Nobody names themselves: you hold this post.", citing("§ 10.11"));
}

/** § 10.15: refuses days on which somebody holds the Director's post, or acts in it. */
async function refuseWhileDirectorIsThere(act: Act, startsOn: string, endsOn: string): Promise<void> {
  const there = await act.manager.query<unknown[]>(
    `select from appointment a join post p on p.id = a.post_id
     where p.role = 'DIRECTOR_OPSP' and a.superseded_at is null and a.confirmed_at is not null
       and not isempty(daterange(a.starts_on, a.ends_on, '[]') * daterange(greatest($1::date, (registry_now() at time zone 'UTC')::date), $2::date, '[]'))`,
    [startsOn, endsOn],
  );
  if (there.length > 0)
    throw new Forbidden(
      "The post of the Director is held on some of these days: then the Director names the officer-in-charge. Give days on which nobody holds it.",
      citing("§ 10.15"),
    );
}
