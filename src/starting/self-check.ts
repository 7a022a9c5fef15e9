import { EMBEDDED_NAME } from "../database/postgres-process";
import { whyUnsupported } from "../database/postgres-versions";
import type { Settings } from "../settings";
import { StartError } from "../start-error";

/** What a check looks at: the database as the application's own login sees it. */
export interface Checked {
  readonly settings: Pick<Settings, "production" | "databaseMayForget">;
  ask<Row>(text: string): Promise<Row[]>;
}

/** One thing that must be so before the port is opened: a sentence that says what is wrong, or nothing. */
export type Check = (checked: Checked) => Promise<string | undefined>;

/** Refuses to start where anything is not as it must be: the first thing wrong is said. */
export async function selfCheck(checked: Checked): Promise<void> {
  for (const check of CHECKS) {
    const wrong = await check(checked);
    if (wrong !== undefined) throw new StartError(wrong);
  }
}

/** What was acknowledged must be on the disk. */
const databaseForgetsNothing: Check = async ({ settings, ask }) => {
  if (settings.databaseMayForget) return undefined;
  const off = await ask<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`,
  );
  if (off.length === 0) return undefined;
  const names = off.map(({ name }) => name).join(", ");
  return `The database may lose what the registry has acknowledged: turn ${names} on.`;
};

/** In production PostgreSQL is kept up to date by its keeper, and the embedded one is nobody's. */
const databaseIsKept: Check = async ({ settings, ask }) => {
  if (!settings.production) return undefined;
  const [found] = await ask<{ version: number; name: string }>(
    "select current_setting('server_version_num')::int as version, current_setting('cluster_name') as name",
  );
  const { version, name } = found!;
  if (name === EMBEDDED_NAME)
    return "This is the embedded PostgreSQL of a demonstration: production needs one of its own.";
  const why = whyUnsupported(Math.floor(version / 10_000), version % 10_000);
  return why && `${why}.`;
};

/** Row-level security holds for the role that the server works as, and in production for the login behind it too. */
export const databaseHoldsTheApplication: Check = async ({ settings, ask }) => {
  const roles = await ask<{ name: string }>(
    `select rolname as name from pg_roles where (rolsuper or rolbypassrls)
       and rolname in (current_user${settings.production ? ", session_user" : ""})`,
  );
  const [role] = roles;
  return role && `The login ${role.name} passes by row-level security: let the registry use another, which cannot.`;
};

/** There is no table that row-level security does not guard. */
const everyTableIsGuarded: Check = async ({ ask }) => {
  const open = await ask<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity) order by relname`,
  );
  if (open.length === 0) return undefined;
  return `Row-level security does not guard ${open.map(({ name }) => name).join(", ")}: bring the database back to its migrations.`;
};

/** Every check, in the order in which what is wrong is said. */
export const CHECKS: readonly Check[] = [
  databaseForgetsNothing,
  databaseIsKept,
  databaseHoldsTheApplication,
  everyTableIsGuarded,
];
