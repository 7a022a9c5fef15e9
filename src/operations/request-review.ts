import { uuidOf } from "../access/ids";
import { Forbidden } from "../entities/errors";
import type { RequestReviewInput } from "../entities/inputs/review.inputs";
import { RequestOrigin } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { awaitSignatures } from "./quorum";
import type { Outcome } from "./perform";
import { insertRequest, wantedReview } from "./requests";

/** A post that may request reviews today; one of a mission, of that mission alone. */
interface Entitled {
  readonly post_id: string;
  readonly mission_id: string | null;
}

/** § 11.2: requests a review in a post that has the right today. */
export async function requestReview(act: Act, input: RequestReviewInput): Promise<Outcome> {
  const posts = await entitledPosts(act, input.postId);
  act.require("request", { subject: "RequestingRight", row: { post: posts[0]?.post_id ?? null } });
  const { wanted, missions } = await wantedReview(act, input);
  const post = posts.find((one) => isForOwn(one, missions));
  if (!post)
    throw new Forbidden(
      "A post of a mission requests a review of its own mission, and of that alone. Name that mission.",
      citing("§ 10.16"),
    );
  const request = { ...wanted, origin: RequestOrigin.RECOMMENDED, postId: post.post_id };
  const id = await insertRequest(act, request, missions, post.post_id);
  await act.notify("REVIEW_REQUESTED", id, await act.watchers());
  await awaitSignatures(act, id);
  return { request_id: id };
}

/** The posts of the viewer that may request a review today, those at Headquarters first; of them the one named. */
async function entitledPosts(act: Act, named: string | undefined): Promise<Entitled[]> {
  const held = named === undefined ? act.viewer.posts : act.viewer.posts.filter((id) => id === uuidOf("post", named));
  return act.manager.query<Entitled[]>(
    `select e.post_id, e.mission_id from entitled_to_request(registry_now()) e join post p on p.id = e.post_id
     where e.post_id = any($1::uuid[]) order by e.mission_id nulls first, p.code`,
    [held],
  );
}

const isForOwn = ({ mission_id }: Entitled, missions: readonly string[]) =>
  mission_id === null || (missions.length === 1 && missions[0] === mission_id);
