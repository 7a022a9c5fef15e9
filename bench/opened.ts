/** What was opened, closed again in the opposite order however the bench ends. */
export class Opened {
  private readonly closings: (() => unknown)[] = [];

  add(closing: () => unknown): void {
    this.closings.push(closing);
  }

  async close(): Promise<void> {
    for (let closing = this.closings.pop(); closing; closing = this.closings.pop()) await closing();
  }
}
