import type { Settings } from "./settings";
import { SettingError } from "./start-error";

/** Settings that are given and do not go together. */
export function refuseContradictions(settings: Settings): void {
  const { databaseUrl, migratorDatabaseUrl, oidcIssuers, port, oidcPort, now } = settings;
  if (databaseUrl !== undefined && oidcIssuers.length === 0) {
    throw new SettingError("DATABASE_URL is given without OIDC_ISSUER: give both, or neither for the demonstration.");
  }
  if (databaseUrl === undefined && oidcIssuers.length > 0) {
    throw new SettingError("OIDC_ISSUER is given without DATABASE_URL: give both, or neither for the demonstration.");
  }
  if (databaseUrl !== undefined && now !== undefined && !settings.production) {
    throw new SettingError("--now is of the demonstration: with DATABASE_URL the day is today.");
  }
  if (databaseUrl === undefined && migratorDatabaseUrl !== undefined) {
    throw new SettingError("MIGRATOR_DATABASE_URL is given without DATABASE_URL: give both, or neither.");
  }
  if (databaseUrl === undefined && port === oidcPort && port !== 0) {
    throw new SettingError(`PORT and OIDC_PORT are both ${port}: give the OpenID provider another port.`);
  }
}

/** What production lacks, and what of the demonstration it was given. */
export function refuseDemonstration({
  now,
  databaseUrl,
  migratorDatabaseUrl,
  keyProvider,
  keyFile,
  ticketKeyFile,
  checkpoints,
  runsJobs,
  jobsDatabaseUrl,
}: Settings): void {
  if (now !== undefined) throw new SettingError("--now is of the demonstration: in production the day is today.");
  if (databaseUrl === undefined) {
    throw new SettingError(
      "Production needs DATABASE_URL and OIDC_ISSUER: the embedded ones are of the demonstration.",
    );
  }
  refuseOneLogin({ databaseUrl, migratorDatabaseUrl });
  if (keyProvider === "file" && keyFile === undefined) {
    throw new SettingError("Production needs REGISTRY_KEY_FILE: a key that is made by itself is of the demonstration.");
  }
  if (ticketKeyFile === undefined) {
    throw new SettingError("Production needs TICKET_KEY_FILE: the key that tells the database who is asking.");
  }
  const { folder, secondPlace } = checkpoints;
  if (checkpoints.keyFile === undefined || folder === undefined || secondPlace === undefined) {
    throw new SettingError(
      "Production needs CHECKPOINT_KEY_FILE, CHECKPOINT_FOLDER and CHECKPOINT_SECOND_PLACE: the register is held against what is kept there.",
    );
  }
  if (folder === secondPlace) {
    throw new SettingError("CHECKPOINT_SECOND_PLACE must be another place than CHECKPOINT_FOLDER.");
  }
  if (runsJobs && jobsDatabaseUrl === undefined) {
    throw new SettingError("Production needs JOBS_DATABASE_URL, or JOBS=no where another server does what is due.");
  }
  refuseSameLogin(["DATABASE_URL", databaseUrl], ["JOBS_DATABASE_URL", jobsDatabaseUrl]);
  refuseSameLogin(["JOBS_DATABASE_URL", jobsDatabaseUrl], ["MIGRATOR_DATABASE_URL", migratorDatabaseUrl]);
}

/** In production the server's login is not the migrator's. */
export function refuseOneLogin({
  databaseUrl,
  migratorDatabaseUrl,
}: Pick<Settings, "databaseUrl" | "migratorDatabaseUrl">): void {
  refuseSameLogin(["DATABASE_URL", databaseUrl], ["MIGRATOR_DATABASE_URL", migratorDatabaseUrl]);
}

type NamedAddress = readonly [name: string, address: string | undefined];

/** Two addresses, by the names of their settings, whose logins have different rights. */
function refuseSameLogin([one, first]: NamedAddress, [other, second]: NamedAddress): void {
  if (first === undefined || second === undefined) return;
  if (new URL(first).username === new URL(second).username)
    throw new SettingError(`In production ${other} must be of another login than ${one}.`);
}
