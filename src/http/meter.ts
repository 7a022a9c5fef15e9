import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Outcome } from "./codes";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts requests by how they ended, and by nothing else: a label must not say who asked for what. */
export class Meter {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  private readonly requests = new Counter({
    name: "registry_requests_total",
    help: "Requests answered, by the code that ended them.",
    labelNames: ["code"],
    registers: this.registers,
  });

  private readonly durations = new Histogram({
    name: "registry_request_duration_seconds",
    help: "How long requests took, by the code that ended them.",
    labelNames: ["code"],
    buckets: SECONDS,
    registers: this.registers,
  });

  private readonly inFlight = new Gauge({
    name: "registry_requests_in_flight",
    help: "Requests that are being answered now.",
    registers: this.registers,
  });

  begin(): void {
    this.inFlight.inc();
  }

  end(code: Outcome, seconds: number): void {
    this.inFlight.dec();
    this.requests.inc({ code });
    this.durations.observe({ code }, seconds);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
