import type { GraphQLResolveInfo } from "graphql";
import { FieldResolver, Info, Resolver } from "type-graphql";

import { Appointment, Designation, Login, OfficerInCharge, Portal, PostPlacement } from "../entities/entries";
import { Mission, Office, Person, Post } from "../entities/organisation";
import * as payloads from "../entities/organisation-payloads";
import { Reads, oneBy } from "../entities/reads";
import { delivered } from "./delivered";

@Resolver(() => payloads.RegisterPersonPayload)
export class RegisterPersonPayloadResolver {
  @FieldResolver(() => Person, { nullable: true, description: "The person, as the reader sees it now." })
  @Reads(oneBy("Person", "person_id"))
  person(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RegisterMissionPayload)
export class RegisterMissionPayloadResolver {
  @FieldResolver(() => Mission, { nullable: true, description: "The mission, as the reader sees it now." })
  @Reads(oneBy("Mission", "mission_id"))
  mission(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Office, { nullable: true, description: "The office, as the reader sees it now." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.CreateOfficePayload)
export class CreateOfficePayloadResolver {
  @FieldResolver(() => Office, { nullable: true, description: "The office, as the reader sees it now." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndOfficePayload)
export class EndOfficePayloadResolver {
  @FieldResolver(() => Office, { nullable: true, description: "The office, as the reader sees it now." })
  @Reads(oneBy("Office", "office_id"))
  office(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.CreatePostPayload)
export class CreatePostPayloadResolver {
  @FieldResolver(() => Post, { nullable: true, description: "The post, as the reader sees it now." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PostPlacement, {
    nullable: true,
    description: "The placement of the post, as the reader sees it now.",
  })
  @Reads(oneBy("PostPlacement", "placement_id"))
  placement(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.PlacePostPayload)
export class PlacePostPayloadResolver {
  @FieldResolver(() => Post, { nullable: true, description: "The post, as the reader sees it now." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PostPlacement, {
    nullable: true,
    description: "The placement of the post, as the reader sees it now.",
  })
  @Reads(oneBy("PostPlacement", "placement_id"))
  placement(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndPostPayload)
export class EndPostPayloadResolver {
  @FieldResolver(() => Post, { nullable: true, description: "The post, as the reader sees it now." })
  @Reads(oneBy("Post", "post_id"))
  post(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.AppointPayload)
export class AppointPayloadResolver {
  @FieldResolver(() => Appointment, { nullable: true, description: "The appointment, as the reader sees it now." })
  @Reads(oneBy("Appointment", "appointment_id"))
  appointment(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndAppointmentPayload)
export class EndAppointmentPayloadResolver {
  @FieldResolver(() => Appointment, { nullable: true, description: "The appointment, as the reader sees it now." })
  @Reads(oneBy("Appointment", "appointment_id"))
  appointment(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RegisterLoginPayload)
export class RegisterLoginPayloadResolver {
  @FieldResolver(() => Login, { nullable: true, description: "The login, as the reader sees it now." })
  @Reads(oneBy("Login", "login_id"))
  login(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndLoginPayload)
export class EndLoginPayloadResolver {
  @FieldResolver(() => Login, { nullable: true, description: "The login, as the reader sees it now." })
  @Reads(oneBy("Login", "login_id"))
  login(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.RegisterPortalPayload)
export class RegisterPortalPayloadResolver {
  @FieldResolver(() => Portal, { nullable: true, description: "The portal, as the reader sees it now." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndPortalPayload)
export class EndPortalPayloadResolver {
  @FieldResolver(() => Portal, { nullable: true, description: "The portal, as the reader sees it now." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.DesignatePayload)
export class DesignatePayloadResolver {
  @FieldResolver(() => Designation, { nullable: true, description: "The designation, as the reader sees it now." })
  @Reads(oneBy("Designation", "designation_id"))
  designation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndDesignationPayload)
export class EndDesignationPayloadResolver {
  @FieldResolver(() => Designation, { nullable: true, description: "The designation, as the reader sees it now." })
  @Reads(oneBy("Designation", "designation_id"))
  designation(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.NameOfficerInChargePayload)
export class NameOfficerInChargePayloadResolver {
  @FieldResolver(() => OfficerInCharge, {
    nullable: true,
    description: "The officer-in-charge, as the reader sees it now.",
  })
  @Reads(oneBy("OfficerInCharge", "charge_id"))
  officerInCharge(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.EndOfficerInChargePayload)
export class EndOfficerInChargePayloadResolver {
  @FieldResolver(() => OfficerInCharge, {
    nullable: true,
    description: "The officer-in-charge, as the reader sees it now.",
  })
  @Reads(oneBy("OfficerInCharge", "charge_id"))
  officerInCharge(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.ConfirmEntryPayload)
export class ConfirmEntryPayloadResolver {
  @FieldResolver(() => Appointment, { nullable: true, description: "The appointment, as the reader sees it now." })
  @Reads(oneBy("Appointment", "appointment_id"))
  appointment(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PostPlacement, {
    nullable: true,
    description: "The placement of the post, as the reader sees it now.",
  })
  @Reads(oneBy("PostPlacement", "placement_id"))
  placement(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Login, { nullable: true, description: "The login, as the reader sees it now." })
  @Reads(oneBy("Login", "login_id"))
  login(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal, as the reader sees it now." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}

@Resolver(() => payloads.WithdrawEntryPayload)
export class WithdrawEntryPayloadResolver {
  @FieldResolver(() => Appointment, { nullable: true, description: "The appointment, as the reader sees it now." })
  @Reads(oneBy("Appointment", "appointment_id"))
  appointment(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => PostPlacement, {
    nullable: true,
    description: "The placement of the post, as the reader sees it now.",
  })
  @Reads(oneBy("PostPlacement", "placement_id"))
  placement(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Login, { nullable: true, description: "The login, as the reader sees it now." })
  @Reads(oneBy("Login", "login_id"))
  login(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }

  @FieldResolver(() => Portal, { nullable: true, description: "The portal, as the reader sees it now." })
  @Reads(oneBy("Portal", "portal_id"))
  portal(@Info() info: GraphQLResolveInfo) {
    return delivered(info);
  }
}
