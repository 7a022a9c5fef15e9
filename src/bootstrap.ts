import "reflect-metadata";
import { parseArgs } from "node:util";

import { type FirstAdministrators, bootstrapAdministrators } from "./operations/bootstrap-administrators";
import { isSubject } from "./operations/codes";
import { receiptHeader } from "./register/entry";
import { isIssuer } from "./setting-texts";
import { type MigratorSettings, commandLine, migratorSettings } from "./settings";
import { SettingError, StartError } from "./start-error";
import { tellUsage } from "./usage";

const HOW = "Say npm run bootstrap -- --issuer URL --subject FIRST --subject SECOND";
const USAGE = `npm run bootstrap -- --issuer URL --subject FIRST --subject SECOND

Names the first two administrators of an empty registry, as the issuer's tokens spell them: once, by MIGRATOR_DATABASE_URL.`;

/** `npm run bootstrap` names the first two administrators, by the migrator's role, once. */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const named = readArguments(commandLine());
  const settings = migratorSettings();
  const { migratorDatabaseUrl } = settings;
  if (migratorDatabaseUrl === undefined)
    throw new SettingError("MIGRATOR_DATABASE_URL is needed: the demonstration has its administrators.");
  requireIssuer(named.issuer, settings);
  const receipt = await bootstrapAdministrators(migratorDatabaseUrl, named);
  console.log(`The first two administrators are named. The register's receipt: ${receiptHeader(receipt)}`);
}

/** One of those whose tokens count, where they are told here too; else one that a server can be told to trust. */
function requireIssuer(issuer: string, { oidcIssuers, production }: MigratorSettings): void {
  if (oidcIssuers.length > 0 && !oidcIssuers.includes(issuer))
    throw new SettingError(`The issuer ${issuer} is not one of OIDC_ISSUER, so that its tokens would not count.`);
  if (!isIssuer(issuer, production))
    throw new SettingError(`--issuer must be an https address without a query, not "${issuer}".`);
}

function readArguments(argv: string[]): FirstAdministrators {
  const { issuer, subject = [] } = parsed(argv);
  const [first, second, ...others] = subject;
  if (!issuer || !first || !second || others.length > 0) throw new SettingError(`${HOW}: one issuer and two subjects.`);
  if (first === second) throw new SettingError("The two subjects are the same: two different persons are needed.");
  if (!subject.every(isSubject))
    throw new SettingError("Give each subject as the issuer's tokens spell it: 1 to 255 signs of ASCII.");
  return { issuer, subjects: [first, second] };
}

function parsed(argv: string[]): { issuer?: string; subject?: string[] } {
  try {
    const options = { issuer: { type: "string" }, subject: { type: "string", multiple: true } } as const;
    return parseArgs({ args: argv, options }).values;
  } catch {
    throw new SettingError(`${HOW}, and nothing more.`);
  }
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof StartError ? error.message : error);
});
