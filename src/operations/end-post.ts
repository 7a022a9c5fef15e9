import type { EndPostInput } from "../entities/inputs/organisation.inputs";
import { PostEnd } from "../entities/organisation";
import type { Act } from "./act";
import { givenEnd, refuseEndOfLine } from "./endings";
import { heldByDatabase } from "./held-by-database";
import { seePost } from "./organisation-rows";
import type { Outcome } from "./perform";

/** § 6.7: records the last day of a post. After it whoever was appointed to it reads nothing by it. */
export async function endPost(act: Act, { postId, endsOn }: EndPostInput): Promise<Outcome> {
  const post = await seePost(act, postId);
  act.require("keep", { subject: "Organisation", row: {} });
  const last = await givenEnd(act, endsOn, post.startsOn);
  await refuseEndOfLine(act, { what: "post", id: post.id }, last);
  await heldByDatabase(act.manager.insert(PostEnd, { postId: post.id, endsOn: last }));
  act.changes.others.push({ kind: "post", id: post.id });
  await act.notify("ENTRY_ENDED", post.id, await act.watchers());
  return { post_id: post.id };
}
