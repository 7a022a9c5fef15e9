import { commandLine } from "./settings";

/** Says how a command is used where it is asked for --help; it does nothing else then, and ends well. */
export function tellUsage(usage: string): void {
  if (!commandLine().includes("--help")) return;
  process.stdout.write(`${usage}\n`);
  process.exit();
}
