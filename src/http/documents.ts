import { createHash } from "node:crypto";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type ValidationRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { limitRules } from "../limits/limit-rules";
import type { RequestLimits } from "../limits/request-limits";
import { InvalidDocument } from "./refusal";

/** How many documents are kept; a client asks a few again and again. */
const KEPT = 200;

/**
 * Documents that were found valid, by the SHA-256 of their text, the one used longest ago forgotten first.
 * Apollo keeps its documents here too, so that each is parsed and validated once.
 */
export class Documents {
  private readonly kept = new Map<string, DocumentNode>();
  private readonly limitRules: ValidationRule[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: RequestLimits,
  ) {
    this.limitRules = limitRules(limits);
  }

  /** The document of a text; limits come before the rules of GraphQL, which take longer. */
  valid(text: string): DocumentNode {
    const key = createHash("sha256").update(text).digest("hex");
    const known = this.recall(key);
    if (known) return known;
    const document = this.parsed(text);
    this.refuseInvalid(document, this.limitRules);
    this.refuseInvalid(document, specifiedRules);
    this.keep(key, document);
    return document;
  }

  /** Apollo's keys end in the same digest. */
  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.recall(key.slice(-64)));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.keep(key.slice(-64), document);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(key.slice(-64)));
  }

  private parsed(text: string): DocumentNode {
    try {
      return parse(text, { maxTokens: this.limits.tokens });
    } catch (error) {
      if (error instanceof GraphQLError) throw new InvalidDocument("GRAPHQL_PARSE_FAILED", error);
      throw error;
    }
  }

  private refuseInvalid(document: DocumentNode, rules: readonly ValidationRule[]): void {
    const [error] = validate(this.schema, document, rules, { maxErrors: 1, hideSuggestions: true });
    if (error) throw new InvalidDocument("GRAPHQL_VALIDATION_FAILED", error);
  }

  private recall(key: string): DocumentNode | undefined {
    const document = this.kept.get(key);
    if (document) this.keep(key, document);
    return document;
  }

  private keep(key: string, document: DocumentNode): void {
    this.kept.delete(key);
    this.kept.set(key, document);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest) this.kept.delete(oldest);
  }
}
