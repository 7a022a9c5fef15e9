/** What a command was dealt before the history began: numbers, in place of choices that depend on what there will be. */
export class Luck {
  private place = 0;

  constructor(private readonly dealt: readonly number[]) {}

  private next(): number {
    return this.dealt[this.place++ % this.dealt.length]!;
  }

  /** One of several. */
  pick<T>(from: readonly T[]): T {
    return from[this.next() % from.length]!;
  }

  /** So many times in a hundred. */
  percent(chance: number): boolean {
    return this.next() % 100 < chance;
  }

  some<T>(from: readonly T[], chance: number): T[] {
    return from.filter(() => this.percent(chance));
  }
}
