import "reflect-metadata";
import { greeting } from "./starting/greeting";
import { Opened } from "./starting/opened";
import { commandLine, ownSettings } from "./settings";
import { startRegistry } from "./starting/start";
import { StartError } from "./start-error";
import { tellUsage } from "./usage";

const USAGE = `npm start [-- --now YYYY-MM-DD]

Starts the registry and runs until it is stopped. Without settings it is a demonstration: of today, or with --now of that day.`;

/** One Ctrl-C may come twice, from the terminal and from npm: only a later one is a second, in milliseconds. */
const SAME_SIGNAL = 500;
/** The exit code of a process that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/** Opens the port, and closes everything when it is told to stop. */
async function main(): Promise<void> {
  tellUsage(USAGE);
  const opened = new Opened();
  const stopping = new AbortController();
  const stopped = new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stopOnce(stopping));
  try {
    const settings = ownSettings(commandLine());
    const url = await startRegistry(settings, { opened, signal: stopping.signal, tell: console.log });
    console.log(greeting(settings, url));
    await stopped;
  } catch (failure) {
    if (!stopping.signal.aborted) refuse(failure);
  }
  await opened.close().catch(refuse);
  process.exit();
}

/** The first signal stops the registry in its order; a second one ends it at once. */
function stopOnce(stopping: AbortController): () => void {
  let since: number | undefined;
  return () => {
    since ??= Date.now();
    if (Date.now() - since > SAME_SIGNAL) process.exit(INTERRUPTED);
    stopping.abort();
  };
}

function refuse(failure: unknown): void {
  process.exitCode = 1;
  console.error(failure instanceof StartError ? failure.message : failure);
}

void main();
