import { type Leak, inFiveWays, leaksOf } from "./leak";

const ANY = "{}";

const RECIPIENTS = ["staff of a recipient", "recipient", "recipient of extracts", "no reader"];

const STAFF = ["staff beside what is confidential", "staff of a recipient"];

/** Of whom each sentence speaks. */
const VIEWERS: Record<string, readonly string[]> = {
  "2.3": ["staff of OPSP", "Team Assistant"],
  "2.4": ["staff of OPSP"],
  "2.5": ["Team Assistant"],
  "2.6": ["USG"],
  "2.7": RECIPIENTS,
  "2.8": STAFF,
  "2.8a": STAFF,
  "§ 2.8 before and after the window": RECIPIENTS,
  "§ 2.8a after the window": RECIPIENTS,
  "§ 4.4 with the other recipients": ["recipient among others"],
  "§ 4.4 with the papers": ["recipient among others"],
  "§ 4.4 before and after the window": RECIPIENTS,
  "§ 4.4 where portals are not allowed": ["portal"],
  "2.9": ["portal"],
  "2.11": ["oversight"],
  "3.3": ["staff of OPSP", "Team Assistant"],
  "3.4": ["staff of OPSP"],
  "3.5": ["Team Assistant"],
  "3.5a": ["Team Assistant"],
  "3.6": ["USG"],
  "3.7": RECIPIENTS,
  "3.7a": ["recipient without a title"],
  "3.7b": ["recipient without a title"],
  "3.8": ["staff without a cover"],
  "3.8b": ["staff without a title"],
  "3.8c": ["staff beside what is confidential"],
  "3.9": ["portal", "portal without a title"],
  "3.9a": ["portal"],
  "3.10": ["administrator", "auditor"],
  "3.10a": ["administrator", "auditor"],
  "3.10b": ["administrator", "auditor"],
  "4.1": RECIPIENTS,
  "4.3": ["former member of a team"],
  "4.4": [...STAFF, "recipient among others", "portal"],
  "5.1": RECIPIENTS,
  "6.2": RECIPIENTS,
  "6.3": ["staff among colleagues"],
  "6.4": RECIPIENTS,
  "§ 7.2 of drafts": ["USG"],
  "7.2": ["Director", "USG"],
  "7.3": [...RECIPIENTS, "administrator"],
  "7.4": ["administrator", "auditor", "USG"],
};

const ofItsViewers = (leak: Leak): Leak => ({
  ...leak,
  viewers: VIEWERS[leak.name] ?? VIEWERS[leak.name.split(" ")[1]!],
});

/** Rules that give more than their sentence says. */
const seeded = [
  ...leaksOf("src/policies/part.policy.ts", {
    "§ 2.3 of former members of a team": [
      "team: some<OnTeam>({ post: among(viewer.posts), ...now })",
      "team: some<OnTeam>({ post: among(viewer.posts) })",
    ],
    "§ 2.3 on whatever team": ["{ team: some<OnTeam>({ post: among(viewer.posts), ...now }) }", ANY],
    "§ 2.4 of strictly confidential reports": [
      'if (viewer.isOpspProfessional) can("read", Part, notStrictlyConfidential)',
      'if (viewer.isOpspProfessional) can("read", Part, submitted)',
    ],
    "§ 2.5 of strictly confidential reports": [
      'if (viewer.isTeamAssistant) can("read", Part, notStrictlyConfidential)',
      'if (viewer.isTeamAssistant) can("read", Part, submitted)',
    ],
    "§ 2.6 of drafts": [
      'if (viewer.isUnderSecretaryGeneral) can("read", Part, submitted)',
      'if (viewer.isUnderSecretaryGeneral) can("read", Part)',
    ],
    "§ 2.7 before and after the window": [
      '{ post: among(viewer.posts), ...now }),\n  }).because("§ 2.7")',
      '{ post: among(viewer.posts) }),\n  }).because("§ 2.7")',
    ],
    "§ 2.7 after the window": [
      '{ post: among(viewer.posts), ...now }),\n  }).because("§ 2.7")',
      '{ post: among(viewer.posts), startsAt: now.startsAt }),\n  }).because("§ 2.7")',
    ],
    "§ 2.8 of any level": ["level: eq(Level.UNCLASSIFIED),\n", ""],
    "§ 2.8 before and after the window": ["office: among(viewer.offices), ...now", "office: among(viewer.offices)"],
    "§ 2.8a of staff that is not designated": [
      'office: among(viewer.confidentialOffices), ...now }),\n  }).because("§ 2.8a")',
      'office: among(viewer.offices), ...now }),\n  }).because("§ 2.8a")',
    ],
    "§ 2.8a after the window": [
      'office: among(viewer.confidentialOffices), ...now }),\n  }).because("§ 2.8a")',
      'office: among(viewer.confidentialOffices) }),\n  }).because("§ 2.8a")',
    ],
    "§ 2.9 where portals are not allowed": ["portalsAllowed: eq(true), ...now", "...now"],
    "§ 2.9 after the window": ["portalsAllowed: eq(true), ...now", "portalsAllowed: eq(true)"],
    "§ 2.11 after the right to know has ended": [
      "oversight: some<Oversight>({ office: among(viewer.confidentialOffices), ...now })",
      "oversight: some<Oversight>({ office: among(viewer.confidentialOffices) })",
    ],
    "§ 2.11 of any report": [
      "oversight: some<Oversight>({ office: among(viewer.confidentialOffices), ...now })",
      "oversight: some<Oversight>({})",
    ],
  }),
  ...leaksOf("src/policies/report.policy.ts", {
    "§ 3.3 of former members of a team": [
      "team: some<OnTeam>({ post: among(viewer.posts), ...now })",
      "team: some<OnTeam>({ post: among(viewer.posts) })",
    ],
    "§ 3.4 of strictly confidential reports": [
      "if (viewer.isOpspProfessional) all(notStrictlyConfidential)",
      "if (viewer.isOpspProfessional) all(submitted)",
    ],
    "§ 3.5 of drafts": ['can("read", "Report", submitted).because("§ 3.5")', 'can("read", "Report").because("§ 3.5")'],
    "§ 3.5a titles of strictly confidential reports": [
      'can("read", "ReportTitle", notStrictlyConfidential).because("§ 3.5a")',
      'can("read", "ReportTitle", submitted).because("§ 3.5a")',
    ],
    "§ 3.6 of drafts": [
      "if (viewer.isUnderSecretaryGeneral) all(submitted)",
      "if (viewer.isUnderSecretaryGeneral) all()",
    ],
    "§ 3.7 before and after the window": [
      "const toPost = some<Circulated>({ post: among(viewer.posts), ...now })",
      "const toPost = some<Circulated>({ post: among(viewer.posts) })",
    ],
    "§ 3.7a titles of strictly confidential reports": [
      "{ ...notStrictlyConfidential, circulatedTo: toPost }",
      "{ ...submitted, circulatedTo: toPost }",
    ],
    "§ 3.7b titles and ordinals by a circulation of some parts": [
      "{ post: among(viewer.posts), isFull: eq(true), ...now }",
      "{ post: among(viewer.posts), ...now }",
    ],
    "§ 3.8 covers by a part of any level": [
      "office: among(viewer.offices), level: eq(Level.UNCLASSIFIED), ...now",
      "office: among(viewer.offices), ...now",
    ],
    "§ 3.8b titles of strictly confidential reports": [
      "{ ...notStrictlyConfidential, circulatedTo: toStaff }",
      "{ ...submitted, circulatedTo: toStaff }",
    ],
    "§ 3.8c ordinals of reports above unclassified": [
      "reportLevel: eq(Level.UNCLASSIFIED),",
      "reportLevel: atMost(Level.STRICTLY_CONFIDENTIAL),",
    ],
    "§ 3.9 where portals are not allowed": ["    portalsAllowed: eq(true),\n", ""],
    "§ 3.9 titles of strictly confidential reports": [
      "{ ...notStrictlyConfidential, circulatedTo: some<Circulated>(toPortal) }",
      "{ ...submitted, circulatedTo: some<Circulated>(toPortal) }",
    ],
    "§ 3.9a ordinals by a circulation of some parts": [
      "some<Circulated>({ ...toPortal, isFull: eq(true) })",
      "some<Circulated>(toPortal)",
    ],
    "§ 3.10 of drafts": [
      'can("read", "Report", submitted).because("§ 3.10")',
      'can("read", "Report").because("§ 3.10")',
    ],
    "§ 3.10a titles of strictly confidential reports": [
      'can("read", "ReportTitle", notStrictlyConfidential).because("§ 3.10a")',
      'can("read", "ReportTitle", submitted).because("§ 3.10a")',
    ],
  }),
  ...leaksOf("src/policies/circulation.policy.ts", {
    "§ 4.1 for everyone": ['if (prepares) can("read", whole)', 'can("read", whole)'],
    "§ 4.3 of former members of a team": [
      "team: some<OnTeam>({ post: among(viewer.posts), ...now })",
      "team: some<OnTeam>({ post: among(viewer.posts) })",
    ],
    "§ 4.4 before and after the window": ["some<Circulated>({ ...given, ...now })", "some<Circulated>({ ...given })"],
    "§ 4.4 with the other recipients": ["{ gives, ...itself }", "{ gives }"],
    "§ 4.4 by a part of any level": ["level: eq(Level.UNCLASSIFIED) }", "}"],
    "§ 4.4 where portals are not allowed": [", portalsAllowed: eq(true) }", " }"],
    "§ 4.4 with the papers": [
      'can("read", "Circulation", { gives })',
      'can("read", ["Circulation", "CirculationPaper"], { gives })',
    ],
  }),
  ...leaksOf("src/policies/review.policy.ts", {
    "§ 5.1 for everyone": ["if (viewer.isOpsp || viewer.isDirector || viewer.isUnderSecretaryGeneral)", "if (viewer)"],
  }),
  ...leaksOf("src/policies/organisation.policy.ts", {
    "§ 6.2 for everyone": ["if (viewer.isOpsp || keepsWatch)", "if (viewer)"],
    "§ 6.3 for the staff of an office": [
      "postsNow: some<{ office: string }>({ office: among(viewer.headedOffices) })",
      "postsNow: some<{ office: string }>({ office: among(viewer.offices) })",
    ],
    "§ 6.4 of others": [
      'can("read", ["Person", "Appointment", "Designation"], { person: eq(viewer.personId) })',
      'can("read", ["Person", "Appointment", "Designation"])',
    ],
  }),
  ...leaksOf("src/policies/register.policy.ts", {
    "§ 7.2 of what is about no report": ["{ aboutReports: eq(true) }", ANY],
    "§ 7.2 of drafts": ["{ aboutSubmittedReports: eq(true) }", "{ aboutReports: eq(true) }"],
    "§ 7.3 of others": ["{ person: eq(viewer.personId), isReading: eq(true) }", "{ isReading: eq(true) }"],
    "§ 7.4 of drafts": [
      'can("audit", ["PartReference", "Report"], { status: eq(ReportStatus.SUBMITTED) })',
      'can(["audit", "read"], ["PartReference", "Report"])',
    ],
    "§ 7.5 to other posts": ['can("read", "Notice", { post: among(viewer.posts) })', 'can("read", "Notice")'],
  }),
].map(ofItsViewers);

export const policyLeaks = inFiveWays(seeded, [
  "§ 3.8c ordinals of reports above unclassified",
  "§ 3.9a ordinals by a circulation of some parts",
  "§ 4.4 by a part of any level",
]);
