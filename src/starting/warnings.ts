import { countWithoutKey } from "../operations/missing-keys";
import type { Settings } from "../settings";
import type { Foundation } from "./foundation";
import type { Checked } from "./self-check";

/** What a start looks at to warn of. */
export interface Warned {
  readonly settings: Pick<Settings, "databaseUrl">;
  readonly foundation: Pick<Foundation, "keys" | "migratorUrl">;
  readonly ask: Checked["ask"];
}

/** What a start goes on with, and tells all the same: a sentence each. */
export async function warnings(warned: Warned): Promise<string[]> {
  const found = [await loginPassingBy(warned), await textsWithoutKey(warned)];
  return found.filter((sentence) => sentence !== undefined);
}

/** Production refuses such a login; the demonstration's own is told to nobody else. */
async function loginPassingBy({ settings, ask }: Warned): Promise<string | undefined> {
  if (settings.databaseUrl === undefined) return undefined;
  const [login] = await ask<{ name: string }>(
    "select rolname as name from pg_roles where (rolsuper or rolbypassrls) and rolname = session_user",
  );
  return (
    login &&
    `The login ${login.name} passes by row-level security, and production would refuse it: docs/installation.md tells how to make one that cannot.`
  );
}

/** Only the migrator's login can see what the keys of sealed texts are, and it is not always there. */
async function textsWithoutKey({ foundation }: Warned): Promise<string | undefined> {
  const { migratorUrl, keys } = foundation;
  const count = migratorUrl === undefined ? 0 : await countWithoutKey(migratorUrl, keys.keys);
  if (count === 0) return undefined;
  return `Of the strictly confidential texts ${count} cannot be opened, for they are under keys that the registry was not given: add these to REGISTRY_KEY_FILE, as docs/operations.md tells.`;
}
