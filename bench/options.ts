import { parseArgs } from "node:util";

import { EVERY_READER, type Reader } from "./asking/readers";
import { EVERY_READ, type Read } from "./asking/reads";
import type { Contender } from "./contenders/contender";

/** What is measured, and how long. */
export interface Options {
  readonly size: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly only: readonly string[];
  readonly reads: readonly Read[];
  readonly readers: readonly Reader[];
  readonly connections: readonly number[];
  /** The file, beside the worlds, that is to hold what was found. */
  readonly results: string;
  /** Whether the promises are held against what was measured. */
  readonly check: boolean;
}

/** A whole number from 1, or an error that names the option. */
export const whole = (text: string, name: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} must be a whole number from 1, not "${text}".`);
  return number;
};

/** Names of a list, separated by commas; all of them where none is given. */
export const among = <Name extends string>(text: string | undefined, all: readonly Name[]): Name[] => {
  if (text === undefined) return [...all];
  return text.split(",").map((name) => {
    if (!all.includes(name as Name)) throw new Error(`"${name}" is none of ${all.join(", ")}.`);
    return name as Name;
  });
};

const namesOf = (contenders: readonly Contender[]) => contenders.map(({ name }) => name);

/** The options of the command line; contenders that stand apart are asked where they are named. */
export function optionsOf(argv: readonly string[], contenders: readonly Contender[]): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      size: { ...text, default: "100000" },
      seconds: { ...text, default: "5" },
      rounds: { ...text, default: "3" },
      connections: { ...text, default: "32,1" },
      results: { ...text, default: "results.json" },
      only: text,
      reads: text,
      readers: text,
      check: { type: "boolean", default: false },
    },
  });
  return {
    size: whole(values.size, "size"),
    seconds: whole(values.seconds, "seconds"),
    rounds: whole(values.rounds, "rounds"),
    only: among(values.only ?? namesOf(contenders.filter(({ isApart }) => !isApart)).join(), namesOf(contenders)),
    reads: among(values.reads, EVERY_READ),
    readers: among(values.readers, EVERY_READER),
    connections: values.connections.split(",").map((one) => whole(one, "connections")),
    results: values.results,
    check: values.check,
  };
}
