import type { KeyProvider, Wrapped } from "./sealing";

/** Several providers: the first wraps, and what any of them has wrapped can be unwrapped. So texts move from one to another. */
export class KeyRing implements KeyProvider {
  constructor(
    private readonly current: KeyProvider,
    private readonly others: readonly KeyProvider[],
  ) {}

  get currentKeyId(): string {
    return this.current.currentKeyId;
  }

  has(keyId: string): boolean {
    return this.providerOf(keyId) !== undefined;
  }

  wrap(key: Buffer): Wrapped {
    return this.current.wrap(key);
  }

  unwrap(wrapped: Wrapped): Buffer {
    const provider = this.providerOf(wrapped.keyId);
    if (!provider) throw new Error("No provider has the key of a strictly confidential text.");
    return provider.unwrap(wrapped);
  }

  private providerOf(keyId: string): KeyProvider | undefined {
    return [this.current, ...this.others].find((provider) => provider.has(keyId));
  }
}
