import { registerEnumType } from "type-graphql";

import { type EnumOfSchema, enumsOfProcess } from "./process-enums";
import * as terms from "./terms";

export { DayScalar, InstantScalar } from "./calendar";

const enums: readonly EnumOfSchema[] = [
  [
    terms.Level,
    "Level",
    "The level of a document under ST/SGB/2007/6, from the lowest to the highest.",
    {
      UNCLASSIFIED: "Internal: not public.",
      CONFIDENTIAL: "Disclosure could damage the work of the Organization.",
      STRICTLY_CONFIDENTIAL:
        "Disclosure could do exceptionally grave damage, or impede the work of the Organization. It goes to named posts only.",
    },
  ],
  [
    terms.ReportStatus,
    "ReportStatus",
    "Whether a report is still being written.",
    {
      DRAFT: "Being written: read by the Director and the team alone.",
      SUBMITTED: "Submitted to the Under-Secretaries-General: immutable.",
    },
  ],
  [
    terms.PartKind,
    "PartKind",
    "What a part of a report is.",
    {
      SECTION: "A section of the report's text.",
      FINDING: "A finding.",
      RECOMMENDATION: "A recommendation.",
      ANNEX: "An annex: a description, and the digest of its file.",
      CORRIGENDUM: "What mends a mistake of a submitted report.",
    },
  ],
  [
    terms.Ground,
    "Ground",
    "A ground of sensitivity under ST/SGB/2007/6.",
    {
      THIRD_PARTY_CONFIDENCE: "(a) Received from a third party in confidence.",
      SAFETY_OR_PRIVACY_OF_PERSONS: "(b) The safety or the privacy of persons.",
      SECURITY_OF_MEMBER_STATES_OR_OPERATIONS: "(c) The security of Member States, or of an operation.",
      LEGAL_PRIVILEGE_OR_INVESTIGATION: "(d) Legal privilege, or an investigation.",
      INTERNAL_DELIBERATION: "(e) Internal deliberation.",
      COMMERCIAL: "(f) Commercial interests.",
      OTHER_BY_CONTENT_OR_CIRCUMSTANCE: "(g) Other, by content or circumstance.",
    },
  ],
  [
    terms.Area,
    "Area",
    "An area of review, of DPKO/DFS 2015.05 §5.",
    {
      CONCEPTS_AND_DIRECTIVES: "(a) Concepts of operation, rules of engagement and directives.",
      INTEGRATED_PLANNING: "(b) Integrated planning.",
      STANDARDS: "(c) Standards.",
      FORCE_AND_POLICE_GENERATION: "(d) Force and police generation.",
      TRAINING: "(e) Training.",
      EQUIPMENT_AND_LOGISTICS: "(f) Equipment and logistics.",
      MEDICAL: "(g) Medical support.",
      WELFARE: "(h) Welfare.",
      SAFETY_AND_SECURITY: "(i) Safety and security.",
    },
  ],
  [
    terms.Risk,
    "Risk",
    "The risk of a finding to safety, security or well-being.",
    {
      NONE: "No risk.",
      LOW: "A low risk.",
      MEDIUM: "A medium risk.",
      HIGH: "A high risk.",
      CRITICAL: "A risk that asks for action at once.",
    },
  ],
  [
    terms.Component,
    "Component",
    "A component of a mission that a finding concerns.",
    {
      MILITARY: "The military component.",
      POLICE: "The police component.",
      SUPPORT: "Mission support.",
    },
  ],
  [
    terms.DifficultySource,
    "DifficultySource",
    "Where a difficulty that a finding names comes from.",
    {
      HEADQUARTERS: "Headquarters.",
      MISSION: "The mission.",
      CONTRIBUTING_COUNTRY: "A troop- or police-contributing country.",
      OTHER: "Elsewhere.",
    },
  ],
  [
    terms.MandateParagraph,
    "MandateParagraph",
    "What of the Office's mandate a recommendation serves (A/RES/67/287, paragraph 28).",
    {
      GAPS_AND_SYSTEMIC_ISSUES: "Gaps and systemic issues.",
      SAFETY_SECURITY_WELFARE: "Safety, security and welfare.",
      PARTNERSHIP: "The partnership of peacekeeping.",
      LESSONS_LEARNED: "Lessons learned.",
    },
  ],
  [
    terms.CirculationState,
    "CirculationState",
    "The state of a circulation at this instant.",
    {
      PROPOSED: "Proposed: nobody has signed.",
      PARTLY_SIGNED: "Signed by some, not by all, of the reporting line.",
      WITHDRAWN: "Withdrawn by its proposer before the first signature.",
      DECLINED: "Declined by a USG.",
      SIGNED: "Complete and effective.",
      NOT_YET_VALID: "Complete; its validity has not begun.",
      EXPIRED: "Its validity has ended.",
      SUSPENDED: "Suspended until a USG lifts it.",
      REVOKED: "Revoked by a USG.",
    },
  ],
  [
    terms.OfficeKind,
    "OfficeKind",
    "What an office is.",
    {
      DEPARTMENT: "A department at Headquarters.",
      HEADQUARTERS_OFFICE: "An office or division of a department.",
      MISSION: "A field mission.",
      OVERSIGHT: "The office of internal oversight.",
      REGISTRY: "The registry's own administrators and auditors.",
      CONTRIBUTING_COUNTRY: "A country that contributes troops or police: nothing is circulated to it.",
    },
  ],
  [
    terms.MissionKind,
    "MissionKind",
    "What a mission is.",
    {
      PEACEKEEPING: "A peacekeeping operation.",
      HYBRID: "An operation shared with a regional organization.",
      SPECIAL_POLITICAL: "A special political mission.",
    },
  ],
  [
    terms.PostRole,
    "PostRole",
    "What a post is for; the reporting line, not the role, says which USGs sign.",
    Object.fromEntries(
      Object.keys(terms.PostRole).map((role) => [
        role,
        `${role.charAt(0)}${role.slice(1).toLowerCase().replaceAll("_", " ")}.`,
      ]),
    ),
  ],
  [
    terms.Relevance,
    "Relevance",
    "Why a recipient is one of the closed list of those that a report may be circulated to.",
    {
      ASSISTANT_SECRETARY_GENERAL: "The post of an Assistant Secretary-General of the departments.",
      HEADQUARTERS_OFFICE: "A Headquarters office of the departments.",
      HEAD_OF_HEADQUARTERS_OFFICE: "The head of such an office.",
      REQUESTER: "The post that requested the review.",
      OFFICE_OF_REQUESTER: "The Headquarters office of the post that requested the review.",
      HEAD_OF_MISSION: "The Head of the mission that the report is about.",
    },
  ],
  [
    terms.RegisterKind,
    "RegisterKind",
    "What an entry of the register records.",
    {
      ANSWER: "An answer that left the registry.",
      REFUSAL: "A refusal of a signed-in caller.",
      ACT: "An act that changed something.",
    },
  ],
  ...enumsOfProcess,
];

for (const [values, name, description, meanings] of enums)
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(meanings).map(([member, meaning]) => [member, { description: meaning }]),
    ),
  });
