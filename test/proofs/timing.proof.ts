import { Agent, request } from "node:http";

import { LIMITS } from "../../src/setting-descriptions";
import { type Name, startHouse } from "../access/house";
import type { TestRegistry } from "../support/registry";
import type { Proof } from "./proof";
import { QUESTIONS, type TimedQuestion } from "./timing/questions";
import { type Times, compare, isAlike, told } from "./timing/statistics";

const READER: Name = "adviser";

/** Three runs in a row must tell the hidden from the absent before it is believed. */
const RUNS = 3;
const WARMING = 200;

/** A token is good for a quarter of an hour. */
const FRESH = 5_000;

/** B11: the time of an answer tells the hidden from the absent in no question. */
export const proof: Proof = {
  id: "t",
  title: "Timing",
  unit: "pairs",
  quick: 0,
  full: 20_000,
  async run({ from, until, passed, failed, note }) {
    const pairs = until - from;
    if (pairs <= 0) return;
    const registry = await startHouse(undefined, { absenceMilliseconds: LIMITS.absenceMilliseconds.default });
    const clock = new Clock(registry);
    try {
      await clock.pairs(WARMING);
      for (let run = 1; ; run += 1) {
        const results = [...(await clock.pairs(pairs))].map(([name, times]) => ({ name, result: compare(times) }));
        const lines = results.map(({ name, result }) => told(name, result));
        const unlike = results.filter(({ result }) => !isAlike(result)).map(({ name, result }) => told(name, result));
        if (unlike.length === 0) {
          for (const line of lines) note(line);
          return passed(pairs);
        }
        if (run === RUNS)
          return failed({ case: from, what: `in ${RUNS} runs in a row: ${unlike.join("; ")}`, fixture: lines });
      }
    } finally {
      clock.close();
      await registry.close();
    }
  },
};

/** Asks in turns and takes the time of each answer, on one connection that stays open. */
class Clock {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private token = "";

  constructor(private readonly registry: TestRegistry) {}

  /** So many pairs, the questions in turn; by chance the hidden or the absent comes first. */
  async pairs(count: number): Promise<Map<string, Times>> {
    const times = new Map(QUESTIONS.map(({ name }) => [name, { hidden: [] as number[], absent: [] as number[] }]));
    for (let place = 0; place < count; place += 1) {
      if (place % FRESH === 0) await this.renew();
      const question = QUESTIONS[place % QUESTIONS.length]!;
      const order = Math.random() < 0.5 ? (["hidden", "absent"] as const) : (["absent", "hidden"] as const);
      for (const which of order) times.get(question.name)![which].push(await this.time(question, which, place));
    }
    return times;
  }

  close(): void {
    this.agent.destroy();
  }

  private async renew(): Promise<void> {
    this.token = await this.registry.issuer.token({ subject: READER, expiresIn: 890 });
    this.registry.logged.length = 0;
  }

  private time(question: TimedQuestion, which: "hidden" | "absent", place: number): Promise<number> {
    const body = JSON.stringify({
      query: question.query,
      variables: question[which](Math.floor(place / QUESTIONS.length)),
    });
    return new Promise((resolve, reject) => {
      const asked = request(`${this.registry.url}/graphql`, {
        method: "POST",
        agent: this.agent,
        headers: {
          authorization: `Bearer ${this.token}`,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
      });
      const began = performance.now();
      asked.once("error", reject).once("response", (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${question.name} was answered by ${answer.statusCode}.`));
        answer.resume().once("end", () => resolve(performance.now() - began));
      });
      asked.end(body);
    });
  }
}
