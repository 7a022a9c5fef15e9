import { BadInput, InvalidState } from "../entities/errors";
import type { PlacePostInput } from "../entities/inputs/organisation.inputs";
import type { Act } from "./act";
import { type Period, dayBefore, givenPeriod, today } from "./days";
import { confirmable, shortenEntry } from "./entries";
import { existenceOf, refuseOutside, seeOffice, seePost } from "./organisation-rows";
import type { Outcome } from "./perform";
import { enterPlacement, refuseStrangeOffice } from "./placements";

/**
 * § 6.7: moves a post to an office, or makes it its head or no longer, from a day on. Where it belonged before ends the day before;
 * where it comes to belong awaits confirmation. Between the two its holders read nothing by it: the safe direction.
 */
export async function placePost(act: Act, input: PlacePostInput): Promise<Outcome> {
  const post = await seePost(act, input.postId);
  const office = await seeOffice(act, input.officeId);
  act.require("keep", { subject: "Organisation", row: {} });
  refuseStrangeOffice(post.role, office);
  const period = await placementPeriod(act, input, office.id);
  if (period.startsOn < (await today(act)))
    throw new BadInput("A post is placed from today on, or from a later day: give such a day.");
  await refuseOutside(act, { what: "office", id: office.id }, period);
  if (period.startsOn < post.startsOn)
    throw new BadInput(`The post exists from ${post.startsOn}. Give that day or a later one.`);
  await endPlacements(act, post.id, period);
  const placement = { postId: post.id, officeId: office.id, isHead: input.isHead ?? false };
  return { post_id: post.id, placement_id: await enterPlacement(act, placement, period) };
}

/** A placement without a last day ends with its office, where that end is recorded. */
async function placementPeriod(act: Act, input: PlacePostInput, office: string): Promise<Period> {
  const period = givenPeriod(input, "The placement");
  return period.endsOn === null
    ? { ...period, ...(await existenceOf(act, "office", office)), startsOn: period.startsOn }
    : period;
}

/** Ends what stands of a post's placements from the day on; one that awaits confirmation has to be withdrawn first. */
async function endPlacements(act: Act, post: string, { startsOn, endsOn }: Period): Promise<void> {
  const standing = await act.manager.query<{ id: string; awaits: boolean }[]>(
    `select id, confirmed_at is null as awaits from post_placement
     where post_id = $1 and superseded_at is null and daterange(starts_on, ends_on, '[]') && daterange($2::date, $3::date, '[]')
     order by starts_on for no key update`,
    [post, startsOn, endsOn],
  );
  if (standing.some(({ awaits }) => awaits))
    throw new InvalidState("Another placement of this post awaits confirmation on these days. Withdraw it first.");
  for (const { id } of standing) await shortenEntry(act, { kind: confirmable.placement, id }, dayBefore(startsOn));
}
