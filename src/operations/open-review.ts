import { In } from "typeorm";

import { uuidOf } from "../access/ids";
import { BadInput, InvalidState, NotFound } from "../entities/errors";
import type { OpenReviewInput } from "../entities/inputs/review.inputs";
import { Office } from "../entities/organisation";
import { RequestMission, ReviewRequest } from "../entities/request";
import { Review, ReviewMission, ReviewPartner } from "../entities/review";
import { RequestOrigin } from "../entities/terms";
import { citing } from "../policies/paragraphs";
import type { Act } from "./act";
import { heldByDatabase } from "./held-by-database";
import type { Outcome } from "./perform";
import { dayOf, optionalWords } from "./words";

/** § 5.2, § 10.18: opens the one review of a request that the USGs have directed, as it was directed. */
export async function openReview(act: Act, input: OpenReviewInput): Promise<Outcome> {
  act.require("open", { subject: "Review", row: {} });
  const seen = await act.see("ReviewRequest", "request", input.requestId);
  if (seen.row.isOpened === true)
    throw new InvalidState("The review of this request is open already: a request opens one.", citing("§ 10.18"));
  act.requireState("openRequested", seen);
  const request = await act.manager.findOneByOrFail(ReviewRequest, { id: seen.id });
  const partners = await partnerOffices(act, input.partnerOfficeIds ?? []);
  const { identifiers } = await heldByDatabase(
    act.manager.insert(Review, {
      requestId: request.id,
      kind: request.kind,
      areas: request.areas,
      ofHeadquarters: request.ofHeadquarters,
      requestingPostId: request.origin === RequestOrigin.RECOMMENDED ? request.postId : null,
      requestingCountry: request.country,
      directionReference: optionalWords(input.directionReference, "the reference of the direction", 200),
      directedOn: dayOf(request.directedAt!),
      openedBy: act.person,
    }),
  );
  const reviewId = identifiers[0]!.id as string;
  const missions = await act.manager.findBy(RequestMission, { requestId: request.id });
  if (missions.length > 0)
    await act.manager.insert(
      ReviewMission,
      missions.map(({ missionId }) => ({ reviewId, missionId })),
    );
  if (partners.length > 0)
    await act.manager.insert(
      ReviewPartner,
      partners.map((officeId) => ({ reviewId, officeId })),
    );
  await act.record({ kind: "REVIEW", id: reviewId, done: "OPENED", post: await act.postWith("DIRECTOR_OPSP") });
  return { review_id: reviewId };
}

/** The offices with which a review is joint: any but contributing countries and the registry's own. */
async function partnerOffices(act: Act, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids.map((id) => uuidOf("office", id) ?? missing()))];
  const found = await act.manager.findBy(Office, { id: In(wanted) });
  if (found.length !== wanted.length) throw new NotFound();
  if (found.some(({ kind }) => kind === "REGISTRY" || kind === "CONTRIBUTING_COUNTRY"))
    throw new BadInput("A review is joint with offices at Headquarters, missions or oversight. Name such an office.");
  return wanted;
}

const missing = (): never => {
  throw new NotFound();
};
