import { among, eq, some } from "./conditions";
import type { Policy } from "./policy";

/** Access policy, chapter 6: offices, posts, and the persons who hold them. */
export const organisationPolicy: Policy = (viewer, { can }) => {
  const isKnown = viewer.personId !== null || viewer.portalId !== null;
  const keepsWatch = viewer.isDirector || viewer.isUnderSecretaryGeneral || viewer.isAdministrator || viewer.isAuditor;

  // § 6.1 Anyone signed in reads offices, posts, missions and reporting lines.
  if (isKnown) can("read", "Organisation").because("§ 6.1");

  // § 6.2 OPSP staff, USGs of the reporting line, administrators and auditors read persons, appointments, designations and who was named officer-in-charge.
  if (viewer.isOpsp || keepsWatch)
    can("read", ["Person", "Appointment", "Designation", "OfficerInCharge"]).because("§ 6.2");

  // § 6.3 The head of an office reads the persons, appointments and designations of that office.
  can("read", "Person", { postsNow: some<{ office: string }>({ office: among(viewer.headedOffices) }) }).because(
    "§ 6.3",
  );
  can("read", ["Appointment", "Designation"], { office: among(viewer.headedOffices) }).because("§ 6.3");

  // § 6.4 Each person reads the own person, appointments and designations, and each portal itself.
  if (viewer.personId !== null)
    can("read", ["Person", "Appointment", "Designation"], { person: eq(viewer.personId) }).because("§ 6.4");

  if (viewer.portalId !== null) can("read", "Portal", { portal: eq(viewer.portalId) }).because("§ 6.4");

  // § 6.5 Administrators, the Director, USGs of the reporting line and auditors read logins and portals.
  if (keepsWatch) can("read", ["Login", "Portal"]).because("§ 6.5");

  // § 6.6 The head of an office reads the portals of that office, and the logins of these portals.
  can("read", ["Portal", "Login"], { office: among(viewer.headedOffices) }).because("§ 6.6");

  // § 6.7 Administrators keep offices, posts, persons, appointments, logins and portals.
  if (viewer.isAdministrator)
    can("keep", ["Organisation", "Person", "Appointment", "Login", "Portal"]).because("§ 6.7");

  // § 6.8 The Director or another administrator confirms an appointment, the login of a person, and the office of a post: never who entered it, nor who gains by it.
  if (viewer.isDirector || viewer.isAdministrator) {
    can("confirm", ["Appointment", "Organisation"]).because("§ 6.8");
    can("confirm", "Login", { isOfPerson: eq(true) }).because("§ 6.8");
  }

  // § 6.9 The head of its office confirms a portal, and the login of a portal: never who entered it.
  can("confirm", ["Portal", "Login"], { office: among(viewer.headedOffices) }).because("§ 6.9");

  // § 6.10 The head of an office designates, by name and period, those of its staff who may handle confidential material; never themselves.
  can("designate", "Designation", { office: among(viewer.headedOffices) }).because("§ 6.10");

  // § 6.11 The Director, or a USG of the reporting line in the Director's absence, names the officer-in-charge.
  if (viewer.isDirectorByPost || viewer.isUnderSecretaryGeneral)
    can("nameOfficerInCharge", "OfficerInCharge").because("§ 6.11");

  // § 6.12 Administrators, the Director, USGs of the reporting line and auditors read at which addresses portals are told of notices; the head of an office, at which those of that office.
  if (keepsWatch) can("read", "Webhook").because("§ 6.12");
  can("read", "Webhook", { office: among(viewer.headedOffices) }).because("§ 6.12");

  // § 6.13 Administrators enter and end the address at which a portal is told of notices.
  if (viewer.isAdministrator) can("keep", "Webhook").because("§ 6.13");

  // § 6.14 The head of its office confirms the address at which a portal is told of notices: never who entered it.
  can("confirm", "Webhook", { office: among(viewer.headedOffices) }).because("§ 6.14");
};
