import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "./refusal";

const MINUTE = 60;

/** The most callers that are told apart at a time; those beyond share one budget. */
const TOLD_APART = 10_000;

const ALL_OTHERS = "all others";

interface Allowance {
  name: string;
  points: number;
}

/** What one caller may still spend in this minute. */
export interface Balance {
  name: string;
  points: number;
  left: number;
  seconds: number;
}

/** So many points a minute for each caller. */
export class Budget {
  private readonly limiter: RateLimiterMemory;
  private readonly ends = new Map<string, number>();

  constructor(
    private readonly allowance: Allowance,
    private readonly toldApart = TOLD_APART,
  ) {
    this.limiter = new RateLimiterMemory({ points: allowance.points, duration: MINUTE });
  }

  /** Takes points; where there are not enough left the request is refused with the seconds to wait. */
  async spend(caller: string, points = 1): Promise<Balance> {
    try {
      return this.balance(await this.limiter.consume(this.known(caller), points));
    } catch (failure) {
      if (failure instanceof RateLimiterRes) throw new Exhausted(this.balance(failure));
      throw failure;
    }
  }

  private balance({ remainingPoints, msBeforeNext }: RateLimiterRes): Balance {
    return { ...this.allowance, left: remainingPoints, seconds: Math.ceil(msBeforeNext / 1000) };
  }

  private known(caller: string): string {
    const now = Date.now();
    if ((this.ends.get(caller) ?? 0) > now) return caller;
    if (this.ends.size >= this.toldApart) this.forgetEnded(now);
    if (this.ends.size >= this.toldApart) return ALL_OTHERS;
    this.ends.set(caller, now + MINUTE * 1000);
    return caller;
  }

  private forgetEnded(now: number): void {
    for (const [caller, end] of this.ends) if (end <= now) this.ends.delete(caller);
  }
}

/** The caller has spent what a minute allows. */
export class Exhausted extends Refusal {
  constructor(balance: Balance) {
    const { name, points, seconds } = balance;
    const sentence = `This is more than a minute allows you (${name}: ${points}). Ask again in ${seconds} s.`;
    const headers = { ...rateHeaders([balance]), "Retry-After": String(seconds) };
    super("RATE_LIMITED", sentence, { status: 429, headers });
  }
}

/** The headers of draft-ietf-httpapi-ratelimit-headers: what a minute allows, and what is left of it. */
export const rateHeaders = (balances: Balance[]): Record<string, string> => ({
  "RateLimit-Policy": balances.map(({ name, points }) => `"${name}";q=${points};w=${MINUTE}`).join(", "),
  RateLimit: balances.map(({ name, left, seconds }) => `"${name}";r=${left};t=${seconds}`).join(", "),
});

/** A caller's name in the memory of budgets, and, cut short, in the log: it says nothing to whoever reads it. */
export const digestOf = (...names: string[]): string =>
  createHash("sha256").update(JSON.stringify(names)).digest("hex");
