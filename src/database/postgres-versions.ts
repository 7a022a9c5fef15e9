/** What is needed of a major version of PostgreSQL. */
interface Supported {
  readonly major: number;
  /** The first minor release without a known fault of security. */
  readonly minor: number;
}

/**
 * The versions that production may run on, and that backups may be made with. 18.4, which the embedded server is, lacks the
 * security fixes of 18.6 and 18.7. Source: https://www.postgresql.org/support/security/, as of 22 November 2026.
 */
export const SUPPORTED: readonly Supported[] = [{ major: 18, minor: 7 }];

/** Why a version may not be used; nothing where it may. */
export function whyUnsupported(major: number, minor: number): string | undefined {
  const known = SUPPORTED.find((one) => one.major === major);
  const wanted = SUPPORTED.map((one) => `${one.major}.${one.minor}`).join(", ");
  if (!known)
    return `PostgreSQL ${major} is not one that the registry is tried with: use ${wanted} or a later release of it`;
  if (minor >= known.minor) return undefined;
  return `PostgreSQL ${major}.${minor} lacks fixes of security: use ${wanted} or a later release of it`;
}
