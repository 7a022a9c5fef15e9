/** The client that anyone on this machine may use to be anyone of the demonstration. */
export const DEMONSTRATION_CLIENT = "demonstration";
/** The grant that gives a token for an account by its name alone; only the demonstration has it. */
export const DEMONSTRATION_GRANT = "urn:opsp:demonstration";
/** The grant that gives a portal a token with which it acts on behalf of a person (RFC 8693). */
export const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
