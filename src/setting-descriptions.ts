/** One setting as the README tells it: a variable of the environment, or an argument that begins with `--`. */
export interface SettingDescription {
  name: string;
  /** What holds when it is not given, in words where it is not one value. */
  default: string;
  meaning: string;
}

/** Each bound of a request, its variable, and the value that holds when the variable is not given. */
export const LIMITS = {
  bodyBytes: limit("LIMIT_BODY_BYTES", 65_536, "The longest body of a request, in bytes."),
  tokens: limit("LIMIT_TOKENS", 1_000, "The most tokens in a document."),
  depth: limit("LIMIT_DEPTH", 10, "How deep fields may be nested."),
  introspectionDepth: limit("LIMIT_INTROSPECTION_DEPTH", 20, "How deep, where the schema alone is asked for."),
  aliases: limit("LIMIT_ALIASES", 15, "The most aliases in a document."),
  rootFields: limit("LIMIT_ROOT_FIELDS", 5, "The most fields at the root of an operation."),
  directives: limit("LIMIT_DIRECTIVES", 10, "The most directives in a document."),
  listSize: limit("LIMIT_LIST_SIZE", 100, "The longest page of a connection, and the longest list given."),
  pageProduct: limit("LIMIT_PAGE_PRODUCT", 1_000, "The most rows that pages inside pages may ask for."),
  cost: limit("LIMIT_COST", 5_000, "The most that one operation may cost."),
  requestMilliseconds: limit("LIMIT_REQUEST_MILLISECONDS", 10_000, "How long a request may take."),
  statementMilliseconds: limit("LIMIT_STATEMENT_MILLISECONDS", 3_000, "How long one SQL statement may take."),
  lockMilliseconds: limit("LIMIT_LOCK_MILLISECONDS", 1_000, "How long a statement may wait for a lock."),
  idleInTransactionMilliseconds: limit(
    "LIMIT_IDLE_IN_TRANSACTION_MILLISECONDS",
    5_000,
    "How long a transaction may stand idle.",
  ),
  requestsPerMinute: limit("LIMIT_REQUESTS_PER_MINUTE", 300, "The requests of one subject in a minute."),
  absenceMilliseconds: limit(
    "LIMIT_ABSENCE_MILLISECONDS",
    20,
    "At a multiple of so many milliseconds leaves what says that something is not there.",
  ),
  costPerMinute: limit("LIMIT_COST_PER_MINUTE", 20_000, "The cost of one subject's operations in a minute."),
} as const;

/** The sizes of the two pools of connections to the database. */
export const POOLS = {
  reading: limit(
    "POOL_READING",
    4,
    "The most connections that read at a time: twice the processors of the database serve best. One more writes the register.",
  ),
  acting: limit("POOL_ACTING", 5, "The most connections that act at a time."),
} as const;

/** How often checkpoints of the register are made. */
export const CHECKPOINTS = {
  seconds: limit("CHECKPOINT_SECONDS", 60, "After how many seconds the register's next checkpoint is made."),
  entries: limit("CHECKPOINT_ENTRIES", 10_000, "After how many entries it is made at the latest."),
} as const;

/** Every setting there is; the README's table is held equal to it by a test. */
export const SETTINGS: readonly SettingDescription[] = [
  described("--now", "today", "The day of the demonstration, YYYY-MM-DD, from 2013-08-15 on; refused in production."),
  described(
    "NODE_ENV",
    "development",
    "`production`, `development` or `test`; with `production`, nothing of the demonstration is there.",
  ),
  described("HOST", "127.0.0.1", "The address that the registry listens on."),
  described("PORT", "4000", "The port that it listens on; 0 for a free one."),
  described("DATABASE_URL", "an embedded PostgreSQL", "The database, by a login that may act as `registry_app`."),
  described(
    "MIGRATOR_DATABASE_URL",
    "DATABASE_URL, but none in production",
    "The same database, by the migrator's login.",
  ),
  described(
    "DATABASE_MAY_FORGET",
    "no",
    "With `yes`, a database that does not wait for the disk, as tests use; refused in production.",
  ),
  described("OIDC_ISSUER", "an embedded provider", "The OpenID providers whose tokens count, separated by commas."),
  described("OIDC_AUDIENCE", "opsp-registry", "The audience that a token must be meant for."),
  described("OIDC_PORT", "4001", "The port of the embedded OpenID provider; 0 for a free one."),
  described(
    "REGISTRY_KEY_PROVIDER",
    "file",
    "What holds the keys of strictly confidential texts: `file`, or `pkcs11` for a token.",
  ),
  described(
    "REGISTRY_KEY_FILE",
    "made in the data folder",
    "The key that strictly confidential text is encrypted under.",
  ),
  described("PKCS11_MODULE", "none", "The library of a PKCS#11 token."),
  described("PKCS11_TOKEN", "none", "The label of the token."),
  described("PKCS11_PIN_FILE", "none", "The file of mode 600 that holds the token's PIN."),
  described("PKCS11_KEY_LABEL", "none", "The labels of its AES keys, separated by commas, the current one first."),
  described("CURSOR_KEY_FILE", "derived from the key file", "The key that cursors are sealed with."),
  described("TICKET_KEY_FILE", "made in the data folder", "The key that tells the database who is asking."),
  described(
    "CHECKPOINT_KEY_FILE",
    "made in the data folder",
    "The Ed25519 key that the register's checkpoints are signed with.",
  ),
  described("CHECKPOINT_FOLDER", "in the data folder", "The folder where checkpoints are kept."),
  described(
    "CHECKPOINT_SECOND_PLACE",
    "none, but needed in production",
    "Another folder for them, or an https address that each is sent to.",
  ),
  ...Object.values(CHECKPOINTS).map((one) => ({ ...one, default: String(one.default) })),
  described(
    "DATA_FOLDER",
    ".data",
    "Where the demonstration keeps what it makes, one folder for each day it lives in.",
  ),
  described("BACKUP_KEY_FILE", "made in the data folder", "The key that backups are encrypted under."),
  described(
    "BACKUP_DATABASE_URL",
    "MIGRATOR_DATABASE_URL",
    "The same database, by a login that may act as `registry_backup`.",
  ),
  described("JOBS", "yes", "With `no`, this server leaves what is due to another one."),
  described(
    "JOBS_DATABASE_URL",
    "MIGRATOR_DATABASE_URL, but none in production",
    "The same database, by a login that may act as `registry_jobs`.",
  ),
  described(
    "MAIL_SERVER",
    "none",
    "The server that mails of notices go to: `smtp://host:port`, with STARTTLS, or `smtps://host:port`.",
  ),
  described("MAIL_FROM", "none", "The address that they come from."),
  described("MAIL_LOGIN", "none", "The login at that server, where it asks for one."),
  described("MAIL_PASSWORD_FILE", "none", "The file of mode 600 that holds its password."),
  described(
    "WEBHOOK_KEY_FILE",
    "none: portals are not told",
    "The Ed25519 key that webhooks are signed with; `npm run -s webhook:key` makes it.",
  ),
  described(
    "WEBHOOK_NETWORKS",
    "none",
    "Networks that webhooks may reach though they are not public, and by http, separated by commas: `10.1.0.0/16`.",
  ),
  described("CORS_ORIGINS", "none", "The web origins that may call the registry from a browser, separated by commas."),
  ...[...Object.values(LIMITS), ...Object.values(POOLS)].map((one) => ({ ...one, default: String(one.default) })),
];

function limit(name: string, standard: number, meaning: string) {
  return { name, default: standard, meaning };
}

function described(name: string, standard: string, meaning: string): SettingDescription {
  return { name, default: standard, meaning };
}
