/** What has been opened so far, to be closed in the opposite order: also where the rest could not be opened. */
export class Opened {
  private readonly closings: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.closings.push(close);
  }

  /** Closes everything. What cannot be closed does not keep the rest open; the first failure is thrown at the end. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.closings.pop(); close !== undefined; close = this.closings.pop())
      await close().catch((failure: unknown) => failures.push(failure));
    if (failures.length > 0) throw failures[0];
  }
}
