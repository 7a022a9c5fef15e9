import type { TestRegistry } from "./registry";

/** A registry's clock that stands still until it is moved: every instant is known to the millisecond. */
export class StillClock {
  private constructor(private readonly registry: TestRegistry) {}

  /** Takes the real time out of the registry's clock; what the demonstration calls its shift is then the time itself. */
  static async of(registry: TestRegistry): Promise<StillClock> {
    const [{ definition }] = await registry.sql(
      "select pg_get_functiondef(oid) as definition from pg_proc where proname = 'shifted_now'",
    );
    const still = String(definition).replaceAll(/(statement|clock)_timestamp\(\)/gi, "'epoch'::timestamptz");
    if (still === definition) throw new Error("The registry's clock does not run on the time of statements.");
    await registry.sql(still);
    return new StillClock(registry);
  }

  /** Moves the clock to an instant, where it stays. */
  async moveTo(instant: string): Promise<void> {
    await this.registry.sql("update registry_clock set shift = $1::timestamptz - 'epoch'::timestamptz", [instant]);
  }
}
