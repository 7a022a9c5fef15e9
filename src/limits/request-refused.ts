import { GraphQLError } from "graphql";

/** A request that is refused by what was sent, before anything is read for it; the sentence says what to send instead. */
export class RequestRefused extends GraphQLError {
  constructor(
    readonly code: string,
    sentence: string,
  ) {
    super(sentence, { extensions: { code } });
  }
}

export const badInput = (sentence: string): RequestRefused => new RequestRefused("BAD_USER_INPUT", sentence);

export const tooCostly = (sentence: string): RequestRefused => new RequestRefused("QUERY_TOO_COSTLY", sentence);
