import type { GraphQLError } from "graphql";
import { RequestRefused } from "../limits/request-refused";
import type { Code } from "./codes";

/** How HTTP says that a request is refused. */
export interface Refused {
  status: number;
  headers?: Readonly<Record<string, string>>;
}

/** A request that is refused by the way it came, before anything in it is executed. */
export class Refusal extends RequestRefused {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: Code, sentence: string, { status, headers = {} }: Refused) {
    super(code, sentence);
    this.status = status;
    this.headers = headers;
  }
}

/** The refusal of a request that is not formed as it must be. */
export const badRequest = (sentence: string, status = 400, headers?: Record<string, string>): Refusal =>
  new Refusal("BAD_USER_INPUT", sentence, { status, headers });

/** A document that GraphQL does not take, with the place in it. */
export class InvalidDocument extends Refusal {
  constructor(code: "GRAPHQL_PARSE_FAILED" | "GRAPHQL_VALIDATION_FAILED", { message, locations }: GraphQLError) {
    super(code, message, { status: 400 });
    Object.assign(this, { locations });
  }
}
