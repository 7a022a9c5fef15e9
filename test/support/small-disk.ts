import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

import { temporaryFolder } from "./temporary-folder";

/** A disk of some megabytes that can be filled to its last byte. */
export class SmallDisk {
  private constructor(private readonly folder: ReturnType<typeof temporaryFolder>) {}

  /** The disk; or, where this user may not mount one, the reason. */
  static mount(megabytes: number): SmallDisk | string {
    if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root on Linux may mount a small disk";
    const folder = temporaryFolder("registry-disk-");
    const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder.path]);
    if (status === 0) {
      chmodSync(folder.path, 0o755);
      return new SmallDisk(folder);
    }
    folder.remove();
    return `no small disk can be mounted here: ${stderr.toString().trim()}`;
  }

  get path(): string {
    return this.folder.path;
  }

  fill(): void {
    const file = openSync(this.ballast, "a");
    try {
      for (let size = 1 << 20; size >= 1;) if (!written(file, size)) size = size >> 1;
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.ballast, { force: true });
  }

  remove(): void {
    spawnSync("umount", ["-l", this.path]);
    this.folder.remove();
  }

  private get ballast(): string {
    return join(this.path, "ballast");
  }
}

function written(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    return false;
  }
}
