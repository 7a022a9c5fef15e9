import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import type { CheckpointFile } from "./checkpoint-book";

/** Where checkpoints are kept, out of the database's reach. */
export interface CheckpointPlace {
  /** The setting that names it. */
  readonly setting: string;
  /** Resolves when the line is kept; not before it is on the disk, or the other side has said so. */
  keep(line: string): Promise<void>;
  close(): Promise<void>;
}

const ENDING = ".jsonl";
const SENDING = 10_000;

/**
 * A folder. Each run of a server has a file of its own in it, so that several may keep theirs there, and nothing is ever written
 * but at a file's end. After a line that could not be written whole the next begins another file.
 */
export class CheckpointFolder implements CheckpointPlace {
  private file: FileHandle | undefined;

  constructor(
    readonly setting: string,
    private readonly path: string,
    private readonly keyId: string,
  ) {}

  async keep(line: string): Promise<void> {
    try {
      this.file ??= await this.begin();
      await this.file.appendFile(`${line}\n`);
      await this.file.sync();
    } catch (failure) {
      await this.close().catch(() => undefined);
      throw failure;
    }
  }

  async close(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  private async begin(): Promise<FileHandle> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const name = `${this.keyId}-${randomBytes(8).toString("hex")}${ENDING}`;
    const file = await open(join(this.path, name), "ax", 0o600);
    const folder = await open(this.path);
    await folder.sync().finally(() => folder.close());
    return file;
  }
}

/** An address that each checkpoint is sent to. */
export class CheckpointAddress implements CheckpointPlace {
  constructor(
    readonly setting: string,
    private readonly url: string,
  ) {}

  async keep(line: string): Promise<void> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: line,
      redirect: "error",
      signal: AbortSignal.timeout(SENDING),
    });
    await response.body?.cancel();
    if (!response.ok)
      throw Object.assign(new Error("The checkpoint was not taken."), { code: `HTTP_${response.status}` });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export const isAddress = (place: string): boolean => /^https?:\/\//.test(place);

/** The checkpoints of a folder, or of one file; none where there is nothing. What follows a file's last whole line was never kept. */
export async function* checkpointFiles(place: string): AsyncGenerator<CheckpointFile> {
  for (const path of await filesOf(place))
    yield { name: path, lines: (await readFile(path, "utf8")).split("\n").slice(0, -1) };
}

async function filesOf(place: string): Promise<string[]> {
  try {
    if ((await stat(place)).isFile()) return [place];
    const names = await readdir(place);
    return names
      .filter((name) => name.endsWith(ENDING))
      .sort()
      .map((name) => join(place, name));
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw failure;
  }
}
