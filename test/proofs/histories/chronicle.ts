import type { World } from "../../policies/world";

/** The steps that an answer may know of: at least those that had been acknowledged when it was asked for, at most those begun when it came. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** How a world was after each step, and which steps whoever asks now must and may see. */
export class Chronicle {
  private readonly versions: World[];
  private begun = 0;

  constructor(world: World) {
    this.versions = [structuredClone(world)];
  }

  /** The last step that every read must see that begins now. */
  get acknowledged(): number {
    return this.versions.length - 1;
  }

  /** The last step that an answer may already show. */
  get visible(): number {
    return this.begun;
  }

  begin(): void {
    this.begun += 1;
  }

  end(world: World): void {
    this.versions.push(structuredClone(world));
  }

  /** Each way in which the world was during a span. */
  during({ from, until }: Span): World[] {
    return this.versions.slice(from, until + 1);
  }
}
