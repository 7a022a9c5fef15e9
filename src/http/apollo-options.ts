import type { ApolloServerOptionsWithSchema, BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { limitRules } from "../limits/limit-rules";
import type { RequestLimits } from "../limits/request-limits";
import type { Documents } from "./documents";
import { formatError } from "./errors";

/** Apollo's own words could hold anything; what the log needs is said by the request's own line. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** How Apollo Server must stand behind the requests of this folder: it executes, and tells nobody anything. */
export const apolloOptions = (limits: RequestLimits, documents: Documents) =>
  ({
    introspection: true,
    csrfPrevention: true,
    cache: "bounded",
    documentStore: documents,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    nodeEnv: "production",
    apollo: {},
    logger: SILENT,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules(limits),
    validationOptions: { maxErrors: 1, hideSuggestions: true },
    executionOptions: { maxCoercionErrors: 1 },
    formatError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  }) satisfies Partial<ApolloServerOptionsWithSchema<BaseContext>>;
