import { type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType } from "graphql";

import { filters } from "./filters";
import { circulation, circulationAct, ofCirculations, signature } from "./circulation-fields";
import { mission, office, post } from "./organisation-fields";
import { annex, corrigendum, finding, part, recommendation } from "./part-fields";
import { partReference, report, review } from "./report-fields";
import { query } from "./roots";
import type { Fields } from "./things";

/** The fields of each type of things, and how the reference reads them. */
export const fieldsOf: Readonly<Record<string, Fields>> = {
  Report: report,
  PartReference: partReference,
  Review: review,
  Section: part,
  Finding: finding,
  Recommendation: recommendation,
  Annex: annex,
  Corrigendum: corrigendum,
  Circulation: circulation,
  Signature: signature,
  CirculationAct: circulationAct,
  Mission: mission,
  Post: post,
  Office: office,
};

/** What the reference does not know, and nobody is asked for: everything else is. A new field belongs here or there. */
export const LEFT_OUT: readonly string[] = [
  // Root fields of which the reference has no rows, or that compute.
  "Query.appointments",
  "Query.audience",
  "Query.entriesAwaitingConfirmation",
  "Query.explainAccess",
  "Query.notices",
  "Query.officersInCharge",
  "Query.persons",
  "Query.register",
  "Query.reportingLines",
  // Ranked by PostgreSQL alone.
  "Query.search",
  "Query.viewer",
  // Work plans and lessons: what is read of them is held by tests of their own.
  "Query.lesson",
  "Query.lessons",
  "Query.workPlan",
  "Query.workPlans",
  // Why something is read, and what may be done, is proven by other proofs.
  "Part.access",
  "Report.access",
  // What was done to reports and parts, which their own test tries.
  "Part.history",
  "Report.history",
  "Report.viewerCan",
  "Circulation.access",
  "Circulation.viewerCan",
  "Recommendation.viewerCan",
  // What is recorded of a recommendation is read with it, which the tests of its tables try.
  "Recommendation.endorsements",
  "Implementation.consultations",
  "Implementation.coordinator",
  "Implementation.endedOn",
  "Implementation.progress",
  "Implementation.signatures",
  "Implementation.supportingOffices",
  // Posts, persons and what they hold.
  "Circulation.paperSignatures",
  "CirculationAct.person",
  "Signature.person",
  "Post.appointments",
  "Post.placements",
  "Office.designations",
  "Office.portals",
  "Review.requestingPost",
  "Review.team",
  // The process has a reference of its own: the table of its acts, and the tests of what each post sees of it.
  "Query.compliance",
  "Query.reviewRequests",
  "Query.reviews",
  "Review.announcedAt",
  "Review.cancellations",
  "Review.cancelledAt",
  "Review.consultations",
  "Review.debriefClock",
  "Review.debriefDueOn",
  "Review.debriefedInTime",
  "Review.history",
  "Review.partners",
  "Review.reportClock",
  "Review.reportDueOn",
  "Review.reportedInTime",
  "Review.reportedOn",
  "Review.reports",
  "Review.request",
  "Review.state",
  "Review.viewerCan",
  "Review.visits",
];

/** Things with ids that the reference has no rows of, and that nobody is asked for by id. */
export const NODES_LEFT_OUT: readonly string[] = [
  "Appointment",
  "Consultation",
  "Designation",
  "Lesson",
  "LessonDissemination",
  "Login",
  "Notice",
  "OfficerInCharge",
  "PaperSignature",
  "Person",
  "Portal",
  "PostPlacement",
  "RegisterEntry",
  "ReportingLine",
  "ReviewRequest",
  "TeamMember",
  "Viewer",
  "Visit",
  "Webhook",
  "WorkPlan",
  "WorkPlanItem",
  "WorkPlanRevision",
  "WorkPlanSharing",
];

/** The arguments of fields that the reference knows; of those that are not listed it knows that they take none. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  "Query.report": ["symbol"],
  "Query.reports": ["after", "before", "filter", "first", "last", "orderBy"],
  "Query.findings": ["after", "before", "filter", "first", "last"],
  "Query.recommendations": ["after", "before", "filter", "first", "last"],
  "Query.circulations": ["after", "before", "filter", "first", "last"],
  "Query.offices": ["after", "before", "filter", "first", "last"],
  "Query.posts": ["after", "before", "filter", "first", "last"],
  "Query.node": ["id"],
  "Query.nodes": ["ids"],
  "Report.parts": ["after", "before", "first", "kind", "last"],
  "Report.circulations": ["after", "before", "filter", "first", "last"],
  "Report.findings": ["after", "before", "first", "last"],
  "Report.recommendations": ["after", "before", "first", "last"],
};

/** Objects without rows of their own, whose fields another type gives. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  Marking: ["copiesAllowed", "declassifyOn", "grounds", "isExtract", "level", "text", "thirdParty"],
  Implementation: ["ageInMonths", "implementer", "overdue", "status", "targetOn"],
  PageInfo: ["endCursor", "hasNextPage", "hasPreviousPage", "startCursor"],
  ...Object.fromEntries(
    ["Report", "Part", "Finding", "Recommendation", "Circulation", "Office", "Post"].flatMap((name) => [
      [`${name}Connection`, ["edges", "nodes", "pageInfo", "totalCount", "totalCountAbove"]],
      [`${name}Edge`, ["cursor", "node"]],
    ]),
  ),
  ReportOrder: ["direction", "field"],
  CirculationFilter: ["states", ...Object.keys(ofCirculations)],
};

/** Everything that the reference knows, each by its name: fields with their arguments, fields of inputs. */
export function knownNames(): string[] {
  const types: Record<string, readonly string[]> = {
    Query: Object.keys(query),
    ...Object.fromEntries(
      Object.entries({ ...fieldsOf, Part: part, ...filters }).map(([type, of]) => [type, Object.keys(of)]),
    ),
    Node: ["id"],
    ...WITHIN,
  };
  return Object.entries(types)
    .flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`))
    .map((name) => `${name}(${(ARGUMENTS[name] ?? []).join(", ")})`)
    .sort();
}

/** The fields among them that can be asked for. */
export const knownFields = (schema: GraphQLSchema): string[] =>
  knownNames()
    .map((name) => name.slice(0, name.indexOf("(")))
    .filter((name) => !isInputObjectType(schema.getType(name.split(".")[0]!)));

const isLeftOut = (type: string, field: string, faces: readonly string[]) =>
  [type, ...faces].some((one) => LEFT_OUT.includes(`${one}.${field}`));

/** Everything that the schema has of the types that the reference knows, but for what is left out. */
export function namesToKnow(schema: GraphQLSchema): string[] {
  const types = new Set(knownNames().map((name) => name.split(".")[0]!));
  return [...types]
    .flatMap((name) => {
      const type = schema.getType(name);
      if (isInputObjectType(type)) return Object.keys(type.getFields()).map((field) => `${name}.${field}()`);
      if (!isObjectType(type) && !isInterfaceType(type)) return [`${name}: no such type`];
      const faces = type.getInterfaces().map((face) => face.name);
      return Object.values(type.getFields())
        .filter((field) => !isLeftOut(name, field.name, faces))
        .map(({ name: field, args }) => `${name}.${field}(${args.map((one) => one.name).join(", ")})`);
    })
    .sort();
}

/** Whether a field may be asked for. */
export const isKnown = (schema: GraphQLSchema, typeName: string, field: string): boolean => {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return !isLeftOut(
    typeName,
    field,
    type.getInterfaces().map((face) => face.name),
  );
};
