import { BadInput } from "../entities/errors";
import { RequestDirection, RequestMission, ReviewRequest } from "../entities/request";
import { type Area, Level, type ReviewKind } from "../entities/terms";
import type { Act } from "./act";
import { missionIds } from "./missions";
import { type Signed, type SigningPost, isSignedByLine } from "./quorum";
import { words } from "./words";

/** What any request for a review says, as it was given. */
export interface GivenRequest {
  readonly kind: ReviewKind;
  readonly missions?: string[];
  readonly areas: Area[];
  readonly reasons: string;
  readonly level?: Level;
}

const LONGEST_REASONS = 5_000;

/** What a request says, as it is kept, and its missions. */
export async function wantedReview(act: Act, { kind, missions = [], areas, reasons, level }: GivenRequest) {
  if (level === Level.STRICTLY_CONFIDENTIAL)
    throw new BadInput(
      "A request is unclassified or confidential. Leave out what is strictly confidential, and tell it to the USGs by other ways.",
    );
  if (areas.length === 0) throw new BadInput("Name at least one area to be reviewed.");
  const ids = await missionIds(act, missions);
  const wanted = {
    kind,
    ofHeadquarters: ids.length === 0,
    areas: [...new Set(areas)],
    reasons: words(reasons, "the reasons", LONGEST_REASONS),
    level: level ?? Level.CONFIDENTIAL,
  };
  return { wanted, missions: ids };
}

/** Keeps a request with its missions, and says that it was submitted. */
export async function insertRequest(
  act: Act,
  request: Partial<ReviewRequest>,
  missions: readonly string[],
  post: string | null,
): Promise<string> {
  const { identifiers } = await act.manager.insert(ReviewRequest, { ...request, submittedBy: act.person });
  const id = identifiers[0]!.id as string;
  if (missions.length > 0)
    await act.manager.insert(
      RequestMission,
      missions.map((missionId) => ({ requestId: id, missionId })),
    );
  await act.record({ kind: "REQUEST", id, done: "SUBMITTED", post });
  return id;
}

/** The direction of a request, by every post of the reporting line. */
export const directionOf = (requestId: string): Signed => ({
  quorum: {
    table: "request_direction",
    columns: ["request_id"],
    mayStill: "may_still_direct",
    paragraph: "§ 11.4",
  },
  keys: [requestId],
});

/** Keeps the direction of a post. With the last of the reporting line the review is directed, and stays so. */
export async function direct(act: Act, requestId: string, { postId, acting }: SigningPost): Promise<void> {
  const direction = { requestId, postId, acting, personId: act.person, reportingLineCode: act.line! };
  await act.manager.insert(RequestDirection, direction);
  await act.record({ kind: "REQUEST", id: requestId, done: "DIRECTION_GIVEN", post: postId });
  if (!(await isSignedByLine(act, directionOf(requestId)))) return;
  await act.manager.update(ReviewRequest, requestId, { directedAt: () => "registry_now()" });
  await act.record({ kind: "REQUEST", id: requestId, done: "DIRECTED", post: postId });
  await act.notify("REVIEW_DIRECTED", requestId, [...(await director(act)), ...(await submitter(act, requestId))]);
}

/** The post of the Director. */
export const director = async (act: Act): Promise<string[]> =>
  (
    await act.manager.query<{ id: string }[]>(
      "select p.id from post p where p.role = 'DIRECTOR_OPSP' and post_exists(p.id, registry_now())",
    )
  ).map(({ id }) => id);

/** The post that submitted a request; none of a contributing country. */
export const submitter = async (act: Act, requestId: string): Promise<string[]> => {
  const { postId } = await act.manager.findOneByOrFail(ReviewRequest, { id: requestId });
  return postId === null ? [] : [postId];
};
