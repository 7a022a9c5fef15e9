import { join, resolve } from "node:path";
import { CHECKPOINTS, LIMITS, POOLS, SETTINGS } from "./setting-descriptions";
import {
  checkpointPlace,
  databaseAddress,
  hostName,
  isProduction,
  issuers,
  pastDay,
  webOrigins,
  wholeNumber,
  yesOrNo,
} from "./setting-texts";
import type { Given } from "./setting-texts";
import { refuseContradictions, refuseDemonstration, refuseOneLogin } from "./setting-contradictions";
import { type JobSettings, readJobSettings } from "./setting-jobs";
import { type KeySettings, readKeySettings } from "./setting-keys";
import { SettingError } from "./start-error";

/** Every bound of a request and of the statements it leads to; times in milliseconds. */
export type Limits = { [name in keyof typeof LIMITS]: number };

/** What the environment and the command line say; see `SETTINGS` for each one's meaning and default. */
export interface Settings extends KeySettings, JobSettings {
  production: boolean;
  host: string;
  port: number;
  databaseUrl?: string;
  /** The migrator's address. In production there is none unless it is given: the server does not migrate there. */
  migratorDatabaseUrl?: string;
  /** Whether the database may lose what was acknowledged: never in production. */
  databaseMayForget: boolean;
  /** The database by a login that may act as `registry_backup`: the migrator's where there is none. */
  backupDatabaseUrl?: string;
  /** The key that backups are encrypted under. */
  backupKeyFile?: string;
  oidcIssuers: string[];
  oidcAudience: string;
  oidcPort: number;
  ticketKeyFile?: string;
  /** How often the register's checkpoints are made, and where they are kept; in production all is given. */
  checkpoints: { keyFile?: string; folder?: string; secondPlace?: string; seconds: number; entries: number };
  /** An absolute path: the demonstration of each day has a folder of its own. */
  dataFolder: string;
  /** The beginning, in UTC, of the day that the demonstration lives in; absent for today. */
  now?: Date;
  corsOrigins: string[];
  limits: Limits;
  pool: { reading: number; acting: number };
}

type Environment = NodeJS.ProcessEnv;

/** The arguments that this process was started with. */
export function commandLine(): string[] {
  return process.argv.slice(2);
}

/** The settings of this process; a command with arguments of its own passes only those that are settings. */
export function ownSettings(argv: string[] = commandLine()): Settings {
  return readSettings(argv, process.env);
}

/** What the commands of the migrator go by: they need neither the server's login, nor its keys, nor a provider. */
export type MigratorSettings = Pick<
  Settings,
  "production" | "migratorDatabaseUrl" | "ticketKeyFile" | "dataFolder" | "oidcIssuers"
>;

export function migratorSettings(env: Environment = process.env): MigratorSettings {
  const production = isProduction(given(env, "NODE_ENV", "development"));
  const database = readDatabase(env, production);
  const settings = {
    production,
    ...database,
    oidcIssuers: readProvider(env, production).oidcIssuers,
    ticketKeyFile: given(env, "TICKET_KEY_FILE")?.text,
    dataFolder: readDataFolder(env),
  };
  if (production) refuseOneLogin(database);
  return settings;
}

/** The environment for a registry that this process starts: its own, with these settings and no others. */
export function environmentWith(settings: Record<string, string>): Environment {
  const isSetting = (name: string) => SETTINGS.some((setting) => setting.name === name);
  const others = Object.entries(process.env).filter(([name]) => !isSetting(name));
  return { ...Object.fromEntries(others), ...settings };
}

/** Reads every setting, and refuses in one sentence the first that cannot be used. */
export function readSettings(argv: string[], env: Environment, today = new Date()): Settings {
  const production = isProduction(given(env, "NODE_ENV", "development"));
  const now = readNow(argv, today);
  const settings: Settings = {
    production,
    ...readAddresses(env),
    ...readDatabase(env, production),
    ...readProvider(env, production),
    ...readKeySettings((name) => given(env, name)),
    ticketKeyFile: given(env, "TICKET_KEY_FILE")?.text,
    ...readBackup(env),
    ...readJobSettings((name) => given(env, name)),
    checkpoints: readCheckpoints(env, production),
    dataFolder: readDataFolder(env, now),
    now,
    limits: readNumbers(env, LIMITS),
    pool: readNumbers(env, POOLS, 100),
  };
  refuseContradictions(settings);
  if (production) refuseDemonstration(settings);
  return settings;
}

function readNow(argv: string[], today: Date): Date | undefined {
  const words = argv.flatMap((word) => (word.startsWith("--now=") ? ["--now", word.slice(6)] : [word]));
  const [argument, text, ...others] = words;
  if (argument === undefined) return undefined;
  const unknown = argument === "--now" ? others[0] : argument;
  if (unknown !== undefined)
    throw new SettingError(`The argument "${unknown}" is not known: there is only --now YYYY-MM-DD.`);
  return pastDay({ name: "--now", text: text ?? "" }, today);
}

/** The demonstration of each day has a folder of its own. */
const readDataFolder = (env: Environment, now?: Date): string =>
  resolve(join(given(env, "DATA_FOLDER", ".data").text, now?.toISOString().slice(0, 10) ?? "today"));

function readAddresses(env: Environment): Pick<Settings, "host" | "port" | "oidcPort" | "corsOrigins"> {
  const origins = given(env, "CORS_ORIGINS");
  return {
    host: hostName(given(env, "HOST", "127.0.0.1")),
    port: wholeNumber(given(env, "PORT", "4000"), 0, 65_535),
    oidcPort: wholeNumber(given(env, "OIDC_PORT", "4001"), 0, 65_535),
    corsOrigins: origins ? webOrigins(origins) : [],
  };
}

function readDatabase(
  env: Environment,
  production: boolean,
): Pick<Settings, "databaseUrl" | "migratorDatabaseUrl" | "databaseMayForget"> {
  const database = given(env, "DATABASE_URL");
  const migrator = given(env, "MIGRATOR_DATABASE_URL");
  const databaseUrl = database && databaseAddress(database);
  const migratorDatabaseUrl = migrator && databaseAddress(migrator);
  const databaseMayForget = yesOrNo(given(env, "DATABASE_MAY_FORGET", "no"));
  if (production && databaseMayForget)
    throw new SettingError("DATABASE_MAY_FORGET is for tests: in production the database forgets nothing.");
  const standard = production ? undefined : databaseUrl;
  return { databaseUrl, migratorDatabaseUrl: migratorDatabaseUrl ?? standard, databaseMayForget };
}

function readProvider(env: Environment, production: boolean): Pick<Settings, "oidcIssuers" | "oidcAudience"> {
  const issuer = given(env, "OIDC_ISSUER");
  return {
    oidcIssuers: issuer ? issuers(issuer, production) : [],
    oidcAudience: given(env, "OIDC_AUDIENCE", "opsp-registry").text,
  };
}

function readBackup(env: Environment): Pick<Settings, "backupDatabaseUrl" | "backupKeyFile"> {
  const database = given(env, "BACKUP_DATABASE_URL");
  return {
    backupDatabaseUrl: database && databaseAddress(database),
    backupKeyFile: given(env, "BACKUP_KEY_FILE")?.text,
  };
}

function readCheckpoints(env: Environment, production: boolean): Settings["checkpoints"] {
  const secondPlace = given(env, "CHECKPOINT_SECOND_PLACE");
  return {
    keyFile: given(env, "CHECKPOINT_KEY_FILE")?.text,
    folder: given(env, "CHECKPOINT_FOLDER")?.text,
    secondPlace: secondPlace && checkpointPlace(secondPlace, production),
    ...readNumbers(env, CHECKPOINTS, 1_000_000),
  };
}

function readNumbers<Name extends string>(
  env: Environment,
  described: Record<Name, { name: string; default: number }>,
  most = 1_000_000_000,
): Record<Name, number> {
  const read = ({ name, default: standard }: { name: string; default: number }) =>
    wholeNumber(given(env, name, String(standard)), 1, most);
  const entries = Object.entries<{ name: string; default: number }>(described).map(([key, one]) => [key, read(one)]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** A variable that is set to nothing counts as not given. */
function given(env: Environment, name: string): Given | undefined;
function given(env: Environment, name: string, standard: string): Given;
function given(env: Environment, name: string, standard?: string): Given | undefined {
  const text = env[name]?.trim() || standard;
  return text === undefined ? undefined : { name, text };
}
