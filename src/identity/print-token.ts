import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { commandLine, ownSettings } from "../settings";
import { StartError } from "../start-error";
import { type DemonstrationAccount, demonstrationAccounts } from "./demonstration-accounts";
import { onBehalfToken, personToken, portalToken } from "./demonstration-token";
import { type RunningDemonstration, runningDemonstrations } from "./running-demonstration";

const USAGE = "npm run -s token -- POST [--now YYYY-MM-DD] [--on-behalf-of POST]";

/** What the command says on the terminal: a token of the running demonstration, or how to ask for one. */
export async function printToken(argv: string[]): Promise<string> {
  const { post, now, onBehalfOf, help } = readArguments(argv);
  if (help) return helpText();
  if (post === undefined) throw new StartError(`Say for which post: ${USAGE}, or --help for the list.`);
  const account = accountNamed(post);
  const person = onBehalfOf === undefined ? undefined : accountNamed(onBehalfOf);
  refuseWrongKinds(account, person);
  const { issuer } = await runningDemonstration(now);
  if (person) return onBehalfToken(issuer, account.account, person.account);
  return account.kind === "PORTAL" ? portalToken(issuer, account.account) : personToken(issuer, account.account);
}

function readArguments(argv: string[]) {
  const options = { now: { type: "string" }, "on-behalf-of": { type: "string" }, help: { type: "boolean" } } as const;
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
    if (positionals.length > 1) throw new Error("More than one post was named.");
    return { post: positionals[0], now: values.now, onBehalfOf: values["on-behalf-of"], help: values.help };
  } catch {
    throw new StartError(`These arguments are not understood: ask ${USAGE}, or --help for the list.`);
  }
}

function accountNamed(name: string): DemonstrationAccount {
  const found = demonstrationAccounts().find(({ account }) => account === name);
  if (!found) throw new StartError(`There is no account "${name}" in the demonstration: --help lists them.`);
  return found;
}

function refuseWrongKinds(account: DemonstrationAccount, person?: DemonstrationAccount): void {
  if (person && (account.kind !== "PORTAL" || person.kind !== "PERSON")) {
    throw new StartError("Only a portal acts on behalf of somebody, and only of a person: --help lists both.");
  }
}

/** The demonstration of the day that was asked for, or the only one that is running. */
async function runningDemonstration(now: string | undefined): Promise<RunningDemonstration> {
  const wanted = now === undefined || now === "today" ? [] : ["--now", now];
  const running = await runningDemonstrations(dirname(ownSettings(wanted).dataFolder));
  const fitting = now === undefined ? running : running.filter(({ folder }) => folder === now);
  const [found, ...others] = fitting;
  if (found && others.length === 0) return found;
  if (found)
    throw new StartError(
      `Several demonstrations are running: add ${fitting.map(({ folder }) => `--now ${folder}`).join(" or ")}.`,
    );
  throw new StartError(
    `No such demonstration is running: start it with npm start${wanted.length > 0 ? ` -- --now ${now}` : ""}.`,
  );
}

function helpText(): string {
  const lines = demonstrationAccounts().map(({ account, description, regimes }) => {
    const period = regimes.length > 1 ? "" : regimes[0] === "DUAL" ? " (until 2018)" : " (from 2019)";
    return `  ${account.padEnd(22)}${description}${period}`;
  });
  return [
    `${USAGE}`,
    "Prints a token of the running demonstration, good for 15 minutes. With --on-behalf-of a portal acts for a person.",
    "When several demonstrations are running, --now says which: a day, or the word today.",
    "",
    ...lines,
  ].join("\n");
}

async function main(): Promise<void> {
  try {
    console.log(await printToken(commandLine()));
  } catch (failure) {
    if (!(failure instanceof StartError)) throw failure;
    console.error(failure.message);
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
