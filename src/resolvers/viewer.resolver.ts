import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Query, Resolver } from "type-graphql";

import { Portal } from "../entities/entries";
import { Office, Person, Post, ReportingLine } from "../entities/organisation";
import { Answered, Reads, type ReadContext, embedded, many, one, value } from "../entities/reads";
import { Viewer, ViewerPermissions } from "../entities/viewer";
import type { Context } from "./context";
import { delivered } from "./delivered";

/** Rules that speak of no row: given or not, by who asks alone. */
const may = (action: string, subject: string) => value((_row, context) => context.may(action, subject, "nothing"));
const known = (sql: (context: ReadContext) => string) => value((_row, context) => sql(context));

/** § 6.11, § 10.15: the Director, or a USG on a day on which nobody holds the Director's post or acts in it. */
const mayNameOfficerInCharge = (_row: string, { may, viewer, parameter, now }: ReadContext) =>
  `(${may("nameOfficerInCharge", "OfficerInCharge", "nothing")} and (
    exists (select from post p where p.id = any(${parameter(viewer.posts, "uuid[]")}) and p.role = 'DIRECTOR_OPSP')
    or not exists (select from appointment a join post p on p.id = a.post_id
      where p.role = 'DIRECTOR_OPSP' and a.superseded_at is null and a.confirmed_at is not null
        and daterange(a.starts_on, a.ends_on, '[]') @> (${now} at time zone 'UTC')::date)))`;

/** § 6.8, § 6.9: an administrator or the Director confirms entries, and the head of an office its portals and their logins. */
const mayConfirmEntries = (_row: string, { may, viewer }: ReadContext) =>
  `(${may("confirm", "Appointment", "nothing")} or ${viewer.headedOffices.length > 0})`;

/** § 14.7, § 14.8: at least one that is unclassified, drawn from what is unclassified. */
const mayDraftLesson = (_row: string, { may, row: fresh }: ReadContext) => {
  const lesson = fresh();
  return `(select ${may("draftLesson", "Lesson", lesson)} from (values ('UNCLASSIFIED', 'UNCLASSIFIED')) ${lesson} (level, report_level))`;
};

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, {
    description: "Who asks: the person or the portal, the posts held now, and what they may do here.",
  })
  @Answered("it reads no row of its own: what it says are the facts of the request")
  viewer(@Info() info: GraphQLResolveInfo, @Ctx() { registry }: Context) {
    return registry.rows(info, [{}]);
  }

  @FieldResolver(() => Person, { nullable: true, description: "The person; null for a portal that asks for itself." })
  @Reads(one("Person", (target, _row, { viewer, parameter }) => `${target}.id = ${parameter(viewer.personId, "uuid")}`))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, {
    nullable: true,
    description: "The portal that asks, for itself or on behalf of the person, where the reader may see portals.",
  })
  @Reads(one("Portal", (target, _row, { viewer, parameter }) => `${target}.id = ${parameter(viewer.portalId, "uuid")}`))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Post], { description: "The posts held now, as holder or acting." })
  @Reads(
    many(
      "Post",
      (target, _row, { viewer, parameter }) => `${target}.id = any(${parameter(viewer.posts, "uuid[]")})`,
      (row) => `${row}.code`,
    ),
  )
  posts(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => [Office], {
    description: "The offices of these posts; of a portal, the office for which it acts.",
  })
  @Reads(
    many(
      "Office",
      (target, _row, { viewer, parameter }) => `${target}.id = any(${parameter(viewer.offices, "uuid[]")})`,
      (row) => `${row}.code`,
    ),
  )
  offices(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => ReportingLine, { description: "The reporting line now in force." })
  @Reads(
    one("ReportingLine", (target, _row, { viewer, parameter }) => `${target}.code = ${parameter(viewer.line, "text")}`),
  )
  reportingLine(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => ViewerPermissions, { description: "What the viewer may do here, whatever the object." })
  @Reads(
    embedded({
      requestReview: value(
        (_row, { may, now }) =>
          `exists (select from entitled_to_request(${now}) e where ${may("request", "RequestingRight", "e")})`,
      ),
      enterReviewRequest: may("enterRequest", "ReviewRequest"),
      directReviews: may("direct", "ReviewRequest"),
      openReview: may("open", "Review"),
      draftLesson: value(mayDraftLesson),
      draftWorkPlan: may("draftPlan", "WorkPlan"),
      keepOrganisation: may("keep", "Organisation"),
      confirmEntries: value(mayConfirmEntries),
      designate: known(({ viewer }) => String(viewer.headedOffices.length > 0)),
      nameOfficerInCharge: value(mayNameOfficerInCharge),
      signCirculations: may("sign", "Circulation"),
      invokeOversight: may("invoke", "Report"),
      readRegister: known(({ viewer }) => String(viewer.isAuditor)),
    }),
  )
  viewerCan(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
