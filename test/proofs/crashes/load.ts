import { randomUUID } from "node:crypto";

import type { MadeReport } from "../../operations/life";
import type { Answer } from "../../support/registry";
import { type Fixture, proposalOf } from "./fixture";

/** An act that a client wants, under a key: asked again with it, it is done once. */
export interface Attempt {
  readonly as: string;
  readonly name: string;
  readonly input: object;
  readonly payload: string;
  readonly key: string;
  /** What the registry acknowledged it with. */
  done?: Answer["data"];
}

const READS = [
  "{ reports(first: 5) { nodes { symbol title parts(first: 10) { nodes { id text } } } } }",
  "{ findings(first: 10) { nodes { id text } totalCount } }",
  '{ search(text: "convoys", first: 5) { edges { excerpt node { id } } } }',
];
const READERS = ["director", "usg.dpko", "usg.dfs", "oma.head", "oma.designated", "oma.staff", "hom.minusca"];

/** Clients that read and act until they are told to stop. */
export class Load {
  readonly attempts: Attempt[] = [];
  /** Answers that are no answers of a registry that works: what is wrong with them. */
  readonly faults: string[] = [];
  private stopping = false;
  private turn = 0;

  constructor(private readonly fixture: Fixture) {}

  /** Resolves when every client has stopped. */
  async run(): Promise<void> {
    const reading = () => this.repeat(() => this.read());
    const proposing = (report: MadeReport) => this.repeat(() => this.circulate(report));
    const [, second, third] = this.fixture.reports;
    await Promise.all([
      reading(),
      reading(),
      reading(),
      proposing(second!),
      proposing(third!),
      this.repeat(() => this.addPart()),
    ]);
  }

  stop(): void {
    this.stopping = true;
  }

  /** Asks again, with the same keys, for every act that nobody acknowledged. */
  async retry(): Promise<void> {
    for (const attempt of this.attempts.filter(({ done }) => done === undefined)) {
      const answer = await this.ask(attempt);
      if (answer.code) this.faults.push(`${attempt.name}, asked for again, was answered with ${answer.code}`);
      else attempt.done = answer.data[attempt.name];
    }
  }

  private async repeat(once: () => Promise<unknown>): Promise<void> {
    while (!this.stopping) await once().catch(() => undefined);
  }

  private async read(): Promise<void> {
    const turn = this.turn++;
    const { registry } = this.fixture.world;
    const answer = await registry.ask(READERS[turn % READERS.length]!, READS[turn % READS.length]!);
    this.expectWorking("A read", answer);
  }

  private async circulate(report: MadeReport): Promise<void> {
    const { world } = this.fixture;
    const proposal = proposalOf(world, report, `For ${randomUUID()}`);
    const { circulation } = await this.attempt(
      "administrator",
      "proposeCirculation",
      proposal,
      "circulation { id digest }",
    );
    for (const signer of ["usg.dpko", "usg.dfs"])
      await this.attempt(
        signer,
        "signCirculation",
        { circulationId: circulation.id, digest: circulation.digest },
        "circulation { id }",
      );
  }

  private async addPart(): Promise<void> {
    const input = {
      reportId: this.fixture.draft.id,
      kind: "FINDING",
      text: `Canary-${randomUUID()} of roads.`,
      level: "CONFIDENTIAL",
      grounds: ["INTERNAL_DELIBERATION"],
      finding: { area: "TRAINING", risk: "HIGH", systemic: false },
    };
    await this.attempt("director", "addPart", input, "part { id text }");
  }

  private async attempt(as: string, name: string, input: object, payload: string): Promise<Answer["data"]> {
    const attempt: Attempt = { as, name, input, payload, key: randomUUID() };
    this.attempts.push(attempt);
    const answer = await this.ask(attempt);
    this.expectWorking(name, answer);
    if (answer.code) throw new Error(answer.code);
    attempt.done = answer.data[name];
    return attempt.done;
  }

  private ask({ as, name, input, payload, key }: Attempt): Promise<Answer> {
    return this.fixture.world.ask(as, name, input, { payload, headers: { "idempotency-key": key } });
  }

  /** An answer is whole, or `UNAVAILABLE` with nothing in it. */
  private expectWorking(what: string, { code, status, data }: Answer): void {
    const isWhole = code === undefined && status === 200 && data !== null;
    const isUnavailable = code === "UNAVAILABLE" && status === 503 && data === null;
    if (!isWhole && !isUnavailable) this.faults.push(`${what} was answered with ${status} ${code ?? "and nothing"}`);
  }
}
