/** Who asks, as the identity provider says it. It says nothing about rights: those come from the registry alone. */
export interface Credentials {
  issuer: string;
  subject: string;
  /** The portal that acts on behalf of the subject (RFC 8693, claim `act`). */
  actor?: { issuer: string; subject: string };
  /** When the person last showed who they are (claim `auth_time`), and not when the token was made. */
  authenticatedAt?: Date;
  expiresAt: Date;
  /** At most a ceiling: no scope gives a right. */
  scope: string[];
}
