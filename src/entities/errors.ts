import { GraphQLError } from "graphql";

/** What a refusal says beside its sentence: the paragraph of the access policy, and the instrument it rests on. */
export interface Grounds {
  paragraph?: string;
  source?: string;
}

/** Any refusal that the caller is told about: a stable code and one sentence that says what to do. */
export class RegistryError extends GraphQLError {
  constructor(
    readonly code: string,
    sentence: string,
    grounds: Grounds = {},
    status?: number,
  ) {
    super(sentence, { extensions: { code, ...grounds, ...(status ? { http: { status } } : {}) } });
  }
}

/** The input cannot be used as it stands; nothing was changed. */
export class BadInput extends RegistryError {
  constructor(sentence: string, grounds?: Grounds) {
    super("BAD_USER_INPUT", sentence, grounds);
  }
}

/** There is no such thing, or none that the caller may know of: the two are the same. */
export class NotFound extends RegistryError {
  constructor(by: "id" | "symbol" = "id") {
    super("NOT_FOUND", `There is nothing here by that ${by} for you. Check the ${by}, and the post in which you ask.`);
  }
}

/** The caller sees the thing, and may not do this to it. */
export class Forbidden extends RegistryError {
  constructor(sentence: string, grounds?: Grounds) {
    super("FORBIDDEN", sentence, grounds);
  }
}

/** Only a post of the reporting line in force signs. */
export class NotASignatory extends RegistryError {
  constructor(sentence: string, grounds?: Grounds) {
    super("NOT_A_SIGNATORY", sentence, grounds);
  }
}

/** The recipient is not one of the closed list. */
export class RecipientNotEligible extends RegistryError {
  constructor(sentence: string, grounds?: Grounds) {
    super("RECIPIENT_NOT_ELIGIBLE", sentence, grounds);
  }
}

/** The thing is not in a state in which this can be done. */
export class InvalidState extends RegistryError {
  constructor(sentence: string, grounds?: Grounds) {
    super("INVALID_STATE", sentence, grounds);
  }
}

/** Somebody else has changed it since the caller read it. */
export class Conflict extends RegistryError {
  constructor(sentence: string, grounds?: Grounds) {
    super("CONFLICT", sentence, grounds);
  }
}

/** The act asks for an authentication of the last five minutes. */
export class ReauthenticationRequired extends RegistryError {
  constructor() {
    super(
      "REAUTHENTICATION_REQUIRED",
      "This act asks that you have signed in within the last 5 minutes. Sign in again, then repeat it.",
      {},
      401,
    );
  }
}

/** The key of idempotency was used before for another request. */
export class IdempotencyKeyReused extends RegistryError {
  constructor() {
    super(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key was used for another request. Use a new key for a new request.",
    );
  }
}

/** The registry cannot answer now; nothing was delivered and nothing changed. */
export class Unavailable extends RegistryError {
  constructor() {
    super("UNAVAILABLE", "The registry cannot answer now. Nothing was delivered; ask again in a moment.", {}, 503);
  }
}
