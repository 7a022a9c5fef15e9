import { Field, ID, InputType } from "type-graphql";

import { DayScalar } from "../scalars";
import { MissionKind, OfficeKind, PostRole } from "../terms";

const FIRST = "The first day. A past one is recorded, and gives no sight for a time before the entry is confirmed.";
const LAST = "The last day; open where none is given.";
const END = "The last day: earlier than it stands now. At once where none is given; a day before the first annuls it.";

@InputType({ description: "A person." })
export class RegisterPersonInput {
  @Field(() => String, { description: "The name." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Where to tell by e-mail that there is a notice. It is entered with the person, and read by nobody; without it no mail is sent.",
  })
  email?: string | null;
}

@InputType({ description: "Where a person is told by e-mail that there is a notice." })
export class ChangeEmailInput {
  @Field(() => ID, { description: "The person." })
  personId!: string;

  @Field(() => String, { nullable: true, description: "The address; without it no mail is sent any more." })
  email?: string | null;
}

@InputType({ description: "A mission, with its office and the posts of its Head, its components and its support." })
export class RegisterMissionInput {
  @Field(() => String, { description: "The acronym, in capitals. Also the code of its office." })
  acronym!: string;

  @Field(() => String, { description: "The full name." })
  name!: string;

  @Field(() => MissionKind, { description: "What kind of mission it is." })
  kind!: MissionKind;

  @Field(() => String, { description: "Where it works." })
  area!: string;

  @Field(() => String, { nullable: true, description: "ISO 3166-1 alpha-3 code of its one host State, if it has one." })
  countryCode?: string | null;

  @Field(() => DayScalar, { description: "The first day of the mission, of its office and of its posts." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The day on which it is planned to end." })
  plannedEndOn?: string | null;

  @Field(() => String, { nullable: true, description: "The title of its Head; Head of Mission where none is given." })
  headTitle?: string | null;

  @Field(() => String, { description: "The source of these facts." })
  source!: string;

  @Field(() => String, { nullable: true, description: "What else is to be known." })
  note?: string | null;
}

@InputType({ description: "An office; a mission is entered by registerMission." })
export class CreateOfficeInput {
  @Field(() => String, { description: "The short name: OMA." })
  code!: string;

  @Field(() => String, { description: "The name." })
  name!: string;

  @Field(() => OfficeKind, { description: "What the office is." })
  kind!: OfficeKind;

  @Field(() => ID, { nullable: true, description: "The office that it is part of." })
  parentId?: string | null;

  @Field(() => DayScalar, { description: "The first day on which it exists." })
  startsOn!: string;
}

@InputType({ description: "The end of an office." })
export class EndOfficeInput {
  @Field(() => ID, { description: "The office." })
  officeId!: string;

  @Field(() => DayScalar, { description: "The last day on which it exists: today or later." })
  endsOn!: string;
}

@InputType({ description: "A post, with its office." })
export class CreatePostInput {
  @Field(() => String, { description: "The short name: OMA_PLANNER_1." })
  code!: string;

  @Field(() => String, { description: "The name." })
  name!: string;

  @Field(() => PostRole, { description: "What the post is for." })
  role!: PostRole;

  @Field(() => ID, { description: "The office that it belongs to." })
  officeId!: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it heads that office; no where not given." })
  isHead?: boolean | null;

  @Field(() => DayScalar, { description: "The first day on which it exists." })
  startsOn!: string;
}

@InputType({ description: "The office of a post, from a day on." })
export class PlacePostInput {
  @Field(() => ID, { description: "The post." })
  postId!: string;

  @Field(() => ID, { description: "The office that it comes to belong to; the same, where only its headship changes." })
  officeId!: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it heads that office; no where not given." })
  isHead?: boolean | null;

  @Field(() => DayScalar, { description: "The first day: today or later. What stood before ends the day before." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: LAST })
  endsOn?: string | null;
}

@InputType({ description: "The end of a post." })
export class EndPostInput {
  @Field(() => ID, { description: "The post." })
  postId!: string;

  @Field(() => DayScalar, { description: "The last day on which it exists: today or later." })
  endsOn!: string;
}

@InputType({ description: "That a person holds a post, or acts in it." })
export class AppointInput {
  @Field(() => ID, { description: "The post." })
  postId!: string;

  @Field(() => ID, { description: "The person." })
  personId!: string;

  @Field(() => Boolean, { nullable: true, description: "Whether the person acts in the post; no where not given." })
  acting?: boolean | null;

  @Field(() => DayScalar, { description: FIRST })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: LAST })
  endsOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Of the Director, and needed there: the troop-contributing country that the person comes from.",
  })
  contributingCountry?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Of the Director, and needed there: in which mission the person has led, and as what.",
  })
  missionLeadership?: string | null;
}

@InputType({ description: "The end of an appointment." })
export class EndAppointmentInput {
  @Field(() => ID, { description: "The appointment." })
  appointmentId!: string;

  @Field(() => DayScalar, { nullable: true, description: END })
  endsOn?: string | null;
}

@InputType({ description: "By which issuer and subject a person or a portal signs in." })
export class RegisterLoginInput {
  @Field(() => ID, { nullable: true, description: "The person. Exactly one of this and portalId." })
  personId?: string | null;

  @Field(() => ID, { nullable: true, description: "The portal. Exactly one of this and personId." })
  portalId?: string | null;

  @Field(() => String, { description: "The issuer, as its tokens spell it." })
  issuer!: string;

  @Field(() => String, { description: "The subject, as the issuer's tokens spell it." })
  subject!: string;

  @Field(() => DayScalar, { description: FIRST })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: LAST })
  endsOn?: string | null;
}

@InputType({ description: "The end of a login." })
export class EndLoginInput {
  @Field(() => ID, { description: "The login." })
  loginId!: string;

  @Field(() => DayScalar, { nullable: true, description: END })
  endsOn?: string | null;
}

@InputType({ description: "A portal of an office." })
export class RegisterPortalInput {
  @Field(() => String, { description: "The short name: portal.oma. It stays with this office for ever." })
  code!: string;

  @Field(() => String, { description: "The name." })
  name!: string;

  @Field(() => ID, { description: "The office for which it acts; its head confirms it." })
  officeId!: string;

  @Field(() => DayScalar, { description: FIRST })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: LAST })
  endsOn?: string | null;
}

@InputType({ description: "The end of a portal, and of its logins." })
export class EndPortalInput {
  @Field(() => ID, { description: "The portal." })
  portalId!: string;

  @Field(() => DayScalar, { nullable: true, description: END })
  endsOn?: string | null;
}

@InputType({ description: "That one of an office's staff may handle confidential material." })
export class DesignateInput {
  @Field(() => ID, { description: "The office, which the viewer heads." })
  officeId!: string;

  @Field(() => ID, { description: "The person, who holds a post of the office on these days." })
  personId!: string;

  @Field(() => DayScalar, { description: "The first day. A past one gives no sight for a time before now." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: LAST })
  endsOn?: string | null;
}

@InputType({ description: "The end of a designation." })
export class EndDesignationInput {
  @Field(() => ID, { description: "The designation." })
  designationId!: string;

  @Field(() => DayScalar, { nullable: true, description: END })
  endsOn?: string | null;
}

@InputType({ description: "Who has the Director's powers in the Director's absence." })
export class NameOfficerInChargeInput {
  @Field(() => ID, {
    description: "The post of the Senior Military or the Senior Police Strategic Partnership Officer.",
  })
  postId!: string;

  @Field(() => DayScalar, { description: "The first day. A past one gives no powers for a time before now." })
  startsOn!: string;

  @Field(() => DayScalar, { description: "The last day." })
  endsOn!: string;
}

@InputType({ description: "An end, before its time, of being officer-in-charge." })
export class EndOfficerInChargeInput {
  @Field(() => ID, { description: "The naming." })
  officerInChargeId!: string;

  @Field(() => DayScalar, { nullable: true, description: END })
  endsOn?: string | null;
}

@InputType({ description: "A second person's confirmation." })
export class ConfirmEntryInput {
  @Field(() => ID, { description: "The appointment, login, portal, placement of a post, or address for webhooks." })
  entryId!: string;
}

@InputType({ description: "An entry that nobody has confirmed, taken back." })
export class WithdrawEntryInput {
  @Field(() => ID, { description: "The appointment, login, portal, placement of a post, or address for webhooks." })
  entryId!: string;
}
