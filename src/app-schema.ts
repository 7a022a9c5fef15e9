import "reflect-metadata";
import "./entities/scalars";

import { type GraphQLSchema, lexicographicSortSchema } from "graphql";
import { type NonEmptyArray, buildSchemaSync } from "type-graphql";

import { gateSchema } from "./access/schema-reads";
import { InstantScalar } from "./entities/scalars";
import * as audience from "./resolvers/audience.resolver";
import * as circulationActs from "./resolvers/circulation-acts.resolver";
import * as circulation from "./resolvers/circulation.resolver";
import * as compliance from "./resolvers/compliance.resolver";
import * as history from "./resolvers/history.resolver";
import * as implementationActs from "./resolvers/implementation-acts.resolver";
import * as implementationPayloads from "./resolvers/implementation-payloads.resolver";
import * as implementation from "./resolvers/implementation.resolver";
import * as emailActs from "./resolvers/email-acts.resolver";
import * as lesson from "./resolvers/lesson.resolver";
import * as node from "./resolvers/node.resolver";
import * as notice from "./resolvers/notice.resolver";
import * as organisationActs from "./resolvers/organisation-acts.resolver";
import * as organisationEntries from "./resolvers/organisation-entries.resolver";
import * as organisationPayloads from "./resolvers/organisation-payloads.resolver";
import * as organisation from "./resolvers/organisation.resolver";
import * as part from "./resolvers/part.resolver";
import * as payloads from "./resolvers/payloads.resolver";
import * as register from "./resolvers/register.resolver";
import * as reportActs from "./resolvers/report-acts.resolver";
import * as report from "./resolvers/report.resolver";
import * as reviewActs from "./resolvers/review-acts.resolver";
import * as reviewPayloads from "./resolvers/review-payloads.resolver";
import * as review from "./resolvers/review.resolver";
import * as viewer from "./resolvers/viewer.resolver";
import * as webhook from "./resolvers/webhook.resolver";
import * as workPlanActs from "./resolvers/work-plan-acts.resolver";
import * as workPlan from "./resolvers/work-plan.resolver";
import { Annex, Corrigendum, Finding, Recommendation, Section } from "./entities/part";

const resolvers = [
  audience,
  circulation,
  circulationActs,
  compliance,
  history,
  implementation,
  implementationActs,
  implementationPayloads,
  payloads,
  reportActs,
  emailActs,
  lesson,
  node,
  notice,
  organisation,
  organisationActs,
  organisationEntries,
  organisationPayloads,
  part,
  register,
  report,
  review,
  reviewActs,
  reviewPayloads,
  viewer,
  webhook,
  workPlan,
  workPlanActs,
].flatMap((module): unknown[] => Object.values(module)) as unknown as NonEmptyArray<new () => unknown>;

/** The schema of the registry, sorted, with the gate in every field. */
export function registrySchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    orphanedTypes: [Section, Finding, Recommendation, Annex, Corrigendum],
    validate: false,
    scalarsMap: [{ type: Date, scalar: InstantScalar }],
    emitSchemaFile: false,
  });
  return gateSchema(lexicographicSortSchema(describeRoots(schema)));
}

/** The roots have no class that could carry their description. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  schema.getQueryType()!.description = "What can be asked. What a reader may not see is as if it were not there.";
  schema.getMutationType()!.description =
    "What can be done: one act a request, with one input, recorded before it is answered.";
  return schema;
}
