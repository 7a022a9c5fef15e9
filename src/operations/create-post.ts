import { Conflict } from "../entities/errors";
import type { CreatePostInput } from "../entities/inputs/organisation.inputs";
import { Post } from "../entities/organisation";
import { PostRole } from "../entities/terms";
import type { Act } from "./act";
import { givenCode } from "./codes";
import { givenDay } from "./days";
import { heldByDatabase } from "./held-by-database";
import { existenceOf, refuseOutside, seeOffice } from "./organisation-rows";
import type { Outcome } from "./perform";
import { enterPlacement, refuseStrangeOffice } from "./placements";
import { words } from "./words";

/** § 6.7: enters a post with its office. It is of the office, and heads it, from when a second person has confirmed that. */
export async function createPost(act: Act, input: CreatePostInput): Promise<Outcome> {
  const office = await seeOffice(act, input.officeId);
  act.require("keep", { subject: "Organisation", row: {} });
  refuseStrangeOffice(input.role, office);
  if (input.role === PostRole.DIRECTOR_OPSP) await refuseSecondDirector(act);
  const startsOn = givenDay(input.startsOn, "startsOn");
  await refuseOutside(act, { what: "office", id: office.id }, { startsOn, endsOn: startsOn });
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Post, {
      code: givenCode(input.code, "the code", 60),
      name: words(input.name, "the name", 200),
      role: input.role,
      startsOn,
    }),
  );
  const postId = identifiers[0]!.id as string;
  act.changes.others.push({ kind: "post", id: postId });
  const { endsOn } = await existenceOf(act, "office", office.id);
  const placement = { postId, officeId: office.id, isHead: input.isHead ?? false };
  return { post_id: postId, placement_id: await enterPlacement(act, placement, { startsOn, endsOn }) };
}

/** Who holds the post of the Director has the Director's powers: there is one such post. */
async function refuseSecondDirector(act: Act): Promise<void> {
  const standing = await act.manager.query<unknown[]>(
    "select from post p where p.role = 'DIRECTOR_OPSP' and not exists (select from post_end e where e.post_id = p.id)",
  );
  if (standing.length > 0)
    throw new Conflict("There is a post of the Director already. End it first, or appoint somebody to it.");
}
