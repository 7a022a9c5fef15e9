export const AS_IT_SHOULD_BE = "as it should be";

/** Collects what is not as the access policy says, while everything is shown. */
export class Verdicts {
  readonly differences: string[] = [];
  private count = 0;

  get compared(): number {
    return this.count;
  }

  /** Compares one thing, and gives the mark with which it is shown. */
  compare(what: string, found: string, expected: string): string {
    this.count++;
    if (found === expected) return AS_IT_SHOULD_BE;
    this.differences.push(`${what}: expected ${expected || "nothing"}, found ${found || "nothing"}`);
    return `NOT AS IT SHOULD BE: expected ${expected || "nothing"}`;
  }
}
