import { ObjectType } from "type-graphql";

import { ReadGiven } from "./reads";

@ObjectType({ description: "The person who was entered." })
@ReadGiven({ person_id: "uuid" })
export class RegisterPersonPayload {}

@ObjectType({ description: "The person whose address was changed." })
@ReadGiven({ person_id: "uuid" })
export class ChangeEmailPayload {}

@ObjectType({ description: "The mission that was entered, and its office." })
@ReadGiven({ mission_id: "uuid", office_id: "uuid" })
export class RegisterMissionPayload {}

@ObjectType({ description: "The office that was entered." })
@ReadGiven({ office_id: "uuid" })
export class CreateOfficePayload {}

@ObjectType({ description: "The office whose end was recorded." })
@ReadGiven({ office_id: "uuid" })
export class EndOfficePayload {}

@ObjectType({ description: "The post that was entered, and its placement." })
@ReadGiven({ post_id: "uuid", placement_id: "uuid" })
export class CreatePostPayload {}

@ObjectType({ description: "The post, and its new placement." })
@ReadGiven({ post_id: "uuid", placement_id: "uuid" })
export class PlacePostPayload {}

@ObjectType({ description: "The post whose end was recorded." })
@ReadGiven({ post_id: "uuid" })
export class EndPostPayload {}

@ObjectType({ description: "The appointment that was entered." })
@ReadGiven({ appointment_id: "uuid" })
export class AppointPayload {}

@ObjectType({ description: "The appointment as it stands now; the old one, where not a day is left of it." })
@ReadGiven({ appointment_id: "uuid" })
export class EndAppointmentPayload {}

@ObjectType({ description: "The login that was entered." })
@ReadGiven({ login_id: "uuid" })
export class RegisterLoginPayload {}

@ObjectType({ description: "The login as it stands now; the old one, where not a day is left of it." })
@ReadGiven({ login_id: "uuid" })
export class EndLoginPayload {}

@ObjectType({ description: "The portal that was entered." })
@ReadGiven({ portal_id: "uuid" })
export class RegisterPortalPayload {}

@ObjectType({ description: "The portal as it stands now; the old one, where not a day is left of it." })
@ReadGiven({ portal_id: "uuid" })
export class EndPortalPayload {}

@ObjectType({ description: "The designation." })
@ReadGiven({ designation_id: "uuid" })
export class DesignatePayload {}

@ObjectType({ description: "The designation as it stands now; the old one, where not a day is left of it." })
@ReadGiven({ designation_id: "uuid" })
export class EndDesignationPayload {}

@ObjectType({ description: "The officer-in-charge who was named." })
@ReadGiven({ charge_id: "uuid" })
export class NameOfficerInChargePayload {}

@ObjectType({ description: "The naming as it stands now; the old one, where not a day is left of it." })
@ReadGiven({ charge_id: "uuid" })
export class EndOfficerInChargePayload {}

@ObjectType({ description: "What was confirmed: the one of these that it is." })
@ReadGiven({ appointment_id: "uuid", placement_id: "uuid", login_id: "uuid", portal_id: "uuid", webhook_id: "uuid" })
export class ConfirmEntryPayload {}

@ObjectType({ description: "What was withdrawn: the one of these that it is." })
@ReadGiven({ appointment_id: "uuid", placement_id: "uuid", login_id: "uuid", portal_id: "uuid", webhook_id: "uuid" })
export class WithdrawEntryPayload {}
