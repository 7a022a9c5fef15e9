import type { GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";

import { withLate } from "../access/late";
import { type Asked, type Estimate, coercedVariables, estimate } from "../limits/request";
import type { RequestLimits } from "../limits/request-limits";
import type { Values } from "../limits/variables";

const KEPT = 500;

/** Variables that would take more than this are not remembered, in characters. */
const LONGEST = 4_096;

/** What requests cost, found once for a document and those of its variables on which it depends. */
export class Estimates {
  private readonly known = new LRUCache<string, Estimate>({ max: KEPT });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: RequestLimits,
  ) {}

  /** What a valid document costs, and its variables as the operation declares them. */
  of(asked: Omit<Asked, "schema">, digest: string): Estimate & { variables: Values } {
    const whole = { ...asked, schema: this.schema };
    const variables = coercedVariables(whole, this.limits);
    const key = JSON.stringify([digest, asked.operation.name?.value, withLate(asked.document, variables)]);
    const known = this.known.get(key) ?? estimate(whole, variables, this.limits);
    if (key.length <= LONGEST) this.known.set(key, known);
    return { ...known, variables };
  }
}
