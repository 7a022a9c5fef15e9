import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { prepareEmpty } from "../database/dumping";
import type { Held } from "../database/dumping";
import { whyUnsupported } from "../database/postgres-versions";
import { BACKUP } from "../database/roles";
import { environmentWith } from "../settings";
import { StartError } from "../start-error";
import { feed, outputOf } from "./program";
import type { Flow } from "./sealed-stream";

const run = promisify(execFile);

/** A database, and how strict to be about the programs that read and write it. */
export interface Dumped {
  readonly url: string;
  readonly production: boolean;
}

/** The dump of one instant, as it flows. */
export async function* dumped({ url, production }: Dumped, { snapshot, major }: Held): Flow {
  await requireClient("pg_dump", { major, production });
  const argv = [
    "--format=custom",
    `--snapshot=${snapshot}`,
    `--role=${BACKUP}`,
    "--exclude-extension=*",
    "--no-password",
  ];
  yield* outputOf({ program: "pg_dump", argv, env: addressOf(url) });
}

/** Loads a dump into an empty database: whole, or not at all. */
export async function load({ url, production }: Dumped, content: Flow): Promise<void> {
  const major = await prepareEmpty(url);
  await requireClient("pg_restore", { major, production });
  const env = addressOf(url);
  const argv = ["--exit-on-error", "--single-transaction", "--no-password", `--dbname=${env.PGDATABASE}`];
  await feed({ program: "pg_restore", argv, env }, content);
}

/** Refuses a program that is not there or older than the server, and in production one that lacks fixes of security. */
export async function requireClient(
  program: "pg_dump" | "pg_restore",
  { major, production }: { major: number; production: boolean },
): Promise<void> {
  const install = `install PostgreSQL's client programs of version ${major} or later`;
  const said = await run(program, ["--version"], { env: environmentWith({}) }).catch(() => undefined);
  if (!said) throw new StartError(`There is no ${program} on the PATH: ${install}.`);
  const [, its, minor] = /\(PostgreSQL\) (\d+)(?:\.(\d+))?/.exec(said.stdout) ?? [];
  if (Number(its) >= major) {
    const why = production ? whyUnsupported(Number(its), Number(minor ?? 0)) : undefined;
    if (why) throw new StartError(`${program} is not safe: ${why}.`);
    return;
  }
  throw new StartError(`${program} is of version ${its}, and the server of ${major}: ${install}.`);
}

/** Where a program finds the database: never in its arguments, which everybody on the machine can read. */
function addressOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const ssl = [
    ["sslmode", "PGSSLMODE"],
    ["sslrootcert", "PGSSLROOTCERT"],
  ] as const;
  return {
    PGHOST: hostname,
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...Object.fromEntries(
      ssl.flatMap(([given, name]) => (searchParams.has(given) ? [[name, searchParams.get(given)!]] : [])),
    ),
  };
}
