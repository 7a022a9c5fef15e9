import { uuidOf } from "../access/ids";
import { BadInput, Conflict, Forbidden, NotFound } from "../entities/errors";
import type { EndTeamMembershipInput, NameTeamMemberInput } from "../entities/inputs/report.inputs";
import { TeamMember } from "../entities/review";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { givenPeriod, today } from "./days";
import { heldByDatabase } from "./held-by-database";
import type { Outcome } from "./perform";

/** § 5.2: puts a post of OPSP on the team of a review, from a day to a day. */
export async function nameTeamMember(act: Act, input: NameTeamMemberInput): Promise<Outcome> {
  const review = await act.see("Review", "review", input.reviewId);
  act.require("nameTeam", review);
  const postId = uuidOf("post", input.postId) ?? missing();
  const period = givenPeriod(input, "The membership");
  await refusePost(act, postId);
  const { identifiers } = await heldByDatabase(
    act.manager.insert(TeamMember, {
      reviewId: review.id,
      postId,
      ...period,
      leadsArea: input.leadsArea ?? null,
      namedBy: act.person,
    }),
  );
  const id = identifiers[0]!.id as string;
  act.changes.others.push({ kind: "review", id: review.id }, { kind: "team_member", id });
  return { review_id: review.id, team_member_id: id };
}

const missing = (): never => {
  throw new NotFound();
};

/** Only posts of OPSP; and nobody who holds a post of OMA or the Police Division. */
async function refusePost(act: Act, post: string): Promise<void> {
  const [found] = await act.manager.query<{ opsp: boolean; barred: boolean }[]>(
    `with held as materialized (select person_id, post_id, office_id from posts_held(registry_now()))
     select exists (select from post_placement pl join office o on o.id = pl.office_id
         where pl.post_id = p.id and o.code = 'OPSP' and pl.sight_from <= registry_now() and registry_now() < pl.sight_until) as opsp,
       exists (select from held h join held other on other.person_id = h.person_id
         join office o on o.id = other.office_id where h.post_id = p.id and o.code in ('OMA', 'POLICE_DIVISION')) as barred
     from post p where p.id = $1`,
    [post],
  );
  if (!found) throw new NotFound();
  if (!found.opsp)
    throw new BadInput("The team of a review is made of posts of OPSP. Name one of them.", citing("§ 10.14"));
  if (found.barred)
    throw new Forbidden(
      "Who holds this post also holds one of OMA or the Police Division, and cannot be on the team of a review.",
      citing("§ 10.14"),
    );
}

/** § 5.2: ends a membership of a team, at once; one whose days are over is left as it was recorded. */
export async function endTeamMembership(act: Act, { teamMemberId }: EndTeamMembershipInput): Promise<Outcome> {
  const id = uuidOf("member", teamMemberId);
  const named = id ? await act.manager.findOneBy(TeamMember, { id }) : null;
  if (!named) throw new NotFound();
  const review = await act.seeRow("Review", named.reviewId);
  act.require("nameTeam", review);
  // As it is now that no other act on the review is under way.
  const member = await act.manager.findOneByOrFail(TeamMember, { id: named.id });
  const isOver = member.endsOn !== null && member.endsOn < (await today(act));
  if (isOver || member.supersededAt) throw new Conflict("This membership has ended already.");
  await act.manager.update(TeamMember, member.id, { supersededAt: await act.now(), supersededBy: act.person });
  act.changes.others.push({ kind: "review", id: review.id }, { kind: "team_member", id: member.id });
  return { review_id: review.id, team_member_id: member.id };
}
