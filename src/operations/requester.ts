import { uuidOf } from "../access/ids";
import { BadInput, NotFound } from "../entities/errors";
import { PostRole } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";

/** Posts at Headquarters that request reviews, each for any mission. */
const AT_HEADQUARTERS: readonly PostRole[] = [
  PostRole.ASSISTANT_SECRETARY_GENERAL,
  PostRole.DIRECTOR,
  PostRole.MILITARY_ADVISER,
  PostRole.POLICE_ADVISER,
];
/** Posts of a mission that request reviews of that mission. */
const OF_MISSION: readonly PostRole[] = [
  PostRole.HEAD_OF_MISSION,
  PostRole.HEAD_OF_MILITARY_COMPONENT,
  PostRole.HEAD_OF_POLICE_COMPONENT,
  PostRole.DIRECTOR_OF_MISSION_SUPPORT,
];

interface Requester {
  id: string;
  role: PostRole;
  is_headquarters: boolean;
  mission_id: string | null;
}

/** § 10.16: the post that requested a review, which must be one of those that may. */
export async function requestingPost(
  act: Act,
  id: string | null | undefined,
  missions: readonly string[],
): Promise<string | null> {
  if (id === null || id === undefined) return null;
  const [post] = await act.manager.query<Requester[]>(
    `select p.id, p.role, coalesce(is_headquarters(o.id), false) as is_headquarters, o.mission_id from post p
     left join post_placement pl on pl.post_id = p.id and pl.sight_from <= registry_now() and registry_now() < pl.sight_until
     left join office o on o.id = pl.office_id where p.id = $1`,
    [uuidOf("post", id)],
  );
  if (!post) throw new NotFound();
  if (!mayRequest(post, missions))
    throw new BadInput(
      "This post cannot have requested the review. Name one that may, and a post of a mission for a review of its own mission alone.",
      citing("§ 10.16"),
    );
  return post.id;
}

const mayRequest = ({ role, is_headquarters, mission_id }: Requester, missions: readonly string[]) =>
  (is_headquarters && AT_HEADQUARTERS.includes(role)) ||
  (mission_id !== null && OF_MISSION.includes(role) && missions.includes(mission_id));
