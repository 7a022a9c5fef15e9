import { constants, createReadStream, createWriteStream, existsSync } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { type KeyFile, readKeyFile } from "../access/key-file";
import { makeKeyFile } from "../secret-file";
import { holding } from "../database/dumping";
import { startEmbeddedPostgres } from "../database/embedded";
import { withDatabase } from "../database/address";
import { REGISTRY_DATABASE, postgresFolder } from "../database/kept-database";
import { migrate } from "../database/migrations";
import { holdFolder } from "../demonstration/folder-lock";
import type { Reached } from "../register/verify";
import type { Settings } from "../settings";
import { SettingError, StartError } from "../start-error";
import { archived, putInPlace, unpacked } from "./archive";
import { dumped, load } from "./dump";
import { refuseOlder, verified } from "./known-register";
import { type Manifest, manifestBytes, withManifest } from "./manifest";
import { type Flow, seal, unseal } from "./sealed-stream";

/** Backs the registry up into a new file, encrypted; gives the last entry of the register that it surely holds. */
export async function backup(settings: Settings, file: string): Promise<Reached> {
  const keys = backupKeys(settings);
  await requirePlaceFor(file);
  if (settings.databaseUrl === undefined) return backupEmbedded(settings, keys, file);
  const { backupDatabaseUrl, production } = settings;
  const url = backupDatabaseUrl ?? settings.migratorDatabaseUrl;
  if (url === undefined)
    throw new SettingError("BACKUP_DATABASE_URL is needed: the database, by a login that may act as registry_backup.");
  return holding(url, async (held) => {
    await write(file, keys, { form: "dump", register: held.register }, dumped({ url, production }, held));
    return held.register;
  });
}

/** Restores a backup; one that was altered, cut short or is older than the last checkpoint changes nothing. */
export async function restore(settings: Settings, file: string, tell: (sentence: string) => void): Promise<Reached> {
  const keys = backupKeys(settings);
  const { form, register } = await wholeManifest(file, keys);
  await refuseOlder(settings, register);
  const { databaseUrl, migratorDatabaseUrl, production } = settings;
  if ((databaseUrl === undefined) !== (form === "archive"))
    throw new StartError(
      form === "archive"
        ? "This is a backup of a demonstration: restore it without DATABASE_URL, into its data folder."
        : "This is a backup of a database: give DATABASE_URL and MIGRATOR_DATABASE_URL of an empty one.",
    );
  const { content } = await withManifest(unseal(createReadStream(file) as AsyncIterable<Buffer>, keys));
  if (databaseUrl === undefined) return restoreEmbedded(settings, content, tell);
  if (migratorDatabaseUrl === undefined)
    throw new SettingError("MIGRATOR_DATABASE_URL is needed, of an empty database.");
  await load({ url: migratorDatabaseUrl, production }, content);
  await migrate(migratorDatabaseUrl);
  return verified(settings, databaseUrl);
}

/** Refuses at once what would be refused when all has been read. */
async function requirePlaceFor(file: string): Promise<void> {
  if (existsSync(file)) throw new StartError(`The file ${file} is there already: name a new one.`);
  await access(dirname(file), constants.W_OK).catch(() => {
    throw new StartError(`The folder ${dirname(file)} is not there or cannot be written: make it, or name another.`);
  });
}

async function backupEmbedded(settings: Settings, keys: KeyFile, file: string): Promise<Reached> {
  const { dataFolder } = settings;
  const letGo = await holdFolder(dataFolder);
  try {
    const content = archived(dataFolder);
    const register = await servedFrom(postgresFolder(dataFolder), (url) => verified(settings, url));
    await write(file, keys, { form: "archive", register }, content);
    return register;
  } finally {
    await letGo();
  }
}

async function restoreEmbedded(settings: Settings, content: Flow, tell: (sentence: string) => void): Promise<Reached> {
  const letGo = await holdFolder(settings.dataFolder);
  let growing: string | undefined;
  try {
    growing = await unpacked(settings.dataFolder, content);
    const register = await servedFrom(growing, async (url) => {
      await migrate(url);
      return verified(settings, url);
    });
    const aside = await putInPlace(settings.dataFolder, growing);
    if (aside) tell(`What was there before is kept in ${aside}.`);
    return register;
  } finally {
    if (growing) await rm(growing, { recursive: true, force: true });
    await letGo();
  }
}

/** Works with the registry's database of a folder, whose server runs for just as long. */
async function servedFrom<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const { url, stop } = await startEmbeddedPostgres({ folder, durable: true });
  try {
    return await work(withDatabase(url, REGISTRY_DATABASE));
  } finally {
    await stop();
  }
}

/** What is asked of the system to write a file. */
const WRITING = ["open", "write", "fsync", "close", "rename"];

/** Writes under another name first: a backup is there whole, or not at all. */
async function write(file: string, keys: KeyFile, says: Omit<Manifest, "made">, content: Flow): Promise<void> {
  const growing = `${file}.growing`;
  const manifest = manifestBytes({ ...says, made: new Date().toISOString() });
  async function* plain() {
    yield manifest;
    yield* content;
  }
  try {
    await pipeline(seal(plain(), keys), createWriteStream(growing, { mode: 0o600, flush: true }));
    await rename(growing, file);
  } catch (failure) {
    await rm(growing, { force: true }).catch(() => undefined);
    const { code, syscall = "" } = failure as NodeJS.ErrnoException;
    throw WRITING.includes(syscall) ? new StartError(`The backup ${file} cannot be written: ${code}.`) : failure;
  }
}

/** Reads a backup to its end, so that one that is not whole is refused before anything is done with it. */
async function wholeManifest(file: string, keys: KeyFile): Promise<Manifest> {
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`);
  const { manifest, content } = await withManifest(unseal(createReadStream(file) as AsyncIterable<Buffer>, keys));
  while (!(await content.next()).done);
  return manifest;
}

/** Outside production a key is made where none is named. */
function backupKeys({ backupKeyFile, dataFolder, production }: Settings): KeyFile {
  if (backupKeyFile !== undefined) return readKeyFile(backupKeyFile);
  if (production) throw new SettingError("BACKUP_KEY_FILE is needed: the key that backups are encrypted under.");
  const path = join(dataFolder, "keys", "backup.key");
  makeKeyFile(path);
  return readKeyFile(path);
}
