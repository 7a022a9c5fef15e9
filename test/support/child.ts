import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PROJECT = join(__dirname, "../..");

/** A command of the project in a process of its own, with nothing of this process's environment but where programs are. */
export class Child {
  out = "";
  err = "";
  private readonly closed: Promise<unknown>;

  private constructor(private readonly process: ChildProcess) {
    process.stdout?.on("data", (text: Buffer) => (this.out += text.toString()));
    process.stderr?.on("data", (text: Buffer) => (this.err += text.toString()));
    this.closed = once(process, "close");
  }

  /** Runs `src/main.ts`, or another of the project's commands. */
  static run(argv: string[], env: Record<string, string>, program = "src/main.ts"): Child {
    const words = ["-r", "./load-typescript.js", program, ...argv];
    const { PATH = "", HOME = "" } = process.env;
    return new Child(spawn(process.execPath, words, { cwd: PROJECT, env: { PATH, HOME, ...env } }));
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** Waits until it has printed what is looked for; fails with all that it printed where it ends before. */
  async printed(what: string | RegExp, patience = 60_000): Promise<void> {
    const until = Date.now() + patience;
    while (!this.out.match(what)) {
      if (this.process.exitCode !== null || Date.now() > until)
        throw new Error(`It did not print ${String(what)}, but:\n${this.out}${this.err}`);
      await pause(20);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }

  /** Its exit code, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    await this.closed;
    return this.process.exitCode ?? this.process.signalCode;
  }

  async stop(): Promise<number | NodeJS.Signals | null> {
    this.signal("SIGINT");
    return this.ended();
  }
}
