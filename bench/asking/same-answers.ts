import { isDeepStrictEqual } from "node:util";

import type { Asked } from "../contenders/contender";
import type { Started } from "../contenders/start";
import type { Issuer } from "./issuer";
import { READERS, type Reader } from "./readers";
import { EVERY_READ, type Read, type Wish } from "./reads";
import type { Requests } from "./requests";
import { UNAVAILABLE, Unanswered, send } from "./sending";

/** Of each read and reader so many variations are compared. */
const COMPARED = 10;

/** What is sealed, and opened by the registry alone. */
export interface Sealed {
  readonly labels: ReadonlySet<string>;
  readonly symbols: ReadonlySet<string>;
}

/** An answer without the words that only the registry can open. */
function withoutSealed(answer: unknown, sealed: Sealed): unknown {
  if (Array.isArray(answer)) return answer.map((one) => withoutSealed(one, sealed));
  if (typeof answer !== "object" || answer === null) return answer;
  const entries = Object.entries(answer).map(([name, value]): [string, unknown] => [
    name,
    withoutSealed(value, sealed),
  ]);
  const plain = Object.fromEntries(entries);
  if (sealed.labels.has(plain.label as string)) plain.text = null;
  if (sealed.symbols.has(plain.symbol as string) && "title" in plain) plain.title = null;
  return plain;
}

/** How often a contender is asked again that had no time for an answer. */
const TRIES = 3;

async function sendAgain(url: string, token: string, asked: Asked): Promise<unknown> {
  for (let left = TRIES; ; left -= 1)
    try {
      return await send(url, token, asked);
    } catch (failure) {
      if (left === 0 || !(failure instanceof Unanswered) || failure.status !== UNAVAILABLE) throw failure;
    }
}

/** One contender's answer to one wish, in the form that all are compared in. */
async function answerOf(started: Started, token: string, requests: Requests, wish: Wish): Promise<unknown> {
  const data = await sendAgain(started.url, token, requests.of(started, wish)).catch((cause: unknown) => {
    throw new Error(`${started.contender.name} did not answer ${JSON.stringify(wish)}.`, { cause });
  });
  return started.contender.answers[wish.read](data as never);
}

/** Where two answers part for the first time, as a path and both values. */
function difference(one: unknown, other: unknown, path = "answer"): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  const [keys, otherKeys] = [keysOf(one), keysOf(other)];
  if (keys === undefined || otherKeys === undefined) return `${path}: ${show(one)} ≠ ${show(other)}`;
  for (const key of new Set([...keys, ...otherKeys])) {
    const found = difference(at(one, key), at(other, key), `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return `${path}: ${show(one)} ≠ ${show(other)}`;
}

const keysOf = (value: unknown) => (typeof value === "object" && value !== null ? Object.keys(value) : undefined);
const at = (value: unknown, key: string) => (value as Record<string, unknown>)[key];
const show = (value: unknown) => JSON.stringify(value)?.slice(0, 400) ?? "nothing";

/** The wishes that are compared: spread over all variations. */
const some = (wishes: readonly Wish[]) => {
  const step = Math.max(1, Math.floor(wishes.length / COMPARED));
  return wishes.filter((_wish, place) => place % step === 0).slice(0, COMPARED);
};

/** What is compared: who is asked, by whom, what, and what cannot be compared. */
export interface Comparison {
  readonly started: readonly Started[];
  readonly issuer: Issuer;
  readonly requests: Requests;
  readonly sealed: Sealed;
  readonly reads: readonly Read[];
  readonly readers: readonly Reader[];
}

const isEmpty = (answer: unknown): boolean =>
  answer === null ||
  (Array.isArray(answer) && answer.length === 0) ||
  isDeepStrictEqual(answer, { count: 0, first: [] });

/** Asks everybody the same, and throws with the first difference from the first contender. */
export async function requireSameAnswers(comparison: Comparison): Promise<{ compared: number; empty: number }> {
  const { started, issuer, requests, sealed, reads, readers } = comparison;
  const [first, ...others] = started;
  let [compared, empty] = [0, 0];
  for (const reader of readers) {
    const token = await issuer.token(READERS[reader].subject);
    for (const read of EVERY_READ.filter((one) => reads.includes(one)))
      for (const wish of some(requests.wishes(reader, read))) {
        const expected = withoutSealed(await answerOf(first!, token, requests, wish), sealed);
        for (const other of others) {
          const given = withoutSealed(await answerOf(other, token, requests, wish), sealed);
          const parted = difference(expected, given);
          if (parted !== undefined)
            throw new Error(
              `${first!.contender.name} and ${other.contender.name} answer ${reader} differently to ${JSON.stringify(wish)}:\n${parted}`,
            );
        }
        compared += 1;
        if (isEmpty(expected)) empty += 1;
      }
  }
  return { compared, empty };
}
