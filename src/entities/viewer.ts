import { Field, ID, ObjectType } from "type-graphql";

import { Node } from "./node";
import { ReadGiven, ReadWithin, Reads, type ReadContext, value } from "./reads";
import { InstantScalar } from "./scalars";

@ObjectType({ description: "What the viewer may do here, whatever the object." })
@ReadWithin()
export class ViewerPermissions {
  @Field({ description: "Request a review, in a post that has the right today." })
  requestReview!: boolean;

  @Field({ description: "Enter the request of a contributing country." })
  enterReviewRequest!: boolean;

  @Field({ description: "Direct reviews." })
  directReviews!: boolean;

  @Field({ description: "Open a review, and name its team." })
  openReview!: boolean;

  @Field({ description: "Draft a lesson." })
  draftLesson!: boolean;

  @Field({ description: "Draft the work plan of a year." })
  draftWorkPlan!: boolean;

  @Field({ description: "Keep offices, posts, persons, appointments, logins and portals." })
  keepOrganisation!: boolean;

  @Field({ description: "Confirm what another has entered." })
  confirmEntries!: boolean;

  @Field({ description: "Designate staff of an office that the viewer heads." })
  designate!: boolean;

  @Field({ description: "Name the officer-in-charge." })
  nameOfficerInCharge!: boolean;

  @Field({ description: "Sign circulations." })
  signCirculations!: boolean;

  @Field({ description: "Invoke the right to know of internal oversight." })
  invokeOversight!: boolean;

  @Field({ description: "Read the whole register." })
  readRegister!: boolean;
}

const viewerId = (_row: string, { viewer, parameter }: ReadContext) =>
  `'viewer_' || replace(${parameter(viewer.personId ?? viewer.portalId, "uuid")}::text, '-', '')`;

@ObjectType({ implements: Node, description: "Who asks, as the registry knows them at this instant." })
@ReadGiven({})
export class Viewer extends Node {
  @Field(() => ID, { description: "The id of the person or the portal, as who asks." })
  @Reads(value(viewerId))
  declare id: string;

  @Field(() => InstantScalar, { description: "The registry's own time of this answer." })
  @Reads(value((_row, { now }) => `iso_instant(${now})`))
  at!: string;
}
